"""The register for people: check an act or a file, read the chronicle, follow the versions of a record."""

from typing import Any

import segno
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from tequio.register import proofs, signing
from tequio.register.acts import asked_section, news_listing
from tequio.register.changes import Change, differences
from tequio.register.chronicle import chronicle
from tequio.register.kinds import KINDS, Section
from tequio.register.models import Entry, Record
from tequio.register.tree import current_size
from tequio.register.verification import Finding, find_file, find_folio, sha256_of


@csrf_exempt  # nothing is stored and nobody is signed in: a stranger's file is hashed and answered
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """S17: by folio or QR, or by file; the browser hashes the file itself when it can."""
    context: dict[str, Any] = {"folio": request.GET.get("folio", "").strip()[:200]}
    uploaded = request.FILES.get("file")
    if request.method == "POST" and not isinstance(uploaded, UploadedFile):
        context["file_error"] = True
    elif isinstance(uploaded, UploadedFile):
        context |= _answer(find_file(sha256_of(uploaded)))
    elif request.GET.get("sha256"):
        context |= _answer(find_file(request.GET["sha256"].strip().lower()[:100]))
    elif context["folio"]:
        record = find_folio(context["folio"])
        if record:
            return HttpResponseRedirect(
                reverse("register:record", args=[record.subject_type, record.subject_id])
            )
        context["unknown_folio"] = True
    return render(request, "register/verify.html", context)


def _answer(finding: Finding) -> dict[str, Any]:
    return {"finding": finding}


@require_safe
def register_home(request: HttpRequest) -> HttpResponse:
    """What the register is, its key, its newest checkpoint, its witnesses, and how to check it whole."""
    checkpoint = proofs.latest_checkpoint()
    size = checkpoint.size if checkpoint else 0
    states = proofs.witness_states(size)
    return render(
        request,
        "register/register_home.html",
        {
            "checkpoint": checkpoint,
            "size": size,
            "vkey": signing.town_signer().vkey,
            "witnesses": states,
            "up_to_date": sum(1 for state in states if state.cosignature and state.behind == 0),
            "blocked": signing.blocked_reason(),
            "kinds": sorted(KINDS.values(), key=lambda kind: kind.type_name),
        },
    )


@require_safe
def entry_detail(request: HttpRequest, index: int) -> HttpResponse:
    """One act: what was published, and its proof in plain words."""
    entry = get_object_or_404(Entry, index=index)
    record = get_object_or_404(Record, subject_type=entry.subject_type, subject_id=entry.subject_id)
    before = Entry.objects.filter(
        subject_type=entry.subject_type, subject_id=entry.subject_id, version=entry.version - 1
    ).first()
    data = entry.record_data()
    changes: list[Change] = differences(entry.shape, before.record_data() if before else {}, data)
    proof = proofs.prove(entry)
    states = proofs.witness_states(proof.checkpoint.size)
    return render(
        request,
        "register/entry_detail.html",
        {
            "entry": entry,
            "record": record,
            "sentence": entry.shape.sentence(entry.verb, entry.shape.from_public(data).title()),
            "changes": changes,
            "previous": before,
            "leaf": bytes(entry.leaf_hash).hex(),
            "body": bytes(entry.body).decode(),
            "vkey": signing.town_signer().vkey,
            "proof": proof,
            "holds": proof.holds(),
            "witnesses": states,
            "seen_by": [state for state in states if state.cosignature and state.cosignature.size > index],
            "qr": _qr(settings.TEQUIO_URL + reverse("register:entry", args=[index])),
            "og_image_url": record.image_url(),
        },
    )


@require_safe
def record_detail(request: HttpRequest, type_name: str, record_id: str) -> HttpResponse:
    """Every version of a record with what changed in each, newest first."""
    record = get_object_or_404(
        Record.objects.select_related("entry"), subject_type=type_name, subject_id=record_id
    )
    entries = list(Entry.objects.filter(subject_type=type_name, subject_id=record_id).order_by("version"))
    versions = []
    before: dict[str, Any] = {}
    for entry in entries:
        after = entry.record_data()
        sentence = entry.shape.sentence(entry.verb, entry.shape.from_public(after).title())
        versions.append((entry, sentence, differences(entry.shape, before, after) if before else []))
        before = after
    return render(
        request,
        "register/record_detail.html",
        {
            "record": record,
            "versions": versions[::-1],
            "proof": proofs.prove(record.entry),
            "qr": _qr(settings.TEQUIO_URL + reverse("register:record", args=[type_name, record_id])),
            "og_image_url": record.image_url(),
        },
    )


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """The register as a chronicle anyone can read, by section, newest first."""
    section = asked_section(request)
    page = Paginator(chronicle(section), 50).get_page(request.GET.get("page"))
    return render(
        request,
        "register/news.html",
        {
            "page": page,
            "section": section,
            "sections": Section.LABELS,
            "size": current_size(),
            "listing": news_listing(request),
            "follow_topic": f"seccion:{section}" if section else "todo",
            "feed_url": reverse("register:section_atom", args=[section])
            if section
            else reverse("register:atom"),
        },
    )


def _qr(address: str) -> str:
    """The address as an inline SVG, for paper."""
    svg: str = segno.make(address, error="m").svg_inline(
        scale=3, border=2, svgclass="qr", lineclass=None, omitsize=True
    )
    return mark_safe(svg)  # noqa: S308  # made here from our own address; holds only path commands
