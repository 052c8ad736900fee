"""The piece of a text that shows why it was found."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from tequio.search.folding import Word, words

LETTERS = 220
LEAD = 60  # letters shown before the first match


def snippet(summary: str, text: str, stems: frozenset[str]) -> SafeString:
    """Some words around the first match, escaped, each match inside ``<mark>``; the summary wins over the text."""
    for source in (summary, text):
        found = [word for word in words(source) if word.stem in stems]
        if found:
            return _around(source, found)
    return _cut(summary or text)


def _around(source: str, found: list[Word]) -> SafeString:
    start = _word_edge(source, max(0, found[0].start - LEAD))
    end = min(len(source), start + LETTERS)
    parts, position = ["… " if start else ""], start
    for word in found:
        if word.end > end:
            break
        parts += [
            escape(source[position : word.start]),
            "<mark>",
            escape(source[word.start : word.end]),
            "</mark>",
        ]
        position = word.end
    tail = source[position:end]
    if end < len(source):
        tail = (tail.rpartition(" ")[0] or tail) + " …"
    return mark_safe("".join([*parts, escape(tail)]))  # noqa: S308 - every piece of the source is escaped above


def _cut(source: str) -> SafeString:
    if len(source) <= LETTERS:
        return escape(source)
    return escape((source[:LETTERS].rpartition(" ")[0] or source[:LETTERS]) + " …")


def _word_edge(source: str, position: int) -> int:
    if position == 0:
        return 0
    space = source.find(" ", position, position + LEAD)
    return position if space < 0 else space + 1
