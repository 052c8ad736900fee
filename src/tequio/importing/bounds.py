"""What a workbook may be before anything reads it whole: an .xlsx is a zip of XML, and both can be made to explode.

Nothing is parsed here: the bytes are counted and searched, so that the reader only ever sees what fits.
"""

import re
import zipfile
from dataclasses import dataclass, field
from io import BytesIO

from django.utils.translation import gettext as _

from tequio.core.legal import RuleError

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 60 * 1024 * 1024
MAX_MEMBERS = 500
MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_CELLS = 600_000
MAX_SHARED = 200 * 1024 * 1024
"""Characters that the shared texts of all cells may add up to."""

CELL = re.compile(rb"<(?:\w+:)?c(\s[^>]*)?/?>")
ROW = re.compile(rb"<(?:\w+:)?row(\s[^>]*)?/?>")
PLACE = re.compile(rb"""\sr\s*=\s*["']([^"']*)["']""")
REFERENCE = re.compile(rb"([A-Z]{1,8})(\d{1,9})")
HIDDEN = re.compile(rb"""<(?:\w+:)?(row|col)\s[^>]*\bhidden\s*=\s*["'](?:1|true)["']""")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
SHARED = re.compile(rb"<(?:\w+:)?si[\s>].*?</(?:\w+:)?si>", re.DOTALL)
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)


@dataclass
class Inside:
    """What the workbook holds besides its cells."""

    hidden_rows: bool = False
    hidden_columns: bool = False
    formulas: bool = False
    links: bool = False
    longest_shared: int = 0
    cells: int = field(default=0, repr=False)


def inspect_workbook(content: bytes) -> Inside:
    """Refuse what is not a plain .xlsx of reasonable size; else say what it holds besides its cells."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise RuleError(
            _("El archivo tiene contraseña o es de un Excel antiguo. Guárdalo como .xlsx sin contraseña.")
        )
    try:
        return _inspect(content)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        if isinstance(error, RuleError):
            raise
        raise RuleError(
            _("El archivo está dañado. Ábrelo en Excel y guárdalo otra vez como .xlsx.")
        ) from None


def _inspect(content: bytes) -> Inside:
    inside = Inside()
    with zipfile.ZipFile(BytesIO(content)) as archive:
        members = archive.infolist()
        names = {member.filename for member in members}
        if "xl/workbook.xml" not in names or len(members) > MAX_MEMBERS or len(names) != len(members):
            raise RuleError(_("No es un libro de Excel. Usa la plantilla."))
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise RuleError(_("El libro tiene macros. Guárdalo como .xlsx, sin macros."))
        if sum(member.file_size for member in members) > MAX_UNPACKED:
            raise _too_large()
        inside.links = any(name.startswith("xl/externalLinks/") for name in names)
        unpacked = 0
        for member in sorted(members, key=lambda member: bool(SHEET.fullmatch(member.filename))):
            data = archive.read(member)  # zipfile stops at the size declared above and then checks the CRC
            unpacked += len(data)
            if unpacked > MAX_UNPACKED:
                raise _too_large()
            _look(member.filename, data, inside)
    return inside


def _look(name: str, data: bytes, inside: Inside) -> None:
    is_xml = name.endswith((".xml", ".rels"))
    if is_xml and (b"\x00" in data or b"<!DOCTYPE" in data or b"<!ENTITY" in data):
        raise RuleError(_("El archivo está dañado. Ábrelo en Excel y guárdalo otra vez como .xlsx."))
    if name.lower() == "xl/sharedstrings.xml":
        inside.longest_shared = max((len(text[0]) for text in SHARED.finditer(data)), default=0)
    if SHEET.fullmatch(name):
        _look_at_sheet(data, inside)


def _look_at_sheet(data: bytes, inside: Inside) -> None:
    for count, row in enumerate(ROW.finditer(data), start=1):
        number = PLACE.search(row[1] or b"")
        if count > MAX_ROWS or (number and not _is_row(number[1])):
            raise _too_large()
    for cell in CELL.finditer(data):
        inside.cells += 1
        place = PLACE.search(cell[1] or b"")
        if inside.cells > MAX_CELLS or (place and not _is_near(place[1])):
            raise _too_large()
    if (
        inside.cells * inside.longest_shared > MAX_SHARED
        and data.count(b't="s"') * inside.longest_shared > MAX_SHARED
    ):
        raise _too_large()
    for hidden in HIDDEN.finditer(data):
        inside.hidden_rows |= hidden[1] == b"row"
        inside.hidden_columns |= hidden[1] == b"col"
    inside.formulas |= FORMULA.search(data) is not None


def _is_row(number: bytes) -> bool:
    return number.isdigit() and len(number) < 10 and int(number) <= MAX_ROWS


def _is_near(place: bytes) -> bool:
    found = REFERENCE.fullmatch(place)
    if found is None:
        return False
    column = 0
    for letter in found[1]:
        column = column * 26 + letter - 64
    return column <= MAX_COLUMNS and int(found[2]) <= MAX_ROWS


def _too_large() -> RuleError:
    return RuleError(
        _("El archivo es demasiado grande. Divídelo: hasta %(rows)s filas y %(columns)s columnas por hoja.")
        % {"rows": f"{MAX_ROWS:,}", "columns": MAX_COLUMNS}
    )
