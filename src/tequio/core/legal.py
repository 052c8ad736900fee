"""The guard on records with legal weight: they change only inside an action.

An action is a function wrapped by :func:`action`: one transaction, in which the domain change and its entry in the
public register are written together or not at all. Outside of it a legal model refuses to be saved, updated or
deleted, so that no form, shell line or bulk tool can change an act without leaving its trace.
"""

from collections.abc import Callable, Collection, Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, ClassVar, ParamSpec, Self, TypeVar

from django.conf import settings
from django.db import models, transaction
from django.utils import translation

P = ParamSpec("P")
R = TypeVar("R")

_inside_action: ContextVar[bool] = ContextVar("inside_action", default=False)
_written: ContextVar["list[Written] | None"] = ContextVar("written", default=None)


@dataclass(frozen=True)
class Written:
    """What an action did to one row that keeps its history: each changed column with its value before and after."""

    row: "LegalModel"
    verb: str
    changes: dict[str, tuple[Any, Any]]
    subject: tuple[str, Any]
    """The model and the key in whose history it is told, taken when it happened: a deleted row has no key."""
    what: str


_keepers: list[Callable[[list[Written], Any], None]] = []


def keep_changes_with(keeper: Callable[[list[Written], Any], None]) -> None:
    """Hand what every action wrote, and who ran it (its ``by=``), to *keeper*, in the action's own transaction."""
    if keeper not in _keepers:
        _keepers.append(keeper)


class SideDoorError(RuntimeError):
    """A record with legal weight was about to change outside an action."""


class RuleError(ValueError):
    """A rule in force does not allow this; the message is shown to the person, beside *field* when it names one."""

    def __init__(self, message: Any, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Make *function* an action: atomic, and the only place where legal records may be written."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        token = _inside_action.set(True)
        written: list[Written] = []
        mine = _written.set(written)
        try:
            # What is written is the record, and its language is Spanish whatever the person reads the site in.
            with translation.override(settings.LANGUAGE_CODE), transaction.atomic():
                result = function(*args, **kwargs)
                for keeper in _keepers if written else ():
                    keeper(written, kwargs.get("by"))
                return result
        finally:
            _written.reset(mine)
            _inside_action.reset(token)

    return run


def require_action(what: object) -> None:
    """Raise :class:`SideDoorError` unless an action is running."""
    if not _inside_action.get():
        raise SideDoorError(f"{what} is a legal record: it changes only inside an action")


class LegalQuerySet(models.QuerySet[Any]):
    """A QuerySet whose bulk writes obey the same guard."""

    def update(self, **kwargs: Any) -> int:
        require_action(self.model.__name__)
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        require_action(self.model.__name__)
        return super().delete()

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        require_action(self.model.__name__)
        return super().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> int:
        require_action(self.model.__name__)
        return super().bulk_update(objs, *args, **kwargs)


class LegalModel(models.Model):
    """Base of every record with legal weight."""

    keeps_history: ClassVar[bool] = False
    """Whether each change of it is kept for the staff. Never on what holds a person's data."""
    _stored: dict[str, Any] | None = None

    objects: ClassVar[Any] = LegalQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        require_action(type(self).__name__)
        super().save(*args, **kwargs)
        if self.keeps_history:
            self._note("created" if self._stored is None else "changed")

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        require_action(type(self).__name__)
        if self.keeps_history:
            self._note("discarded")
        return super().delete(*args, **kwargs)

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **options: Any
    ) -> Self:
        row = super().from_db(db, field_names, values, **options)
        if cls.keeps_history:
            row._stored = dict(zip(field_names, values, strict=True))
        return row

    def history_of(self) -> "LegalModel":
        """The record in whose history its changes are told: itself, or what it is a part of."""
        return self

    def _note(self, verb: str) -> None:
        before = self._stored or {}
        now = {field.attname: field.value_from_object(self) for field in self._meta.concrete_fields}
        changes = {
            name: (before.get(name), value) for name, value in now.items() if before.get(name) != value
        }
        written = _written.get()
        if written is not None and (changes or verb == "discarded"):
            root = self.history_of()
            subject = (root._meta.label_lower, root.pk)
            told = changes if verb == "changed" else {}
            written.append(Written(self, verb, told, subject, str(self)))
        self._stored = now

    def with_changes(self, **changes: Any) -> Self:
        """Set the given fields and return self, for ``create_or_amend`` style actions."""
        for name, value in changes.items():
            setattr(self, name, value)
        return self
