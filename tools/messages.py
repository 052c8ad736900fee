"""Collect every interface text into the catalogue of each translated language, without the gettext system package.

Run ``python tools/messages.py`` after changing a text: new ones enter ``locale/<language>/LC_MESSAGES/django.po``
untranslated, gone ones leave it, translations that exist stay. Spanish is the source and needs no catalogue.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import django
import polib
from babel.messages.extract import extract_python
from django.conf import settings
from django.utils.translation import template

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "tequio"
LANGUAGES = ("en",)
KEYWORDS = ["gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "npgettext", "pgettext", "_"]
Message = tuple[str, str | None, str | None]  # text, plural, context


def found() -> dict[Message, set[str]]:
    """Every interface text, with the files that use it."""
    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    messages: dict[Message, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or {"migrations", "tests", "static"} & set(path.parts):
            continue
        for message in _in_file(path):
            messages.setdefault(message, set()).add(path.relative_to(PACKAGE).as_posix())
    return messages


def _in_file(path: Path) -> Iterator[Message]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        templatized = template.templatize(source, origin=path.name)
        source = "\n".join(
            line.strip() for line in templatized.splitlines()
        )  # a template's indents mean nothing
    stream = io.BytesIO(source.encode())
    for _line, function, text, _comments in extract_python(stream, KEYWORDS, [], {}):
        parts = [text] if isinstance(text, str) else [part for part in text if part]
        if not parts or not parts[0]:
            continue
        if function in {"ngettext", "ngettext_lazy"}:
            yield (parts[0], parts[1], None)
        elif function == "pgettext":
            yield (parts[1], None, parts[0])
        elif function == "npgettext":
            yield (parts[1], parts[2], parts[0])
        else:
            yield (parts[0], None, None)


def catalogue(language: str) -> Path:
    """Where a language's translations are kept."""
    return PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"


def update(language: str) -> polib.POFile:
    """Bring the catalogue up to date with the texts, and write it."""
    path = catalogue(language)
    old = polib.pofile(str(path)) if path.exists() else polib.POFile()
    kept = {(entry.msgid, entry.msgctxt): entry for entry in old}
    new = polib.POFile(wrapwidth=110)
    new.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for (text, plural, context), files in sorted(
        found().items(), key=lambda item: (item[0][0], item[0][2] or "")
    ):
        entry = polib.POEntry(msgid=text, msgctxt=context, comment=", ".join(sorted(files)))
        previous = kept.get((text, context))
        if plural:
            entry.msgid_plural = plural
            entry.msgstr_plural = (
                previous.msgstr_plural if previous and previous.msgid_plural else {0: "", 1: ""}
            )
        elif previous:
            entry.msgstr = previous.msgstr
        if "%(" in text or "%(" in (plural or ""):
            entry.flags.append("python-format")
        new.append(entry)
    path.parent.mkdir(parents=True, exist_ok=True)
    new.save(str(path))
    return new


if __name__ == "__main__":
    for name in LANGUAGES:
        left = len(update(name).untranslated_entries())
        sys.stdout.write(f"{name}: {left} texts without a translation\n")
