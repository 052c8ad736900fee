"""The public lists of this room as data, each with the filters of its page."""

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from tequio.bodies.forms import OnDateForm
from tequio.bodies.membership import members_on
from tequio.bodies.models import Body, Organization, Place
from tequio.bodies.rules import OrganizationKind
from tequio.core import clock
from tequio.core.tables import Column, Kind, Row, Table
from tequio.register.listings import Listing

PAGE = Column("pagina", _("Página"), _("Dirección de su página."))
SINCE = Column("desde", _("Desde"), _("Primer día; vacío si no está documentado."), Kind.DATE)
UNTIL = Column("hasta", _("Hasta"), _("Último día; vacío mientras dura."), Kind.DATE)
ORGANIZATIONS = Table(
    "dependencias",
    _("Dependencias y organizaciones"),
    (
        Column("clave", _("Clave"), _("Clave de la organización; no cambia.")),
        Column("nombre", _("Nombre"), _("Nombre vigente.")),
        Column("nombre_corto", _("Nombre corto"), _("Nombre corto o siglas.")),
        Column("tipo", _("Tipo"), _("Qué clase de organización es.")),
        Column("depende_de", _("Depende de"), _("Organización a la que pertenece.")),
        Column("telefono", _("Teléfono"), _("Teléfono de la oficina.")),
        Column("sitio", _("Sitio"), _("Su propia página.")),
        SINCE,
        UNTIL,
        Column("la_sucede", _("La sucede"), _("Organización que tomó su trabajo.")),
        PAGE,
    ),
    _("Una fila por Dependencia u organización de la lista elegida."),
    ("clave",),
)
MEMBERS = Table(
    "integrantes",
    _("Integrantes de la comisión"),
    (
        Column("asiento", _("Asiento"), _("Clave del asiento en su integración.")),
        Column("cargo", _("Cargo"), _("Cargo público al que pertenece el asiento.")),
        Column("dependencia", _("Dependencia"), _("Cómo se llamaba ese día la Dependencia del cargo.")),
        Column("funcion", _("Función"), _("Qué hace el asiento en la comisión.")),
        Column("tiene_voto", _("Tiene voto"), _("Si el asiento vota."), Kind.BOOLEAN),
        Column("titular", _("Titular"), _("Quién lo ocupaba ese día; vacío si estaba vacante.")),
        Column("suplencia", _("Suplencia"), _("Quiénes podían suplirle, separados por “; ”.")),
        Column("titular_desde", _("Titular desde"), _("Primer día de quien lo ocupaba."), Kind.DATE),
        PAGE,
    ),
    _("Una fila por asiento que existía en la fecha elegida."),
    ("asiento",),
)
PLACES = Table(
    "lugares",
    _("Lugares del municipio"),
    (
        Column("clave", _("Clave"), _("Clave del lugar; no cambia.")),
        Column("nombre", _("Nombre"), _("Nombre oficial.")),
        Column("tipo", _("Tipo"), _("Cabecera, junta auxiliar, inspectoría, delegación u otro.")),
        Column(
            "x", _("Posición horizontal"), _("De izquierda (0) a derecha (1000) en el esquema."), Kind.INTEGER
        ),
        Column("y", _("Posición vertical"), _("De arriba (0) a abajo (1000) en el esquema."), Kind.INTEGER),
        SINCE,
        Column("notas", _("Notas"), _("Lo que conviene saber del lugar.")),
        PAGE,
    ),
    _("Una fila por lugar publicado que existe hoy."),
    ("clave",),
)
ORGANIZATION_LISTS = {
    "": _("Dependencias"),
    "otras": _("Otras organizaciones"),
    "anteriores": _("Organizaciones que ya no existen"),
}


def organizations_of(shown: str, today: date) -> QuerySet[Organization]:
    """One of the three lists of organizations, in its order."""
    published = Organization.objects.published().select_related("parent", "successor")
    in_force = published.in_force(today)
    rows: QuerySet[Organization] = {
        "": in_force.dependencias(),
        "otras": in_force.exclude(kind=OrganizationKind.DEPENDENCIA).order_by("kind", "name"),
        "anteriores": published.filter(until_on__lt=today).order_by("-until_on"),
    }[shown]
    return rows


def shown_list(request: HttpRequest) -> str:
    """Which list the address asks for; the first when it asks for another thing."""
    asked = request.GET.get("ver", "")
    return asked if asked in ORGANIZATION_LISTS else ""


def organizations_listing(request: HttpRequest) -> Listing:
    """Dependencias, other institutions, or those that no longer exist."""
    shown, page = shown_list(request), reverse("bodies:organizations")
    return Listing(
        ORGANIZATIONS,
        ORGANIZATION_LISTS[shown],
        f"{page}?ver={shown}" if shown else page,
        lambda: _organization_rows(organizations_of(shown, clock.today())),
        ("nombre", "tipo", "telefono"),
    )


def _organization_rows(organizations: QuerySet[Organization]) -> Iterator[Row]:
    for row in organizations:
        successor = row.successor.name if row.successor and row.successor.is_published else ""
        parent = row.parent.name if row.parent and row.parent.is_published else ""
        yield (
            row.slug,
            row.name,
            row.short_name,
            row.get_kind_display(),
            parent,
            row.phone,
            row.website,
            row.since_on,
            row.until_on,
            successor,
            settings.TEQUIO_URL + row.get_absolute_url(),
        )


def members_listing(request: HttpRequest) -> Listing:
    """Who sits at the table today, or sat there on ``?fecha=``."""
    form, page = OnDateForm(request.GET), reverse("bodies:members")
    asked = form.cleaned_data["fecha"] if form.is_valid() else None
    return of_members(asked or clock.today(), f"{page}?fecha={asked.isoformat()}" if asked else page)


def of_members(on: date, page: str) -> Listing:
    """The table of one day."""
    return Listing(
        MEMBERS,
        _("Integrantes de la comisión"),
        page,
        lambda: _member_rows(on),
        ("cargo", "funcion", "titular"),
        filters=(date_format(on, "DATE_FORMAT"),) if "?" in page else (),
    )


def _member_rows(on: date) -> Iterator[Row]:
    commission = Body.objects.commission()
    for member in members_on(commission, on) if commission else []:
        seat, titular = member.seat, member.titular
        yield (
            seat.slug,
            titular.office if titular else seat.post.label,
            member.organization_name,
            seat.get_role_display(),
            seat.has_vote,
            titular.holder_name if titular else "",
            "; ".join(alternate.holder_name for alternate in member.alternates),
            titular.since_on if titular else None,
            settings.TEQUIO_URL + seat.get_absolute_url(),
        )


def places_listing(request: HttpRequest) -> Listing:
    """The places of the municipality."""
    return Listing(
        PLACES,
        _("Lugares del municipio"),
        reverse("bodies:places"),
        _place_rows,
        ("nombre", "tipo"),
    )


def _place_rows() -> Iterator[Row]:
    for row in Place.objects.published().in_force(clock.today()):
        page = settings.TEQUIO_URL + row.get_absolute_url()
        yield row.slug, row.name, row.get_kind_display(), row.x, row.y, row.since_on, row.notes, page
