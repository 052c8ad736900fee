"""Attacks on the door: guessing, counting names, going around the second step, fixing or keeping a session."""

import time
from collections.abc import Callable

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from pytest_django.fixtures import Settings

from tequio.accounts import factors, totp
from tequio.accounts.models import EventKind, SecurityEvent, Session, Totp, User
from tequio.accounts.roles import Role
from tequio.config import settings as real
from tequio.core.models import LimitCount, Town
from tequio.mail.models import OutgoingMessage

DOOR, SECOND, HOME = "/trabajo/entrar/", "/trabajo/entrar/segundo-paso/", "/trabajo/cuenta/"
PASSWORD = "una clave bien larga"

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture
def ana(make_user: Callable[..., User]) -> User:
    user = make_user(Role.SECRETARIAT, username="ana")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def secret(ana: User) -> str:
    """Ana's account also asks for the code of an app; this is the app's key."""
    secret = factors.begin_totp(ana)
    Totp.objects.filter(user=ana).update(confirmed_at="2026-01-01T00:00:00Z")
    return secret


def now_code(secret: str) -> str:
    return totp.code(secret, int(time.time() // totp.PERIOD))


def first_step(client: Client, **extra: str) -> str:
    response = client.post(DOOR, {"username": "ana", "password": PASSWORD, **extra})
    return str(response.headers.get("Location", response.status_code))


class TestSecondStep:
    def test_password_alone_opens_nothing(self, client: Client, secret: str) -> None:
        assert first_step(client).startswith(SECOND)
        for page in ("/trabajo/", HOME, "/trabajo/sesiones/", "/trabajo/paginas/"):
            response = client.get(page)
            assert (response.status_code, response.headers["Location"].split("?")[0]) == (302, DOOR), page
        assert "_auth_user_id" not in client.session

    def test_the_code_of_the_app_opens(self, client: Client, secret: str) -> None:
        first_step(client)
        response = client.post(SECOND, {"code": now_code(secret), "next": HOME})
        assert response.headers["Location"] == HOME
        assert client.get(HOME).status_code == 200

    def test_a_code_counts_once(self, secret: str) -> None:
        code = now_code(secret)
        for status in (302, 422):
            client = Client()
            first_step(client)
            assert client.post(SECOND, {"code": code}).status_code == status

    def test_a_recovery_code_opens_once_and_its_owner_is_told(self, ana: User, secret: str) -> None:
        code = factors.new_recovery_codes(ana)[0]
        for status in (302, 422):
            client = Client()
            first_step(client)
            assert client.post(SECOND, {"code": code.upper()}).status_code == status
        assert OutgoingMessage.objects.get().subject.startswith("Se usó un código de recuperación")

    def test_codes_cannot_be_guessed_even_from_many_addresses(self, ana: User, secret: str) -> None:
        answers = []
        for number in range(8):
            client = Client(REMOTE_ADDR=f"192.0.2.{number}")
            first_step(client)
            answers.append(client.post(SECOND, {"code": "000000"}).status_code)
        assert answers == [422] * 5 + [429] * 3
        assert ana.security_events.filter(kind=EventKind.CODE_REFUSED).count() == 5

    def test_the_second_step_waits_ten_minutes_and_no_more(
        self, client: Client, secret: str, clock: object
    ) -> None:
        first_step(client)
        clock.shift(601)  # type: ignore[attr-defined]  # the traveller of the fixture
        assert client.post(SECOND, {"code": now_code(secret)}).headers["Location"] == DOOR

    def test_a_new_password_ends_a_second_step_that_waits(
        self, client: Client, ana: User, secret: str
    ) -> None:
        first_step(client)
        ana.set_password("otra clave bien larga")
        ana.save()
        assert client.post(SECOND, {"code": now_code(secret)}).headers["Location"] == DOOR

    def test_without_the_first_step_there_is_no_second(self, client: Client, secret: str) -> None:
        assert client.post(SECOND, {"code": now_code(secret)}).headers["Location"] == DOOR

    def test_somebody_elses_code_is_no_code(
        self, client: Client, secret: str, make_user: Callable[..., User]
    ) -> None:
        other = make_user(username="otra")
        codes = factors.new_recovery_codes(other)
        first_step(client)
        assert client.post(SECOND, {"code": codes[0]}).status_code == 422

    def test_sessions_and_tables_hold_no_secret(self, client: Client, ana: User, secret: str) -> None:
        first_step(client)
        code = now_code(secret)
        client.post(SECOND, {"code": code})
        kept = str(dict(client.session.items()))
        assert PASSWORD not in kept
        assert secret not in kept
        assert code not in kept
        assert secret not in Totp.objects.get().sealed_secret
        codes = factors.new_recovery_codes(ana)
        digests = set(ana.recovery_codes.values_list("digest", flat=True))
        assert not digests & {codes[0], codes[0].replace("-", "")}


class TestPolicy:
    """``SECOND_FACTOR``: who must have one."""

    def test_who_publishes_sets_it_up_before_anything_else_opens(
        self, client: Client, ana: User, settings: Settings
    ) -> None:
        settings.SECOND_FACTOR = "publishers"
        first_step(client)
        for page in ("/trabajo/", "/trabajo/sesiones/", "/trabajo/sistema/municipio/", "/trabajo/paginas/"):
            response = client.get(page)
            assert (response.status_code, response.headers["Location"]) == (302, HOME + "segundo-paso/"), page
        assert client.post("/trabajo/sistema/municipio/", {"name": "X"}).status_code == 302
        assert Town.current().name == "San Prueba"

    def test_who_only_drafts_may_go_without(
        self, client: Client, make_user: Callable[..., User], settings: Settings
    ) -> None:
        settings.SECOND_FACTOR = "publishers"
        client.force_login(make_user(Role.EDITOR))
        assert client.get("/trabajo/").status_code == 200
        settings.SECOND_FACTOR = "everybody"
        assert client.get("/trabajo/").status_code == 302

    def test_the_last_factor_of_who_publishes_stays(
        self, client: Client, ana: User, secret: str, settings: Settings
    ) -> None:
        settings.SECOND_FACTOR = "publishers"
        client.force_login(ana)
        assert client.post(HOME + "segundo-paso/aplicacion/quitar/").status_code == 422
        settings.SECOND_FACTOR = "optional"
        assert client.post(HOME + "segundo-paso/aplicacion/quitar/").status_code == 302
        assert not User.objects.get(pk=ana.pk).has_second_factor

    def test_nobody_removes_the_passkey_of_another(
        self, client: Client, ana: User, make_user: Callable[..., User]
    ) -> None:
        passkey = make_user(username="otra").passkeys.create(name="suya", credential_id="x", credential=b"x")
        client.force_login(ana)
        assert client.post(f"{HOME}llaves/{passkey.pk}/quitar/").status_code == 404
        assert client.get(f"{HOME}llaves/{passkey.pk}/quitar/").status_code == 404


class TestGuessing:
    def test_an_account_is_tried_ten_times_and_no_more_from_wherever(self, ana: User) -> None:
        answers = [
            Client(REMOTE_ADDR=f"192.0.2.{number}")
            .post(DOOR, {"username": "ana", "password": "no es"})
            .status_code
            for number in range(12)
        ]
        assert answers == [422] * 10 + [429] * 2

    def test_a_name_that_nobody_has_is_counted_like_one_that_exists(self) -> None:
        answers = [
            Client(REMOTE_ADDR=f"192.0.2.{number}")
            .post(DOOR, {"username": "nadie", "password": "no es"})
            .status_code
            for number in range(11)
        ]
        assert answers == [422] * 10 + [429]

    def test_an_address_is_not_changed_by_saying_another(self, ana: User) -> None:
        answers = [
            Client(headers={"X-Forwarded-For": f"192.0.2.{number}"})
            .post(DOOR, {"username": f"u{number}", "password": "no es"})
            .status_code
            for number in range(22)
        ]
        assert answers == [422] * 20 + [429] * 2
        assert "192.0.2" not in str(list(SecurityEvent.objects.values_list("address", flat=True)))

    @pytest.mark.parametrize(
        "name", ["ana", "nadie", "ana@prueba.example", "nadie@prueba.example", "invitada"]
    )
    def test_every_refusal_does_the_same_work(
        self,
        client: Client,
        ana: User,
        make_user: Callable[..., User],
        monkeypatch: pytest.MonkeyPatch,
        name: str,
    ) -> None:
        """One hash and one line in the history, whether the name exists, was only invited, or is nobody's."""
        make_user(username="invitada")
        hashed = []
        original = MD5PasswordHasher.encode

        def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
            hashed.append(password)
            return str(original(self, password, salt))

        monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
        response = client.post(DOOR, {"username": name, "password": "no es esta"})
        assert response.status_code == 422
        assert len(hashed) == 1
        assert SecurityEvent.objects.filter(kind=EventKind.REFUSED).count() == 1


class TestSession:
    def test_a_session_fixed_by_somebody_else_is_worth_nothing(self, client: Client, ana: User) -> None:
        client.post("/trabajo/entrar/llave/pregunta/")  # a session that is nobody's yet
        fixed = client.session.session_key
        assert fixed
        first_step(client)
        assert client.session.session_key != fixed
        other = Client()
        other.cookies["sessionid"] = fixed
        assert other.get(HOME).status_code == 302

    def test_the_key_changes_at_both_steps(self, client: Client, secret: str) -> None:
        client.post("/trabajo/entrar/llave/pregunta/")
        keys = [client.session.session_key]
        first_step(client)
        keys.append(client.session.session_key)
        client.post(SECOND, {"code": now_code(secret)})
        keys.append(client.session.session_key)
        assert len(set(keys)) == 3

    def test_signing_out_closes_it_on_the_server(self, client: Client, ana: User) -> None:
        first_step(client)
        stolen = client.session.session_key
        client.post("/trabajo/salir/")
        assert not Session.objects.filter(pk=stolen).exists()

    def test_a_new_password_closes_every_other_session(self, client: Client, ana: User) -> None:
        other = Client()
        other.force_login(ana)
        first_step(client)
        before = client.session.session_key
        client.post(
            HOME + "contrasena/", {"password": "otra clave bien larga", "again": "otra clave bien larga"}
        )
        assert other.get(HOME).status_code == 302
        assert client.get(HOME).status_code == 200
        assert client.session.session_key != before
        assert not Session.objects.filter(pk=before).exists()

    def test_a_new_factor_closes_the_sessions_that_never_passed_it(self, client: Client, ana: User) -> None:
        other = Client()
        other.force_login(ana)
        first_step(client)
        client.get(HOME + "segundo-paso/aplicacion/")
        code = now_code(factors.begin_totp(ana))
        page = client.post(HOME + "segundo-paso/aplicacion/", {"code": code}).content.decode()
        assert page.count("<code>") == 10
        assert other.get(HOME).status_code == 302
        assert client.get(HOME).status_code == 200

    def test_unused_sessions_end_and_used_ones_too_after_a_day_of_work(
        self, client: Client, ana: User, settings: Settings, clock: object
    ) -> None:
        settings.SESSION_COOKIE_AGE, settings.SESSION_IDLE = real.SESSION_COOKIE_AGE, real.SESSION_IDLE
        first_step(client)
        clock.shift(2 * 3600 + 1)  # type: ignore[attr-defined]  # the traveller of the fixture
        assert client.get(HOME).status_code == 302
        LimitCount.objects.all().delete()
        first_step(client)
        for _ in range(11):
            clock.shift(3600)  # type: ignore[attr-defined]  # the traveller of the fixture
            assert client.get(HOME).status_code == 200
        clock.shift(3601)  # type: ignore[attr-defined]  # the traveller of the fixture
        assert client.get(HOME).status_code == 302

    def test_one_and_all_the_others_can_be_closed_from_the_list(self, client: Client, ana: User) -> None:
        others = [Client(), Client(), Client()]
        for other in others:
            other.force_login(ana)
        first_step(client)
        page = client.get(HOME).content.decode()
        shown = [row.public_id for row in ana.sessions.all()]
        assert not any(row.session_key in page for row in ana.sessions.all())
        chosen = Session.objects.get(pk=others[0].session.session_key).public_id
        assert chosen in shown
        client.post(HOME + "sesiones/cerrar/", {"which": chosen})
        assert [other.get(HOME).status_code for other in others] == [302, 200, 200]
        client.post(HOME + "sesiones/cerrar/", {"which": "others"})
        assert [other.get(HOME).status_code for other in others] == [302, 302, 302]
        assert client.get(HOME).status_code == 200

    def test_nobody_closes_the_session_of_another(
        self, client: Client, ana: User, make_user: Callable[..., User]
    ) -> None:
        other = Client()
        other.force_login(make_user(username="otra"))
        first_step(client)
        theirs = Session.objects.get(pk=other.session.session_key).public_id
        client.post(HOME + "sesiones/cerrar/", {"which": theirs})
        assert other.get(HOME).status_code == 200

    def test_what_a_browser_calls_itself_is_not_kept(self, client: Client, ana: User) -> None:
        first_step(client)
        response = Client(headers={"User-Agent": "<script>alert(1)</script> Firefox/1 Android"})
        response.post(DOOR, {"username": "ana", "password": PASSWORD})
        assert set(ana.sessions.values_list("device", flat=True)) == {
            "Navegador desconocido",
            "Firefox · Android",
        }

    @pytest.mark.parametrize("deception", ["x.css", "..%2fx.js", "perfil.jpg", ";.css"])
    def test_no_cache_is_deceived_into_keeping_an_account(
        self, client: Client, ana: User, deception: str
    ) -> None:
        first_step(client)
        response = client.get(HOME + deception)
        assert response.status_code == 404
        control = client.get(HOME).headers["Cache-Control"]
        assert {"private", "no-store"} <= set(control.split(", "))


class TestConfirmation:
    """Sensitive changes ask again who is there."""

    PAGES = ("contrasena/", "correo/", "segundo-paso/aplicacion/", "segundo-paso/codigos/", "llaves/nueva/")

    @pytest.fixture
    def stale(self, client: Client, ana: User) -> Client:
        first_step(client)
        session = client.session
        session["confirmed_at"] = time.time() - 16 * 60
        session.save()
        return client

    @pytest.mark.parametrize("page", PAGES)
    def test_it_is_asked(self, stale: Client, page: str) -> None:
        for response in (stale.get(HOME + page), stale.post(HOME + page)):
            assert response.headers["Location"].startswith(HOME + "confirmar/?next=")

    def test_a_wrong_password_confirms_nothing(self, stale: Client) -> None:
        assert stale.post(HOME + "confirmar/", {"password": "no es"}).status_code == 422
        assert stale.get(HOME + "contrasena/").status_code == 302

    def test_the_password_confirms_under_a_new_key(self, stale: Client) -> None:
        before = stale.session.session_key
        answer = stale.post(HOME + "confirmar/", {"password": PASSWORD, "next": HOME + "contrasena/"})
        assert answer.headers["Location"] == HOME + "contrasena/"
        assert stale.get(HOME + "contrasena/").status_code == 200
        assert stale.session.session_key != before

    def test_it_leads_to_no_other_site(self, stale: Client) -> None:
        answer = stale.post(HOME + "confirmar/", {"password": PASSWORD, "next": "https://malo.example/"})
        assert answer.headers["Location"] == "/trabajo/"


def test_the_owner_sees_what_happened_and_the_letter_says_where_to_go(client: Client, ana: User) -> None:
    first_step(client)
    client.post(HOME + "contrasena/", {"password": "otra clave bien larga", "again": "otra clave bien larga"})
    page = client.get(HOME).content.decode()
    assert "Cambió la contraseña" in page
    letter = OutgoingMessage.objects.get()
    assert letter.recipient == ana.email
    assert "http://localhost:8000/trabajo/cuenta/" in letter.text
    assert "otra clave" not in letter.text + page
