"""The public lists of this room as data, each with the filters of its page."""

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tequio.bodies.models import Integration
from tequio.meetings import tables
from tequio.meetings.models import Meeting
from tequio.meetings.selection import AgreementSelection, MeetingSelection, Selection
from tequio.register.listings import Listing


def _words(selection: Selection) -> tuple[str, ...]:
    return tuple(words for words, _url in selection.chips)


def meetings_listing(request: HttpRequest) -> Listing:
    """The sessions of the calendar's page."""
    return of_meetings(MeetingSelection.asked(request.GET))


def of_meetings(selection: MeetingSelection) -> Listing:
    """Those that were selected."""
    return Listing(
        tables.MEETINGS,
        _("Sesiones de la comisión"),
        selection.address(),
        lambda: tables.meeting_rows(selection.rows().newest_first()),
        ("sesion", "fecha_en_palabras", "estado"),
        filters=_words(selection),
        calendar_url=selection.address("meetings:calendar"),
    )


def agreements_listing(request: HttpRequest) -> Listing:
    """The agreements and where they stand."""
    return of_agreements(AgreementSelection.asked(request.GET))


def of_agreements(selection: AgreementSelection) -> Listing:
    """Those that were selected."""
    return Listing(
        tables.AGREEMENTS,
        _("Acuerdos y su cumplimiento"),
        selection.address(),
        lambda: tables.agreement_rows(selection.rows()),
        ("acuerdo", "responsable", "fecha_limite", "estado"),
        filters=_words(selection),
        calendar_url=selection.address("meetings:agreements_calendar"),
    )


def session_votes_listing(request: HttpRequest, year: int, slug: str) -> Listing:
    """How each seat voted in one session."""
    meeting = Meeting.objects.published().filter(year=year, slug=slug).first()
    if meeting is None:
        raise Http404
    return of_session_votes(meeting)


def of_session_votes(meeting: Meeting) -> Listing:
    """The votes of a session that is published."""
    page = meeting.get_absolute_url()
    return Listing(
        tables.VOTES,
        _("Votación nominal"),
        page,
        lambda: tables.vote_rows(event__meeting=meeting),
        ("propuesta", "cargo", "sentido"),
        base=f"{page}votaciones/",
        filters=(meeting.title,),
    )


def integrations_with_meetings() -> list[Integration]:
    """Those that have met, the newest first."""
    met = Integration.objects.published().filter(meetings__in=Meeting.objects.published()).distinct()
    return list(met.order_by("-since_on"))


def chosen_integration(request: HttpRequest, integrations: list[Integration]) -> Integration | None:
    """The one of the address, else the newest."""
    asked = request.GET.get("integracion", "")
    return next((row for row in integrations if row.slug == asked), integrations[0] if integrations else None)


def participation_listing(request: HttpRequest) -> Listing:
    """How each seat attended and voted in one integration: the table of the page."""
    return of_participation(chosen_integration(request, integrations_with_meetings()))


def of_participation(chosen: Integration | None) -> Listing:
    """The table of one integration; empty when there is none."""
    return Listing(
        tables.PARTICIPATION,
        _("Asistencia y votos por asiento"),
        _of_integration(chosen),
        lambda: tables.participation_rows(chosen) if chosen else iter(()),
        ("cargo", "asistio", "convocado", "a_favor", "en_contra", "abstencion"),
        filters=_integration_words(chosen),
    )


def votes_listing(request: HttpRequest) -> Listing:
    """Each vote of each seat of one integration: the rows behind the page's totals."""
    return of_votes(chosen_integration(request, integrations_with_meetings()))


def of_votes(chosen: Integration | None) -> Listing:
    """The votes of one integration; empty when there is none."""
    page = _of_integration(chosen)
    return Listing(
        tables.VOTES,
        _("Votación nominal"),
        page,
        lambda: tables.vote_rows(seat__integration=chosen) if chosen else iter(()),
        ("propuesta", "cargo", "sentido"),
        base=f"{reverse('meetings:participation')}votos/",
        filters=_integration_words(chosen),
    )


def attendance_listing(request: HttpRequest) -> Listing:
    """How each seat attended each session of one integration."""
    return of_attendance(chosen_integration(request, integrations_with_meetings()))


def of_attendance(chosen: Integration | None) -> Listing:
    """The attendance of one integration; empty when there is none."""
    return Listing(
        tables.ATTENDANCE,
        _("Asistencia a las sesiones"),
        _of_integration(chosen),
        lambda: tables.attendance_rows(seat__integration=chosen) if chosen else iter(()),
        ("sesion", "cargo", "asistencia"),
        base=f"{reverse('meetings:participation')}asistencia/",
        filters=_integration_words(chosen),
    )


def _of_integration(chosen: Integration | None) -> str:
    page = reverse("meetings:participation")
    return f"{page}?integracion={chosen.slug}" if chosen else page


def _integration_words(chosen: Integration | None) -> tuple[str, ...]:
    return (str(chosen),) if chosen else ()
