"""Words and rules of organizations, bodies, seats and appointments; pure functions, no database.

Every period runs from its first day to its last one, both included; an open end has no date.
"""

import hashlib
import hmac
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

SALT_BYTES = 32
BRIEF_WORDS = 60
"""How long "En pocas palabras" may be."""


class OrganizationKind(models.TextChoices):
    DEPENDENCIA = "dependencia", _("Dependencia")
    AYUNTAMIENTO = "ayuntamiento", _("Ayuntamiento")
    OVERSIGHT = "oversight", _("Autoridad garante o de control")
    UNIVERSITY = "university", _("Universidad")
    CIVIL_SOCIETY = "civil_society", _("Organización de la sociedad civil")
    CHAMBER = "chamber", _("Cámara o asociación empresarial")
    OTHER = "other", _("Otra organización")


class BodyKind(models.TextChoices):
    COMMISSION = "commission", _("Comisión")
    COMMITTEE = "committee", _("Comité")
    COUNCIL = "council", _("Consejo")
    WORKING_GROUP = "working_group", _("Grupo de trabajo")


class SeatRole(models.TextChoices):
    PRESIDENCY = "presidency", _("Presidencia")
    SECRETARIAT = "secretariat", _("Secretaría técnica")
    VOCAL = "vocal", _("Vocalía")
    GUEST = "guest", _("Persona invitada")
    ADVISER = "adviser", _("Asesoría")


VOICE_ONLY = frozenset({SeatRole.GUEST, SeatRole.ADVISER})
"""Roles that speak and never vote."""


class AppointmentKind(models.TextChoices):
    TITULAR = "titular", _("Titular")
    ALTERNATE = "alternate", _("Suplente")


class PlaceKind(models.TextChoices):
    SEAT_OF_TOWN = "cabecera", _("Cabecera municipal")
    JUNTA_AUXILIAR = "junta_auxiliar", _("Junta auxiliar")
    INSPECTORIA = "inspectoria", _("Inspectoría")
    DELEGACION = "delegacion", _("Delegación")
    OTHER = "other", _("Otro lugar")


@dataclass(frozen=True)
class Period:
    """From ``since`` to ``until``, both included. ``None`` is an end that is open or not documented."""

    since: date | None = None
    until: date | None = None

    def is_in_order(self) -> bool:
        """Whether it does not end before it starts."""
        return self.since is None or self.until is None or self.since <= self.until

    def holds_on(self, on: date) -> bool:
        """Whether *on* is one of its days."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)

    def overlaps(self, other: "Period") -> bool:
        """Whether some day belongs to both."""
        starts_before_other_ends = self.since is None or other.until is None or self.since <= other.until
        other_starts_before_end = other.since is None or self.until is None or other.since <= self.until
        return starts_before_other_ends and other_starts_before_end


def first_overlap(period: Period, others: Iterable[Period]) -> Period | None:
    """The first of *others* that shares a day with *period*."""
    return next((other for other in others if period.overlaps(other)), None)


def name_commitment(name: str, salt: bytes) -> str:
    """The hexadecimal HMAC-SHA256 of *name* (Unicode NFC, UTF-8) under a random 32-byte *salt*.

    The register keeps this in place of the name. Whoever holds name and salt can prove it; once the salt is
    destroyed nobody can get from it to the name.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes")
    return hmac.new(salt, unicodedata.normalize("NFC", name).encode(), hashlib.sha256).hexdigest()


def lines(text: str) -> list[str]:
    """The lines of *text* that say something: one paragraph or list item each."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def count_words(text: str) -> int:
    """How many words *text* has, as a reader counts them."""
    return len(text.split())
