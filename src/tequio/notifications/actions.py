"""Following and leaving. What is kept is an address and what it follows; leaving erases both."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from tequio.accounts.models import User
from tequio.core import clock
from tequio.core.limits import seconds_to_wait
from tequio.core.models import Town
from tequio.mail.purposes import Purpose
from tequio.mail.queue import forget, send
from tequio.notifications.links import For, new_confirmation, token_for
from tequio.notifications.models import Follow, Follower, FollowRequest, StaffPreference
from tequio.notifications.rules import CONFIRM_WITHIN, MAILS_TO_AN_ADDRESS, MOST_FOLLOWED, next_digest
from tequio.notifications.topics import Topic
from tequio.register.tree import current_size

DAY = 86_400  # seconds
ABOUT_FOLLOWING = (Purpose.CONFIRMATION, Purpose.DIGEST, Purpose.NOTICE)


@transaction.atomic
def ask_to_follow(*, email: str, topic: Topic, rhythm: str, language: str) -> None:
    """Write to the address, so that only its owner can say yes. Nothing tells whether it follows already."""
    email = email.lower()
    if seconds_to_wait("follow-mail", email, limit=MAILS_TO_AN_ADDRESS, seconds=DAY):
        return
    token, digest = new_confirmation()
    FollowRequest.objects.create(
        token_hash=digest,
        email=email,
        topic=topic.code,
        rhythm=rhythm,
        language=language,
        expires_at=clock.now() + CONFIRM_WITHIN,
    )
    with translation.override(language):
        link = settings.TEQUIO_URL + reverse("notifications:confirm", args=[token])
        send(
            to=email,
            subject=_("Confirma que quieres recibir avisos"),
            template="notifications/confirm.txt",
            context={"topic": topic, "link": link, "site": settings.TEQUIO_URL},
            purpose=Purpose.CONFIRMATION,
            language=language,
        )


@transaction.atomic
def confirm(request: FollowRequest) -> Follower:
    """Begin to tell the address, from now on; the link has done its work and is void."""
    size, now = current_size(), clock.now()
    follower, _is_new = Follower.objects.get_or_create(
        email=request.email,
        defaults={
            "language": request.language,
            "rhythm": request.rhythm,
            "told_until": size,
            "next_digest_at": next_digest(request.rhythm, now),
        },
    )
    if follower.follows.count() < MOST_FOLLOWED:
        Follow.objects.get_or_create(follower=follower, topic=request.topic)
    request.delete()
    return follower


@transaction.atomic
def change_preferences(
    follower: Follower, *, topics: Iterable[str], rhythm: str, calls_at_once: bool
) -> Follower | None:
    """Keep of what it follows only *topics*, at that rhythm; following nothing is leaving."""
    follower.follows.exclude(topic__in=list(topics)).delete()
    if not follower.follows.exists():
        leave(follower)
        return None
    if follower.rhythm != rhythm:
        follower.next_digest_at = next_digest(rhythm, clock.now())
    follower.rhythm, follower.calls_at_once = rhythm, calls_at_once
    follower.save(update_fields=["rhythm", "calls_at_once", "next_digest_at"])
    return follower


@transaction.atomic
def leave(follower: Follower) -> None:
    """Erase the address here and in the queue of messages."""
    FollowRequest.objects.filter(email=follower.email).delete()
    forget(to=follower.email, purposes=ABOUT_FOLLOWING)
    follower.delete()


def send_notice(
    follower: Follower, *, subject: str, template: str, purpose: Purpose, dedup_key: str, **context: object
) -> None:
    """Queue a message for a follower, with its links to change or to leave."""
    with translation.override(follower.language):
        leave_url = settings.TEQUIO_URL + reverse(
            "notifications:leave", args=[token_for(follower, For.LEAVE)]
        )
        preferences_url = settings.TEQUIO_URL + reverse(
            "notifications:preferences", args=[token_for(follower, For.PREFERENCES)]
        )
        links = {"leave_url": leave_url, "preferences_url": preferences_url, "site": settings.TEQUIO_URL}
        name = " ".join(Town.current().name.split())
        send(
            to=follower.email,
            subject=f"{' '.join(subject.split())} · {name}"[:200],
            template=template,
            context=context | links,
            purpose=purpose,
            dedup_key=dedup_key,
            unsubscribe_url=leave_url,
            language=follower.language,
        )


def set_staff_preference(*, rhythm: str, meetings: bool, by: User) -> StaffPreference:
    """What somebody on the staff wants by mail."""
    row, _is_new = StaffPreference.objects.update_or_create(
        user=by, defaults={"rhythm": rhythm, "meetings": meetings}
    )
    return row
