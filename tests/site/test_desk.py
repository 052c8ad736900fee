"""Every page of the desk that links lead to, and every form of it sent empty."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import html5lib
import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tequio.accounts.models import RoleAssignment, User
from tequio.accounts.roles import Role
from tests.site.opened import Opened, opened

pytestmark = pytest.mark.slow
EDITOR = "/trabajo/paginas/"
MOST_QUERIES = 25
MORE_QUERIES = {"/trabajo/": 33, "/entregar/": 32}
"""The page of the day asks every room; handing a role over lists what is pending in each."""
MOST_OF_A_KIND = 6
"""Pages of one route that are opened: the other agreements look the same."""


@pytest.fixture(scope="module")
def everybody(example: Path) -> Client:
    """Somebody with every role, so that no page of the desk is closed."""
    user = User.objects.create_user("todo", email="todo@prueba.example", password=None)
    for role in Role:
        RoleAssignment.objects.create(user=user, role=role, since_on=date(2020, 1, 1))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture(scope="module")
def desk(everybody: Client) -> list[Opened]:
    """The pages that links lead to from the start page, a few of each kind."""
    waiting, seen, kinds, pages = ["/trabajo/"], {"/trabajo/"}, {}, []
    while waiting:
        page = opened(everybody, waiting.pop(0))
        pages.append(page)
        for link in sorted(_inside(page)):
            kind = "/".join(
                "*" if any(char.isdigit() for char in part) else part for part in link.split("/")[:5]
            )
            kinds[kind] = kinds.get(kind, 0) + (link not in seen)
            if link not in seen and kinds[kind] <= MOST_OF_A_KIND:
                seen.add(link)
                waiting.append(link)
    return pages


def _inside(page: Opened) -> Iterator[str]:
    for link in page.links():
        path = urlsplit(urljoin(page.address, link)).path
        is_file = "." in path.rsplit("/", 1)[-1]
        if (
            path.startswith("/trabajo/")
            and not is_file
            and not path.startswith((EDITOR, "/trabajo/entrar/", "/trabajo/salir/", "/trabajo/recordar/"))
        ):
            yield path


def test_every_page_of_the_desk_answers(desk: list[Opened]) -> None:
    assert len(desk) > 100
    assert {page.address: page.status for page in desk if page.status not in {200, 302, 405}} == {}


def test_desk_pages_are_valid_and_kept_by_nobody(desk: list[Opened]) -> None:
    wrong = {}
    for page in desk:
        if page.status == 200:
            parser = html5lib.HTMLParser()
            parser.parse(page.text)
            control = page.headers.get("Cache-Control", "")
            if parser.errors or len(page.texts("h1")) != 1 or "no-store" not in control:
                wrong[page.address] = (parser.errors[:2], page.texts("h1"), control)
    assert wrong == {}


def test_desk_pages_make_few_queries(desk: list[Opened], everybody: Client) -> None:
    wrong = {}
    for page in desk:
        if page.status == 200:
            with CaptureQueriesContext(connection) as queries:
                everybody.get(page.address)
            last = f"/{page.address.rstrip('/').rsplit('/', 1)[-1]}/"
            if len(queries) > MORE_QUERIES.get(last, MOST_QUERIES):
                wrong[page.address] = len(queries)
    assert wrong == {}


def test_a_form_sent_empty_says_what_is_missing_and_where(desk: list[Opened], everybody: Client) -> None:
    wrong, refused = {}, 0
    for page in desk:
        for action in _forms(page):
            answer = _sent_empty(everybody, action)
            if answer.status == 422:
                refused += 1
                if problem := _unhelpful(answer):
                    wrong[action] = problem
            elif answer.status not in {302, 405}:
                wrong[action] = [str(answer.status)]
    assert wrong == {}
    assert refused > 20


def _forms(page: Opened) -> set[str]:
    """Where the forms inside the page's main part are sent."""
    mains = page.tags("main")
    forms = [form for main in mains for form in main.iter("form") if form.attrib.get("method") == "post"]
    return {urljoin(page.address, form.attrib.get("action", "") or page.address) for form in forms}


def _sent_empty(client: Client, address: str) -> Opened:
    with transaction.atomic():
        answer = Opened(address, client.post(address, {}))
        transaction.set_rollback(True)
    return answer


def _unhelpful(answer: Opened) -> list[str]:
    """What a page that refused a form leaves out."""
    problems = []
    summaries = [tag for tag in answer.document.iter() if tag.attrib.get("class") == "error-summary"]
    if len(summaries) != 1:
        return [f"{len(summaries)} summaries"]
    summary = summaries[0]
    if "autofocus" not in summary.attrib or summary.attrib.get("tabindex") != "-1":
        problems.append("the summary does not take the focus")
    ids = {tag.attrib.get("id") for tag in answer.document.iter()}
    for link in summary.iter("a"):
        if link.attrib["href"].removeprefix("#") not in ids:
            problems.append(f"{link.attrib['href']} leads nowhere")
    invalid = [
        tag for tag in answer.document.iter() if "field-invalid" in tag.attrib.get("class", "").split()
    ]
    if any(summary.iter("a")) and not invalid:
        problems.append("no field is marked")
    return problems
