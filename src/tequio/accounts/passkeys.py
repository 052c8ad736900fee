"""Passkeys (WebAuthn): what the browser is asked, and what its answer proves.

The site's own address, from the settings, is the only origin that counts. A challenge is used once: it leaves the
session before the answer is looked at.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    AuthenticatorData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from tequio.accounts.models import Passkey, User
from tequio.core.models import Town

CHALLENGE = "passkey_challenge"


class PasskeyError(ValueError):
    """The browser's answer proves nothing."""


def ask_to_make(request: HttpRequest, user: User) -> dict[str, Any]:
    """What the browser needs to make a passkey for *user*; it verifies the person (finger, face or PIN)."""
    options, state = _server().register_begin(
        PublicKeyCredentialUserEntity(id=_handle(user), name=user.username, display_name=str(user)),
        credentials=_credentials(user),
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    request.session[CHALLENGE] = state
    return dict(options)


def made(request: HttpRequest, user: User, answer: str, name: str) -> Passkey:
    """The passkey in the browser's answer, not yet saved."""
    state = _challenge(request)
    try:
        data: AuthenticatorData = _server().register_complete(state, _parsed(answer))
    except (ValueError, KeyError, TypeError) as wrong:
        raise PasskeyError(str(wrong)) from wrong
    credential = data.credential_data
    if credential is None or Passkey.objects.filter(credential_id=_id(credential.credential_id)).exists():
        raise PasskeyError("no new credential")
    return Passkey(
        user=user,
        name=name,
        credential_id=_id(credential.credential_id),
        credential=bytes(credential),
        sign_count=data.counter,
    )


def ask_to_sign(request: HttpRequest, user: User | None = None) -> dict[str, Any]:
    """What the browser needs to prove a passkey: one of *user*, or whichever it holds for this site."""
    options, state = _server().authenticate_begin(
        credentials=_credentials(user) if user else None,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    request.session[CHALLENGE] = state
    return dict(options)


def signed(request: HttpRequest, answer: str, user: User | None = None) -> Passkey:
    """The passkey that signed, of *user* when given; raises :class:`PasskeyError` if nothing is proved."""
    state = _challenge(request)
    try:
        response = AuthenticationResponse.from_dict(_parsed(answer))
        passkey = _held(response, user)
        credential = AttestedCredentialData(bytes(passkey.credential))
        _server().authenticate_complete(state, [credential], response)
    except (ValueError, KeyError, TypeError) as wrong:
        raise PasskeyError(str(wrong)) from wrong
    count = response.response.authenticator_data.counter
    if 0 < count <= passkey.sign_count:
        raise PasskeyError("the counter went back: a copy of the key signed")
    Passkey.objects.filter(pk=passkey.pk).update(sign_count=count, used_at=timezone.now())
    return passkey


def _held(response: AuthenticationResponse, user: User | None) -> Passkey:
    rows = Passkey.objects.select_related("user").filter(user__is_active=True)
    if user:
        rows = rows.filter(user=user)
    passkey = rows.filter(credential_id=_id(response.raw_id)).first()
    if passkey is None:
        raise PasskeyError("unknown credential")
    return passkey


def _challenge(request: HttpRequest) -> dict[str, Any]:
    state: dict[str, Any] | None = request.session.pop(CHALLENGE, None)
    if state is None:
        raise PasskeyError("nothing was asked")
    return state


def _parsed(answer: str) -> Mapping[str, Any]:
    parsed = json.loads(answer)
    if not isinstance(parsed, dict):
        raise PasskeyError("not an object")
    return parsed


def _server() -> Fido2Server:
    host = urlsplit(settings.TEQUIO_URL).hostname or ""
    entity = PublicKeyCredentialRpEntity(id=host, name=Town.current().full_name or host)
    return Fido2Server(entity, verify_origin=lambda origin: origin == settings.TEQUIO_URL)


def _credentials(user: User) -> list[AttestedCredentialData]:
    return [AttestedCredentialData(bytes(row.credential)) for row in user.passkeys.all()]


def _handle(user: User) -> bytes:
    """The account as the device knows it: the same each time, and saying nothing of the person."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"passkey user {user.pk}".encode(), hashlib.sha256).digest()


def _id(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
