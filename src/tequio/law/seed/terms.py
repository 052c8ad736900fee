"""Legal terms of the base frame: requests, appeals, personal data and publishing duties."""

from functools import partial

from tequio.law.rules import TermGroup, Unit
from tequio.law.seed.shapes import BaseTerm


def _term(
    group: TermGroup,
    norm: str,
    key: str,
    amount: int,
    article: str,
    name: str,
    explanation: str,
    *,
    extension: str = "",
    restarted_by: str = "",
) -> BaseTerm:
    return BaseTerm(
        key, name, explanation, group, amount, norm, article, extension=extension, restarted_by=restarted_by
    )


_request = partial(_term, TermGroup.REQUESTS, "lgtaip")
_appeal = partial(_term, TermGroup.APPEALS, "lgtaip")
_personal = partial(_term, TermGroup.PERSONAL_DATA, "lgpdppso")

REQUESTS = (
    _request(
        "request.answer",
        20,
        "134",
        "Respuesta a una solicitud de información",
        "Tiempo máximo para responder tu solicitud y darte la información.",
        extension="request.extension",
        restarted_by="request.clarification",
    ),
    _request(
        "request.extension",
        10,
        "134",
        "Prórroga de la respuesta",
        "Tiempo adicional, con razones. El Comité de Transparencia la aprueba y te avisan antes de que venza el plazo.",
    ),
    _request(
        "request.clarification",
        5,
        "130",
        "Petición de aclarar la solicitud",
        "Tiempo para pedirte más datos, una sola vez. Si te la piden, el plazo de respuesta vuelve a empezar.",
    ),
    _request(
        "request.clarification_answer",
        10,
        "130",
        "Tu respuesta a la aclaración",
        "Tiempo que tienes para aclarar. Si no contestas, la solicitud se tiene por no presentada.",
    ),
    _request(
        "request.capture",
        5,
        "125",
        "Captura en la Plataforma Nacional y acuse",
        "Tiempo para registrar una solicitud que llegó por otro medio y enviarte el acuse con folio.",
    ),
    _request(
        "request.incompetence",
        3,
        "138",
        "Aviso de que otra oficina tiene la información",
        "Tiempo para decirte que la oficina no es competente y cuál lo es, si se sabe.",
    ),
    _request(
        "request.already_public",
        5,
        "132",
        "Aviso de que la información ya es pública",
        "Tiempo para decirte dónde y cómo consultar lo que ya está publicado.",
    ),
    _request(
        "request.payment",
        30,
        "137",
        "Pago de copias o envío",
        "Tiempo que tienes para pagar la reproducción o el envío.",
    ),
    _request(
        "request.pickup",
        60,
        "137",
        "Entrega del material pagado",
        "Tiempo mínimo que la oficina guarda tus copias después del pago.",
    ),
)

APPEALS = (
    _appeal(
        "appeal.filing",
        15,
        "144",
        "Recurso de revisión",
        "Tiempo para inconformarte. Se cuenta desde que te notifican la respuesta o desde que venció el plazo.",
    ),
    _appeal(
        "appeal.forwarding",
        1,
        "144",
        "Envío del recurso a la autoridad garante",
        "Si lo presentas ante la Unidad de Transparencia, lo envía al día siguiente.",
    ),
    _appeal(
        "appeal.clarification",
        5,
        "147",
        "Petición de completar el recurso",
        "Tiempo para pedirte el dato que falte en tu recurso.",
    ),
    _appeal(
        "appeal.parties",
        7,
        "153",
        "Manifestaciones de las partes",
        "Tiempo para que tú y la oficina digan lo que les convenga y ofrezcan pruebas.",
    ),
    _appeal(
        "appeal.resolution",
        40,
        "148",
        "Resolución del recurso",
        "Tiempo máximo para que la autoridad garante resuelva.",
        extension="appeal.resolution_extension",
    ),
    _appeal(
        "appeal.resolution_extension",
        20,
        "148",
        "Ampliación para resolver el recurso",
        "Tiempo adicional que la autoridad garante puede tomar una vez.",
    ),
    _appeal(
        "appeal.notification",
        3,
        "156",
        "Notificación de la resolución",
        "Tiempo para notificar y publicar la resolución.",
    ),
    _appeal(
        "appeal.compliance",
        10,
        "154",
        "Cumplimiento de la resolución",
        "Tiempo máximo para que el municipio cumpla lo que se resolvió.",
    ),
    _appeal(
        "appeal.compliance_report",
        3,
        "156",
        "Informe de cumplimiento",
        "Tiempo para que el municipio informe a la autoridad garante que cumplió.",
    ),
    _appeal(
        "inconformity.filing",
        15,
        "162 a 164",
        "Recurso de inconformidad",
        "Tiempo para acudir ante la autoridad federal. Solo procede por el uso de recursos federales.",
    ),
    _appeal(
        "complaint.admission",
        3,
        "88 a 101",
        "Admisión de una denuncia por información que falta",
        "Tiempo para admitir la denuncia de que algo obligatorio no está publicado.",
    ),
    _appeal(
        "complaint.report",
        5,
        "88 a 101",
        "Informe del municipio sobre la denuncia",
        "Tiempo para que el municipio explique por qué falta la información denunciada.",
    ),
    _appeal(
        "complaint.resolution",
        20,
        "88 a 101",
        "Resolución de la denuncia",
        "Tiempo para decidir si faltó publicar información obligatoria.",
    ),
    _appeal(
        "complaint.compliance",
        15,
        "88 a 101",
        "Cumplimiento de lo resuelto en la denuncia",
        "Tiempo para publicar lo que la resolución ordena.",
    ),
)

PERSONAL_DATA = (
    _personal(
        "arco.answer",
        20,
        "45",
        "Respuesta a una solicitud de derechos ARCO",
        "Tiempo máximo para decirte si procede el acceso, la corrección, la cancelación o la oposición.",
        extension="arco.extension",
        restarted_by="arco.clarification",
    ),
    _personal(
        "arco.extension",
        10,
        "45",
        "Prórroga de la respuesta ARCO",
        "Tiempo adicional, una sola vez. Te avisan antes de que venza el plazo.",
    ),
    _personal(
        "arco.effect",
        15,
        "45",
        "Cumplimiento del derecho ARCO",
        "Tiempo para hacer efectivo lo que se te respondió.",
    ),
    _personal(
        "arco.clarification",
        5,
        "46",
        "Petición de completar la solicitud ARCO",
        "Tiempo para pedirte los datos que falten.",
    ),
    _personal(
        "arco.clarification_answer",
        10,
        "46",
        "Tu respuesta a la petición",
        "Tiempo que tienes para completar tu solicitud de derechos ARCO.",
    ),
    _personal(
        "arco.incompetence",
        3,
        "47",
        "Aviso de que otra oficina tiene tus datos",
        "Tiempo para decirte que la oficina no es competente.",
    ),
    _personal(
        "arco.other_procedure",
        5,
        "48",
        "Aviso de que hay un trámite específico",
        "Tiempo para avisarte que puedes usar un trámite hecho para ese dato.",
    ),
    _personal(
        "arco.appeal",
        15,
        "86 y 95",
        "Recurso de revisión sobre datos personales",
        "Tiempo para inconformarte con la respuesta o con la falta de respuesta.",
    ),
    _personal(
        "arco.appeal_resolution",
        40,
        "100",
        "Resolución del recurso sobre datos personales",
        "Tiempo máximo para que la autoridad garante resuelva.",
        extension="arco.appeal_resolution_extension",
    ),
    _personal(
        "arco.appeal_resolution_extension",
        20,
        "100",
        "Ampliación para resolver el recurso sobre datos personales",
        "Tiempo adicional que la autoridad garante puede tomar una vez.",
    ),
    _personal(
        "impact.filing",
        30,
        "68 a 72",
        "Evaluación de impacto antes de usar un sistema",
        "Días previos al arranque en que se presenta la evaluación de impacto.",
    ),
    _personal(
        "impact.recommendations",
        30,
        "68 a 72",
        "Recomendaciones sobre la evaluación de impacto",
        "Tiempo para que la autoridad garante emita recomendaciones no obligatorias.",
    ),
)

PUBLISHING = (
    BaseTerm(
        "publication.update",
        "Actualización de la información obligatoria",
        "Tiempo máximo entre dos actualizaciones, salvo que la ley diga otro.",
        TermGroup.PUBLISHING,
        3,
        "lgtaip",
        "58",
        Unit.MONTHS,
    ),
    BaseTerm(
        "publication.reserved_index",
        "Índice de expedientes reservados",
        "Tiempo entre dos publicaciones del índice. Se publica en formato abierto el día siguiente a su elaboración.",
        TermGroup.PUBLISHING,
        6,
        "lgtaip",
        "105",
        Unit.MONTHS,
    ),
    BaseTerm(
        "verification.answer",
        "Respuesta a una verificación",
        "Tiempo máximo para atender lo que la autoridad garante encontró pendiente.",
        TermGroup.PUBLISHING,
        20,
        "lgtaip",
        "86 y 87",
    ),
)

TERMS: tuple[BaseTerm, ...] = (*REQUESTS, *APPEALS, *PERSONAL_DATA, *PUBLISHING)
