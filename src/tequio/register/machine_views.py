"""The register as plain files for machines (C2SP tlog-tiles), and the files that acts cite."""

import json

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from tequio.accounts.models import User
from tequio.ledger.errors import LedgerError
from tequio.ledger.merkle import TILE_WIDTH
from tequio.ledger.tiles import pack_bundle, pack_tile, parse_bundle_path, parse_tile_path, tile_width
from tequio.register import proofs, signing, witnesses
from tequio.register.kinds import KINDS
from tequio.register.models import Entry, File
from tequio.register.tree import DatabaseTiles

IMMUTABLE = "public, max-age=31536000, immutable"
TEXT = "text/plain; charset=utf-8"
MAX_NOTE = 64 * 1024


def _open_data(response: HttpResponse, cache: str) -> HttpResponse:
    response["Cache-Control"] = cache
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The newest signed checkpoint, with the signatures of the witnesses that saw exactly it."""
    newest = proofs.latest_checkpoint()
    if newest is None:
        raise Http404
    return _open_data(
        HttpResponse(witnesses.with_cosignatures(newest), content_type=TEXT), "public, max-age=2"
    )


@require_safe
def tile(request: HttpRequest, path: str) -> HttpResponse:
    """A tile of hashes, full or partial; never one wider than what is signed."""
    try:
        asked = parse_tile_path(f"tile/{path}")
    except LedgerError as malformed:
        raise Http404 from malformed
    _refuse_unsigned(asked.level, asked.index, asked.width)
    hashes = DatabaseTiles().read_tile(asked.level, asked.index, asked.width)
    return _open_data(HttpResponse(pack_tile(hashes), content_type="application/octet-stream"), IMMUTABLE)


@require_safe
def bundle(request: HttpRequest, path: str) -> HttpResponse:
    """A bundle of entries: the published acts themselves."""
    try:
        asked = parse_bundle_path(f"tile/entries/{path}")
    except LedgerError as malformed:
        raise Http404 from malformed
    _refuse_unsigned(0, asked.index, asked.width)
    start = asked.index * TILE_WIDTH
    rows = Entry.objects.filter(index__gte=start, index__lt=start + asked.width).order_by("index")
    entries = [bytes(body) for body in rows.values_list("body", flat=True)]
    return _open_data(HttpResponse(pack_bundle(entries), content_type="application/octet-stream"), IMMUTABLE)


def _refuse_unsigned(level: int, index: int, width: int) -> None:
    newest = proofs.latest_checkpoint()
    if newest is None or width > tile_width(level, index, newest.size):
        raise Http404


@require_safe
def vkey(request: HttpRequest) -> HttpResponse:
    """The town's public key, in the format that verifiers take."""
    return _open_data(
        HttpResponse(signing.town_signer().vkey + "\n", content_type=TEXT), "public, max-age=300"
    )


@require_safe
def entry_body(request: HttpRequest, index: int) -> HttpResponse:
    """One act, byte for byte as it was hashed."""
    entry = Entry.objects.filter(index=index).first()
    if entry is None:
        raise Http404
    return _open_data(HttpResponse(bytes(entry.body), content_type="application/json"), IMMUTABLE)


@require_safe
def entry_proof(request: HttpRequest, index: int) -> HttpResponse:
    """The proof of one act (C2SP tlog-proof), to check offline."""
    entry = Entry.objects.filter(index=index).first()
    if entry is None:
        raise Http404
    response = HttpResponse(proofs.prove(entry).to_file(), content_type=TEXT)
    response["Content-Disposition"] = f'attachment; filename="acto-{index}.tlog-proof"'
    return _open_data(response, "public, max-age=60")


@require_safe
def schema(request: HttpRequest, type_name: str) -> HttpResponse:
    """The JSON Schema of one kind of record."""
    shape = KINDS.get(type_name)
    if shape is None:
        raise Http404
    body = {"$schema": "https://json-schema.org/draft/2020-12/schema", **shape.model_json_schema()}
    response = JsonResponse(body, json_dumps_params={"ensure_ascii": False, "indent": 1})
    return _open_data(response, "public, max-age=300")


@csrf_exempt  # a program of another institution posts here without a session; the note carries its own signature
@require_POST
def cosign(request: HttpRequest) -> HttpResponse:
    """A witness hands in its signature of a checkpoint."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_NOTE:
        return HttpResponse("demasiado grande\n", status=413, content_type=TEXT)
    try:
        witness = witnesses.receive(request.body.decode("utf-8"))
    except (LedgerError, UnicodeDecodeError, witnesses.UnknownWitnessError) as refused:
        return HttpResponse(f"{refused}\n", status=403, content_type=TEXT)
    return HttpResponse(f"Recibido: {witness.name}\n", content_type=TEXT)


@require_safe
def file(request: HttpRequest, sha256: str, name: str) -> HttpResponse | FileResponse:
    """A file that an act cites. Checked before it is served; before publication only the staff may see it."""
    stored = File.objects.filter(sha256=sha256, name=name).first()
    if stored is None or stored.published_in_id is None:
        # Asked also when there is no such file, so that both answers are the same to the last header.
        is_staff = isinstance(request.user, User)
        if stored is None or not is_staff:
            raise Http404
    if not stored.is_intact():
        return HttpResponse(
            json.dumps({"error": "altered", "sha256": sha256}), status=409, content_type="application/json"
        )
    response = FileResponse(stored.content.open("rb"), content_type=stored.media_type, filename=stored.name)
    response["Content-Disposition"] = _disposition(stored)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = IMMUTABLE if stored.published_in_id is not None else "private, no-store"
    return response


def _disposition(stored: File) -> str:
    """Pictures and PDF open in the browser; everything else is a download."""
    kind = (
        "inline"
        if stored.media_type in {"application/pdf", "image/png", "image/jpeg", "image/webp"}
        else "attachment"
    )
    ascii_name = stored.name.encode("ascii", "replace").decode().replace("?", "_")
    return f'{kind}; filename="{ascii_name}"'
