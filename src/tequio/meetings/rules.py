"""Words and rules of a session: its kinds, its life, its name, who may be there; pure functions, no database."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils import formats
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tequio.accounts.roles import Permission

Text = str | Promise


class MeetingKind(models.TextChoices):
    ORDINARY = "ordinary", _("Ordinaria")
    EXTRAORDINARY = "extraordinary", _("Extraordinaria")
    INSTALLATION = "installation", _("De instalación")
    SOLEMN = "solemn", _("Solemne")


KIND_SLUGS = {
    MeetingKind.ORDINARY: "ordinaria",
    MeetingKind.EXTRAORDINARY: "extraordinaria",
    MeetingKind.INSTALLATION: "instalacion",
    MeetingKind.SOLEMN: "solemne",
}
KIND_CODES = {
    MeetingKind.ORDINARY: "ORD",
    MeetingKind.EXTRAORDINARY: "EXT",
    MeetingKind.INSTALLATION: "INS",
    MeetingKind.SOLEMN: "SOL",
}
KIND_NAMES = {
    MeetingKind.ORDINARY: _("Sesión Ordinaria"),
    MeetingKind.EXTRAORDINARY: _("Sesión Extraordinaria"),
    MeetingKind.INSTALLATION: _("Sesión de Instalación"),
    MeetingKind.SOLEMN: _("Sesión Solemne"),
}


class MeetingStatus(models.TextChoices):
    """Where a session is in its life. Only ``PREPARING`` is private."""

    PREPARING = "preparing", _("En preparación")
    CONVENED = "convened", _("Convocada")
    IN_SESSION = "in_session", _("En curso")
    CLOSED = "closed", _("Concluida")
    PUBLISHED = "published", _("Con acta publicada")
    POSTPONED = "postponed", _("Pospuesta")
    CANCELLED = "cancelled", _("Cancelada")


_S = MeetingStatus
TRANSITIONS: dict[MeetingStatus, dict[MeetingStatus, Permission]] = {
    _S.PREPARING: {_S.CONVENED: Permission.MEETING_CONVENE},
    _S.CONVENED: {
        _S.IN_SESSION: Permission.MEETING_RECORD,
        _S.POSTPONED: Permission.MEETING_CONVENE,
        _S.CANCELLED: Permission.MEETING_CONVENE,
    },
    _S.POSTPONED: {_S.CONVENED: Permission.MEETING_CONVENE, _S.CANCELLED: Permission.MEETING_CONVENE},
    _S.IN_SESSION: {_S.CLOSED: Permission.MEETING_RECORD},
    _S.CLOSED: {_S.PUBLISHED: Permission.MINUTES_PUBLISH},
    _S.PUBLISHED: {},
    _S.CANCELLED: {},
}
"""From each state: the states that may follow, and who may bring them about."""

STATE_TAGS = {
    _S.PREPARING: "borrador",
    _S.CONVENED: "convocada",
    _S.IN_SESSION: "en_curso",
    _S.CLOSED: "concluida",
    _S.PUBLISHED: "concluida",
    _S.POSTPONED: "pospuesta",
    _S.CANCELLED: "cancelada",
}
"""How each state is drawn: keys of ``core.states.STATES``."""

HELD = frozenset({_S.CLOSED, _S.PUBLISHED})
AHEAD = frozenset({_S.CONVENED, _S.POSTPONED})
RECORDABLE = frozenset({_S.IN_SESSION, _S.CLOSED})
"""States in which attendance, votes and agreements are written down."""


def may_follow(now: str, then: str) -> bool:
    """Whether a session in state *now* can pass to *then*."""
    return MeetingStatus(then) in TRANSITIONS[MeetingStatus(now)]


class Modality(models.TextChoices):
    IN_PERSON = "in_person", _("Presencial")
    REMOTE = "remote", _("A distancia")
    HYBRID = "hybrid", _("Presencial y a distancia")


class DatePrecision(models.TextChoices):
    """How much of the date is documented. What is unknown is said, never invented."""

    TIME = "time", _("Día y hora")
    DAY = "day", _("Día")
    MONTH = "month", _("Mes y año")
    YEAR = "year", _("Año")
    UNKNOWN = "unknown", _("Sin fecha documentada")


DATED = frozenset({DatePrecision.TIME, DatePrecision.DAY, DatePrecision.MONTH})
"""Precisions that hold a date; the month's is its first day."""


class ItemKind(models.TextChoices):
    INFORMATION = "information", _("Informativo")
    DISCUSSION = "discussion", _("Deliberativo")
    VOTE = "vote", _("Para votación")


class AttendanceState(models.TextChoices):
    PRESENT = "present", _("Presente")
    ALTERNATE = "alternate", _("Presente por suplencia")
    EXCUSED = "excused", _("Falta justificada")
    ABSENT = "absent", _("Ausente")


ATTENDING = frozenset({AttendanceState.PRESENT, AttendanceState.ALTERNATE})


class VoteOption(models.TextChoices):
    """Five different facts: not voting for a conflict of interest is not abstaining, and neither is not being there."""

    FOR = "for", _("A favor")
    AGAINST = "against", _("En contra")
    ABSTAIN = "abstain", _("Abstención")
    RECUSED = "recused", _("Se excusó")
    ABSENT = "absent", _("Ausente")


class VoteMethod(models.TextChoices):
    ROLL_CALL = "roll_call", _("Votación nominal")
    SHOW_OF_HANDS = "show_of_hands", _("Votación económica, a mano alzada")


class VoteResult(models.TextChoices):
    APPROVED = "approved", _("Se aprobó")
    REJECTED = "rejected", _("No se aprobó")


class AgreementStatus(models.TextChoices):
    """What the commission has said of an agreement. Being late is not here: it follows from the date."""

    OPEN = "open", _("En proceso")
    FULFILLED = "fulfilled", _("Cumplido")
    CLOSED = "closed", pgettext_lazy("agreement", "Cerrado sin cumplirse")


LATE = "late"
AGREEMENT_FILTERS: dict[str, Text] = {
    AgreementStatus.OPEN: _("En proceso"),
    LATE: _("Con retraso"),
    AgreementStatus.FULFILLED: _("Cumplido"),
    AgreementStatus.CLOSED: pgettext_lazy("agreement", "Cerrado sin cumplirse"),
}


AGREEMENT_TAGS = {
    AgreementStatus.OPEN: "en_avance",
    LATE: "con_retraso",
    AgreementStatus.FULFILLED: "cumplido",
    AgreementStatus.CLOSED: "cerrado",
}


def agreement_state(status: str, due_on: date | None, today: date) -> str:
    """The word that the public reads: the stored status, or :data:`LATE` once an open one's date has passed."""
    if status == AgreementStatus.OPEN and due_on is not None and due_on < today:
        return LATE
    return status


def ordinal(number: int) -> str:
    """``2ª``: how a session's number is written."""
    if number < 1:
        raise ValueError("a session's number starts at 1")
    return f"{number}ª"


def meeting_title(kind: str, number: int | None, year: int) -> str:
    """``2ª Sesión Ordinaria 2026``; without number when none is documented: ``Sesión de Instalación 2025``."""
    name = f"{KIND_NAMES[MeetingKind(kind)]} {year}"
    return f"{ordinal(number)} {name}" if number else name


def meeting_slug(kind: str, number: int | None, *, prefix: str = "") -> str:
    """``ordinaria-02``, unique within its year; *prefix* tells apart a body that is not the commission."""
    parts = [prefix, KIND_SLUGS[MeetingKind(kind)], f"{number:02}" if number else ""]
    return "-".join(part for part in parts if part)


def agreement_folio(body: str, year: int, kind: str, number: int | None, sequence: int) -> str:
    """``CIGA-2026-ORD-02-03``: the third agreement of the second ordinary session of 2026."""
    initials = slugify(body).upper() or "SES"
    return f"{initials}-{year}-{KIND_CODES[MeetingKind(kind)]}-{number or 0:02}-{sequence:02}"


@dataclass(frozen=True)
class When:
    """The date of a session as far as it is documented."""

    precision: str
    on: date | None = None
    year: int | None = None
    note: str = ""

    def __str__(self) -> str:
        if self.precision == DatePrecision.MONTH and self.on:
            return formats.date_format(self.on, r"F \d\e Y")
        if self.precision in DATED and self.on:
            return formats.date_format(self.on, r"l j \d\e F \d\e Y")
        if self.precision == DatePrecision.YEAR:
            return str(self.year)
        return gettext("Sin fecha documentada")


def is_complete(when: When) -> bool:
    """Whether the parts agree: a date where one is claimed, and a word on what is missing where it is not."""
    if when.precision in DATED:
        first_of_month = when.on is not None and when.on.day == 1
        return when.on is not None and (when.precision != DatePrecision.MONTH or first_of_month)
    return when.on is None and bool(when.note.strip())
