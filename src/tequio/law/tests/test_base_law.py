from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from tequio.accounts.models import User
from tequio.accounts.roles import Role
from tequio.core.models import Town
from tequio.law import seed
from tequio.law.actions import edit_norm, load_base_law
from tequio.law.deadlines import deadline, extended
from tequio.law.models import Norm, Provision, Term, TermVersion, WorkCalendar
from tequio.law.rules import Confidence, TextStatus
from tequio.law.seed.norms import MISSING
from tequio.register.models import Entry


def test_load_base_law_publishes_every_norm_term_and_the_calendar(town: Town) -> None:
    load_base_law()
    assert set(Norm.objects.published().values_list("slug", flat=True)) == {norm.slug for norm in seed.NORMS}
    assert set(Term.objects.values_list("key", flat=True)) == {term.key for term in seed.TERMS}
    assert Entry.objects.count() == len(seed.NORMS) + len(seed.TERMS) + 1


def test_load_base_law_again_adds_nothing(town: Town) -> None:
    load_base_law()
    before = Entry.objects.count()
    load_base_law()
    assert Entry.objects.count() == before
    assert Provision.objects.count() == sum(len(norm.articles) for norm in seed.NORMS)


def test_load_base_law_never_writes_over_the_towns_own_words(town: Town, secretary: User) -> None:
    load_base_law()
    norm = Norm.objects.get(slug="lgtaip")
    edit_norm(norm=norm, by=secretary, summary="Nuestras palabras.")
    load_base_law(by=secretary)
    norm.refresh_from_db()
    assert norm.summary == "Nuestras palabras."


def test_load_base_law_leaves_out_the_laws_of_another_state(town: Town) -> None:
    town.state = "Tlaxcala"
    town.save()
    load_base_law()
    assert not Norm.objects.filter(slug__contains="puebla").exists()


def test_load_base_law_by_somebody_without_permission_is_refused(
    town: Town, make_user: Callable[..., User]
) -> None:
    with pytest.raises(PermissionDenied):
        load_base_law(by=make_user(Role.EDITOR))


def test_base_law_is_all_marked_as_not_confirmed(town: Town) -> None:
    load_base_law()
    assert not TermVersion.objects.exclude(confidence=Confidence.UNCONFIRMED).exists()
    assert not TermVersion.objects.filter(note="").exists()
    assert WorkCalendar.objects.get().confidence == Confidence.UNCONFIRMED


def test_state_laws_say_that_their_text_was_not_found(town: Town) -> None:
    load_base_law()
    for slug in ("ley-transparencia-puebla", "ley-datos-personales-puebla"):
        norm = Norm.objects.get(slug=slug)
        assert (norm.text_status, norm.source_note) == (TextStatus.CITED, MISSING)
        assert norm.published_on == date(2025, 7, 31)


def test_every_base_norm_says_where_it_was_read_and_what_it_means() -> None:
    for norm in seed.NORMS:
        assert norm.source_url
        assert norm.source_note
        assert norm.meaning
        assert len(norm.summary.split()) <= 60


def test_base_law_counts_the_worked_request(town: Town) -> None:
    load_base_law()
    calendar = WorkCalendar.objects.main()
    assert calendar is not None
    filed = date(2026, 11, 3)

    def due(key: str, start: date = filed) -> date:
        return deadline(start, TermVersion.objects.of(key, filed).rule, calendar.rule()).due_on

    assert due("request.capture") == date(2026, 11, 10)
    assert due("request.clarification") == date(2026, 11, 10)
    assert due("request.incompetence") == date(2026, 11, 6)
    assert due("request.answer") == date(2026, 12, 2)
    assert due("appeal.filing", date(2026, 12, 2)) == date(2026, 12, 23)
    answer = TermVersion.objects.of("request.answer", filed)
    extension = answer.term.extension.versions.get()
    whole = extended(deadline(filed, answer.rule, calendar.rule()), extension.rule)
    assert whole.due_on == date(2026, 12, 16)
