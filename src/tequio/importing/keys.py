"""The natural key of each kind of record: how a row is recognised as the one that exists, or that another row names.

Keys are texts without accents or case. They are made from what the template says, never from a number of the database.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tequio.bodies.rules import BodyKind
from tequio.importing.columns import Sheet
from tequio.meetings.rules import KIND_SLUGS, MeetingKind, agreement_folio, meeting_slug
from tequio.search.folding import fold

NEEDED = {
    "organization": ("name",),
    "place": ("name",),
    "body": ("name",),
    "period": ("label",),
    "meeting": ("kind", "year"),
    "agreement": ("meeting", "sequence"),
    "plan": ("slug",),
    "commitment": ("key",),
}
KIND_WORDS = {word: kind for kind, word in KIND_SLUGS.items()}
FILLING = frozenset({"sesion", "de", "a", "del", "la", "el", "num", "no", "numero", "y"})
DASHES = re.compile(r"[\u2010-\u2015\u2212]")


def folded(text: str) -> str:
    """A name as it is compared: no accents, case, doubled blanks or typographic dashes."""
    return DASHES.sub("-", " ".join(fold(text).split()))


@dataclass
class Keys:
    """Knows by which other names bodies and organizations go. The commission's own key is the empty one, because rows
    may leave its name out."""

    bodies: dict[str, str] = field(default_factory=dict)
    organizations: dict[str, str] = field(default_factory=dict)
    initials: dict[str, str] = field(default_factory=dict)

    def learn_body(self, name: str, short_name: str, kind: str, aliases: Iterable[str] = ()) -> None:
        """Take in how a body is called."""
        key = "" if kind == BodyKind.COMMISSION else folded(name)
        self.initials[key] = short_name
        for text in (name, short_name, *aliases):
            if text.strip():
                self.bodies[folded(text)] = self.bodies[_body_words(text)] = key

    def learn_organization(self, name: str, *others: str | None) -> None:
        """Take in how an organization is called."""
        for text in filter(None, others):
            self.organizations.setdefault(folded(text), folded(name))
        self.organizations[folded(name)] = folded(name)

    def body(self, text: str | None) -> str:
        """The key of the body that a cell names; an empty cell is the commission."""
        wanted = folded(text or "")
        return self.bodies.get(wanted, wanted)

    def of(self, kind: str, values: dict[str, Any]) -> str | None:
        """The key of the record that a row describes; ``None`` when what it needs is missing."""
        if any(values.get(name) is None for name in NEEDED[kind]):
            return None
        match kind:
            case "body":
                return "" if values.get("kind") == BodyKind.COMMISSION else folded(values["name"])
            case "period":
                return f"{self.body(values.get('body'))}|{folded(values['label'])}"
            case "meeting":
                body = self.body(values.get("body"))
                return meeting_key(body, values["year"], values["kind"], values.get("number"))
            case "agreement":
                return f"{self.meeting(values['meeting'])}|{values['sequence']}"
        return folded(str(values[NEEDED[kind][0]]))

    def parent(self, sheet: Sheet, values: dict[str, Any]) -> str | None:
        """The key of the record that a row is a part of."""
        name = values.get(sheet.parent)
        return None if name is None else self.reference(sheet.kind, name, values)

    def reference(self, kind: str, text: str, values: dict[str, Any]) -> str:
        """The key that a cell which names a record means; *values* are those of its row."""
        match kind:
            case "body":
                return self.body(text)
            case "organization":
                return self.organizations.get(folded(text), folded(text))
            case "period":
                return f"{self.body(values.get('body'))}|{folded(text)}"
            case "meeting":
                return self.meeting(text)
        return folded(text)

    def meeting(self, text: str) -> str:
        """ "2024 ordinaria 1", "1ª Sesión Ordinaria 2024" or "2024-ordinaria-01", after its body if it is another."""
        words = re.findall(r"[a-z]+|\d+", folded(text))
        kinds = [word for word in words if word in KIND_WORDS]
        years = [word for word in words if word.isdigit() and len(word) == 4]
        if len(kinds) != 1 or len(years) != 1:
            return folded(text)
        numbers = [int(word) for word in words if word.isdigit() and len(word) < 4]
        body = " ".join(
            word for word in words if word not in kinds and word not in FILLING and not word.isdigit()
        )
        return meeting_key(
            self.body(body), int(years[0]), KIND_WORDS[kinds[0]], numbers[0] if numbers else None
        )

    def folio(self, values: dict[str, Any]) -> str | None:
        """The folio that the agreement of a row gets; ``None`` when the row does not say enough."""
        found = re.fullmatch(
            r"(?:(.*) )?(\d{4})-([a-z]+)(?:-(\d+))?", self.meeting(values.get("meeting", ""))
        )
        if found is None or found[3] not in KIND_WORDS or not values.get("sequence"):
            return None
        initials = self.initials.get(found[1] or "", "")
        kind = KIND_WORDS[found[3]]
        return agreement_folio(initials, int(found[2]), kind, int(found[4] or 0), values["sequence"])


def meeting_key(body: str, year: int, kind: str, number: int | None) -> str:
    """``2024-ordinaria-01``, after the key of its body unless that is the commission."""
    key = f"{year}-{meeting_slug(kind, number)}"
    return f"{body} {key}" if body else key


def meeting_words(body: str, year: int, kind: str, number: int | None) -> str:
    """How the template names a session: ``2024 ordinaria 1``."""
    parts = [body, str(year), KIND_SLUGS[MeetingKind(kind)], str(number) if number else ""]
    return " ".join(part for part in parts if part)


def _body_words(text: str) -> str:
    """The words of a body's name as they are left in a cell that also says a session's year, kind and number."""
    return " ".join(word for word in re.findall(r"[a-z]+", folded(text)) if word not in FILLING)
