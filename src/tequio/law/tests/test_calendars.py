from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from tequio.accounts.models import User
from tequio.core.legal import RuleError, action
from tequio.core.models import Town
from tequio.law import actions
from tequio.law.actions import NewDayOff, Order
from tequio.law.days import Term
from tequio.law.deadlines import deadline
from tequio.law.models import NonWorkingDay, WorkCalendar
from tequio.law.rules import Confidence, DayKind
from tequio.law.tests.makers import a_calendar, a_day
from tequio.register.files import store_file
from tequio.register.models import Entry, File, Record

GOOD_FRIDAY = date(2026, 4, 3)


def test_create_calendar_publishes_its_first_version(town: Town, secretary: User) -> None:
    calendar = a_calendar(secretary, a_day(GOOD_FRIDAY))
    entry = Entry.objects.get()
    assert (entry.kind, entry.version, calendar.version) == ("law.calendar.published", 1, 1)
    record = Record.objects.get()
    assert record.path == "/comision/marco-legal/dias-inhabiles/prueba/"
    assert record.data["weekly_rest"] == [6, 7]
    assert record.data["days"][0]["order"]["number"] == "12/2026"


def test_changed_calendar_leaves_old_deadlines_explained_by_their_version(
    town: Town, secretary: User
) -> None:
    calendar = a_calendar(secretary)
    start, term = date(2026, 3, 31), Term(3)
    before = deadline(start, term, calendar.rule())
    calendar = actions.add_days_off(
        calendar=calendar, days=[a_day(date(2026, 4, 2), GOOD_FRIDAY, "Días santos")], by=secretary
    )
    now = deadline(start, term, calendar.rule())
    assert (before.due_on, before.calendar.version) == (date(2026, 4, 3), 1)
    assert (now.due_on, now.calendar.version) == (date(2026, 4, 7), 2)
    assert deadline(start, term, calendar.rule(1)) == before
    assert [str(step.why) for step in now.steps if step.day == GOOD_FRIDAY] == ["Días santos"]


def test_withdrawn_day_counts_again_but_stays_in_older_versions(town: Town, secretary: User) -> None:
    calendar = a_calendar(secretary, a_day(GOOD_FRIDAY))
    calendar = actions.withdraw_day_off(day=calendar.days.get(), reason="El acuerdo se revocó.", by=secretary)
    assert calendar.rule().is_working(GOOD_FRIDAY)
    assert not calendar.rule(1).is_working(GOOD_FRIDAY)
    change = Record.objects.get().data["changes"][0]
    assert (change["what"], change["reason"]) == ("withdrawn", "El acuerdo se revocó.")
    with pytest.raises(RuleError):
        actions.withdraw_day_off(day=calendar.days.get(), reason="Otra vez", by=secretary)


def test_every_version_of_the_calendar_is_one_of_the_register(town: Town, secretary: User) -> None:
    calendar = a_calendar(secretary)
    calendar = actions.add_days_off(calendar=calendar, days=[a_day(GOOD_FRIDAY)], by=secretary)
    calendar = actions.extend_calendar(calendar=calendar, covers_to=date(2027, 12, 31), by=secretary)
    calendar = actions.confirm_calendar(calendar=calendar, note="Oficio 3/2026 del Cabildo.", by=secretary)
    calendar = actions.withdraw_day_off(day=calendar.days.get(), reason="Error", by=secretary)
    assert calendar.version == 5
    assert list(Entry.objects.order_by("index").values_list("version", flat=True)) == [1, 2, 3, 4, 5]


def test_extended_calendar_must_be_confirmed_again(town: Town, secretary: User) -> None:
    calendar = a_calendar(secretary)
    calendar = actions.confirm_calendar(calendar=calendar, note="Oficio 3/2026.", by=secretary)
    assert calendar.confidence == Confidence.CONFIRMED
    calendar = actions.extend_calendar(calendar=calendar, covers_to=date(2027, 12, 31), by=secretary)
    assert calendar.confidence == Confidence.UNCONFIRMED


def test_order_of_a_day_off_is_published_with_its_file(town: Town, secretary: User) -> None:
    file = store_file(SimpleUploadedFile("acuerdo.txt", b"Se acuerda"))
    day = NewDayOff(
        GOOD_FRIDAY, GOOD_FRIDAY, "Viernes Santo", DayKind.ORDER, order=Order("Acuerdo", file=file)
    )
    a_calendar(secretary, day)
    assert Record.objects.get().data["days"][0]["order"]["file"]["sha256"] == file.sha256
    assert File.objects.get().published_in == Entry.objects.get()


@pytest.mark.parametrize(
    "days",
    [
        [],
        [a_day(date(2027, 1, 1))],
        [a_day(date(2026, 4, 3), date(2026, 4, 2))],
        [a_day(date(2026, 1, 2), date(2026, 7, 2))],
        [a_day(GOOD_FRIDAY)],
        [NewDayOff(date(2026, 4, 2), date(2026, 4, 2), "Porque sí", DayKind.ORDER)],
    ],
    ids=["none", "outside", "backwards", "too long", "repeated", "without source"],
)
def test_days_off_that_make_no_sense_are_refused_and_change_nothing(
    town: Town, secretary: User, days: list[NewDayOff]
) -> None:
    calendar = a_calendar(secretary, a_day(GOOD_FRIDAY))
    with pytest.raises(RuleError):
        actions.add_days_off(calendar=calendar, days=days, by=secretary)
    assert WorkCalendar.objects.get().version == 1
    assert Entry.objects.count() == 1


def test_second_main_calendar_is_refused(town: Town, secretary: User) -> None:
    a_calendar(secretary)
    with pytest.raises(RuleError) as refused:
        a_calendar(secretary, slug="otro")
    assert refused.value.field == "is_main"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"slug": "prueba"}, "slug"),
        ({"slug": "otro", "is_main": False, "covers_to": date(2020, 1, 1)}, "covers_to"),
        ({"slug": "otro", "is_main": False, "weekly_rest": list(range(7))}, "weekly_rest"),
    ],
)
def test_calendar_that_makes_no_sense_is_refused(
    town: Town, secretary: User, wrong: dict[str, object], field: str
) -> None:
    a_calendar(secretary)
    with pytest.raises(RuleError) as refused:
        a_calendar(secretary, **wrong)
    assert refused.value.field == field


def test_main_calendar_is_the_towns_own(town: Town, secretary: User) -> None:
    assert WorkCalendar.objects.main() is None
    a_calendar(secretary, slug="estado", is_main=False)
    calendar = a_calendar(secretary)
    assert WorkCalendar.objects.main() == calendar


def test_day_off_without_source_is_refused_by_the_database(town: Town, secretary: User) -> None:
    day = NonWorkingDay(
        calendar=a_calendar(secretary),
        first_on=GOOD_FRIDAY,
        last_on=GOOD_FRIDAY,
        reason="Porque sí",
        kind=DayKind.ORDER,
        added_in=1,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        action(day.save)()
