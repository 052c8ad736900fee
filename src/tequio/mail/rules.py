"""States of a message, what can go wrong, and how long the system insists."""

import smtplib
import ssl
from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
GIVE_UP_AFTER = timedelta(days=5)
"""RFC 5321 §4.5.4.1: "the give-up time generally needs to be at least 4-5 days"."""
CLAIM_LASTS = timedelta(minutes=10)
"""A message taken by a worker that died is free again after this; no try lasts as long."""
KEEP_FINISHED = timedelta(days=30)
"""How long a finished message stays, without its words, so that the same fact is not told twice."""


class State(models.TextChoices):
    WAITING = "waiting", _("En espera")
    SENDING = "sending", _("Enviándose")
    SENT = "sent", _("Enviado")
    FAILED = "failed", _("No se pudo enviar")
    DISCARDED = "discarded", _("Descartado")


class Problem(models.TextChoices):
    """Why the last try failed, as the staff reads it."""

    UNREACHABLE = "unreachable", _("El servidor de correo no responde.")
    ENCRYPTION = "encryption", _("No se pudo cifrar la conexión con el servidor de correo.")
    LOGIN = "login", _("El servidor de correo no acepta el usuario o la contraseña.")
    SENDER = "sender", _("El servidor de correo no acepta la dirección de quien envía.")
    BUSY = "busy", _("El servidor de correo pidió intentar más tarde.")
    RECIPIENT = "recipient", _("La dirección no existe o no recibe correo.")
    REFUSED = "refused", _("El servidor de correo rechazó el mensaje.")
    BROKEN = "broken", _("El mensaje no se pudo armar. Es una falla del sistema.")
    TOO_OLD = "too_old", _("Se intentó durante cinco días sin lograrlo.")


ABOUT_THE_MESSAGE = {Problem.RECIPIENT, Problem.REFUSED, Problem.BROKEN}


class Failure:
    """What an exception of the mail library means for the message and for the rest of the queue."""

    def __init__(self, error: Exception) -> None:
        code, said = _answer(error)
        self.problem = _problem(error, code)
        self.detail = " ".join(f"{code or ''} {said}".split())[:300]
        self.is_final = self.problem in ABOUT_THE_MESSAGE
        """Trying again would give the same answer: RFC 5321 §4.2.1, replies 5yz about this message."""
        self.is_the_server = code == 421 or self.problem not in {*ABOUT_THE_MESSAGE, Problem.BUSY}
        """The next message would fail in the same way: the queue waits."""


def wait_after(tries: int) -> timedelta:
    """How long to wait after so many failed tries: one minute, then twice as long each time, up to an hour."""
    return min(FIRST_WAIT * 2 ** min(tries - 1, 10), LONGEST_WAIT)


def _answer(error: Exception) -> tuple[int | None, str]:
    said: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, said = error.smtp_code, error.smtp_error
    else:
        return None, str(error) or type(error).__name__
    return int(code), said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)


def _problem(error: Exception, code: int | None) -> Problem:
    if isinstance(error, ValueError) and not isinstance(error, OSError):
        return Problem.BROKEN
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return Problem.LOGIN
    if isinstance(error, ssl.SSLError | smtplib.SMTPNotSupportedError):
        return Problem.ENCRYPTION
    if isinstance(error, smtplib.SMTPConnectError | smtplib.SMTPHeloError) or code is None:
        return Problem.UNREACHABLE
    if code < 500:
        return Problem.BUSY
    if isinstance(error, smtplib.SMTPSenderRefused):
        return Problem.SENDER
    return Problem.RECIPIENT if isinstance(error, smtplib.SMTPRecipientsRefused) else Problem.REFUSED
