"""``check``: whether mail goes out, what waits, and a test that is sent at once."""

import socket
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.utils import timezone

from tequio.config.environment import load
from tequio.console.findings import Finding, failure, ok, warning
from tequio.mail.delivery import sender
from tequio.mail.rules import Failure
from tequio.mail.state import queue_state

LONG_WAIT = timedelta(hours=2)
QUEUE_PAGE = "mira /trabajo/sistema/correo/"


def mail_findings() -> Iterator[Finding]:
    """The server, and the queue."""
    email = load().email
    if not email.host:
        folder = settings.TEQUIO_DATA / "mail"
        yield warning("Correo", f"los mensajes se guardan en {folder}", "pon TEQUIO_EMAIL_URL para enviarlos")
    else:
        yield _server(email.host, email.port, email.security)
    yield from _queue()


def _server(host: str, port: int, security: str) -> Finding:
    try:
        socket.create_connection((host, port), timeout=5).close()
    except OSError as error:
        text = f"{host}:{port} no responde ({error})"
        return failure("Correo", text, "revisa TEQUIO_EMAIL_URL y la red")
    return ok("Correo", f"{host}:{port} responde, cifrado: {security}")


def _queue() -> Iterator[Finding]:
    queue = queue_state()
    if queue.failed:
        yield warning("Cola del correo", f"{queue.failed} no se pudieron enviar", QUEUE_PAGE)
    if queue.oldest and timezone.now() - queue.oldest > LONG_WAIT:
        since = timezone.localtime(queue.oldest)
        yield warning(
            "Cola del correo", f"{queue.waiting} en espera desde {since:%Y-%m-%d %H:%M}", QUEUE_PAGE
        )
    elif not queue.failed:
        yield ok("Cola del correo", f"{queue.waiting} en espera")


def trial_findings(address: str) -> Iterator[Finding]:
    """Send one message now, past the queue, and tell what the server answered."""
    text = "El correo del sitio funciona. No hace falta que respondas.\n"
    try:
        validate_email(address)
        EmailMessage("Prueba del correo", text, sender(), [address]).send()
    except ValidationError:
        yield failure("Prueba del correo", f"«{address}» no es un correo", "escribe una dirección completa")
    except (OSError, ValueError) as error:
        found = Failure(error)
        yield failure(
            "Prueba del correo", f"{found.problem.label} ({found.detail})", "revisa TEQUIO_EMAIL_URL"
        )
    else:
        if load().email.host:
            yield ok("Prueba del correo", f"enviada a {address}")
        else:
            folder = settings.TEQUIO_DATA / "mail"
            yield warning("Prueba del correo", f"guardada en {folder}", "pon TEQUIO_EMAIL_URL para enviarla")
