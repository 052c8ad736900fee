from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tequio.accounts.models import User
from tequio.core.legal import RuleError, action
from tequio.core.models import Town
from tequio.law import actions
from tequio.law.models import Term, TermVersion
from tequio.law.rules import Confidence, Unit
from tequio.law.tests.makers import a_draft, a_term, a_version, an_article
from tequio.register.models import Entry, Record


def test_create_term_publishes_it_with_its_first_version(town: Town, secretary: User) -> None:
    a_term(secretary)
    entry = Entry.objects.latest("index")
    assert (entry.kind, entry.subject_id) == ("law.term.published", "prueba.respuesta")
    record = Record.objects.get(subject_type="law.term")
    assert record.path == "/comision/marco-legal/plazos/prueba.respuesta/"
    assert record.data["versions"][0]["basis"]["article"] == "134"


def test_set_term_version_closes_the_earlier_one_the_day_before(town: Town, secretary: User) -> None:
    term = a_term(secretary)
    basis = term.versions.get().basis
    actions.set_term_version(term=term, version=a_version(basis, 15, date(2026, 2, 1)), by=secretary)
    old, new = term.versions.order_by("valid_from")
    assert (old.valid_to, new.valid_from, new.valid_to) == (date(2026, 1, 31), date(2026, 2, 1), None)
    assert TermVersion.objects.of(term.key, date(2026, 1, 31)).amount == 20
    assert TermVersion.objects.of(term.key, date(2026, 2, 1)).amount == 15
    assert [part["amount"] for part in Record.objects.get(subject_type="law.term").data["versions"]] == [
        15,
        20,
    ]


def test_term_on_a_day_agrees_with_the_database(town: Town, secretary: User) -> None:
    term = a_term(secretary)
    version = a_version(term.versions.get().basis, 15, date(2026, 2, 1))
    actions.set_term_version(term=term, version=version, by=secretary)
    for day in (date(2025, 3, 20), date(2025, 3, 21), date(2026, 1, 31), date(2026, 2, 1)):
        assert term.on(day) == TermVersion.objects.on(day).filter(term=term).first()


@pytest.mark.parametrize("valid_from", [date(2025, 3, 21), date(2020, 1, 1)])
def test_set_term_version_never_rewrites_the_past(town: Town, secretary: User, valid_from: date) -> None:
    term = a_term(secretary)
    version = a_version(term.versions.get().basis, 15, valid_from)
    with pytest.raises(RuleError) as refused:
        actions.set_term_version(term=term, version=version, by=secretary)
    assert refused.value.field == "valid_from"
    assert term.versions.get().valid_to is None


def test_term_on_an_unpublished_norm_is_refused(town: Town, secretary: User) -> None:
    basis = an_article(secretary, a_draft(secretary))
    with pytest.raises(RuleError):
        a_term(secretary, basis=basis)
    assert not Term.objects.exists()


def test_create_term_with_a_taken_key_is_refused(town: Town, secretary: User) -> None:
    term = a_term(secretary)
    with pytest.raises(RuleError) as refused:
        a_term(secretary, basis=term.versions.get().basis)
    assert refused.value.field == "key"


def test_confirm_term_says_who_confirmed(town: Town, secretary: User) -> None:
    term = a_term(secretary)
    actions.confirm_term(term=term, note="Unidad de Transparencia, oficio 8/2026.", by=secretary)
    version = term.versions.get()
    assert version.confidence == Confidence.CONFIRMED
    assert Entry.objects.latest("index").kind == "law.term.confirmed"
    with pytest.raises(RuleError):
        actions.confirm_term(term=term, note="Otra vez.", by=secretary)


def test_edit_term_keeps_its_key_and_does_not_extend_itself(town: Town, secretary: User) -> None:
    term = a_term(secretary)
    actions.edit_term(term=term, name="Otro nombre", by=secretary)
    assert Record.objects.get(subject_type="law.term").title == "Otro nombre"
    with pytest.raises(RuleError):
        actions.edit_term(term=term, key="otra", by=secretary)
    with pytest.raises(RuleError):
        actions.edit_term(term=term, extension=term, by=secretary)


def test_two_open_versions_are_refused_by_the_database(town: Town, secretary: User) -> None:
    term = a_term(secretary)
    second = TermVersion(
        term=term, amount=5, unit=Unit.HOURS, basis=term.versions.get().basis, valid_from=date(2026, 1, 1)
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        action(second.save)()
