from datetime import date

import pytest

from tequio.core.legal import action
from tequio.register.kinds import PublicRecord
from tequio.register.log import append
from tequio.website.timeline import by_year, records

pytestmark = pytest.mark.django_db


def shape(type_name, **verbs):
    """A kind that stands in for a room's own, under its name, without registering itself."""

    class Stand(PublicRecord):
        type_name = ""
        label = "Cosa"
        section = "sesiones"
        name: str
        on: date | None = None
        year: int | None = None
        date_note: str | None = None

        def title(self):
            return self.name

        def path(self):
            return f"/{self.id}/"

        def occurred_on(self):
            return self.on

        def occurred_note(self):
            return self.date_note or ""

    Stand.type_name, Stand.verbs = type_name, verbs
    return Stand


@pytest.fixture
def publish(town, monkeypatch):
    kinds = {
        "meetings.meeting": shape("meetings.meeting", closed="Concluyó {title}", amended="Cambió {title}"),
        "meetings.agreement": shape("meetings.agreement", adopted="Se adoptó {title}"),
        "website.page": shape("website.page", published="Se publicó {title}"),
        "meetings.vote_event": shape("meetings.vote_event", recorded="Se votó {title}"),
    }
    for registry in ("tequio.register.kinds.KINDS", "tequio.website.timeline.KINDS"):
        monkeypatch.setattr(registry, kinds)

    @action
    def write(kind, key, verb, **fields):
        append(kinds[kind](id=key, name=key, **fields), verb, issuer="Secretaría", by=None)

    return write


def lines(chosen=""):
    return [(year, [item.sentence for item in items]) for year, items in by_year(list(records(chosen)))]


def test_newest_first_by_year(publish):
    publish("meetings.meeting", "a", "closed", on=date(2022, 4, 11))
    publish("meetings.agreement", "b", "adopted", on=date(2026, 1, 5))
    publish("meetings.agreement", "c", "adopted", on=date(2026, 3, 5))
    assert lines() == [(2026, ["Se adoptó c", "Se adoptó b"]), (2022, ["Concluyó a"])]


def test_correction_does_not_hide_what_happened(publish):
    publish("meetings.meeting", "a", "closed", on=date(2022, 4, 11))
    publish("meetings.meeting", "a", "amended", on=date(2022, 4, 11))
    assert lines() == [(2022, ["Concluyó a"])]


def test_filter_keeps_its_kind_and_everything_leaves_out_the_small_print(publish):
    publish("meetings.meeting", "a", "closed", on=date(2026, 4, 11))
    publish("website.page", "p", "published")
    publish("meetings.vote_event", "v", "recorded", on=date(2026, 4, 11))
    assert lines() == [(2026, ["Concluyó a"])]
    assert [sentence for _year, items in lines("publicaciones") for sentence in items] == ["Se publicó p"]
    assert lines("acuerdos") == []


def test_session_without_a_day_is_filed_under_its_year(publish):
    publish("meetings.meeting", "a", "closed", year=2022, date_note="La fuente no da la fecha")
    ((year, (item,)),) = by_year(list(records("")))
    assert (year, item.on, item.note) == (2022, None, "La fuente no da la fecha")
