"""The words of the legal frame: levels of norms, units of terms, kinds of non-working days."""

from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

SATURDAY, SUNDAY = 5, 6
WEEKEND = frozenset({SATURDAY, SUNDAY})
RESERVED_SLUGS = frozenset({"plazos", "dias-inhabiles", "calculadora"})
"""Pages of the legal frame that a norm cannot take the address of."""
MAX_DAYS_OFF = 100
"""No vacation or suspension is longer; it catches a mistyped year."""


class Level(TextChoices):
    """Who a norm binds, from the widest to the nearest."""

    GENERAL = "general", _("General: obliga a la Federación, los estados y los municipios")
    FEDERAL = "federal", _("Federal")
    STATE = "state", _("Estatal")
    MUNICIPAL = "municipal", _("Municipal")


LEVEL_ORDER = [Level.GENERAL, Level.STATE, Level.MUNICIPAL, Level.FEDERAL]


class TextStatus(TextChoices):
    """How much of a norm's text was read before it was recorded here."""

    READ = "read", _("Texto revisado")
    CITED = "cited", _("Falta revisar el texto")


class Confidence(TextChoices):
    """Whether the office in charge has confirmed a term or a calendar."""

    CONFIRMED = "confirmed", _("Confirmado")
    UNCONFIRMED = "unconfirmed", _("Por confirmar")


class Unit(TextChoices):
    """What a term is counted in."""

    BUSINESS_DAYS = "business_days", _("Días hábiles")
    CALENDAR_DAYS = "calendar_days", _("Días naturales")
    HOURS = "hours", _("Horas")
    MONTHS = "months", _("Meses")


class Start(TextChoices):
    """The first day that counts."""

    NEXT_DAY = "next_day", _("Desde el día siguiente")
    SAME_DAY = "same_day", _("Desde el mismo día")


class DayKind(TextChoices):
    """Why a day does not count."""

    REST = "rest", _("Descanso obligatorio por ley")
    ORDER = "order", _("Día inhábil por acuerdo")
    VACATION = "vacation", _("Periodo vacacional")
    SUSPENSION = "suspension", _("Suspensión de plazos")


class CalendarChange(TextChoices):
    """What a new version of a calendar does."""

    ADDED = "added", _("Se agregó")
    WITHDRAWN = "withdrawn", _("Se retiró")
    EXTENDED = "extended", _("Se amplió")
    CONFIRMED = "confirmed", _("Se confirmó")
    NOTED = "noted", _("Se corrigieron el nombre o las notas")


class TermGroup(TextChoices):
    """The matter that a legal term belongs to, in the order of the public page."""

    REQUESTS = "requests", _("Solicitudes de información")
    APPEALS = "appeals", _("Inconformidades y recursos")
    PERSONAL_DATA = "personal_data", _("Datos personales")
    PUBLISHING = "publishing", _("Información que debe publicarse")
    SESSIONS = "sessions", _("Sesiones")


def amount_text(amount: int, unit: str) -> str:
    """A length of time as people write it: ``20 días hábiles``, ``1 mes``."""
    forms = {
        Unit.BUSINESS_DAYS: ngettext("%(amount)d día hábil", "%(amount)d días hábiles", amount),
        Unit.CALENDAR_DAYS: ngettext("%(amount)d día natural", "%(amount)d días naturales", amount),
        Unit.HOURS: ngettext("%(amount)d hora", "%(amount)d horas", amount),
        Unit.MONTHS: ngettext("%(amount)d mes", "%(amount)d meses", amount),
    }
    return forms[Unit(unit)] % {"amount": amount}


def day_before(day: date) -> date:
    """The last day of whatever ends when something else begins on *day*."""
    return day - timedelta(days=1)
