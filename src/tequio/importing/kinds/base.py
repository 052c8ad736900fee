"""What every kind of record has to know to be imported."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from tequio.accounts.models import User
from tequio.bodies.models import Body, Integration, Organization, OrganizationName, Place
from tequio.bodies.rules import BodyKind
from tequio.core.legal import RuleError
from tequio.importing.cells import did_you_mean
from tequio.importing.columns import Sheet
from tequio.importing.keys import Keys, folded
from tequio.importing.plan import Item, Row

Values = dict[str, Any]


class RowError(RuleError):
    """A rule said no to one row of a record; *field* is the column of that row."""

    def __init__(self, row: Row, refused: RuleError) -> None:
        super().__init__(refused.message, field=refused.field)
        self.row = row


@contextmanager
def blame(row: Row) -> Iterator[None]:
    """Say of a rule that says no inside the block that it is about *row*."""
    try:
        yield
    except RowError:
        raise
    except RuleError as refused:
        raise RowError(row, refused) from refused


@dataclass
class Work:
    """Who imports, why what exists changes, and what exists, by key. It lives as long as one transaction."""

    by: User
    keys: Keys
    reason: str = ""
    _organizations: dict[str, Organization] = field(default_factory=dict, repr=False)
    _places: dict[str, Place] = field(default_factory=dict, repr=False)

    def forget(self) -> None:
        """Look again at what exists."""
        self._organizations.clear()
        self._places.clear()

    def organizations(self) -> dict[str, Organization]:
        """Every organization by its name, and by the other names by which only one goes."""
        if not self._organizations:
            rows = list(Organization.objects.order_by("pk"))
            by_pk = {row.pk: row for row in rows}
            for former in OrganizationName.objects.order_by("-until_on"):
                self._organizations.setdefault(folded(former.name), by_pk[former.organization_id])
            for row in rows:
                if row.short_name:
                    self._organizations[folded(row.short_name)] = row
            self._organizations |= {folded(row.name): row for row in rows}
        return self._organizations

    def places(self) -> dict[str, Place]:
        """Every place by its name."""
        if not self._places:
            self._places |= {folded(row.name): row for row in Place.objects.order_by("pk")}
        return self._places

    def organization(self, text: str | None) -> Organization | None:
        """The organization that a cell names."""
        if text is None:
            return None
        every = self.organizations()
        found = every.get(folded(text)) or every.get(self.keys.reference("organization", text, {}))
        return found or _refuse(text, [row.name for row in every.values()])

    def place(self, text: str | None) -> Place | None:
        """The place that a cell names."""
        if text is None:
            return None
        return self.places().get(folded(text)) or _refuse(text, [row.name for row in self.places().values()])

    def body(self, text: str | None) -> Body:
        """The body that a cell names; the commission when it is empty."""
        key = self.keys.body(text)
        found = self.find_body(key)
        if found is None and not key:
            raise RuleError(
                _("La comisión todavía no está registrada. Agrégala en la hoja Órganos."), field="body"
            )
        return found or _refuse(text or "", [body.name for body in Body.objects.all()])

    def find_body(self, key: str) -> Body | None:
        """The body with that key."""
        if not key:
            found: Body | None = Body.objects.filter(kind=BodyKind.COMMISSION).first()
            return found
        return next((body for body in Body.objects.all() if folded(body.name) == key), None)

    def period(self, body: Body, text: str) -> Integration:
        """The period of a body that a cell names."""
        rows = list(body.integrations.all())
        found = next((row for row in rows if folded(row.label) == folded(text)), None)
        return found or _refuse(text, [row.label for row in rows])


def _refuse(text: str, known: list[str]) -> Any:
    message = _("No encontramos “%(name)s”.") % {"name": text}
    raise RuleError(f"{message} {did_you_mean(text, known)}".strip())


def keys_of_town() -> Keys:
    """The names by which what already exists goes."""
    keys = Keys()
    for body in Body.objects.all():
        keys.learn_body(body.name, body.short_name, body.kind, body.alias_list())
    return keys


class Kind(ABC):
    """One kind of record. Values are those of the template: texts for references, choices by their code."""

    sheet: ClassVar[Sheet]
    parts: ClassVar[tuple[Sheet, ...]] = ()

    @abstractmethod
    def find(self, key: str, work: Work) -> Any | None:
        """The record with that key, or ``None``."""

    @abstractmethod
    def every(self) -> Iterator[Any]:
        """All the public records, to write them in a template or to suggest a name."""

    @abstractmethod
    def label(self, record: Any) -> str:
        """How another row names the record."""

    @abstractmethod
    def current(self, record: Any) -> Values:
        """What the record says now, column by column."""

    def current_parts(self, record: Any) -> Iterator[tuple[Sheet, Values]]:
        """What its parts say now."""
        return iter(())

    @abstractmethod
    def create(self, item: Item, work: Work) -> None:
        """Make and publish the record of an item with all its parts."""

    @abstractmethod
    def amend(self, record: Any, changes: Values, row: Row, work: Work) -> None:
        """Publish a new version with *changes*, for the reason of *work*; :class:`RuleError` for what cannot change."""

    def same_part(self, sheet: Sheet, record: Any, row: Row, parts: list[Values]) -> Values | None:
        """What the part that *row* describes says now; ``None`` when the record has no such part."""
        raise NotImplementedError

    def add_part(self, record: Any, row: Row, work: Work) -> None:
        """Add to the record the part that *row* describes."""
        raise RuleError(self.closed_text())

    def amend_part(self, record: Any, changes: Values, row: Row, work: Work) -> None:
        """Change a part."""
        raise RuleError(self.closed_text())

    def closed_text(self) -> str:
        """Why the parts of a record that exists do not change this way."""
        return _("El registro ya está publicado. Corrígelo en su página de trabajo.")

    def is_draft(self, record: Any) -> bool:
        """Whether the record that was found is somebody's draft."""
        return not record.is_published


def only(changes: Values, allowed: set[str], row: Row) -> None:
    """Refuse *changes* to anything that an import may not change."""
    for name in changes:
        if name not in allowed:
            heading = row.sheet.column(name).heading
            raise RowError(
                row,
                RuleError(
                    _("“%(heading)s” no cambia con una importación. Corrígelo en su página de trabajo.")
                    % {"heading": heading},
                    field=name,
                ),
            )
