"""Publishing on a database older than what was signed is refused with a page that says what to do."""

import pytest
from django.test import Client

from tequio.accounts.models import User
from tequio.bodies.models import Organization
from tequio.core.models import Town
from tequio.register import signing

NEW = {"name": "Obras Públicas", "kind": "dependencia"}


@pytest.fixture
def desk(client: Client, town: Town, secretary: User) -> Client:
    client.force_login(secretary)
    client.post("/trabajo/dependencias/nueva/", NEW)
    return client


def test_old_database_refuses_and_says_what_to_do(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = Organization.objects.get()
    head = signing.SignedHead(origin="prueba.example/registro", size=9, root=b"\0" * 32)
    monkeypatch.setattr(signing, "highest_signed", lambda: head)
    response = desk.post(f"/trabajo/dependencias/{draft.slug}/publicar/")
    page = response.content.decode()
    assert response.status_code == 503
    assert "El registro está detenido" in page
    assert "Un respaldo más viejo que lo firmado" in page
    assert not Organization.objects.get().is_published


def test_missing_key_refuses_and_says_so(desk: Client) -> None:
    draft = Organization.objects.get()
    (signing.keys_folder() / "log-key").unlink()
    (signing.keys_folder() / "highest-checkpoint").write_text("x")
    response = desk.post(f"/trabajo/dependencias/{draft.slug}/publicar/")
    assert response.status_code == 503
    assert "Falta la llave del registro" in response.content.decode()
