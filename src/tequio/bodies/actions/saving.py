"""What the room's actions share: checked saves, free keys, and the office that publishes."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.text import slugify

from tequio.core.legal import LegalModel, LegalQuerySet, RuleError
from tequio.core.models import Town


def save_checked(row: LegalModel) -> None:
    """Save *row* if its fields and constraints allow it; else :class:`RuleError` with the first reason."""
    try:
        row.full_clean()
    except ValidationError as refused:
        field, messages = next(iter(refused.message_dict.items()))
        raise RuleError(messages[0], field=None if field == NON_FIELD_ERRORS else field) from refused
    row.save()


def free_slug(text: str, rows: LegalQuerySet, *, limit: int) -> str:
    """A key made of *text* that none of *rows* has: ``tesoreria``, then ``tesoreria-2``."""
    base = slugify(text.replace("–", "-"))[: limit - 4].strip("-") or "sin-nombre"
    taken = set(rows.filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    return next(slug for number in range(2, len(taken) + 2) if (slug := f"{base}-{number}") not in taken)


def issuer() -> str:
    """The office that keeps these records: the commission's technical secretariat."""
    town = Town.current()
    return f"Secretaría Técnica · {town.commission_short or town.commission_name}"
