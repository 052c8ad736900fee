"""Nothing typed is lost: put off, cut by the end of a session, or overtaken by somebody else's change."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from tequio.accounts.models import User
from tequio.accounts.roles import Role
from tequio.core.models import Town
from tequio.law import actions as law_actions
from tequio.law.models import Norm
from tequio.law.tests.makers import a_draft
from tequio.register.desk import ActionFormView
from tequio.register.due import collect_due
from tequio.register.kept import LONGEST, OWNER, SEEN, erase_old, seal
from tequio.register.models import KeptForm

URL = "/trabajo/marco-legal/normas/bando/"


@pytest.fixture
def norm(town: Town, secretary: User) -> Norm:
    return a_draft(secretary, "bando", name="Bando", summary="Uno.")


@pytest.fixture
def desk(client: Client, secretary: User) -> Client:
    client.force_login(secretary)
    return client


def typed(client: Client, **changes: str) -> dict[str, str]:
    """The form as a browser would send it, with changes."""
    response = client.get(URL)
    form = response.context["form"]
    values = {
        name: form.get_initial_for_field(field, name) for name, field in form.fields.items() if name != "file"
    }
    hidden = dict(response.context["hidden_fields"])
    return {name: str(value) for name, value in values.items() if value not in (None, "")} | hidden | changes


class TestOvertaken:
    def test_the_second_one_to_save_sees_both_texts_and_nothing_is_lost(
        self, desk: Client, norm: Norm, make_user: Callable[..., User]
    ) -> None:
        mine = typed(desk, summary="Lo mío.")
        other = make_user(Role.TRANSPARENCY_UNIT)
        law_actions.edit_norm(norm=norm, by=other, summary="Lo de otra persona.")
        response = desk.post(URL, mine)
        page = response.content.decode()
        assert response.status_code == 409
        assert "Otra persona guardó cambios" in page
        assert "Lo de otra persona." in page
        assert "Lo mío." in page
        assert Norm.objects.get().summary == "Lo de otra persona."
        again = mine | {SEEN: dict(response.context["hidden_fields"])[SEEN]}
        assert desk.post(URL, again).status_code == 302
        assert Norm.objects.get().summary == "Lo mío."

    def test_a_mistake_in_between_does_not_hide_the_other_change(
        self, desk: Client, norm: Norm, secretary: User
    ) -> None:
        mine = typed(desk, summary="Lo mío.", name="")
        law_actions.edit_norm(norm=norm, by=secretary, summary="Lo de otra persona.")
        refused = desk.post(URL, mine | {SEEN: mine[SEEN]})
        assert refused.status_code == 409

    def test_alone_nobody_is_stopped(self, desk: Client, norm: Norm) -> None:
        sent = desk.post(URL, typed(desk, summary="Dos."))
        assert sent.status_code == 302, sent.context["form"].errors

    def test_an_earlier_refusal_keeps_the_starting_point(
        self, desk: Client, norm: Norm, secretary: User
    ) -> None:
        mine = typed(desk, summary="Lo mío.")
        invalid = desk.post(URL, mine | {"name": ""})
        law_actions.edit_norm(norm=norm, by=secretary, summary="Lo de otra persona.")
        sent = mine | {SEEN: dict(invalid.context["hidden_fields"])[SEEN]}
        assert desk.post(URL, sent).status_code == 409


class TestLater:
    def test_half_a_form_waits_in_my_day_and_comes_back_as_it_was(
        self, desk: Client, norm: Norm, secretary: User
    ) -> None:
        half = typed(desk, name="", summary="A medias…") | {"_luego": "1"}
        assert desk.post(URL, half)["Location"] == "/trabajo/"
        assert Norm.objects.get().summary == "Uno."
        (item,) = [item for item in collect_due(secretary) if item.key.startswith("register.kept")]
        page = desk.get(item.url)
        assert page.context["form"]["summary"].value() == "A medias…"
        assert "Esto es lo que habías escrito" in page.content.decode()

    def test_it_is_forgotten_once_it_is_saved_or_unwanted(self, desk: Client, norm: Norm) -> None:
        desk.post(URL, typed(desk) | {"_luego": "1"})
        desk.post(URL, {"_olvidar": "1"})
        assert not KeptForm.objects.exists()
        desk.post(URL, typed(desk, summary="Dos.") | {"_luego": "1"})
        assert desk.post(URL, typed(desk, summary="Dos.")).status_code == 302
        assert not KeptForm.objects.exists()

    def test_what_is_too_long_is_said(self, desk: Client, norm: Norm) -> None:
        assert desk.post(URL, typed(desk, summary="x" * LONGEST) | {"_luego": "1"}).status_code == 422

    def test_after_thirty_days_it_is_gone(
        self, desk: Client, norm: Norm, clock: time_machine.Traveller
    ) -> None:
        desk.post(URL, typed(desk) | {"_luego": "1"})
        clock.shift(timedelta(days=31))
        assert erase_old() == 1


class TestEndOfSession:
    def test_what_was_typed_waits_for_whoever_signs_in_again(
        self, desk: Client, norm: Norm, secretary: User
    ) -> None:
        mine = typed(desk, summary="Una hora de trabajo.")
        stranger = Client()
        response = stranger.post(URL, mine)
        assert response.status_code == 302
        assert response["Location"].startswith("/trabajo/entrar/")
        stranger.force_login(secretary)
        page = stranger.get(URL)
        assert page.context["form"]["summary"].value() == "Una hora de trabajo."
        assert Norm.objects.get().summary == "Uno."

    def test_nobody_else_gets_it(self, desk: Client, norm: Norm, make_user: Callable[..., User]) -> None:
        Client().post(URL, typed(desk, summary="Una hora de trabajo."))
        other = Client()
        other.force_login(make_user(Role.TRANSPARENCY_UNIT))
        assert "Una hora de trabajo." not in other.get(URL).content.decode()

    @pytest.mark.parametrize("whose", ["", "1", "1:abc:def"])
    def test_a_stranger_leaves_nothing(self, town: Town, secretary: User, norm: Norm, whose: str) -> None:
        Client().post(URL, {"summary": "x", OWNER: whose})
        assert not KeptForm.objects.exists()

    def test_neither_tokens_nor_passwords_are_kept(self, town: Town, secretary: User, norm: Norm) -> None:
        sent = {"summary": "x", OWNER: seal(secretary), "password": "secreta", "csrfmiddlewaretoken": "t"}
        Client().post(URL, sent)
        assert [name for name, _value in KeptForm.objects.get().typed] == ["summary"]


def test_every_page_that_edits_says_so() -> None:
    """A page that starts from what is saved compares before it saves: no silent last word."""
    named = ("Edit", "Amend")
    pages = [
        view
        for view in every(ActionFormView)
        if view.__name__.startswith(named) or view.__name__.endswith("Edit")
    ]
    assert len(pages) >= 12
    private = {view for view in pages if not view.keeps_typed}
    assert [view.__name__ for view in pages if not view.is_edit and view not in private] == []


def every(view: type) -> list[type]:
    return [found for child in view.__subclasses__() for found in (child, *every(child))]
