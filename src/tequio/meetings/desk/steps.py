"""The one thing to do next with a session: what its page puts first."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tequio.core import clock
from tequio.meetings.desk.base import desk_url
from tequio.meetings.models import Meeting
from tequio.meetings.permissions import Act
from tequio.meetings.rules import ItemKind, Text
from tequio.meetings.sheet import Line


@dataclass(frozen=True)
class NextStep:
    """What to do, why, and where."""

    label: Text
    url: str
    why: Text = ""


def next_step(
    meeting: Meeting, lines: list[Line], adopted: Collection[int | None], acts: Collection[Act]
) -> NextStep | None:
    """The step that follows for whoever holds *acts*; ``None`` when nothing is theirs to do."""
    if Act.EDIT_DRAFT in acts and not lines:
        return NextStep(_("Escribir el orden del día"), desk_url(meeting, "desk_agenda"))
    if Act.CONVENE in acts:
        why = _("Se publica la fecha, el lugar y el orden del día.")
        return NextStep(_("Revisar y convocar"), desk_url(meeting, "desk_convene"), why)
    if Act.OPEN in acts and meeting.held_on and meeting.held_on > clock.today():
        why = _("Podrás iniciarla el día de la sesión.")
        return NextStep(_("Ver el orden del día"), desk_url(meeting, "desk_agenda"), why)
    if Act.OPEN in acts:
        return NextStep(_("Iniciar la sesión"), desk_url(meeting, "desk_open"), _("El día de la sesión."))
    if Act.CLOSE in acts:
        return _at_the_table(meeting, lines, adopted)
    if Act.PUBLISH_MINUTES in acts:
        why = _("Hay un borrador escrito con lo que se asentó. Complétalo y adjunta el documento firmado.")
        return NextStep(_("Publicar el acta"), desk_url(meeting, "desk_minutes"), why)
    return None


def _at_the_table(meeting: Meeting, lines: list[Line], adopted: Collection[int | None]) -> NextStep:
    if meeting.has_quorum is None:
        return NextStep(_("Pasar lista"), desk_url(meeting, "desk_roll"))
    if meeting.has_quorum:
        every = [line for parent in lines for line in (parent, *parent.children)]
        for line in every:
            for event in line.events:
                if event.is_approved and event.motion_id not in adopted:
                    return NextStep(
                        _("Redactar el acuerdo"),
                        desk_url(meeting, "desk_adopt", event.number),
                        event.motion.text,
                    )
            if line.item.kind == ItemKind.VOTE and not line.events:
                return NextStep(
                    _("Asentar la votación"), desk_url(meeting, "desk_vote", line.item.pk), line.item.title
                )
    return NextStep(_("Cerrar la sesión"), desk_url(meeting, "desk_close"))
