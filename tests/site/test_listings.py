"""Every list as data: its files hold what its page shows, and other sites may show it."""

import csv
import json
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import html5lib
import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from tequio.core.spreadsheets import original
from tests.drafts import SECRET
from tests.site.kinds import LISTINGS, SAMPLES
from tests.site.opened import opened

pytestmark = pytest.mark.slow
SESSION = "/comision/sesiones/2026/ordinaria-02/"
MOVED = {
    "/compromisos/compromisos.csv?tema=agua": "/compromisos/descarga.csv?tema=agua",
    "/compromisos/compromisos.json": "/compromisos/descarga.json",
    "/comision/acuerdos/acuerdos.csv?estado=cumplido": "/comision/acuerdos/descarga.csv?estado=cumplido",
    f"{SESSION}votaciones.csv": f"{SESSION}votaciones/descarga.csv",
}


def content(address: str) -> bytes:
    response = Client().get(address)
    assert response.status_code == 200, address
    return b"".join(response)


def csv_rows(base: str, query: str = "") -> list[dict[str, str]]:
    text = content(f"{base}descarga.csv{query}").decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text, newline="")))
    return [{name: original(cell) for name, cell in row.items()} for row in rows]


def as_text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    return json.dumps(cell, ensure_ascii=False) if isinstance(cell, list) else str(cell)


@pytest.mark.parametrize("base", LISTINGS.values())
def test_every_format_holds_the_same_rows(example: Path, base: str) -> None:
    rows = csv_rows(base)
    assert rows
    lines = [json.loads(line) for line in content(f"{base}descarga.jsonl").splitlines()]
    whole = json.loads(content(f"{base}descarga.json"))
    assert [{name: as_text(cell) for name, cell in line.items()} for line in lines] == rows
    assert (
        next(value for value in whole.values() if isinstance(value, list) and value[:1] == lines[:1]) == lines
    )
    sheet = CalamineWorkbook.from_filelike(BytesIO(content(f"{base}descarga.xlsx"))).get_sheet_by_index(0)
    assert len(sheet.to_python()) == len(rows) + 1
    assert sheet.to_python()[0] == list(rows[0])


@pytest.mark.parametrize("base", LISTINGS.values())
def test_every_column_is_explained(example: Path, base: str) -> None:
    fields = json.loads(content(f"{base}descarga.diccionario.json"))["schema"]["fields"]
    assert [field["name"] for field in fields] == list(csv_rows(base)[0])
    assert [field["name"] for field in fields if not (field["title"] and field.get("description"))] == []
    page = content(f"{base}descarga/").decode()
    assert [field["name"] for field in fields if f"<code>{field['name']}</code>" not in page] == []


@pytest.mark.parametrize("base", LISTINGS.values())
def test_nothing_private_is_in_any_file(example: Path, base: str) -> None:
    for name in (
        "descarga.csv",
        "descarga.json",
        "descarga.jsonl",
        "descarga.diccionario.json",
        "descarga/",
        "insertar/",
    ):
        assert SECRET.casefold() not in content(base + name).decode().casefold(), name
    book = CalamineWorkbook.from_filelike(BytesIO(content(f"{base}descarga.xlsx")))
    assert (
        SECRET.casefold()
        not in str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names]).casefold()
    )


@pytest.mark.parametrize("base", LISTINGS.values())
def test_an_unchanged_file_is_not_sent_again(example: Path, base: str) -> None:
    first = Client().get(f"{base}descarga.csv")
    b"".join(first)
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    again = Client().get(f"{base}descarga.csv", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert not first.cookies


@pytest.mark.parametrize("base", LISTINGS.values())
def test_only_the_embedded_page_may_be_framed(example: Path, base: str) -> None:
    embedded = Client().get(f"{base}insertar/")
    policy = embedded.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy
    assert "script-src 'none'" in policy
    assert "X-Frame-Options" not in embedded.headers
    assert embedded.headers["X-Robots-Tag"] == "noindex"
    assert not embedded.cookies
    html = embedded.content.decode()
    assert "<form" not in html
    assert "<script" not in html
    assert "Fuente:" in html
    parser = html5lib.HTMLParser()
    parser.parse(html)
    assert parser.errors == []


def test_every_other_page_refuses_to_be_framed(example: Path) -> None:
    answers = [opened(Client(), address) for address in SAMPLES]
    assert {page.headers["X-Frame-Options"] for page in answers} == {"DENY"}
    assert [
        page.address
        for page in answers
        if "frame-ancestors 'none'" not in page.headers["Content-Security-Policy"]
    ] == []


@pytest.mark.parametrize(("old", "new"), MOVED.items())
def test_old_addresses_lead_to_the_new_ones(example: Path, old: str, new: str) -> None:
    response = Client().get(old)
    assert (response.status_code, response.headers["Location"]) == (301, new)
    assert content(new)
