"""Files to import, and the whole way of one in a single call."""

from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from pytest_django.plugin import DjangoDbBlocker
from tests.example import Told, copied

from tequio.accounts.models import User
from tequio.importing import actions
from tequio.importing.models import Import, State
from tequio.importing.running import run_check, run_import
from tequio.importing.sheets import SHEETS
from tequio.importing.workbook import filled
from tequio.register.models import Record

Cells = dict[str, Any]


def make_book(**sheets: list[Cells]) -> bytes:
    """A workbook with the sheets named by kind of row (``Organizaciones=[{"Nombre": …}]``)."""
    output = BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        for sheet in SHEETS:
            rows = sheets.get(sheet.name.replace(" ", "_"))
            if rows is None:
                continue
            page = book.add_worksheet(sheet.name)
            headings = list(dict.fromkeys([column.heading for column in sheet.columns]))
            page.write_row(0, 0, headings)
            for line, cells in enumerate(rows, start=1):
                for heading, cell in cells.items():
                    page.write(line, headings.index(heading), cell)
    return output.getvalue()


def checked(content: bytes, by: User, name: str = "datos.xlsx") -> Import:
    """The import of *content*, checked."""
    job = actions.receive(content=content, name=name, by=by, in_background=False)
    run_check(job)
    job.refresh_from_db()
    return job


def imported(content: bytes, by: User, *, reason: str = "", name: str = "datos.xlsx") -> Import:
    """The import of *content*, published; with a *reason*, also what differs."""
    job = checked(content, by, name)
    assert job.state == State.CHECKED, job.problem
    job = actions.confirm(job=job, amends=bool(reason), reason=reason, by=by, in_background=False)
    run_import(job)
    job.refresh_from_db()
    return job


def states(job: Import) -> dict[str, int]:
    """How many rows there are of each state, without the zeros."""
    return {state: count for state, count in job.counts().items() if count}


def problems(job: Import) -> list[tuple[str, str]]:
    """Each cell that was refused, with the reason."""
    return [(each["cell"], each["message"]) for row in job.rows.all() for each in row.problems]


PublicRecords = dict[tuple[str, str], dict[str, Any]]


def public_records() -> PublicRecords:
    """What the register says today, by kind and key."""
    return {(row.subject_type, row.subject_id): row.data for row in Record.objects.all()}


@pytest.fixture(scope="module")
def exported(
    request: pytest.FixtureRequest,
    told_example: Told,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[bytes, PublicRecords]:
    """The example town as a filled template, and what its register says."""
    folder = tmp_path_factory.mktemp("exportado") / "data"
    with copied(request, told_example, django_db_blocker, folder), django_db_blocker.unblock():
        return filled(), public_records()


FOUNDATION: dict[str, list[Cells]] = {
    "Organizaciones": [
        {"Nombre": "Ayuntamiento de San Prueba", "Tipo": "Ayuntamiento"},
        {
            "Nombre": "Presidencia Municipal",
            "Tipo": "Dependencia",
            "Depende de": "Ayuntamiento de San Prueba",
        },
        {"Nombre": "Tesorería Municipal", "Tipo": "Dependencia", "Depende de": "Ayuntamiento de San Prueba"},
    ],
    "Órganos": [
        {
            "Nombre": "Comisión de Gobierno Abierto",
            "Siglas": "CGA",
            "Tipo": "Comisión",
            "Institución": "Ayuntamiento de San Prueba",
        }
    ],
    "Periodos": [{"Periodo": "2021–2024", "Fecha de instalación": "11/04/2022", "Terminó el": "14/10/2024"}],
    "Integrantes": [
        {
            "Periodo": "2021-2024",
            "Cargo": "Presidencia Municipal",
            "Dependencia": "Presidencia Municipal",
            "Función": "Presidencia",
            "Tiene voto": "Sí",
            "Persona": "Ana Prueba López",
        },
        {
            "Periodo": "2021-2024",
            "Cargo": "Tesorería",
            "Dependencia": "Tesorería Municipal",
            "Función": "Vocalía",
            "Tiene voto": "Sí",
        },
    ],
    "Sesiones": [
        {"Tipo": "De instalación", "Año": 2022, "Fecha": "11 de abril de 2022", "Nota de la fuente": "Acta"},
        {"Tipo": "Ordinaria", "Número": 1, "Año": 2023, "Fecha": "14/02/2023", "Nota de la fuente": "Acta"},
    ],
    "Acuerdos": [
        {
            "Sesión": "2023 ordinaria 1",
            "Número": 1,
            "Título": "Publicar el gasto",
            "Texto": "La Tesorería publicará el gasto.",
            "Responsable": "Tesorería Municipal",
            "Fecha límite": "30/06/2023",
        }
    ],
}


@pytest.fixture
def foundation() -> dict[str, list[Cells]]:
    """A small town's past that is all sound, to be spoilt by the tests."""
    return {name: [dict(row) for row in rows] for name, rows in FOUNDATION.items()}
