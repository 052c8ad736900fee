"""The three sessions that are documented. Attendance, votes and numbered agreements are not."""

from datetime import date

from tequio.accounts.models import User
from tequio.bodies.models import Body
from tequio.demo.san_andres import commission, sources
from tequio.meetings.actions import PastMeeting, record_past_meeting
from tequio.meetings.models import Meeting
from tequio.meetings.rules import DatePrecision, MeetingKind


def document(body: Body, by: User) -> None:
    """Publish the sessions from their sources, unless they are there."""
    if Meeting.objects.filter(body=body).exists():
        return
    for past in (_installation_2022(body), _first_extraordinary(body), _installation_2025(body)):
        record_past_meeting(past=past, by=by)


def _installation_2022(body: Body) -> PastMeeting:
    return PastMeeting(
        body=body,
        integration=body.integrations.order_by("since_on")[0],
        kind=MeetingKind.INSTALLATION,
        year=2022,
        held_on=date(2022, 4, 11),
        date_precision=DatePrecision.DAY,
        source_url=sources.INSTALLATION_2022,
        source_note="Nota de prensa sobre la instalación",
        **commission.INSTALLATION_2022,
    )


def _first_extraordinary(body: Body) -> PastMeeting:
    return PastMeeting(
        body=body,
        integration=body.integrations.order_by("since_on")[0],
        kind=MeetingKind.EXTRAORDINARY,
        year=2022,
        number=1,
        date_note="La página no da la fecha. Se ubica en 2022 porque sigue a la instalación.",
        source_url=sources.COMMISSION_PAGE,
        source_note="Página de la comisión en el sitio del Ayuntamiento",
        **commission.FIRST_EXTRAORDINARY,
    )


def _installation_2025(body: Body) -> PastMeeting:
    return PastMeeting(
        body=body,
        integration=body.integrations.order_by("since_on")[1],
        kind=MeetingKind.INSTALLATION,
        year=2025,
        held_on=date(2025, 4, 1),
        date_precision=DatePrecision.MONTH,
        date_note="La prensa lo informó el 20 de abril de 2025; no da el día.",
        source_url=sources.INSTALLATION_2025,
        source_note="Nota de prensa del 20 de abril de 2025",
        **commission.INSTALLATION_2025,
    )
