"""Finding, handing over and erasing what is known of a person; nobody finds it afterwards, anywhere."""

import io
import json
import logging
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings as site
from django.db import connection
from django.urls import reverse

from tequio.accounts.models import RoleAssignment
from tequio.accounts.roles import Role
from tequio.bodies.actions import register_person
from tequio.core import clock
from tequio.core.legal import RuleError, action
from tequio.core.personal_data import INVENTORY
from tequio.importing.models import Import
from tequio.mail.models import OutgoingMessage
from tequio.meetings.models import AgendaItem, Meeting
from tequio.notifications.models import Follower
from tequio.privacy import people
from tequio.privacy.models import RightExercise, RightKind
from tequio.privacy.retention import prune_expired
from tequio.privacy.scrubbing import scrub
from tequio.register.models import KeptForm, Record
from tequio.search.models import ZeroResult
from tequio.website.actions.translations import (
    approve_translation,
    review_translation,
    save_translation,
)

CANARY = "Xochitlcanaria"
"""A name that nothing else contains."""


@pytest.fixture
def unit(make_user):
    """Whoever attends ARCO rights."""
    return make_user(Role.TRANSPARENCY_UNIT)


def account(make_user):
    user = make_user(username="antes")
    user.first_name, user.email = CANARY, f"{CANARY}@prueba.example"
    user.save()
    long_ago = date(2001, 1, 1)
    RoleAssignment.objects.create(user=user, role=Role.EDITOR, since_on=long_ago, until_on=long_ago)


def seat_holder(make_user):
    register_person(name=f"{CANARY} Pérez", by=make_user(Role.SECRETARIAT, username="s"))


def proposer(make_user):
    @action
    def draft():
        meeting = Meeting.objects.filter(convened_at__isnull=True).exclude(status="closed").first()
        AgendaItem(meeting=meeting, position=99, title="Un punto", proposer=CANARY).save()

    draft()


def searcher(make_user):
    ZeroResult.objects.create(text=CANARY.lower(), last_on=clock.today())


def addressee(make_user):
    OutgoingMessage.objects.create(
        message_id="<1@x>",
        recipient=f"{CANARY}@prueba.example",
        created_at=clock.now(),
        next_try_at=clock.now(),
    )


def follower(make_user):
    one = Follower.objects.create(
        email=f"{CANARY}@prueba.example",
        rhythm="weekly",
        told_until=0,
        next_digest_at=clock.now(),
        language="es",
    )
    one.follows.create(topic="section:acuerdos")


def imported(make_user):
    by = make_user(Role.SECRETARIAT, username="importa")
    job = Import.objects.create(
        name="pasado.csv", sha256="0" * 64, size=3, by=by, uploaded_at=clock.now(), content=CANARY.encode()
    )
    job.rows.create(
        item=0, order=0, sheet="Integrantes", number=2, state="rejected", problems=[["C2", CANARY]]
    )


def half_typed(make_user):
    user = make_user(Role.SECRETARIAT, username="a-medias")
    KeptForm.objects.create(user=user, path="/trabajo/x/", typed=[["name", CANARY]], kept_at=clock.now())


def translator(make_user):
    one, other = (make_user(Role.TRANSLATOR, username=name) for name in ("t1", "t2"))
    source = Record.objects.filter(subject_type="meetings.agreement").first()
    text = {"title": "Tlanawatil", "summary": "", "text": ""}
    made = save_translation(
        source=source, language="nah", variant="", fields=text, credit=CANARY, rights="", by=one
    )
    review_translation(translation=made, credit="Otra persona", by=other)
    approve_translation(translation=made, by=other)


PEOPLE = {
    "cuentas": account,
    "integrantes": seat_holder,
    "orden-del-dia": proposer,
    "busquedas": searcher,
    "correo": addressee,
    "avisos": follower,
    "a-medias": half_typed,
    "importaciones": imported,
    "traducciones": translator,
}


def test_every_holding_that_can_be_erased_is_tried():
    assert set(PEOPLE) == {key for key, holding in INVENTORY.holdings.items() if holding.erase}


def dump() -> str:
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        texts = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own tables
            texts += [
                str([bytes(v) if isinstance(v, memoryview) else v for v in row]) for row in cursor.fetchall()
            ]
    return "\n".join(texts).lower()


def files(folder: Path) -> bytes:
    """The bytes of every file below a folder."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file()).lower()


@pytest.mark.slow
@pytest.mark.parametrize("key", PEOPLE)
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("own_example")
def test_an_erased_person_is_found_nowhere(key, make_user, client, settings, unit):
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    logging.getLogger().addHandler(handler)
    PEOPLE[key](make_user)
    assert CANARY.lower() in dump()
    client.force_login(unit)
    for url in ("/comision/integrantes/", "/novedades/", "/buscar/?q=tlanawatil"):
        client.get(url)
    matches = [match for match in people.find(CANARY, by=unit) if match.holding.key == key]
    assert matches
    for match in matches:
        page = {"match": match.reference, "confirm": "1"}
        assert client.post(reverse("privacy:erase"), page).status_code == 302
    assert people.find(CANARY, by=unit) == []
    scrub.call([apps.get_model(label)._meta.db_table for label in INVENTORY.holdings[key].fields])
    logging.getLogger().removeHandler(handler)
    assert CANARY.lower() not in dump()
    assert CANARY.lower().encode() not in files(Path(settings.TEQUIO_DATA))
    assert CANARY.lower() not in log.getvalue().lower()
    if connection.vendor == "sqlite":
        assert CANARY.lower().encode() not in database_bytes()


def database_bytes() -> bytes:
    """What the disk holds of a SQLite database, with its write-ahead log."""
    database = Path(connection.settings_dict["NAME"])
    return b"".join(path.read_bytes() for path in database.parent.glob(database.name + "*")).lower()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(site.DATABASES["default"]["ENGINE"].endswith("postgresql"), reason="reads SQLite's files")
def test_without_cleaning_the_space_it_left_the_name_would_still_be_read(town, unit):
    """The control of the test above: the words are searched for where they really stay."""
    searcher(None)
    people.erase(people.find(CANARY, by=unit)[0], by=unit)
    assert CANARY.lower() not in dump()
    assert CANARY.lower().encode() in database_bytes()
    scrub.call([])
    assert CANARY.lower().encode() not in database_bytes()


@pytest.mark.django_db
def test_data_are_handed_over_with_purpose_and_term(town, client, unit, make_user):
    seat_holder(make_user)
    client.force_login(unit)
    page = client.post(reverse("privacy:desk"), {"text": CANARY})
    assert CANARY in page.content.decode()
    reference = people.find(CANARY, by=unit)[0].reference
    response = client.post(reverse("privacy:export"), {"match": [reference]})
    assert "no-store" in response["Cache-Control"]
    handed = json.loads(response.content)["datos"][0]
    assert handed["valores"]["Nombre"] == f"{CANARY} Pérez"
    assert handed["finalidad"]
    assert handed["conservacion"]
    assert RightExercise.objects.get().kind == RightKind.ACCESS


@pytest.mark.django_db
def test_the_trace_of_a_right_does_not_name_the_person(town, client, unit, make_user):
    seat_holder(make_user)
    match = people.find(CANARY, by=unit)[0]
    people.export([match], by=unit)
    row = RightExercise.objects.get()
    assert CANARY not in " ".join(str(value) for value in vars(row).values())


@pytest.mark.django_db
def test_an_account_is_kept_while_its_acts_must_have_an_author(town, unit, make_user):
    user = make_user(Role.EDITOR)
    match = next(match for match in people.find(user.email, by=unit) if match.holding.key == "cuentas")
    with pytest.raises(RuleError, match="todavía tiene funciones"):
        people.erase(match, by=unit)
    user.role_assignments.update(until_on=clock.today() - timedelta(days=30))
    match = people.match_of(match.reference)
    with pytest.raises(RuleError, match="se conserva hasta"):
        people.erase(match, by=unit)
    user.refresh_from_db()
    assert user.email


@pytest.mark.django_db
def test_a_search_says_what_is_missing_beside_its_field(town, client, unit):
    client.force_login(unit)
    page = client.post(reverse("privacy:desk"), {"text": "a"})
    assert page.status_code == 422
    assert "al menos 3 letras" in page.content.decode()


@pytest.mark.django_db
def test_made_up_references_are_not_found(town, client, unit):
    client.force_login(unit)
    for reference in (
        "",
        "x",
        "cuentas:accounts.User:999",
        "cuentas:register.Entry:0",
        "x:y:z",
        "cuentas:a.B:1",
    ):
        assert client.post(reverse("privacy:erase"), {"match": reference}).status_code == 404
        assert client.post(reverse("privacy:export"), {"match": [reference]}).status_code == 404


@pytest.mark.django_db
def test_what_outlived_its_term_goes_every_night(town):
    ZeroResult.objects.create(text="vieja", last_on=clock.today() - timedelta(days=366))
    ZeroResult.objects.create(text="nueva", last_on=clock.today() - timedelta(days=364))
    assert prune_expired()["busquedas"] == 1
    assert [row.text for row in ZeroResult.objects.all()] == ["nueva"]


@pytest.mark.django_db
def test_the_public_notice_says_everything_the_law_asks(town, client):
    for key, holding in INVENTORY.holdings.items():
        page = client.get(reverse("privacy:notice", args=[key])).content.decode()
        for text in (town.full_name, holding.purpose, holding.basis, holding.retention, "ARCO"):
            assert str(text).replace('"', "&quot;") in page
