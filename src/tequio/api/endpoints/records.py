"""What the register says today: records of every kind, and of each."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from ninja import Query

from tequio.api import output, selection, shapes
from tequio.api.cursors import BadCursorError
from tequio.api.parameters import RecordQuery
from tequio.api.service import TownAPI, answer, refuse
from tequio.register.models import Entry, Record
from tequio.register.tree import current_size

BAD_CURSOR = _("Esa marca no es de esta lista. Empieza otra vez sin «cursor» y sigue la dirección de «next».")
ANY = _("Registros de todo tipo")
ONE = _("Un registro con todas sus versiones")
PAGED = _(
    "Lo que el registro dice hoy, por páginas: sigue la dirección de «next». La marca no pierde ni repite nada "
    "aunque entren publicaciones mientras lees."
)
HISTORY = _("El registro como está hoy, y cada acto que lo publicó o cambió, con su prueba.")


def add_to(api: TownAPI) -> None:
    """Declare these operations; the lists of each kind are made from the kinds."""
    api.get(
        "/records",
        response=shapes.any_page(),
        url_name="records",
        operation_id="list_records",
        summary=ANY,  # type: ignore[arg-type]  # lazy: the document is in the reader's language
        description=PAGED,  # type: ignore[arg-type]  # likewise
        tags=["records"],
    )(_lister("api:records", shapes.any_query()))
    api.get(
        "/records/{type}/{id}",
        response=shapes.record_with_versions(),
        url_name="record",
        operation_id="get_record",
        summary=ONE,  # type: ignore[arg-type]  # likewise
        description=HISTORY,  # type: ignore[arg-type]  # likewise
        tags=["records"],
    )(record)
    for name, collection in shapes.collections().items():
        api.get(
            f"/{name}",
            response=collection.page,
            url_name=name,
            operation_id=f"list_{name.replace('-', '_')}",
            summary=capfirst(collection.shape.label_plural),  # type: ignore[type-var, arg-type]  # likewise
            description=PAGED,  # type: ignore[arg-type]  # likewise
            tags=[collection.shape.section],
        )(_lister(f"api:{name}", collection.query, collection.shape.type_name, collection.coded))


def record(request: HttpRequest, type: str, id: str) -> HttpResponse:
    found = Record.objects.select_related("entry").filter(subject_type=type, subject_id=id).first()
    if found is None:
        raise Http404
    entries = Entry.objects.filter(subject_type=type, subject_id=id).order_by("-version")
    return answer(
        {
            "record": output.record_json(found),
            "versions": [output.version_json(entry) for entry in entries],
        },
        {"describedby": output.schema_url(type), "alternate": output.absolute(found.path)},
    )


def _lister(
    name: str, model: type[RecordQuery], kind: str = "", coded: frozenset[str] = frozenset()
) -> Callable[..., HttpResponse]:
    def listed(request: HttpRequest, query: Query[model]) -> HttpResponse:  # type: ignore[valid-type]
        return _page(request, name, query, kind, coded)

    return listed


def _page(
    request: HttpRequest, name: str, query: RecordQuery, kind: str, coded: frozenset[str]
) -> HttpResponse:
    address = output.absolute(reverse(name))
    try:
        page = selection.select(address, query, kind=kind, coded=coded)
    except BadCursorError:
        return refuse(request, "cursor", BAD_CURSOR)
    asked = {key: value for key, value in request.GET.items() if key != "cursor"}
    links = {"first": _address(address, asked)}
    if page.cursor:
        links["next"] = _address(address, {**asked, "cursor": page.cursor})
    if kind:
        links["describedby"] = output.schema_url(kind)
    body: dict[str, Any] = {
        "items": [output.record_json(row) for row in page.rows],
        "total": page.total,
        "register_size": current_size(),
        **output.present(next=links.get("next")),
    }
    response = answer(body, links)
    if query.q:
        response.headers["Cache-Control"] = (
            "no-cache"  # what people type differs each time: no shared copy is worth it
        )
    return response


def _address(path: str, asked: dict[str, Any]) -> str:
    return f"{path}?{urlencode(asked)}" if asked else path
