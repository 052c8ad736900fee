"""An address of the example town for every route, in each state that its record can have."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern

from tequio.bodies.models import Appointment, Body, BodyEvent, Integration, Organization, Person, Place, Seat
from tequio.commitments.models import Commitment, Partnership
from tequio.law.models import NonWorkingDay, Norm, Provision, WorkCalendar
from tequio.meetings.models import AgendaDocument, AgendaItem, Agreement, Meeting, VoteEvent
from tequio.register.models import Entry, File
from tequio.website.models import EditorialPage
from tests.architecture.test_access import ROUTES
from tests.drafts import SECRET

CONVERTER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
NOBODY = {"int": "987654", "slug": "nadie", "str": "nadie", "path": "nadie", None: "nadie"}
FORMATS = {"published": "csv", "missing": "nadie"}
EDITORIAL = r"^((?:[\w\-]+/)+)$"
Kwargs = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One address of a route, and the state of the record that it names."""

    route: str
    view: Callable[..., Any]
    address: str
    state: str

    @property
    def like_it(self) -> str:
        """An address as long as a draft's, that nobody wrote."""
        pieces = self.address.split("/")
        chosen = max(
            (
                at
                for at, piece in enumerate(self.route.split("/"), start=1)
                if "<" in piece and "version" not in piece and not piece.startswith("descarga.")
            ),
            default=1,
        )
        key, dot, suffix = pieces[chosen].partition(".")
        pieces[chosen] = ("9" if key.isdigit() else "x") * len(key) + dot + suffix
        return "/".join(pieces)

    @property
    def access(self) -> Any:
        return self.view.access  # type: ignore[attr-defined]  # the mark that every view of ours carries

    @property
    def is_public(self) -> bool:
        return bool(self.access == "public")


def cases(state: str = "") -> list[Case]:
    """Every route with every state that it has, or only with *state*; a route without records is "published"."""
    found = []
    for route, pattern in ROUTES:
        for name, address in _addresses(route).items():
            found.append(Case(route, _callback(pattern), address, name))
    return [case for case in found if not state or case.state == state]


def _callback(pattern: URLPattern) -> Callable[..., Any]:
    return pattern.callback


def _addresses(route: str) -> dict[str, str]:
    if route == EDITORIAL:
        return {"published": "/ayuda/", "draft": "/borrador/", "missing": "/nadie/"}
    if not CONVERTER.search(route):
        return {"published": f"/{route}"}
    if {match["name"] for match in CONVERTER.finditer(route)} == {"suffix"}:
        return {name: _filled(route, {"suffix": kind}) for name, kind in FORMATS.items()}
    published, draft = next(
        (kwargs, draft) for prefix, kwargs, draft in _subjects() if re.match(prefix, route)
    )
    published = {"suffix": FORMATS["published"], **published}
    answer = {"published": _filled(route, published), "missing": missing(route, published)}
    if draft:
        answer["draft"] = _filled(route, {**published, **draft})
    return answer


def _filled(route: str, kwargs: Kwargs) -> str:
    return "/" + CONVERTER.sub(lambda match: str(kwargs[match["name"]]), route)


def missing(route: str, kwargs: Kwargs) -> str:
    """The same route with a last key that nothing has."""
    last = [match for match in CONVERTER.finditer(route) if match["name"] != "version"][-1]
    kind = "str" if last["name"] == "kind" else last["kind"]
    return _filled(route, {**kwargs, last["name"]: NOBODY[kind]})


def _subjects() -> list[tuple[str, Kwargs, Kwargs | None]]:
    """(start of the route, keys of something published, keys of a draft); the first that fits counts."""
    return [*_of_meetings(), *_of_commitments(), *_of_law(), *_of_bodies(), *_of_register()]


def _of_meetings() -> list[tuple[str, Kwargs, Kwargs | None]]:
    event = VoteEvent.objects.select_related("meeting").latest("pk")
    meeting = event.meeting
    draft = Meeting.objects.get(place=SECRET)
    paper = AgendaDocument.objects.get(item__meeting=draft)
    public = {"year": meeting.year, "slug": meeting.slug, "number": event.number, "document": paper.pk}
    item = AgendaItem.objects.filter(meeting=meeting).first()
    own = {"year": draft.year, "slug": draft.slug, "item": paper.item_id, "document": paper.pk}
    folio = {"folio": Agreement.objects.latest("pk").folio}
    return [
        (r"(comision|trabajo)/sesiones/", {**public, "item": item.pk}, own),
        (r"(comision|trabajo)/acuerdos/", folio, None),
    ]


def _of_commitments() -> list[tuple[str, Kwargs, Kwargs | None]]:
    partnership = Partnership.objects.first()
    commitment = partnership.commitment
    plan = {"slug": commitment.plan.slug}
    keys = {"key": commitment.key, "pk": partnership.pk, "position": 1}
    draft = Commitment.objects.get(key="C-BORRADOR")
    return [
        (r"compromisos/plan/|trabajo/compromisos/planes/", plan, {"slug": "borrador"}),
        (r"(trabajo/)?compromisos/", keys, {"key": draft.key}),
    ]


def _of_law() -> list[tuple[str, Kwargs, Kwargs | None]]:
    calendar = WorkCalendar.objects.get()
    day = NonWorkingDay.objects.filter(calendar=calendar).first()
    article = Provision.objects.select_related("norm").first()
    days = {"slug": calendar.slug, "year": 2026, "kind": "csv", "pk": day.pk}
    return [
        (r"(comision|trabajo)/marco-legal/(dias-inhabiles|calendarios)/", days, None),
        (r"(comision|trabajo)/marco-legal/plazos/", {"key": "request.answer"}, None),
        (
            r"(comision|trabajo)/marco-legal/",
            {"slug": article.norm.slug, "pk": article.pk},
            {"slug": Norm.objects.get(slug="borrador").slug},
        ),
    ]


def _of_bodies() -> list[tuple[str, Kwargs, Kwargs | None]]:
    seat = Seat.objects.select_related("integration", "post").latest("pk")
    appointment, person = Appointment.objects.latest("pk"), Person.objects.first()

    def pair(prefix: str, rows: Any) -> tuple[str, Kwargs, Kwargs]:
        drafts, public = rows.filter(is_published=False), rows.filter(is_published=True)
        return prefix, {"slug": public.last().slug}, {"slug": drafts.get().slug}

    return [
        (r"comision/integrantes/<slug:integration>", _seat(seat), None),
        pair(r"(trabajo/comision/integraciones|comision/integrantes)/", Integration.objects),
        pair(r"(trabajo/)?comision/organos/", Body.objects.exclude(pk=seat.integration.body_id)),
        pair(r"(trabajo/)?comision/hechos/", BodyEvent.objects),
        pair(r"(trabajo|comision)/dependencias/", Organization.objects),
        pair(r"(trabajo|municipio)/lugares/", Place.objects),
        (r"trabajo/comision/asientos/", {"pk": seat.pk}, None),
        (r"trabajo/comision/nombramientos/", {"pk": appointment.pk}, None),
        (r"trabajo/comision/personas/", {"slug": person.slug}, None),
        (r"trabajo/comision/cargos/", {"slug": seat.post.slug}, None),
    ]


def _seat(seat: Seat) -> Kwargs:
    return {"integration": seat.integration.slug, "slug": seat.slug}


def _of_register() -> list[tuple[str, Kwargs, Kwargs | None]]:
    file = File.objects.exclude(published_in=None).first()
    secret = File.objects.get(name__contains=SECRET)
    entry = Entry.objects.get(subject_type="commitments.commitment", subject_id="C-2024-10", version=1)
    record = {"type_name": entry.subject_type, "record_id": entry.subject_id, "version": 1}
    draft = {"record_id": "C-BORRADOR"}
    body = Body.objects.commission()
    page, hidden = EditorialPage.objects.get(slug="ayuda"), EditorialPage.objects.get(slug="borrador")
    words = {"language": "nah", "type_name": "bodies.body", "record_id": body.slug if body else ""}
    return [
        (
            r"archivo/",
            {"sha256": file.sha256, "name": file.name},
            {"sha256": secret.sha256, "name": secret.name},
        ),
        (r"paginas/", {"pk": page.pk}, {"pk": hidden.pk}),
        (r"og/|registro/<", record, draft),
        (r"registro/actos/|api/v1/entries/", {"index": entry.index}, None),
        (r"api/v1/records/", {"type": entry.subject_type, "id": entry.subject_id}, {"id": "C-BORRADOR"}),
        (r"api/<", {"rest": "v1/entries/7/nadie"}, None),
        (r"registro/esquemas/", {"type_name": "meetings.agreement"}, None),
        (r"registro/tile/entries/", {"path": "000"}, None),
        (r"registro/tile/", {"path": "0/000"}, None),
        (r"datos/<", {"dataset": "votaciones", "part": "meetings-vote-event-votes"}, None),
        (r"novedades/", {"section": "acuerdos"}, None),
        (r"sitemap/", {"part": 1}, None),
        (r"media/images/", {"path": "nadie.jpg"}, None),
        (r"trabajo/traducciones/", words, draft),
        (r"trabajo/importar/plantilla/", {"name": "lugares"}, None),
        (r"trabajo/importar/", {"key": "nadie"}, None),
        (r"trabajo/sistema/", {"pk": 1}, None),
        (r"trabajo/(cuenta|papelera)/", {"pk": 1}, None),
        (r"privacidad/", {"key": "cuentas"}, None),
        (r"api/v1/", {"index": entry.index, "type": entry.subject_type, "id": entry.subject_id}, None),
        (r"trabajo/importar/", {"key": "nadie", "name": "sesiones"}, None),
        (r"trabajo/historial/", {"kind": "meetings.meeting", "pk": 1}, None),
        (r"(trabajo/entrar|seguir)/", {"token": "nadie"}, None),
    ]
