"""What the server calls by itself: nothing that a visitor or an editor wrote (SSRF)."""

import ast
import socket

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from wagtail.embeds.embeds import get_embed
from wagtail.embeds.exceptions import EmbedUnsupportedProviderException

from tequio.accounts.models import User
from tequio.core.models import Town
from tests.architecture.source import PACKAGE, python_files, tree

SPEAKERS = {
    "aiohttp", "boto3", "botocore", "ftplib", "http.client", "httpx", "httpx2", "requests", "smtplib", "socket",
    "storages", "urllib.request", "urllib3",
}  # fmt: skip
KNOWN = {
    "api/mcp_server.py": "a program of the reader's own machine; asks the site that its user names",
    "console/folder.py": "names this machine in its lock",
    "console/mail.py": "tries the mail server of the settings",
    "console/media.py": "the bucket of the settings, for backups",
    "console/serve.py": "asks the site that it just started whether it answers",
    "core/object_storage.py": "the bucket of the settings",
    "core/workers.py": "names this machine",
    "ledger/http_source.py": "readers and witnesses, on their own machines; never the site",
    "mail/delivery.py": "the mail server of the settings",
    "mail/rules.py": "the errors of the mail server",
}
"""Every module that can open a connection, and where to."""


def speakers() -> set[str]:
    found = set()
    for path in python_files(product_only=True):
        for node in ast.walk(tree(path)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(
                name == speaker or name.startswith(speaker + ".") for name in names for speaker in SPEAKERS
            ):
                found.add(path.relative_to(PACKAGE).as_posix())
    return found


def test_only_known_modules_can_call_another_machine() -> None:
    assert speakers() == set(KNOWN)


def test_the_site_does_not_import_the_client_of_the_readers() -> None:
    importers = {
        path.relative_to(PACKAGE).parts[0]
        for path in python_files(product_only=True)
        if "http_source" in path.read_text(encoding="utf-8")
    }
    assert importers <= {"ledger", "console"}


ADDRESSES = (
    "http://127.0.0.1:{port}/", "http://[::1]:{port}/", "http://169.254.169.254/latest/meta-data/",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "file:///etc/passwd",
)  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_an_embedded_address_is_never_asked_for(
    client: Client, town: Town, secretary: User, settings: Settings, address: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as canary:
        canary.settimeout(0.2)
        url = address.format(port=canary.getsockname()[1])
        with pytest.raises(EmbedUnsupportedProviderException):
            get_embed(url)
        client.force_login(secretary)
        answer = client.post("/trabajo/paginas/embeds/chooser/upload/", {"embed-chooser-url": url})
        assert answer.status_code in {200, 404}
        assert b"embed_chosen" not in answer.content
        with pytest.raises(TimeoutError):
            canary.accept()
