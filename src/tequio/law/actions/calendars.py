from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from tequio.accounts.access import require
from tequio.accounts.models import User
from tequio.core.legal import RuleError, action
from tequio.core.models import Town
from tequio.law.models import NonWorkingDay, Provision, WorkCalendar
from tequio.law.permissions import may_edit_law
from tequio.law.records import CalendarRecord
from tequio.law.records.calendars import ChangePart
from tequio.law.rules import MAX_DAYS_OFF, CalendarChange, Confidence, DayKind
from tequio.register.log import append
from tequio.register.models import File


@dataclass(frozen=True)
class Order:
    """The act of an authority that sets days off."""

    title: str
    number: str = ""
    issued_on: date | None = None
    url: str = ""
    file: File | None = None


@dataclass(frozen=True)
class NewDayOff:
    """A day or a run of days to add, with the article (*basis*) or the *order* that sets it."""

    first_on: date
    last_on: date
    reason: str
    kind: DayKind
    basis: Provision | None = None
    order: Order | None = None


@action
def create_calendar(*, days: Sequence[NewDayOff] = (), by: User, **fields: Any) -> WorkCalendar:
    """Publish the first version of an authority's calendar; *fields* are those of :class:`WorkCalendar`."""
    require(may_edit_law(by))
    if WorkCalendar.objects.filter(slug=fields["slug"]).exists():
        raise RuleError(_("Ya hay un calendario con esa clave. Escribe otra."), field="slug")
    if fields.get("is_main") and WorkCalendar.objects.filter(is_main=True).exists():
        raise RuleError(_("El municipio ya tiene su calendario. Amplíalo."), field="is_main")
    return first_publication(days, by, fields)


def first_publication(days: Sequence[NewDayOff], by: User | None, fields: dict[str, Any]) -> WorkCalendar:
    """Write it and its first entry, inside an action that has already checked who acts."""
    if not fields["covers_from"] <= fields["covers_to"]:
        raise RuleError(_("La última fecha debe ser posterior a la primera."), field="covers_to")
    if not set(fields.get("weekly_rest", [])) < set(range(7)):
        raise RuleError(_("Deja al menos un día de trabajo en la semana."), field="weekly_rest")
    calendar = WorkCalendar(**fields, version=1)
    calendar.save()
    changes = [_save_day(calendar, day) for day in days]
    _append(calendar, "published", changes, by, days)
    return calendar


@action
def add_days_off(*, calendar: WorkCalendar, days: Sequence[NewDayOff], by: User) -> WorkCalendar:
    """Publish the next version of *calendar* with more days off, saying which.

    Deadlines counted before keep the version that they were counted with.
    """
    require(may_edit_law(by))
    if not days:
        raise RuleError(_("Escribe al menos un día."), field="days")
    calendar = _next_version(calendar)
    changes = [_save_day(calendar, day) for day in days]
    _append(calendar, "amended", changes, by, days)
    return calendar


@action
def withdraw_day_off(*, day: NonWorkingDay, reason: str, by: User) -> WorkCalendar:
    """Publish the next version without *day*, saying why. Older versions still have it."""
    require(may_edit_law(by))
    if day.withdrawn_in is not None:
        raise RuleError(_("Ese día ya se retiró."))
    calendar = _next_version(day.calendar)
    day.with_changes(withdrawn_in=calendar.version, withdrawal_reason=reason).save()
    change = ChangePart(
        what=CalendarChange.WITHDRAWN, first_on=day.first_on, last_on=day.last_on, reason=reason
    )
    _append(calendar, "amended", [change], by)
    return calendar


@action
def extend_calendar(*, calendar: WorkCalendar, covers_to: date, by: User) -> WorkCalendar:
    """Let *calendar* cover a longer time; the days off of that time are added apart."""
    require(may_edit_law(by))
    if covers_to <= calendar.covers_to:
        raise RuleError(_("Escribe una fecha posterior a la que ya cubre."), field="covers_to")
    first = calendar.covers_to
    calendar = _next_version(calendar)
    calendar.with_changes(covers_to=covers_to, confidence=Confidence.UNCONFIRMED).save()
    change = ChangePart(what=CalendarChange.EXTENDED, first_on=first, last_on=covers_to)
    _append(calendar, "amended", [change], by)
    return calendar


@action
def edit_calendar(*, calendar: WorkCalendar, name: str, notes: str, by: User) -> WorkCalendar:
    """Correct what the calendar is called and what its notes say; its days stay as they are."""
    require(may_edit_law(by))
    calendar = _next_version(calendar)
    calendar.with_changes(name=name, notes=notes).save()
    _append(calendar, "amended", [ChangePart(what=CalendarChange.NOTED, reason=notes)], by)
    return calendar


@action
def confirm_calendar(*, calendar: WorkCalendar, note: str, by: User) -> WorkCalendar:
    """Record that the office in charge confirmed the calendar; *note* says which office and how."""
    require(may_edit_law(by))
    if calendar.confidence == Confidence.CONFIRMED:
        raise RuleError(_("Este calendario ya está confirmado."))
    calendar = _next_version(calendar)
    calendar.with_changes(confidence=Confidence.CONFIRMED, notes=note).save()
    _append(calendar, "confirmed", [ChangePart(what=CalendarChange.CONFIRMED, reason=note)], by)
    return calendar


def _next_version(calendar: WorkCalendar) -> WorkCalendar:
    """The calendar's row, locked so that two changes cannot take the same number."""
    locked: WorkCalendar = WorkCalendar.objects.select_for_update().get(pk=calendar.pk)
    locked.version += 1
    locked.save()
    return locked


def _save_day(calendar: WorkCalendar, day: NewDayOff) -> ChangePart:
    _check_day(calendar, day)
    order = day.order or Order(title="")
    NonWorkingDay(
        calendar=calendar,
        first_on=day.first_on,
        last_on=day.last_on,
        reason=day.reason,
        kind=day.kind,
        basis=day.basis,
        order_title=order.title,
        order_number=order.number,
        order_on=order.issued_on,
        order_url=order.url,
        order_file=order.file,
        added_in=calendar.version,
    ).save()
    return ChangePart(
        what=CalendarChange.ADDED, first_on=day.first_on, last_on=day.last_on, reason=day.reason
    )


def _check_day(calendar: WorkCalendar, day: NewDayOff) -> None:
    when = {"date": day.first_on.strftime("%d/%m/%Y")}
    if day.last_on < day.first_on:
        raise RuleError(_("El %(date)s: el último día va después del primero.") % when, field="days")
    if (day.last_on - day.first_on).days >= MAX_DAYS_OFF:
        raise RuleError(_("El %(date)s: revisa el año, el periodo es muy largo.") % when, field="days")
    if day.first_on < calendar.covers_from or day.last_on > calendar.covers_to:
        raise RuleError(_("El %(date)s queda fuera de las fechas del calendario.") % when, field="days")
    if day.basis is None and day.order is None:
        raise RuleError(_("Cita la ley o el acuerdo que fija esos días."), field="order_title")
    same = calendar.days.filter(first_on=day.first_on, last_on=day.last_on, withdrawn_in__isnull=True)
    if same.exists():
        raise RuleError(_("El %(date)s ya está en el calendario.") % when, field="days")


def _append(
    calendar: WorkCalendar,
    verb: str,
    changes: list[ChangePart],
    by: User | None,
    days: Sequence[NewDayOff] = (),
) -> None:
    files = [day.order.file for day in days if day.order and day.order.file]
    bases = {str(day.basis) if day.basis else day.order.title if day.order else "" for day in days}
    append(
        CalendarRecord.of(calendar, changes),
        verb,
        issuer=Town.current().full_name,
        by=by,
        basis="; ".join(sorted(bases)),
        files=files,
    )
