"""A first draft of the minutes, written from what was recorded; the secretary completes its narrative."""

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from tequio.meetings.models import Meeting
from tequio.meetings.sheet import Line, Roll, agenda_lines, events_of, roll_of


def minutes_text(meeting: Meeting) -> str:
    """Opening, attendance, quorum, each point with its votes and agreements, closing: paragraphs of plain text."""
    events = events_of(meeting)
    lines = agenda_lines(meeting, events, list(meeting.agreements.select_related("responsible")))
    roll = roll_of(meeting)
    parts = [_opening(meeting), *(_attendance(meeting, roll) if roll else [])]
    for line in lines:
        parts += _point(line)
        for child in line.children:
            parts += _point(child)
    if meeting.closed_at:
        parts.append(
            _("No habiendo más asuntos que tratar, la sesión terminó a las %(hour)s horas.")
            % {"hour": formats.date_format(timezone.localtime(meeting.closed_at), "H:i")}
        )
    return "\n\n".join(parts)


def _opening(meeting: Meeting) -> str:
    start = meeting.opened_at or meeting.starts_at
    moment = formats.date_format(timezone.localtime(start), r"j \d\e F \d\e Y, H:i \h") if start else "…"
    return _("Acta de la %(title)s de la %(body)s.\n\nLugar y fecha: %(place)s, %(moment)s.") % {
        "title": meeting.title,
        "body": meeting.body.name,
        "place": meeting.place or "…",
        "moment": moment,
    }


def _attendance(meeting: Meeting, roll: Roll) -> list[str]:
    rows = [
        f"- {row.seat.post.label}: {row.get_state_display().lower()}." for row in roll.members + roll.others
    ]
    quorum = meeting.quorum
    if quorum is None:
        return ["\n".join([_("Asistencia:"), *rows])]
    words = (
        _("Se declaró quórum: %(n)s de %(total)s.")
        if meeting.has_quorum
        else _("No hubo quórum: %(n)s de %(total)s.")
    )
    return [
        "\n".join([_("Asistencia:"), *rows]),
        words % {"n": quorum.present, "total": quorum.seats},
    ]


def _point(line: Line) -> list[str]:
    parts = [f"{line.number}. {line.item.title}"]
    if line.item.outcome:
        parts.append(line.item.outcome)
    for event in line.events:
        parts.append(
            _("Se puso a votación: %(motion)s\nResultado: %(result)s (%(totals)s).")
            % {
                "motion": event.motion.text,
                "result": event.get_result_display().lower(),
                "totals": event.totals,
            }
        )
    for agreement in line.agreements:
        words = {
            "folio": agreement.folio,
            "text": agreement.text,
            "who": agreement.responsible or "…",
            "due": formats.date_format(agreement.due_on, r"j \d\e F \d\e Y") if agreement.due_on else "…",
        }
        parts.append(_("Acuerdo %(folio)s: %(text)s Responsable: %(who)s. Fecha límite: %(due)s.") % words)
    return parts
