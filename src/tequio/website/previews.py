"""The pictures of shared links, kept on disk by record and version."""

import os
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from tequio.core.models import Town
from tequio.core.preview_image import draw
from tequio.register.kinds import KINDS
from tequio.register.models import Record

ONE_YEAR = 365 * 24 * 60 * 60
ONE_DAY = 24 * 60 * 60


@require_safe
def record_preview(request: HttpRequest, type_name: str, record_id: str, version: int) -> HttpResponseBase:
    """The picture of a record as it stands; an old address leads to the present one."""
    record = get_object_or_404(Record, subject_type=type_name, subject_id=record_id)
    if version != record.version:
        return HttpResponseRedirect(record.image_url())
    stem = sha256(f"{type_name}/{record_id}".encode()).hexdigest()[:40]
    path = _folder() / f"{stem}-{version}.jpg"
    if not path.exists():
        for older in _folder().glob(f"{stem}-*.jpg"):
            older.unlink(missing_ok=True)
        _keep(path, _draw_record(record))
    return _answer(path.read_bytes(), ONE_YEAR)


@require_safe
def site_preview(request: HttpRequest) -> HttpResponse:
    """The picture of every page that is not a record's."""
    town = Town.current()
    with override("es"):
        kicker = _("Gobierno abierto")
    return _answer(
        draw(kicker=kicker, title=town.commission_name or town.name, place=town.name, date=""), ONE_DAY
    )


def _draw_record(record: Record) -> bytes:
    town = Town.current()
    shape = KINDS.get(record.subject_type)
    with override("es"):  # a link is shared with people of any language; the record is in Spanish
        return draw(
            kicker=str(shape.label) if shape else "",
            title=record.title,
            place=_("Gobierno abierto de %(town)s") % {"town": town.name},
            date=record.public.occurred_note() or date_format(record.date, "DATE_FORMAT"),
        )


def _folder() -> Path:
    folder = Path(settings.TEQUIO_DATA) / "cache" / "og"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _keep(path: Path, data: bytes) -> None:
    """Write whole or not at all: another process may be reading."""
    partial = path.with_suffix(f".{os.getpid()}.partial")
    partial.write_bytes(data)
    partial.replace(path)


def _answer(data: bytes, seconds: int) -> HttpResponse:
    response = HttpResponse(data, content_type="image/jpeg")
    response.headers["Cache-Control"] = f"public, max-age={seconds}"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"  # WhatsApp and others show it
    return response
