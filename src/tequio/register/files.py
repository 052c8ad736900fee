"""Files that records publish: kept under their fingerprint, served harmless."""

import hashlib
import re
import unicodedata
from pathlib import PurePath

import filetype
from django.core.files.base import ContentFile
from django.core.files.base import File as DjangoFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from tequio.core.legal import RuleError
from tequio.register import office, pictures
from tequio.register.kinds import PublishedFile
from tequio.register.models import File

MAX_BYTES = 50 * 1024 * 1024
ACCEPTED = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "csv": "text/csv",
    "txt": "text/plain",
}


def store_file(upload: UploadedFile) -> File:
    """Keep an uploaded file. It stays private until an entry of the register cites it.

    The kind is read from the bytes, not believed from the name. Of a picture only what is seen is kept, so its
    fingerprint is not the one of the file that was sent. Raises :class:`~tequio.core.legal.RuleError` with a plain
    message when the file is too large, of a kind we do not publish, or holds what a reader would not see.
    """
    name, media_type = checked(upload)
    existing = File.objects.filter(sha256=_sha256(upload)).first()
    if existing:
        return existing
    content = kept_content(upload, media_type)
    sha256 = _sha256(content)
    existing = File.objects.filter(sha256=sha256).first()
    if existing:
        return existing
    file = File(sha256=sha256, name=name, media_type=media_type, size=content.size or 0)
    file.content.save(name, content, save=False)
    file.save()
    return file


def checked(upload: UploadedFile) -> tuple[str, str]:
    """The name that an uploaded file may have and its media type, or :class:`~tequio.core.legal.RuleError`."""
    name = safe_name(upload.name or "archivo")
    media_type = _media_type(upload, name)
    office.check(upload, name.rpartition(".")[2])
    upload.seek(0)
    return name, media_type


def kept_content(upload: UploadedFile, media_type: str) -> "DjangoFile[bytes]":
    """The bytes to keep: those sent or, of a picture, only what is seen."""
    if media_type in pictures.FORMATS:
        return ContentFile(pictures.cleaned(upload, media_type))
    return upload


def _sha256(file: "DjangoFile[bytes]") -> str:
    """The fingerprint; the file is left at its start."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def safe_name(name: str) -> str:
    """A file name of ours from whatever was sent: no folders, no control or bidirectional characters, ≤ 100 letters."""
    text = unicodedata.normalize("NFC", PurePath(name.replace("\\", "/")).name)
    text = "".join(char for char in text if unicodedata.category(char)[0] != "C")
    stem, dot, suffix = text.rpartition(".")
    stem = re.sub(r"[^\w\- ]+", "-", stem or suffix, flags=re.UNICODE).strip(" -.")[:90] or "archivo"
    return f"{stem}.{suffix.lower()}" if dot else stem


def _media_type(upload: UploadedFile, name: str) -> str:
    if not upload.size:
        raise RuleError(_("El archivo está vacío. Elige otro."), field="file")
    if upload.size > MAX_BYTES:
        raise RuleError(_("El archivo pesa más de 50 MB. Redúcelo o divídelo."), field="file")
    suffix = name.rpartition(".")[2]
    expected = ACCEPTED.get(suffix)
    if expected is None:
        raise RuleError(
            _("No publicamos archivos de este tipo. Usa PDF, imagen, Word, Excel, ODT, CSV o texto."),
            field="file",
        )
    head = upload.read(8192)
    upload.seek(0)
    guess = filetype.guess(head)
    found = guess.mime if guess else None
    if expected.startswith("text/"):
        if found is not None or b"\x00" in head:
            raise RuleError(_("El contenido no corresponde a un archivo de texto."), field="file")
    elif found != expected and not (found == "application/zip" and suffix in {"docx", "xlsx", "odt"}):
        raise RuleError(_("El contenido del archivo no corresponde a su nombre."), field="file")
    return expected


def published_file(file: File) -> PublishedFile:
    """How a record cites the file."""
    return PublishedFile(name=file.name, media_type=file.media_type, size=file.size, sha256=file.sha256)
