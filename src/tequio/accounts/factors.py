"""The second step to enter: an authenticator app, passkeys, and recovery codes for the day they are lost."""

import base64
import hashlib
import hmac
import secrets
import time

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from tequio.accounts import audit, sessions, totp
from tequio.accounts.models import EventKind, Passkey, RecoveryCode, Totp, User

CODES = 10
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is mistaken for another when copied by hand


def begin_totp(user: User) -> str:
    """The secret of the app that *user* is setting up: the same until its first code confirms it."""
    row = user.totps.filter(confirmed_at__isnull=True).first()
    secret = _unseal(row.sealed_secret) if row else None
    if secret is None:
        secret = totp.new_secret()
        Totp.objects.update_or_create(user=user, confirmed_at=None, defaults={"sealed_secret": _seal(secret)})
    return secret


@transaction.atomic
def confirm_totp(user: User, given: str, request: HttpRequest) -> bool:
    """Finish setting the app up with its first code; the other sessions close, which never passed this step."""
    if not _spend_totp(user, given, confirmed=False):
        return False
    user.totps.update(confirmed_at=timezone.now())
    _added(user, request, "aplicación de códigos")
    return True


def check_code(user: User, given: str, request: HttpRequest) -> bool:
    """Whether *given* is a code of the app or an unused recovery code; either way it cannot be used again."""
    plain = "".join(given.split()).replace("-", "").casefold()
    if _spend_totp(user, plain, confirmed=True):
        return True
    digest = _code_digest(user, plain)
    if user.recovery_codes.filter(digest=digest, used_at__isnull=True).update(used_at=timezone.now()):
        audit.note(EventKind.CODE_USED, user, request=request)
        return True
    audit.note(EventKind.CODE_REFUSED, user, request=request)
    return False


@transaction.atomic
def new_recovery_codes(user: User, request: HttpRequest | None = None) -> list[str]:
    """Ten new codes, to be shown this once; the earlier ones end."""
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(10)) for _ in range(CODES)]
    user.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, digest=_code_digest(user, code)) for code in codes
    )
    audit.note(EventKind.CODES_MADE, user, by=user, request=request)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


@transaction.atomic
def keep_passkey(passkey: Passkey, request: HttpRequest) -> None:
    """Add a passkey that its owner's device just made."""
    passkey.save()
    _added(passkey.user, request, "llave de acceso")


@transaction.atomic
def remove(factor: Totp | Passkey, request: HttpRequest) -> None:
    """Take one factor away; recovery codes without a factor to recover go too."""
    user = factor.user
    what = "llave de acceso" if isinstance(factor, Passkey) else "aplicación de códigos"
    factor.delete()
    user.__dict__.pop("has_second_factor", None)
    if not user.has_second_factor:
        user.recovery_codes.all().delete()
    audit.note(EventKind.FACTOR_REMOVED, user, by=user, request=request, detail=what)


@transaction.atomic
def reset(user: User, *, by: User | None) -> None:
    """The way out when every factor is lost: all are removed, every session closes, and its owner is told."""
    user.totps.all().delete()
    user.passkeys.all().delete()
    user.recovery_codes.all().delete()
    sessions.close_all(user)
    audit.note(EventKind.FACTORS_RESET, user, by=by)


def _added(user: User, request: HttpRequest, what: str) -> None:
    user.__dict__.pop("has_second_factor", None)
    sessions.close_all(user, but=request.session.session_key)
    audit.note(EventKind.FACTOR_ADDED, user, by=user, request=request, detail=what)


def _spend_totp(user: User, given: str, *, confirmed: bool) -> bool:
    row = user.totps.filter(confirmed_at__isnull=not confirmed).first()
    secret = _unseal(row.sealed_secret) if row else None
    counter = totp.matching_counter(secret, given.strip(), time.time()) if secret else None
    if row is None or counter is None:
        return False
    return Totp.objects.filter(pk=row.pk, last_counter__lt=counter).update(last_counter=counter) == 1


def _code_digest(user: User, code: str) -> str:
    return hmac.new(_key("recovery"), f"{user.pk}|{code}".encode(), hashlib.sha256).hexdigest()


def _key(purpose: str) -> bytes:
    return hashlib.sha256(f"tequio|{purpose}|{settings.SECRET_KEY}".encode()).digest()


def _seal(secret: str) -> str:
    return Fernet(base64.urlsafe_b64encode(_key("totp"))).encrypt(secret.encode()).decode()


def _unseal(sealed: str) -> str | None:
    try:
        return Fernet(base64.urlsafe_b64encode(_key("totp"))).decrypt(sealed.encode()).decode()
    except InvalidToken:  # the site's key changed: the app must be set up again
        return None
