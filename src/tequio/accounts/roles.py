"""Every permission of the system and the roles that hold them, each described for the public page.

The page "Quién puede hacer qué" is made from this file, so what it says is what the code enforces.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(models.TextChoices):
    """What a person on the staff may do. Named NOUN_VERB; the label completes "puede …"."""

    BODY_EDIT = "body.edit", _("registrar la comisión, sus asientos e integrantes")
    ORGANIZATION_EDIT = "organization.edit", _("registrar Dependencias y otras organizaciones")
    PLACE_EDIT = "place.edit", _("registrar lugares del municipio")
    LAW_EDIT = "law.edit", _("registrar normas, plazos y días inhábiles")
    MEETING_PREPARE = "meeting.prepare", _("preparar sesiones y su orden del día")
    MEETING_CONVENE = "meeting.convene", _("convocar, posponer y cancelar sesiones")
    MEETING_RECORD = "meeting.record", _("asentar asistencia, votaciones y acuerdos de una sesión")
    MINUTES_PUBLISH = "minutes.publish", _("publicar el acta de una sesión")
    COMMITMENT_EDIT = "commitment.edit", _("redactar planes, compromisos e hitos")
    COMMITMENT_PUBLISH = "commitment.publish", _("publicar planes, compromisos e hitos")
    COMMITMENT_ASSESS = "commitment.assess", _("declarar cumplido un hito o un compromiso")
    IMPORT_RUN = "import.run", _("importar registros anteriores desde hojas de cálculo")
    TRANSLATION_EDIT = "translation.edit", _("traducir textos publicados")
    TRANSLATION_REVIEW = "translation.review", _("revisar y aprobar traducciones")
    PAGE_EDIT = "page.edit", _("redactar páginas del sitio")
    PAGE_PUBLISH = "page.publish", _("publicar páginas del sitio")
    TOWN_EDIT = "town.edit", _("cambiar los datos de contacto y la apariencia del sitio")
    USER_MANAGE = "user.manage", _("dar de alta personas usuarias y asignarles funciones")
    REGISTER_MANAGE = "register.manage", _("administrar la llave y los testigos del registro público")
    MAIL_MANAGE = "mail.manage", _("probar el correo y atender lo que no se pudo enviar")
    TRACE_READ = "trace.read", _("consultar quién hizo cada cambio")
    PERSONAL_DATA_MANAGE = "personal_data.manage", _("atender derechos sobre datos personales")


DRAFTING = frozenset(
    {
        Permission.MEETING_PREPARE,
        Permission.COMMITMENT_EDIT,
        Permission.TRANSLATION_EDIT,
        Permission.PAGE_EDIT,
    }
)
"""What only prepares drafts. Whoever may do anything else needs a second factor, when the town's policy asks it."""


@dataclass(frozen=True)
class RoleDescription:
    """A role: its name, what it is for in one sentence, and its permissions."""

    name: Promise | str
    purpose: Promise | str
    permissions: frozenset[Permission]


class Role(models.TextChoices):
    SECRETARIAT = "secretariat", _("Secretaría técnica")
    PRESIDENCY = "presidency", _("Presidencia")
    VOCAL = "vocal", _("Vocalía")
    LIAISON = "liaison", _("Enlace de una Dependencia")
    TRANSPARENCY_UNIT = "transparency_unit", _("Unidad de Transparencia")
    MODERATOR = "moderator", _("Moderación")
    EDITOR = "editor", _("Redacción")
    TRANSLATOR = "translator", _("Traducción")
    AUDITOR = "auditor", _("Auditoría")
    ADMINISTRATOR = "administrator", _("Administración del sistema")


_P = Permission
ROLES: dict[Role, RoleDescription] = {
    Role.SECRETARIAT: RoleDescription(
        _("Secretaría técnica"),
        _("Prepara y convoca las sesiones, asienta lo que ocurre y publica sus resultados."),
        frozenset(
            set(_P)
            - {_P.USER_MANAGE, _P.REGISTER_MANAGE, _P.TRANSLATION_REVIEW, _P.PERSONAL_DATA_MANAGE}
            - {_P.MAIL_MANAGE}
        ),
    ),
    Role.PRESIDENCY: RoleDescription(
        _("Presidencia"),
        _("Convoca y conduce las sesiones de la comisión."),
        frozenset({_P.MEETING_PREPARE, _P.MEETING_CONVENE}),
    ),
    Role.VOCAL: RoleDescription(
        _("Vocalía"),
        _("Integra la comisión con voz y voto. Propone puntos para el orden del día."),
        frozenset({_P.MEETING_PREPARE}),
    ),
    Role.LIAISON: RoleDescription(
        _("Enlace de una Dependencia"),
        _("Redacta los compromisos de su Dependencia y sus avances. La Secretaría técnica los publica."),
        frozenset({_P.COMMITMENT_EDIT}),
    ),
    Role.TRANSPARENCY_UNIT: RoleDescription(
        _("Unidad de Transparencia"),
        _("Mantiene el marco legal, los plazos y los días inhábiles. Atiende los derechos ARCO."),
        frozenset({_P.LAW_EDIT, _P.PAGE_EDIT, _P.PERSONAL_DATA_MANAGE}),
    ),
    Role.MODERATOR: RoleDescription(
        _("Moderación"),
        _("Revisa lo que otra persona redactó para el sitio y decide si se publica."),
        frozenset({_P.PAGE_PUBLISH}),
    ),
    Role.EDITOR: RoleDescription(
        _("Redacción"),
        _("Escribe las páginas del sitio. Otra persona las publica."),
        frozenset({_P.PAGE_EDIT}),
    ),
    Role.TRANSLATOR: RoleDescription(
        _("Traducción"),
        _("Traduce a otras lenguas lo que ya está publicado. Revisa el trabajo de otras personas."),
        frozenset({_P.TRANSLATION_EDIT, _P.TRANSLATION_REVIEW}),
    ),
    Role.AUDITOR: RoleDescription(
        _("Auditoría"),
        _("Consulta quién hizo cada cambio. No puede modificar nada."),
        frozenset({_P.TRACE_READ}),
    ),
    Role.ADMINISTRATOR: RoleDescription(
        _("Administración del sistema"),
        _("Da de alta cuentas y cuida la llave del registro. No redacta ni publica actos de la comisión."),
        frozenset({_P.USER_MANAGE, _P.REGISTER_MANAGE, _P.TOWN_EDIT, _P.MAIL_MANAGE, _P.TRACE_READ}),
    ),
}


SCOPED = frozenset({Role.LIAISON})
"""Roles that somebody holds for one Dependencia, named in ``RoleAssignment.scope``."""


def permissions_of(roles: set[Role]) -> frozenset[Permission]:
    """All that somebody with *roles* may do."""
    return frozenset().union(*(ROLES[role].permissions for role in roles))
