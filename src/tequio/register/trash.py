"""The trash: a draft that is thrown away comes back exactly as it was, for thirty days.

A room names what it lets go with :func:`recoverable`, and calls :func:`discard` in place of ``delete()`` inside its
action. The rows are kept as they were, keys included, so that restoring is exact; files stay under their fingerprint
until the draft is erased for good.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, router, transaction
from django.db.models.deletion import Collector
from django.utils.translation import gettext as _

from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.core import clock
from tequio.core.legal import RuleError, action, require_action
from tequio.register.models import KEPT_FOR, Discarded, File


@dataclass(frozen=True)
class Recoverable:
    """How what is thrown away of one model comes back."""

    permission: Permission
    ensure: Callable[[User, Any], None]
    """Raises where this person, or the state of what it belongs to, does not allow it back."""
    url: Callable[[Any], str]
    """The staff page where it is seen again."""
    make_room: Callable[[Any], None] | None = None
    """Undoes what the room did to its neighbours when it left."""


_KINDS: dict[str, Recoverable] = {}


def recoverable(model: type[models.Model], how: Recoverable) -> None:
    """Let drafts of *model* be thrown away and brought back."""
    _KINDS[model._meta.label_lower] = how


def discard(row: models.Model, *, by: User, children: Iterable[models.Model] = ()) -> Discarded:
    """Take a draft out with all that hangs from it; called inside an action that has checked who and when.

    *children* are the rows that the database would not let go with it by itself; they leave first.
    """
    require_action(row)
    how = _KINDS[row._meta.label_lower]
    kept = [_as_kept(row)]
    for each in [*children, row]:
        kept += [line for line in (_as_kept(found) for found in _leaving_with(each)) if line not in kept]
        each.delete()
    return Discarded.objects.create(
        kind=row._meta.label_lower,
        permission=how.permission,
        title=str(row)[:300],
        rows=kept,
        discarded_by=by,
        discarded_at=clock.now(),
    )


@action
def restore(*, discarded: Discarded, by: User) -> str:
    """Bring a draft back exactly as it was and return its staff page.

    Refused when what it belonged to is gone or moved on, and when something else took its place.
    """
    held = Discarded.objects.select_for_update().filter(pk=discarded.pk).first()
    if held is None:
        raise RuleError(_("Ya no está en la papelera."))
    how = _KINDS[held.kind]
    rows = [_as_row(kept) for kept in held.rows]
    _refuse_orphans([row for row, _many in rows])
    root = rows[0][0]
    how.ensure(by, root)
    if how.make_room:
        how.make_room(root)
    try:
        with transaction.atomic():
            for row, _many in rows:
                row.save_base(raw=True, force_insert=True)
            for row, many in rows:
                for name, keys in many.items():
                    getattr(row, name).set(keys)
    except IntegrityError as taken:
        raise RuleError(_("Otro borrador ocupó su lugar: tiene su misma clave o número.")) from taken
    held.delete()
    return how.url(root)


def in_trash(user: User) -> models.QuerySet[Discarded]:
    """What *user* may bring back, the last first."""
    return Discarded.objects.filter(permission__in=user.permissions).select_related("discarded_by")


def erase_old() -> int:
    """Erase for good what was thrown away thirty days ago, with its files that nothing else uses; say how many."""
    old = list(Discarded.objects.filter(discarded_at__lt=clock.now() - KEPT_FOR))
    for held in old:
        with transaction.atomic():
            held.delete()
            for key in _files_in(held):
                _erase_file(key)
    return len(old)


def _leaving_with(row: models.Model) -> Iterator[models.Model]:
    """Every row that the database would delete with *row*, itself included."""
    collector = Collector(using=router.db_for_write(type(row), instance=row), origin=row)
    collector.collect([row])
    found = [each for rows in collector.data.values() for each in rows]
    found += [each for rows in collector.fast_deletes for each in rows]
    return (each for each in found if not each._meta.auto_created)


def _as_kept(row: models.Model) -> dict[str, Any]:
    values = {field.attname: _value(field, row) for field in row._meta.concrete_fields}
    many = {
        field.name: sorted(getattr(row, field.name).values_list("pk", flat=True))
        for field in row._meta.many_to_many
    }
    return {"model": row._meta.label_lower, "values": values, "many": many}


def _value(field: models.Field[Any, Any], row: models.Model) -> Any:
    """As JSON holds it without losing anything: dates and decimals as text, the rest as it is."""
    value = field.value_from_object(row)
    if value is None or isinstance(value, str | int) or isinstance(field, models.JSONField):
        return value
    return field.value_to_string(row)


def _as_row(kept: dict[str, Any]) -> tuple[models.Model, dict[str, list[Any]]]:
    model = apps.get_model(kept["model"])
    values = {
        field.attname: kept["values"][field.attname]
        if isinstance(field, models.JSONField)
        else field.to_python(kept["values"][field.attname])
        for field in model._meta.concrete_fields
        if field.attname in kept["values"]
    }
    return model(**values), kept["many"]


def _refuse_orphans(rows: list[models.Model]) -> None:
    """Refuse when a row points to one that is neither in the database nor among those that come back."""
    coming = {(type(row), row.pk) for row in rows}
    for row in rows:
        for field in row._meta.concrete_fields:
            target, key = field.related_model, getattr(row, field.attname)
            if not isinstance(field, models.ForeignKey) or key is None or (target, key) in coming:
                continue
            if not target._base_manager.filter(pk=key).exists():  # type: ignore[union-attr]  # a model's class
                raise RuleError(
                    _("Falta aquello de lo que formaba parte. Si está en la papelera, recupéralo antes.")
                )


def _files_in(held: Discarded) -> set[int]:
    """The files that its rows cite."""
    found = set()
    for kept in held.rows:
        for field in apps.get_model(kept["model"])._meta.concrete_fields:
            if field.related_model is File and kept["values"].get(field.attname):
                found.add(kept["values"][field.attname])
    return found


def _erase_file(key: int) -> None:
    """Erase a file unless an act, another record or another draft in the trash cites it."""
    file = File.objects.filter(pk=key, published_in__isnull=True).first()
    if file is None or any(key in _files_in(other) for other in Discarded.objects.all()):
        return
    for relation in file._meta.related_objects:
        if relation.related_model._base_manager.filter(**{relation.field.name: file}).exists():
            return
    content, name = file.content, str(file.content.name)
    file.delete()
    transaction.on_commit(lambda: content.storage.delete(name))
