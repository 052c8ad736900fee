"""The desks of the rooms, in the order of the menu: what each is called, where it is and who may enter."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tequio.accounts.models import User
from tequio.accounts.roles import Permission as P


@dataclass(frozen=True)
class Section:
    """One entry of the staff menu."""

    label: str | Promise
    purpose: str | Promise
    url_name: str
    any_of: tuple[P, ...]

    @property
    def url(self) -> str:
        return reverse(self.url_name)


SECTIONS = (
    Section(
        _("Sesiones"),
        _("Prepara, convoca y asienta lo que ocurre en cada sesión."),
        "meetings:desk",
        (P.MEETING_PREPARE, P.MEETING_CONVENE, P.MEETING_RECORD, P.MINUTES_PUBLISH),
    ),
    Section(
        _("Compromisos"),
        _("Redacta planes, compromisos e hitos, y da cuenta de su avance."),
        "commitments:desk",
        (P.COMMITMENT_EDIT, P.COMMITMENT_PUBLISH, P.COMMITMENT_ASSESS),
    ),
    Section(_("Comisión"), _("Asientos, titulares y suplencias."), "bodies:desk", (P.BODY_EDIT,)),
    Section(
        _("Dependencias"),
        _("Dependencias y otras organizaciones, con sus fechas de vigencia."),
        "bodies:organization_desk",
        (P.ORGANIZATION_EDIT,),
    ),
    Section(
        _("Lugares"), _("Cabecera, juntas auxiliares y demás lugares."), "bodies:place_desk", (P.PLACE_EDIT,)
    ),
    Section(_("Marco legal"), _("Normas, plazos y días inhábiles."), "law:desk", (P.LAW_EDIT,)),
    Section(
        _("Importar"),
        _("Lo que ya está en tus hojas de cálculo: se revisa antes de publicar."),
        "importing:desk",
        (P.IMPORT_RUN,),
    ),
    Section(
        _("Traducciones"),
        _("Lo que falta traducir y lo que quedó atrasado."),
        "website:translations",
        (P.TRANSLATION_EDIT, P.TRANSLATION_REVIEW),
    ),
    Section(
        _("Páginas"),
        _("Textos del sitio: borrador, vista previa, revisión y publicación."),
        "wagtailadmin_home",
        (P.PAGE_EDIT, P.PAGE_PUBLISH),
    ),
    Section(
        _("Búsquedas sin resultado"),
        _("Lo que la gente busca y todavía no encuentra."),
        "website:zero_results",
        (P.PAGE_EDIT, P.PAGE_PUBLISH),
    ),
    Section(
        _("Datos personales"),
        _("Qué sabemos de una persona, para qué y hasta cuándo. Derechos ARCO."),
        "privacy:desk",
        (P.PERSONAL_DATA_MANAGE,),
    ),
    Section(
        _("Papelera"),
        _("Los borradores descartados en los últimos 30 días."),
        "workdesk:trash",
        (P.MEETING_PREPARE, P.COMMITMENT_EDIT, P.BODY_EDIT, P.LAW_EDIT),
    ),
    Section(
        _("Registro y testigos"),
        _("La llave del municipio y quién la vigila."),
        "workdesk:register",
        (P.REGISTER_MANAGE,),
    ),
    Section(
        _("Datos del municipio"),
        _("Contacto, horario y dirección del pie de página."),
        "workdesk:town",
        (P.TOWN_EDIT,),
    ),
    Section(
        _("Personas y funciones"),
        _("Cuentas y lo que cada una puede hacer."),
        "workdesk:people",
        (P.USER_MANAGE,),
    ),
    Section(
        _("Correo y trabajos"),
        _("Prueba el correo y atiende lo que no se pudo enviar."),
        "workdesk:mail",
        (P.MAIL_MANAGE,),
    ),
    Section(
        _("Accesos y cuentas"),
        _("Quién entró, qué cambió en cada cuenta y quién consultó datos personales."),
        "workdesk:account_events",
        (P.TRACE_READ,),
    ),
    Section(
        _("Quién hizo qué"),
        _("Cada cambio publicado, con quién lo hizo y cuándo."),
        "workdesk:traces",
        (P.TRACE_READ,),
    ),
    Section(
        _("Mis avisos"),
        _("Qué te enviamos por correo y cada cuánto."),
        "notifications:mine",
        tuple(P),
    ),
)


def sections_for(user: User) -> list[Section]:
    """The sections that *user* may enter."""
    return [section for section in SECTIONS if any(user.may(permission) for permission in section.any_of)]
