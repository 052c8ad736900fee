"""The template, the guide made from it, and the file that comes back with its reasons."""

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from tequio.accounts.models import User
from tequio.config.environment import REPOSITORY
from tequio.core.models import Town
from tequio.importing import workbook
from tequio.importing.columns import folded_heading
from tequio.importing.guide import MARK, columns_in_markdown
from tequio.importing.models import RowState
from tequio.importing.sheets import SHEETS
from tequio.importing.tests.conftest import checked, imported, make_book, problems, states


def sheets_of(content: bytes) -> dict[str, list[list[object]]]:
    with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
        return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_template_has_every_sheet_and_explains_itself_first():
    content = sheets_of(workbook.template())
    assert list(content) == ["Instrucciones", *(sheet.name for sheet in SHEETS), "Listas"]
    explained = {(row[0], row[1]) for row in content["Instrucciones"]}
    for sheet in SHEETS:
        assert content[sheet.name][0] == [workbook.heading(column) for column in sheet.columns]
        assert {(sheet.name, workbook.heading(column)) for column in sheet.columns} <= explained


def test_headings_of_a_sheet_differ():
    for sheet in SHEETS:
        assert len({folded_heading(column.heading) for column in sheet.columns}) == len(sheet.columns)


def test_the_guide_says_what_the_code_reads():
    guide = (REPOSITORY / "docs" / "importar.md").read_text(encoding="utf-8")
    assert MARK + guide.partition(MARK)[2] == columns_in_markdown()


@pytest.mark.django_db
def test_the_file_comes_back_with_the_reasons_and_can_be_sent_again(town: Town, secretary: User, foundation):
    foundation["Acuerdos"].append(
        foundation["Acuerdos"][0] | {"Número": 2, "Título": '=HYPERLINK("http://x","y")'}
    )
    foundation["Acuerdos"].append(foundation["Acuerdos"][0] | {"Número": 3, "Fecha límite": "pronto"})
    job = imported(make_book(**foundation), secretary)
    assert states(job) == {RowState.PUBLISHED: 11, RowState.REJECTED: 1}
    rows = sheets_of(workbook.annotated(job, only_refused=True))["Acuerdos"]
    assert rows[0][-1] == "Revisión"
    assert rows[1][-1] == "Rechazada\nAcuerdos!F4: “pronto” no es una fecha. Escríbela como 14/04/2026."
    again = checked(workbook.annotated(job), secretary)
    assert states(again) == {RowState.SAME: 11, RowState.REJECTED: 1}


@pytest.mark.django_db
def test_what_differs_is_shown_and_amended_only_with_a_reason(town: Town, secretary: User, foundation):
    imported(make_book(**foundation), secretary)
    foundation["Acuerdos"][0]["Fecha límite"] = "31/07/2023"
    content = make_book(Acuerdos=foundation["Acuerdos"])
    row = checked(content, secretary).rows.get()
    assert row.differences == [
        {"column": "due_on", "heading": "Fecha límite", "before": "30/06/2023", "after": "31/07/2023"}
    ]
    assert states(imported(content, secretary)) == {RowState.DIFFERENT: 1}
    assert states(imported(content, secretary, reason="Se leyó mal el acta")) == {RowState.AMENDED: 1}
    assert states(checked(content, secretary)) == {RowState.SAME: 1}


@pytest.mark.django_db
def test_a_refused_part_keeps_its_whole_record_back(town: Town, secretary: User, foundation):
    foundation["Integrantes"][1]["Función"] = "Vocalia suplemte"
    job = checked(make_book(**foundation), secretary)
    reasons = dict(problems(job))
    assert reasons["Periodos!fila 2"] == "Va junto con Integrantes!E3, que tiene un problema."
    assert reasons["Sesiones!fila 2"].startswith("Depende de ")
    assert states(job) == {RowState.NEW: 4, RowState.REJECTED: 6}
