from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from tequio.accounts.models import User
from tequio.accounts.roles import Role
from tequio.core.legal import RuleError, SideDoorError, action
from tequio.core.models import Town
from tequio.law import actions
from tequio.law.actions import norms
from tequio.law.models import Norm
from tequio.law.rules import Level
from tequio.law.tests.makers import a_draft, a_norm, an_article
from tequio.register.models import Entry, Record


def test_draft_norm_makes_no_entry_and_is_not_published(town: Town, secretary: User) -> None:
    norm = a_draft(secretary)
    assert not Norm.objects.published().exists()
    actions.edit_norm(norm=norm, by=secretary, name="Otro nombre")
    assert not Entry.objects.exists()


def test_publish_norm_appends_its_first_version(town: Town, secretary: User) -> None:
    a_norm(secretary)
    entry = Entry.objects.get()
    assert (entry.kind, entry.subject_id, entry.version) == ("law.norm.published", "ley-de-prueba", 1)
    assert Record.objects.get().path == "/comision/marco-legal/ley-de-prueba/"


def test_publish_norm_writes_both_or_neither(
    town: Town, secretary: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    norm = a_draft(secretary)

    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(norms, "append", fail)
    with pytest.raises(RuntimeError):
        actions.publish_norm(norm=norm, by=secretary)
    assert not Norm.objects.published().exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("missing", "field"), [({"summary": ""}, "summary"), ({"source_note": ""}, "source_note")]
)
def test_publish_norm_without_its_texts_is_refused(
    town: Town, secretary: User, missing: dict[str, str], field: str
) -> None:
    with pytest.raises(RuleError) as refused:
        a_norm(secretary, **missing)
    assert refused.value.field == field


def test_publish_norm_twice_is_refused(town: Town, secretary: User) -> None:
    norm = a_norm(secretary)
    with pytest.raises(RuleError):
        actions.publish_norm(norm=norm, by=secretary)


def test_edit_published_norm_appends_the_next_version(town: Town, secretary: User) -> None:
    norm = a_norm(secretary)
    actions.edit_norm(norm=norm, by=secretary, meaning="Te sirve.")
    assert [entry.kind for entry in Entry.objects.order_by("index")] == [
        "law.norm.published",
        "law.norm.amended",
    ]
    assert Record.objects.get().data["meaning"] == "Te sirve."


def test_edit_norm_with_a_last_day_abrogates_it(town: Town, secretary: User) -> None:
    norm = a_norm(secretary)
    actions.edit_norm(norm=norm, by=secretary, in_force_until=date(2026, 1, 31))
    assert Entry.objects.latest("index").kind == "law.norm.abrogated"
    assert norm.is_in_force(date(2026, 1, 31))
    assert not norm.is_in_force(date(2026, 2, 1))


@pytest.mark.parametrize("slug", ["plazos", "dias-inhabiles", "calculadora", "ley-de-prueba"])
def test_create_norm_with_a_taken_address_is_refused(town: Town, secretary: User, slug: str) -> None:
    a_draft(secretary)
    with pytest.raises(RuleError) as refused:
        a_draft(secretary, slug)
    assert refused.value.field == "slug"


def test_published_norm_keeps_its_key(town: Town, secretary: User) -> None:
    with pytest.raises(RuleError):
        actions.edit_norm(norm=a_norm(secretary), by=secretary, slug="otra")


def test_set_provision_of_a_published_norm_amends_it(town: Town, secretary: User) -> None:
    norm = a_norm(secretary)
    provision = an_article(secretary, norm)
    actions.set_provision(norm=norm, article="134", summary="Otra frase.", by=secretary, provision=provision)
    data = Record.objects.get().data
    assert data["articles"] == [{"article": "134", "summary": "Otra frase."}]
    assert Entry.objects.count() == 3


def test_set_provision_twice_for_an_article_is_refused(town: Town, secretary: User) -> None:
    norm = a_norm(secretary)
    an_article(secretary, norm)
    with pytest.raises(RuleError) as refused:
        an_article(secretary, norm)
    assert refused.value.field == "article"


def test_norm_refuses_the_side_door(town: Town, secretary: User) -> None:
    with pytest.raises(SideDoorError):
        a_norm(secretary).save()


def test_norm_that_ends_before_it_starts_is_refused_by_the_database(town: Town, secretary: User) -> None:
    norm = a_norm(secretary)
    norm.in_force_until = date(2020, 1, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        action(norm.save)()


@pytest.mark.parametrize(
    ("first", "last", "day", "holds"),
    [
        (None, None, date(2026, 1, 1), True),
        (date(2026, 1, 1), None, date(2025, 12, 31), False),
        (date(2026, 1, 1), None, date(2026, 1, 1), True),
        (None, date(2026, 1, 1), date(2026, 1, 1), True),
        (None, date(2026, 1, 1), date(2026, 1, 2), False),
    ],
)
def test_in_force_is_the_same_asked_to_the_row_or_to_the_database(
    town: Town, secretary: User, first: date | None, last: date | None, day: date, holds: bool
) -> None:
    norm = a_norm(secretary, in_force_from=first, in_force_until=last)
    assert norm.is_in_force(day) is holds
    assert Norm.objects.in_force(day).exists() is holds


def test_reading_order_puts_what_is_in_force_first_and_then_the_level(town: Town, secretary: User) -> None:
    for slug, level in (
        ("a", Level.FEDERAL),
        ("b", Level.MUNICIPAL),
        ("c", Level.GENERAL),
        ("d", Level.STATE),
    ):
        a_norm(secretary, slug, level=level)
    a_norm(secretary, "e", level=Level.GENERAL, in_force_until=date(2025, 12, 31))
    ordered = Norm.objects.in_reading_order(date(2026, 1, 1))
    assert [norm.slug for norm in ordered] == ["c", "d", "b", "a", "e"]


EDITORS = {Role.SECRETARIAT, Role.TRANSPARENCY_UNIT}


@pytest.mark.parametrize("role", list(Role))
def test_only_who_may_edit_the_law_publishes_it(
    town: Town, secretary: User, make_user: Callable[..., User], role: Role
) -> None:
    person = make_user(role, username="persona")
    norm = a_draft(secretary)
    if role in EDITORS:
        actions.publish_norm(norm=norm, by=person)
        assert Entry.objects.exists()
    else:
        with pytest.raises(PermissionDenied):
            actions.publish_norm(norm=norm, by=person)
        assert not Entry.objects.exists()
