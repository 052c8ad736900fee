"""The text of an example's minutes, written from what was recorded."""

from django.utils import timezone, translation

from tequio.demo.ejemplo.story import long_date
from tequio.meetings.models import Attendance, Meeting, VoteEvent


def minutes_text(meeting: Meeting) -> str:
    """Attendance, quorum, each vote and each agreement, in plain paragraphs."""
    with translation.override("es"):
        return "\n".join(
            [*_opening(meeting), *_attendance(meeting), *_votes(meeting), *_agreements(meeting), ""]
        )


def _opening(meeting: Meeting) -> list[str]:
    start = timezone.localtime(meeting.starts_at)
    quorum = (
        "Se declaró quórum."
        if meeting.has_quorum
        else "No hubo quórum; la sesión concluyó sin tomar acuerdos."
    )
    return [
        f"ACTA DE LA {str(meeting).upper()}",
        "",
        f"El {long_date(start.date())} a las {start:%H:%M} horas, en {meeting.place}, sesionó la "
        f"{meeting.body}. Asistieron {meeting.quorum_present} de {meeting.quorum_seats} asientos con voto. {quorum}",
        "",
    ]


def _attendance(meeting: Meeting) -> list[str]:
    rows = Attendance.objects.filter(meeting=meeting).select_related("seat__post").order_by("seat__position")
    return ["ASISTENCIA", *(f"- {row.seat.post.label}: {row.get_state_display()}" for row in rows), ""]


def _votes(meeting: Meeting) -> list[str]:
    events = VoteEvent.objects.filter(meeting=meeting).select_related("motion").order_by("number")
    lines = ["VOTACIONES"] if events else []
    for event in events:
        lines.append(
            f"- {event.motion.text} A favor {event.in_favour}, en contra {event.against}, abstenciones "
            f"{event.abstain}. {event.get_result_display()}."
        )
    return [*lines, ""]


def _agreements(meeting: Meeting) -> list[str]:
    rows = list(meeting.agreements.select_related("responsible").order_by("sequence"))
    lines = [
        f"- {row.folio}. {row.text} Responsable: {row.responsible}. Fecha límite: {row.due_on:%d/%m/%Y}."
        for row in rows
    ]
    return ["ACUERDOS", *lines] if rows else ["No se tomaron acuerdos."]
