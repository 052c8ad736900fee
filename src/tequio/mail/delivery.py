"""Sends what is due, one connection for many messages.

A worker takes a message with a compare-and-swap, sends it, and writes that it was sent. Between the server's "250" and
that write there is an instant in which a crash leaves the answer unknown. The message is then sent again with the same
Message-ID, by which mail systems recognise it: at least once there, exactly once in every other case.
"""

import contextlib
import smtplib
import time
from email.utils import format_datetime, formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, Q

from tequio.core import clock
from tequio.core.models import Town
from tequio.mail.models import OutgoingMessage
from tequio.mail.rules import CLAIM_LASTS, GIVE_UP_AFTER, LONGEST_WAIT, Failure, Problem, State, wait_after

BATCH = 100
BATCH_SECONDS = 30.0


def deliver_batch() -> tuple[int, bool]:
    """Send up to a batch; return how many were sent and whether more could be sent at once."""
    free_abandoned()
    started, sent = time.monotonic(), 0
    connection = get_connection()
    try:
        for message in list(OutgoingMessage.objects.due()[:BATCH]):
            if time.monotonic() - started > BATCH_SECONDS:
                break
            if not message.try_to_claim():
                continue
            failure = _try(connection, message)
            sent += failure is None
            if failure is not None:
                _hang_up(connection)
            if failure is not None and failure.is_the_server:
                return sent, False
    finally:
        _hang_up(connection)
    return sent, OutgoingMessage.objects.due().exists()


def free_abandoned() -> int:
    """Give back the messages of workers that died while sending; return how many. They wait behind the others."""
    now = clock.now()
    waits = OutgoingMessage.objects.filter(state=State.WAITING, next_try_at__gt=now + 2 * LONGEST_WAIT)
    waits.update(next_try_at=now)  # no wait is so long: the clock was wrong
    taken = OutgoingMessage.objects.filter(state=State.SENDING)
    old = taken.filter(Q(claimed_at__lt=now - CLAIM_LASTS) | Q(claimed_at__gt=now + CLAIM_LASTS))
    return old.update(state=State.WAITING, claim=None, claimed_at=None, tries=F("tries") + 1, next_try_at=now)


def _try(connection: BaseEmailBackend, message: OutgoingMessage) -> Failure | None:
    """Send one message and write how it went; None when the server took it."""
    try:
        connection.open()
        connection.send_messages([_compose(message)])
    except (OSError, smtplib.SMTPException, ValueError) as error:
        failure = Failure(error)
        _note_failure(message, failure)
        return failure
    now = clock.now()
    message.finish(
        state=State.SENT, finished_at=now, problem="", problem_detail="", text="", html="", headers={}
    )
    return None


def _note_failure(message: OutgoingMessage, failure: Failure) -> None:
    now = clock.now()
    note = {"problem": failure.problem, "problem_detail": failure.detail}
    if failure.is_final:
        message.finish(state=State.FAILED, finished_at=now, **note)
    elif now - message.created_at > GIVE_UP_AFTER:
        message.finish(state=State.FAILED, finished_at=now, **{**note, "problem": Problem.TOO_OLD})
    else:
        message.finish(state=State.WAITING, next_try_at=now + wait_after(message.tries + 1), **note)


def _compose(message: OutgoingMessage) -> EmailMultiAlternatives:
    headers = {
        "Message-ID": message.message_id,
        "Date": format_datetime(message.created_at),
        **message.headers,
    }
    mail = EmailMultiAlternatives(
        message.subject, message.text, sender(), [message.recipient], headers=headers
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    return mail


def sender() -> str:
    """Who the message says it is from: the commission, at the address of the settings."""
    name = " ".join(Town.current().commission_name.split())
    return formataddr((name, settings.DEFAULT_FROM_EMAIL)) if name else settings.DEFAULT_FROM_EMAIL


def _hang_up(connection: BaseEmailBackend) -> None:
    """A goodbye that fails changes nothing of what was sent."""
    with contextlib.suppress(OSError, smtplib.SMTPException):
        connection.close()
