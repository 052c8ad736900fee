"""The guide: its page, and the examples of docs/api.md run against a site that is served."""

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.test import Client
from tests.missing import skip_missing

from tequio.api.pages import ANYWHERE, CODE, example
from tequio.api.shapes import collections
from tequio.register.models import Entry, Record

pytestmark = pytest.mark.usefixtures("db")
BLOCK = re.compile(r"^## (?P<title>.+?)\n.*?```\w+\n(?P<code>.*?)```", re.DOTALL | re.MULTILINE)


@pytest.fixture
def blocks(repository: Path) -> dict[str, str]:
    """Heading → the first block of code below it."""
    text = (repository / "docs/api.md").read_text(encoding="utf-8")
    return {part.group("title"): part.group("code") for part in BLOCK.finditer(text)}


def test_the_page_and_the_guide_show_the_same_examples(blocks: dict[str, str]) -> None:
    assert {label: blocks[label] for label, _name in CODE} == {
        label: example(name, ANYWHERE) for label, name in CODE
    }


def test_the_page_names_every_list_with_its_own_filters(client: Client, example: object) -> None:
    page = client.get("/datos/api/").content.decode()
    for name in collections():
        assert f'href="/api/v1/{name}"' in page
    assert "<code>potential</code>" in page
    assert 'id="error-404"' in page
    assert len(page.encode()) < 50_000
    assert "<script>" not in page


def test_what_the_page_offers_to_open_answers(client: Client, example: object) -> None:
    page = client.get("/datos/api/").content.decode()
    offered = set(re.findall(r'href="(/api/v1/[^"]*)"', page))
    assert len(offered) > len(collections())
    for address in offered:
        assert client.get(address.replace("&amp;", "&")).status_code == 200


@pytest.mark.slow
def test_the_python_example_makes_the_table_that_it_promises(
    example_site: str, blocks: dict[str, str], tmp_path: Path
) -> None:
    code = blocks["Python"].replace(ANYWHERE, example_site)
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, timeout=120)
    with (tmp_path / "acuerdos.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    opened = Record.objects.filter(subject_type="meetings.agreement", data__status="open")
    assert {row["folio"] for row in rows} == set(opened.values_list("subject_id", flat=True)) != set()
    assert all(row["acto"].startswith(f"{example_site}/registro/actos/") for row in rows)


@pytest.mark.slow
def test_the_curl_examples_do_what_they_say(
    example_site: str, blocks: dict[str, str], tmp_path: Path
) -> None:
    if shutil.which("curl") is None:
        skip_missing("curl")
    code = blocks["curl"].replace(ANYWHERE, example_site)
    run = subprocess.run(["sh", "-ec", code], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert {item["data"]["status"] for item in json.loads(run.stdout)["items"]} == {"open"}
    assert (tmp_path / "acuerdos.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert json.loads((tmp_path / "registros.json").read_text())["total"] == Record.objects.count()
    assert (tmp_path / "acto-0.tlog-proof").read_text().startswith("c2sp.org/tlog-proof@v1")
    before = (tmp_path / "registros.json").stat().st_mtime_ns
    again = [line for line in code.splitlines() if "--etag-compare" in line]
    subprocess.run(["sh", "-ec", "\n".join(again)], cwd=tmp_path, check=True, timeout=60)
    assert (tmp_path / "registros.json").stat().st_mtime_ns == before


@pytest.mark.slow
def test_the_r_example_runs(example_site: str, blocks: dict[str, str], tmp_path: Path) -> None:
    if shutil.which("Rscript") is None:
        pytest.skip("R is not on this machine; nothing else of ours needs it")
    code = blocks["R"].replace(ANYWHERE, example_site)
    subprocess.run(["Rscript", "-e", code], cwd=tmp_path, check=True, timeout=120)


@pytest.mark.slow
def test_the_address_for_sheets_gives_the_csv_that_it_promises(
    example_site: str, blocks: dict[str, str]
) -> None:
    formula = re.fullmatch(r'=IMPORTDATA\("(https://[^"]+)"\)\n', blocks["Google Sheets"])
    assert formula is not None
    with urlopen(formula.group(1).replace(ANYWHERE, example_site)) as answer:  # noqa: S310 - our own server
        assert answer.headers["Content-Type"].startswith("text/csv")
        rows = list(csv.DictReader(io.StringIO(answer.read().decode("utf-8-sig"))))
    agreements = Record.objects.filter(subject_type="meetings.agreement")
    assert len(rows) == agreements.count()
    assert Entry.objects.count() > len(rows)
