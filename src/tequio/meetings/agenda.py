"""The agenda as it is read: points in order with their numbers, sub-points under their point."""

from tequio.meetings.models import AgendaItem, Meeting


def numbered(meeting: Meeting) -> list[tuple[str, AgendaItem]]:
    """(``3`` or ``3.1``, point) in reading order, in one query with its documents."""
    items = list(meeting.agenda.select_related("proposer_seat__post").prefetch_related("documents__file"))
    lines = []
    for number, item in enumerate((item for item in items if item.parent_id is None), start=1):
        lines.append((str(number), item))
        children = [child for child in items if child.parent_id == item.pk]
        lines += [(f"{number}.{place}", child) for place, child in enumerate(children, start=1)]
    return lines


def siblings(item: AgendaItem) -> list[AgendaItem]:
    """The points among which it has its place, itself included."""
    return list(item.meeting.agenda.filter(parent=item.parent_id))
