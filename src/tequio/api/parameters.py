"""What may be asked for: every parameter is on a list, and reads only the one way that is documented."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from tequio.register.kinds import Section

DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})", re.ASCII)
NUMBER = re.compile(r"\d{1,15}", re.ASCII)
MAX_PAGE = 100


def _iso_date(value: Any) -> date:
    try:
        if DATE.fullmatch(str(value)):
            return date.fromisoformat(str(value))
    except ValueError:
        pass
    raise PydanticCustomError("iso_date", "a date in ISO 8601")


def _iso_instant(value: Any) -> datetime:
    text = str(value).upper()
    try:
        if INSTANT.fullmatch(text):
            return datetime.fromisoformat(text).astimezone(UTC)
    except OverflowError:  # year 1 or 9999 at the other side of the world: nothing was published then
        return (
            datetime.min.replace(tzinfo=UTC) if text.startswith("0001") else datetime.max.replace(tzinfo=UTC)
        )
    except ValueError:
        pass
    raise PydanticCustomError("iso_instant", "an instant in RFC 3339")


def _whole_number(value: Any) -> int:
    if isinstance(value, int):
        return value
    if not NUMBER.fullmatch(str(value)):
        raise PydanticCustomError("whole_number", "a whole number")
    return int(value)


Day = Annotated[date, BeforeValidator(_iso_date)]
Instant = Annotated[datetime, BeforeValidator(_iso_instant)]
WHOLE = BeforeValidator(_whole_number)
Key = Annotated[str, Field(max_length=120, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
Sort = Literal["-published", "published", "-updated", "updated", "-occurred", "occurred", "relevance"]


class Paged(BaseModel):
    """How a list is handed over."""

    limit: Annotated[int, Field(ge=1, le=MAX_PAGE), WHOLE] = 50


class RecordQuery(Paged):
    """What every list of records can be asked."""

    q: Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")] | None = None
    section: Literal[tuple(Section.LABELS)] | None = None  # type: ignore[valid-type]  # known only at run time
    occurred_from: Day | None = None
    occurred_to: Day | None = None
    updated_since: Instant | None = None
    organization: Key | None = None
    place: Key | None = None
    body: Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")] | None = None
    sort: Sort | None = None
    cursor: Annotated[str, Field(max_length=500, json_schema_extra={"format": "tequio-cursor"})] | None = None


class LanguageQuery(BaseModel):
    """The language of the document; in the address, since copies of an answer serve everybody who asks for it."""

    lang: Literal["es", "en", "nah"] = "es"


class EntryQuery(Paged):
    """Which acts of the register."""

    start: Annotated[int, Field(ge=0, le=10**15), WHOLE] = 0


class DeadlineQuery(BaseModel):
    """Which term, and from when."""

    term: Key
    since: Day
    calendar: Key | None = None


class DayQuery(BaseModel):
    """Which days."""

    since: Day
    days: Annotated[int, Field(ge=1, le=366), WHOLE] = 31
    calendar: Key | None = None


EXPLAINED: dict[str, Promise | str] = {
    "limit": _("Cuántos por página: de 1 a 100."),
    "q": _(
        "Palabras que buscar, como en el buscador del sitio: sin acentos, plurales y sinónimos cuentan igual."
    ),
    "type": _("Tipo de registro; los hay en /api/v1/kinds."),
    "section": _("Parte de la crónica."),
    "occurred_from": _("Hechos de este día o después. Deja fuera lo que no tiene fecha conocida."),
    "occurred_to": _("Hechos de este día o antes. Deja fuera lo que no tiene fecha conocida."),
    "updated_since": _("Lo que cambió en este momento o después (RFC 3339, con zona)."),
    "organization": _("Clave de la Dependencia u organización que responde por el registro."),
    "place": _("Clave de un lugar que el registro beneficia."),
    "body": _("Clave del órgano colegiado o su nombre oficial completo."),
    "sort": _(
        "Orden: -published (normal) o published, por su primera publicación; -updated o updated, por su último "
        "cambio; -occurred u occurred, por la fecha del hecho; relevance, solo junto con q."
    ),
    "cursor": _("La marca de la página siguiente, tal como viene en «next»."),
    "start": _("Número del primer acto que quieres."),
    "id": _("Clave del registro dentro de su tipo; no cambia."),
    "index": _("Número del acto en el registro, desde 0."),
    "term": _("Clave del plazo legal; las hay en /api/v1/terms."),
    "since": _("Día en que empieza a correr el plazo, o primer día del periodo."),
    "days": _("Cuántos días, contando el primero: de 1 a 366."),
    "calendar": _("Clave del calendario de días inhábiles; si falta, el principal."),
}
"""What each parameter means, for the document and for the page."""
