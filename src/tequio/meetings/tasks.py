"""The task list of a session: what there is to do from its agenda to its minutes, and how far each part is."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from tequio.meetings.desk.base import desk_url
from tequio.meetings.due import CountedMeeting
from tequio.meetings.rules import HELD, MeetingStatus, Text


class TaskState(StrEnum):
    """The words of GOV.UK's task list."""

    TODO = "todo"
    DOING = "doing"
    DONE = "done"
    NOT_YET = "not_yet"

    @property
    def label(self) -> Text:
        return _LABELS[self]

    @property
    def tag(self) -> str:
        """How it is drawn: a key of ``core.states.STATES``."""
        return _TAGS[self]


_LABELS: dict[TaskState, Text] = {
    TaskState.TODO: _("Sin empezar"),
    TaskState.DOING: _("En proceso"),
    TaskState.DONE: _("Listo"),
    TaskState.NOT_YET: _("No se puede aún"),
}
_TAGS = {
    TaskState.TODO: "sin_iniciar",
    TaskState.DOING: "en_avance",
    TaskState.DONE: "cumplido",
    TaskState.NOT_YET: "cerrado",
}


@dataclass(frozen=True)
class Task:
    """One part of the work of a session; ``url`` is empty while it cannot be done."""

    label: Text
    state: TaskState
    url: str


def tasks_of(meeting: CountedMeeting) -> list[Task]:
    """The parts in order; *meeting* comes from :func:`tequio.meetings.due.open_meetings`, already counted."""
    states = {
        "desk_agenda": _agenda(meeting),
        "desk_convene": _notice(meeting),
        "desk_roll": _roll(meeting),
        "desk_meeting": _votes(meeting),
        "desk_minutes": TaskState.TODO if meeting.status in HELD else TaskState.NOT_YET,
    }
    return [
        Task(_NAMES[page], state, "" if state == TaskState.NOT_YET else desk_url(meeting, _page(page, state)))
        for page, state in states.items()
    ]


_NAMES: dict[str, Text] = {
    "desk_agenda": _("Orden del día"),
    "desk_convene": _("Convocatoria"),
    "desk_roll": _("Lista de asistencia y quórum"),
    "desk_meeting": _("Votaciones y acuerdos"),
    "desk_minutes": _("Acta"),
}


def _page(page: str, state: TaskState) -> str:
    """What is done is looked at on the session's own page."""
    return "desk_meeting" if state == TaskState.DONE else page


def _agenda(meeting: CountedMeeting) -> TaskState:
    if meeting.status != MeetingStatus.PREPARING:
        return TaskState.DONE
    return TaskState.DOING if meeting.points else TaskState.TODO


def _notice(meeting: CountedMeeting) -> TaskState:
    if meeting.status == MeetingStatus.PREPARING:
        return TaskState.TODO if meeting.points else TaskState.NOT_YET
    return TaskState.TODO if meeting.status == MeetingStatus.POSTPONED else TaskState.DONE


def _roll(meeting: CountedMeeting) -> TaskState:
    if meeting.has_quorum is not None:
        return TaskState.DONE
    return TaskState.TODO if meeting.status == MeetingStatus.IN_SESSION else TaskState.NOT_YET


def _votes(meeting: CountedMeeting) -> TaskState:
    if not meeting.has_quorum:
        return TaskState.NOT_YET
    is_left = meeting.has_votes_left or meeting.agreements_left
    return TaskState.DOING if is_left else TaskState.DONE
