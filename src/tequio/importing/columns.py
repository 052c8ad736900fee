"""How the template is described: sheets, their columns, and what each cell may hold.

The workbook, the CSV files, the reader, the checks and ``docs/importar.md`` are all made from these descriptions. Their
words are part of a file format, whose language is Spanish: they are never translated.
"""

from dataclasses import dataclass
from enum import Enum

from django.db.models import IntegerChoices, TextChoices
from django.utils.text import slugify

from tequio.search.folding import fold


class Format(Enum):
    """What a cell holds; the value is how the template says it."""

    TEXT = "Texto en una línea"
    LONG_TEXT = "Texto; puede tener varios renglones"
    DATE = "Fecha: 14/04/2026 o 14 de abril de 2026"
    LOOSE_DATE = "Fecha, o lo que se sepa de ella: 14/04/2026, abril de 2026 o 2026"
    TIME = "Hora: 10:30"
    CHOICE = "Una opción de la lista"
    YES_NO = "Sí o No"
    NUMBER = "Número entero"
    MONEY = "Cantidad en pesos: 125000.50"
    LINK = "Dirección que empieza con https://"
    REFERENCE = "El nombre o la clave, como está en la hoja que se indica"


@dataclass(frozen=True)
class Column:
    """One column: its heading, what it means and what is accepted in it."""

    name: str
    heading: str
    means: str
    format: Format = Format.TEXT
    required: bool = False
    example: str = ""
    choices: type[TextChoices] | type[IntegerChoices] | None = None
    refers: str = ""  # the kind of record that the cell names
    many: bool = False  # several, separated by semicolons
    limit: int = 200  # characters, or the greatest number

    @property
    def folded(self) -> str:
        """The heading as it is compared."""
        return folded_heading(self.heading)

    def allowed(self) -> list[str]:
        """The words of its list, when it has one."""
        if self.format is Format.YES_NO:
            return ["Sí", "No"]
        return [str(label) for label in self.choices.labels] if self.choices else []


@dataclass(frozen=True)
class Sheet:
    """One sheet of the template. A sheet with ``parent`` holds parts of the records of another one."""

    name: str
    kind: str
    purpose: str
    columns: tuple[Column, ...]
    parent: str = ""  # the column that says of which record each row is a part

    @property
    def file_name(self) -> str:
        """What its CSV file is called, without the ending."""
        return slugify(self.name)

    def column(self, name: str) -> Column:
        """The column called *name* in code."""
        return next(column for column in self.columns if column.name == name)

    @property
    def required(self) -> list[Column]:
        return [column for column in self.columns if column.required]


def folded_heading(text: str) -> str:
    """A heading without accents, case, asterisk or doubled blanks."""
    return " ".join(fold(text.replace("*", " ")).split())


def letters(index: int) -> str:
    """The letters of a spreadsheet's column: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
