"""Where the rest of the system hands over a message.

A message is a row written in the caller's transaction: if that rolls back, there is no message. A job sends it
afterwards, so no page ever waits for a mail server.
"""

import re
import uuid
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import translation

from tequio.core import clock
from tequio.mail import tasks
from tequio.mail.models import OutgoingMessage
from tequio.mail.purposes import Purpose
from tequio.mail.writing import html_of, text_of

LINE_BREAK = re.compile(r"[\r\n\0\v\f\x1c-\x1e\x85\u2028\u2029]")
"""What a header may not hold, and what Python would take for the end of a line."""


class HeaderError(ValueError):
    """A subject, an address or a header would have broken out of its line."""


def send(
    *,
    to: str,
    subject: str,
    purpose: Purpose,
    text: str = "",
    template: str = "",
    context: Mapping[str, Any] | None = None,
    dedup_key: str | None = None,
    unsubscribe_url: str = "",
    language: str = "",
) -> OutgoingMessage:
    """Queue one message for one person and return it.

    The words come from *text* or from *template*, a plain text template; the HTML part is made from them. With
    *dedup_key* a second message under the same key is not queued: the first one is returned. *unsubscribe_url* answers
    to RFC 8058: one POST to it ends the subscription. Raises ``HeaderError`` or ``ValidationError`` on an address or
    subject that cannot be a header.
    """
    _refuse_unsafe(to, subject, unsubscribe_url)
    if dedup_key and (known := OutgoingMessage.objects.filter(dedup_key=dedup_key).first()):
        return known
    with translation.override(language or settings.LANGUAGE_CODE):
        words = text_of(template, context or {}) if template else text
        html = html_of(words, subject)
    now = clock.now()
    return _store(
        OutgoingMessage(
            message_id=f"<{uuid.uuid4()}@{urlsplit(settings.TEQUIO_URL).hostname}>",
            dedup_key=dedup_key,
            purpose=purpose,
            recipient=to,
            subject=subject[:200],
            text=words,
            html=html,
            headers=_headers(unsubscribe_url),
            created_at=now,
            next_try_at=now,
        )
    )


def _refuse_unsafe(to: str, *others: str) -> None:
    if any(LINE_BREAK.search(value) for value in (to, *others)):
        raise HeaderError("a header holds a line break")
    validate_email(to)


def _store(message: OutgoingMessage) -> OutgoingMessage:
    """Write it, unless somebody wrote about the same fact at the same time; then return theirs."""
    try:
        with transaction.atomic():
            message.save()
    except IntegrityError:
        return OutgoingMessage.objects.get(dedup_key=message.dedup_key)
    tasks.wake()
    return message


def _headers(unsubscribe_url: str) -> dict[str, str]:
    """RFC 3834: no machine answers to this; RFC 8058: the mail program can offer to leave."""
    headers = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    if unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def forget(*, to: str, purposes: Iterable[Purpose]) -> int:
    """Erase every message to an address for these purposes, sent or not; return how many."""
    return OutgoingMessage.objects.filter(recipient__iexact=to, purpose__in=list(purposes)).delete()[0]
