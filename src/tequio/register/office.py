"""Word, Excel and ODT before they are kept: each is a zip of XML, which may explode, carry programs, or hide things."""

import re
import zipfile
from collections.abc import Iterator
from typing import IO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tequio.core.legal import RuleError

MAX_UNPACKED = 100 * 1024 * 1024
MAX_MEMBERS = 3_000
MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "odt": "content.xml"}
"""The part that makes a zip what its name says."""
PROGRAM = re.compile(r"(^|/)vbaproject\.bin$|^basic/|^scripts/|/activex/", re.IGNORECASE)
HIDDEN_PARTS: tuple[tuple[re.Pattern[str], Promise], ...] = (
    (re.compile(r"^(xl|word)/(comments|threadedComments)", re.IGNORECASE), _("comentarios")),
    (re.compile(r"^xl/pivotCache/", re.IGNORECASE), _("datos guardados de una tabla dinámica")),
    (re.compile(r"^xl/externalLinks/", re.IGNORECASE), _("datos guardados de otros libros")),
    (re.compile(r"^(xl|word)/embeddings/|^object ", re.IGNORECASE), _("otros archivos adentro")),
)
HIDDEN_TEXTS: tuple[tuple[re.Pattern[str], re.Pattern[bytes], Promise], ...] = (
    (
        re.compile(r"^xl/workbook\.xml$"),
        re.compile(rb"""<(?:\w+:)?sheet\s[^>]*\bstate\s*=\s*["'](?:veryH|h)idden["']"""),
        _("hojas ocultas"),
    ),
    (
        re.compile(r"^xl/worksheets/[^/]+\.xml$"),
        re.compile(rb"""<(?:\w+:)?(?:row|col)\s[^>]*\bhidden\s*=\s*["'](?:1|true)["']"""),
        _("filas o columnas ocultas"),
    ),
    (
        re.compile(r"^word/(document|header\d*|footer\d*|footnotes)\.xml$"),
        re.compile(rb"<w:(?:ins|del|moveFrom|moveTo)[\s/>]"),
        _("control de cambios"),
    ),
    (re.compile(r"^content\.xml$"), re.compile(rb"<text:changed-region[\s/>]"), _("control de cambios")),
    (re.compile(r"^content\.xml$"), re.compile(rb"<office:annotation[\s/>]"), _("comentarios")),
)
"""What publishing a document tells without its author seeing it: (part, what betrays it, how it is called)."""


def check(file: IO[bytes], suffix: str) -> None:
    """Refuse a Word, Excel or ODT that is not one, explodes, carries programs or hides something.

    Other kinds pass. Raises :class:`~tequio.core.legal.RuleError`, which names everything that is hidden.
    """
    if suffix not in MAIN:
        return
    try:
        with zipfile.ZipFile(file) as archive:
            _check_parts(archive, suffix)
            hidden = list(dict.fromkeys(str(what) for what in _hidden(archive)))
    except RuleError:
        raise
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise _damaged() from error
    if hidden:
        raise RuleError(
            _("El archivo lleva cosas que no se ven: %(hidden)s. Quítalas, o súbelo en PDF.")
            % {"hidden": ", ".join(hidden)},
            field="file",
        )


def _check_parts(archive: zipfile.ZipFile, suffix: str) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if MAIN[suffix] not in names or len(names) != len(parts):
        raise RuleError(_("El contenido del archivo no corresponde a su nombre."), field="file")
    if len(parts) > MAX_MEMBERS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise RuleError(_("El archivo es demasiado grande por dentro. Súbelo en PDF."), field="file")
    if any(PROGRAM.search(name) for name in names):
        raise RuleError(_("El archivo tiene macros. Guárdalo sin macros, o súbelo en PDF."), field="file")
    if any(name.startswith("/") or ".." in name.split("/") or "\\" in name for name in names):
        raise _damaged()


def _hidden(archive: zipfile.ZipFile) -> Iterator[Promise]:
    for part in archive.infolist():
        name = part.filename
        yield from (what for pattern, what in HIDDEN_PARTS if pattern.search(name))
        if not name.endswith((".xml", ".rels")):
            continue
        data = archive.read(part)  # zipfile stops at the declared size, limited above, and checks the CRC
        if b"<!ENTITY" in (data.replace(b"\x00", b"") if b"\x00" in data else data):  # also in UTF-16
            raise _damaged()
        yield from (what for place, mark, what in HIDDEN_TEXTS if place.search(name) and mark.search(data))


def _damaged() -> RuleError:
    return RuleError(_("El archivo está dañado. Ábrelo, guárdalo otra vez y súbelo."), field="file")
