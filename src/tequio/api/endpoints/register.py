"""The index, the kinds, and the register itself: acts in order, the checkpoint, proofs."""

from collections.abc import Callable

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from ninja import Query

from tequio.api import documents, output, shapes
from tequio.api.parameters import EntryQuery, LanguageQuery
from tequio.api.service import VERSION, TownAPI, answer
from tequio.core.licence import LICENCE_URL
from tequio.core.models import Town
from tequio.register import proofs, signing
from tequio.register.models import Entry, Log, Record
from tequio.register.tree import current_size

TAG = ["register"]


OPERATIONS = (
    ("/", "index", documents.IndexOut, _("Índice"), _("Qué hay y dónde: la dirección de cada lista.")),
    (
        "/kinds",
        "kinds",
        shapes.KindsOut,
        _("Tipos de registro"),
        _("Cada tipo de registro con sus actos posibles, cuántos hay y el esquema de sus datos."),
    ),
    (
        "/entries",
        "entries",
        documents.EntryPage,
        _("Actos en el orden del registro"),
        _(
            "Todo lo que se ha publicado, acto por acto. Para seguirlo, guarda el último número y pide desde él."
        ),
    ),
    (
        "/entries/{int:index}",
        "entry",
        documents.EntryOut,
        _("Un acto"),
        _("Lo que se publicó en ese acto; no cambia nunca."),
    ),
    (
        "/entries/{int:index}/proof",
        "proof",
        documents.ProofOut,
        _("Prueba de un acto"),
        _("Los resúmenes que unen el acto con la raíz firmada del registro (RFC 6962)."),
    ),
    (
        "/checkpoint",
        "checkpoint",
        documents.CheckpointOut,
        _("Tamaño y raíz firmados"),
        _("La última declaración firmada del registro y hasta dónde la han comprobado sus testigos."),
    ),
)


def add_to(api: TownAPI) -> None:
    """Declare these operations."""
    views: dict[str, Callable[..., HttpResponse]] = {
        "index": index,
        "kinds": kinds,
        "entries": entries,
        "entry": entry,
    }
    views |= {"proof": proof, "checkpoint": checkpoint}
    for path, name, response, summary, description in OPERATIONS:
        api.get(
            path,
            response=response,
            url_name=name,
            operation_id=f"get_{name}",
            summary=summary,  # type: ignore[arg-type]  # lazy: the document is in the reader's language
            description=description,  # type: ignore[arg-type]  # likewise
            tags=TAG,
        )(views[name])

    def document(request: HttpRequest, query: Query[LanguageQuery]) -> HttpResponse:
        response = answer(api.document(query.lang))
        response.headers["Content-Language"] = query.lang
        return response

    api.get("/openapi.json", url_name="openapi", include_in_schema=False)(document)


def index(request: HttpRequest) -> HttpResponse:
    town = Town.current()
    head = Log.objects.filter(pk=1).first()
    names = ["kinds", "records", *shapes.collections(), "entries", "checkpoint", "deadlines", "working_days"]
    return answer(
        {
            "town": town.name if town else "",
            "commission": town.commission_name if town else "",
            "version": VERSION,
            "license": LICENCE_URL,
            "register_size": head.size if head else 0,
            **output.present(updated_at=head.last_at if head else None),
            "documentation": output.absolute(reverse("api_pages:guide")),
            "openapi": output.absolute(reverse("api:openapi")),
            "links": {name: output.absolute(reverse(f"api:{name}")) for name in names},
        }
    )


def kinds(request: HttpRequest) -> HttpResponse:
    counted = Record.objects.order_by().values("subject_type").annotate(count=Count("pk"))
    counts = dict(counted.values_list("subject_type", "count"))
    items = [
        {
            "type": type_name,
            "label": str(shape.label),
            "label_plural": str(shape.label_plural),
            "section": shape.section,
            "schema_version": shape.schema_version,
            "verbs": {verb: str(sentence) for verb, sentence in shape.verbs.items()},
            "count": counts.get(type_name, 0),
            "list_url": output.absolute(reverse(f"api:{shapes.collection_name(type_name)}")),
            "schema_url": output.schema_url(type_name),
        }
        for type_name, shape in sorted(shapes.KINDS.items())
    ]
    return answer({"items": items, "register_size": current_size()})


def entries(request: HttpRequest, query: Query[EntryQuery]) -> HttpResponse:
    size = current_size()
    rows = list(Entry.objects.filter(index__gte=query.start).order_by("index")[: query.limit])
    address = output.absolute(reverse("api:entries"))
    links = {"first": address}
    following = query.start + len(rows)
    if rows and following < size:
        links["next"] = f"{address}?start={following}&limit={query.limit}"
    body = {"items": [output.entry_json(row) for row in rows], "register_size": size}
    return answer({**body, **output.present(next=links.get("next"))}, links)


def entry(request: HttpRequest, index: int) -> HttpResponse:
    return answer(output.entry_json(_entry(index)))


def proof(request: HttpRequest, index: int) -> HttpResponse:
    proved = proofs.prove(_entry(index))
    return answer(
        {
            "index": index,
            "leaf_hash": bytes(proved.entry.leaf_hash).hex(),
            "hashes": [node.hex() for node in proved.path],
            "size": proved.checkpoint.size,
            "root": bytes(proved.checkpoint.root).hex(),
            "holds": proved.holds(),
            "note": proved.checkpoint.note,
            "body_url": output.absolute(reverse("log:entry_body", args=[index])),
            "proof_url": output.absolute(reverse("log:entry_proof", args=[index])),
        }
    )


def checkpoint(request: HttpRequest) -> HttpResponse:
    newest = proofs.latest_checkpoint()
    if newest is None:
        raise Http404
    response = answer(
        {
            "size": newest.size,
            "root": bytes(newest.root).hex(),
            "signed_at": newest.signed_at,
            "note": proofs.with_cosignatures(newest),
            "vkey": signing.town_signer().vkey,
            "witnesses": [
                {
                    "name": state.witness.name,
                    "vkey": state.witness.vkey,
                    "size": state.cosignature.size if state.cosignature else 0,
                    "behind": max(state.behind, 0),
                }
                for state in proofs.witness_states(newest.size)
            ],
        }
    )
    response.headers["Cache-Control"] = "public, max-age=2"
    return response


def _entry(index: int) -> Entry:
    found = Entry.objects.filter(index=index).first() if index < 2**62 else None
    if found is None:
        raise Http404
    return found
