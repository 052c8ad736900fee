"""What can be followed, and which acts of the register belong to it.

A topic is a short code: ``todo``, ``seccion:sesiones``, ``compromiso:C-2023-01``, ``lugar:los-sauces``,
``dependencia:turismo``. Everything a topic tells is public: it comes from the register.
"""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tequio.core.templatetags.components import spanish_part
from tequio.register.chronicle import Line
from tequio.register.kinds import Section
from tequio.register.models import Record

EVERYTHING = "todo"
SESSIONS = f"seccion:{Section.MEETINGS}"
RECORDS = {
    "compromiso": "commitments.commitment",
    "lugar": "bodies.place",
    "dependencia": "bodies.organization",
}
CALLS = {"meetings.meeting.convened", "meetings.meeting.postponed", "meetings.meeting.cancelled"}
"""Acts that somebody who wants to attend must know at once."""


@dataclass(frozen=True)
class Topic:
    """Something that can be followed: its code, its name and the other ways of following it."""

    code: str
    label: str
    path: str
    feed_url: str
    calendar_url: str = ""

    @property
    def name_on_page(self) -> Any:
        """Its label, which says that it is in Spanish when it is the name of a record."""
        is_of_record = self.code.partition(":")[0] in RECORDS
        return spanish_part(self.label) if is_of_record else self.label


def find_topic(code: str) -> Topic | None:
    """The topic of that code; ``None`` when there is nothing public by that name."""
    sort, _colon, name = code.partition(":")
    if code == EVERYTHING:
        return Topic(code, _("Todo lo que publica la comisión"), "/novedades/", reverse("register:atom"))
    if sort == "seccion" and name in Section.LABELS:
        feed = reverse("register:section_atom", args=[name])
        calendar = reverse("meetings:calendar") if name == Section.MEETINGS else ""
        return Topic(code, str(Section.LABELS[name]), f"/novedades/?seccion={name}", feed, calendar)
    if sort in RECORDS:
        record = Record.objects.filter(subject_type=RECORDS[sort], subject_id=name[:120]).first()
        if record:
            section = Section.COMMITMENTS
            return Topic(code, record.title, record.path, reverse("register:section_atom", args=[section]))
    return None


def sections() -> list[Topic]:
    """Everything, and each section: what the page of topics offers."""
    found = (find_topic(code) for code in (EVERYTHING, *(f"seccion:{name}" for name in Section.LABELS)))
    return [topic for topic in found if topic]


def topics_of(line: Line) -> set[str]:
    """The codes of every topic that an act belongs to."""
    entry, data = line.entry, line.entry.record_data()
    found = {EVERYTHING, f"seccion:{line.section}"}
    for sort, type_name in RECORDS.items():
        if entry.subject_type == type_name:
            found.add(f"{sort}:{entry.subject_id}")
    if entry.subject_type == "commitments.milestone":
        found.add(f"compromiso:{data['commitment']}")
        data = _commitment(data["commitment"])
    found |= {f"lugar:{place['id']}" for place in data.get("places", [])}
    offices = [data.get("lead"), *data.get("supporting", [])]
    return found | {f"dependencia:{office['id']}" for office in offices if isinstance(office, dict)}


def is_call(line: Line) -> bool:
    """Whether it calls to a session, moves it or cancels it."""
    return f"{line.entry.subject_type}.{line.entry.verb}" in CALLS


def _commitment(key: str) -> dict[str, list[dict[str, str]]]:
    """What the register says today of a milestone's commitment: its places and its offices."""
    record = Record.objects.filter(subject_type=RECORDS["compromiso"], subject_id=key).first()
    return record.data if record else {}
