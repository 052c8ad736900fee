"""The part of ``docs/importar.md`` that is made from the description of the template; a test compares them."""

from tequio.importing.sheets import SHEETS
from tequio.importing.workbook import heading, how

MARK = "<!-- made from the description of the template -->"


def columns_in_markdown() -> str:
    """Every sheet with its columns, as the guide shows them."""
    lines = [MARK]
    for sheet in SHEETS:
        lines += ["", f"### {sheet.name}", "", sheet.purpose, ""]
        lines += ["| Columna | Qué se escribe | Cómo se escribe | Ejemplo |", "|---|---|---|---|"]
        for column in sheet.columns:
            options = column.allowed()
            written = f"{how(column)}: {', '.join(options)}" if options else how(column)
            lines.append(f"| {heading(column)} | {column.means} | {written} | {column.example} |")
    return "\n".join(lines) + "\n"
