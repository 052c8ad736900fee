"""The public lists of this room as data, each with the filters of its page."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tequio.core import clock
from tequio.core.tables import Column, Kind, Row, Table
from tequio.law.exports import each_day_off, source_url
from tequio.law.models import NonWorkingDay, Norm, Term, TermVersion, WorkCalendar
from tequio.law.rules import Level, TermGroup
from tequio.register.listings import Listing

PAGE = Column("pagina", _("Página"), _("Dirección de su página."))
NORMS = Table(
    "normas",
    _("Normas"),
    (
        Column("clave", _("Clave"), _("Clave de la norma; no cambia.")),
        Column("nombre", _("Nombre"), _("Nombre oficial.")),
        Column("siglas", _("Siglas"), _("Siglas o nombre corto.")),
        Column("nivel", _("Nivel"), _("General, federal, estatal o municipal.")),
        Column("expidio", _("Quién la expidió"), _("Autoridad que la expidió.")),
        Column("medio", _("Dónde se publicó"), _("Gaceta o periódico oficial.")),
        Column("publicada", _("Publicada"), _("Fecha de esa publicación."), Kind.DATE),
        Column("ultima_reforma", _("Última reforma"), _("Fecha de la última reforma conocida."), Kind.DATE),
        Column("en_vigor", _("En vigor"), _("Si obliga hoy."), Kind.BOOLEAN),
        Column("resumen", _("En pocas palabras"), _("Qué dice, en lenguaje claro.")),
        Column("texto_oficial", _("Texto oficial"), _("Dónde leer el texto que vale.")),
        PAGE,
    ),
    _("Una fila por norma publicada del nivel elegido."),
    ("clave",),
)
TERMS = Table(
    "plazos",
    _("Plazos legales"),
    (
        Column("clave", _("Clave"), _("Clave del plazo; no cambia.")),
        Column("plazo", _("Plazo"), _("Nombre del plazo.")),
        Column("tema", _("Tema"), _("Asunto al que pertenece.")),
        Column("cantidad", _("Cantidad"), _("Cuánto dura hoy; vacío si hoy no está en vigor."), Kind.INTEGER),
        Column("unidad", _("Unidad"), _("En qué se cuenta.")),
        Column("fundamento", _("Fundamento"), _("Artículo que lo fija.")),
        Column("vale_desde", _("Vale desde"), _("Primer día de esta versión."), Kind.DATE),
        Column("estado", _("Estado"), _("Si la oficina responsable lo confirmó.")),
        PAGE,
    ),
    _("Una fila por plazo legal, con lo que dura hoy."),
    ("clave",),
)
DAYS_OFF = Table(
    "dias-inhabiles",
    _("Días inhábiles"),
    (
        Column("fecha", _("Fecha"), _("Día que no cuenta."), Kind.DATE),
        Column("motivo", _("Motivo"), _("Por qué no cuenta.")),
        Column("tipo", _("Tipo"), _("Descanso, acuerdo, vacaciones o suspensión.")),
        Column("fundamento", _("Fundamento"), _("Artículo o acuerdo que lo decidió.")),
        Column("enlace", _("Enlace"), _("Dónde se puede leer.")),
    ),
    _("Una fila por día inhábil del año, sin contar el descanso semanal."),
    ("fecha",),
)


def chosen(request: HttpRequest, name: str, choices: Any) -> str:
    """The value of a filter if it is one of *choices*, else none at all."""
    value = request.GET.get(name, "")
    return value if value in choices.values else ""


def norms_of(level: str) -> QuerySet[Norm]:
    """The published norms of a level, or all, in reading order."""
    norms: QuerySet[Norm] = Norm.objects.published().in_reading_order(clock.today())
    return norms.filter(level=level) if level else norms


def norms_listing(request: HttpRequest) -> Listing:
    """The norms of the legal frame."""
    level, page = chosen(request, "nivel", Level), reverse("law:index")
    return Listing(
        NORMS,
        _("Marco legal"),
        f"{page}?nivel={level}" if level else page,
        lambda: _norm_rows(norms_of(level)),
        ("nombre", "nivel", "en_vigor"),
        filters=(str(Level(level).label),) if level else (),
    )


def _norm_rows(norms: QuerySet[Norm]) -> Iterator[Row]:
    today = clock.today()
    for norm in norms.iterator():
        yield (
            norm.slug,
            norm.name,
            norm.short_name,
            norm.get_level_display(),
            norm.issuer,
            norm.gazette,
            norm.published_on,
            norm.last_reform_on,
            norm.is_in_force(today),
            norm.summary,
            norm.official_url,
            settings.TEQUIO_URL + norm.get_absolute_url(),
        )


def terms_of(group: str) -> QuerySet[Term]:
    """The legal terms of a matter, or all, each with its version in force at ``in_force``."""
    versions = TermVersion.objects.on(clock.today()).select_related("basis__norm")
    rows = Term.objects.order_by("position", "key")
    rows = rows.prefetch_related(Prefetch("versions", versions, to_attr="in_force"))
    return rows.filter(group=group) if group else rows


def terms_listing(request: HttpRequest) -> Listing:
    """The legal terms and how long they last today."""
    group, page = chosen(request, "tema", TermGroup), reverse("law:terms")
    return Listing(
        TERMS,
        _("Plazos legales"),
        f"{page}?tema={group}" if group else page,
        lambda: _term_rows(terms_of(group)),
        ("plazo", "cantidad", "unidad", "fundamento"),
        filters=(str(TermGroup(group).label),) if group else (),
    )


def _term_rows(terms: QuerySet[Term]) -> Iterator[Row]:
    for term in terms:
        version: TermVersion | None = next(iter(term.in_force), None)  # type: ignore[attr-defined]  # prefetched above
        facts: Row = (None, "", "", None, "")
        if version:
            confidence, unit = version.get_confidence_display(), version.get_unit_display()
            facts = (version.amount, unit, str(version.basis), version.valid_from, confidence)
        page = settings.TEQUIO_URL + term.get_absolute_url()
        yield term.key, term.name, term.get_group_display(), *facts, page


def with_days() -> QuerySet[WorkCalendar]:
    """Calendars with their days and what those cite, loaded once."""
    days = NonWorkingDay.objects.select_related("basis__norm", "order_file")
    rows: QuerySet[WorkCalendar] = WorkCalendar.objects.prefetch_related(Prefetch("days", days))
    return rows


def asked_version(request: HttpRequest, calendar: WorkCalendar) -> int:
    """The version named in the address when the calendar has it, else its newest."""
    asked = request.GET.get("version", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else calendar.version
    return number if 1 <= number <= calendar.version else calendar.version


def days_listing(request: HttpRequest, slug: str, year: int) -> Listing:
    """The days off of one year of a calendar, in any of its versions."""
    calendar = with_days().filter(slug=slug).first()
    if calendar is None or year not in calendar.years:
        raise Http404
    return of_days(calendar, year, asked_version(request, calendar))


def of_days(calendar: WorkCalendar, year: int, version: int) -> Listing:
    """The days of a calendar that was loaded with them."""
    page = reverse("law:calendar_year", args=[calendar.slug, year])
    is_newest = version == calendar.version
    return Listing(
        DAYS_OFF,
        f"{calendar.name}, {year}",
        page if is_newest else f"{page}?version={version}",
        lambda: _day_rows(calendar, year, version),
        ("fecha", "motivo", "tipo"),
        calendar_url=reverse("law:calendar_download", args=[calendar.slug, year, "ics"]) if is_newest else "",
    )


def _day_rows(calendar: WorkCalendar, year: int, version: int) -> Iterator[Row]:
    for row, day in each_day_off(calendar, year, version):
        yield day, row.reason, row.get_kind_display(), row.source, source_url(row)
