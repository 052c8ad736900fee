"""What people call the columns that the kinds themselves do not name: parts of a record, and what the register adds."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tequio.core.tables import Column, Kind, Label
from tequio.register.kinds import PublicRecord

META = (
    Column("record_title", _("Título"), _("Cómo se llama el registro en el sitio.")),
    Column("record_version", _("Versión"), _("Cuántas veces se ha publicado."), Kind.INTEGER),
    Column("record_first_at", _("Publicado"), _("Cuándo entró por primera vez al registro."), Kind.INSTANT),
    Column("record_updated_at", _("Actualizado"), _("Cuándo entró la versión vigente."), Kind.INSTANT),
    Column("record_act", _("Acto"), _("Número del acto que la publicó; con él se comprueba."), Kind.INTEGER),
    Column("record_path", _("Página"), _("Dirección de su página, sin el dominio.")),
)
RECORD = Column("record", _("Clave del registro"), _("Registro al que pertenece la parte."))
POSITION = Column("position", _("Orden"), _("Lugar que tiene dentro del registro, desde 1."), Kind.INTEGER)
PARTS: dict[str, Label] = {
    "id": _("Clave"),
    "name": _("Nombre"),
    "accreditation": _("Oficio que acredita"),
    "abstain": _("Abstenciones"),
    "absent": _("Ausentes"),
    "against": _("En contra"),
    "amount": _("Cantidad"),
    "article": _("Artículo"),
    "basis": _("Fundamento"),
    "confidence": _("Estado"),
    "documents": _("Documentos"),
    "file": _("Archivo"),
    "first_on": _("Primer día"),
    "government_duties": _("A qué se obliga el gobierno"),
    "has_vote": _("Tiene voto"),
    "in_favour": _("A favor"),
    "instrument": _("Documento que acredita"),
    "instrument_file": _("Archivo del documento"),
    "is_met": _("Hubo quórum"),
    "issued_on": _("Fecha del acuerdo"),
    "kind": _("Tipo"),
    "last_on": _("Último día"),
    "media_type": _("Tipo de archivo"),
    "moves_if_non_working": _("Se recorre si vence en día inhábil"),
    "name_commitment": _("Nombre (compromiso)"),
    "needed": _("Necesarios"),
    "norm": _("Clave de la norma"),
    "norm_name": _("Norma"),
    "note": _("Nota"),
    "number": _("Número"),
    "office": _("Cargo"),
    "option": _("Sentido"),
    "order": _("Acuerdo"),
    "organization": _("Organización"),
    "outcome": _("Resultado"),
    "partner_duties": _("A qué se obliga la organización"),
    "present": _("Presentes"),
    "proposer": _("Quién lo propone"),
    "reason": _("Motivo"),
    "recused": _("Se excusaron"),
    "seat": _("Asiento"),
    "seats": _("Asientos"),
    "sha256": _("Huella (SHA-256)"),
    "since_on": _("Desde"),
    "size": _("Tamaño en bytes"),
    "starts": _("Empieza a contar"),
    "state": _("Asistencia"),
    "summary": _("En pocas palabras"),
    "title": _("Título"),
    "unit": _("Unidad"),
    "until_on": _("Hasta"),
    "url": _("Enlace"),
    "valid_from": _("Vale desde"),
    "valid_to": _("Vale hasta"),
    "what": _("Qué cambió"),
}


def label_of(shape: type[PublicRecord], named: tuple[str, ...]) -> Label:
    """What people call a field: the kind's own word for it, and for what is inside of it, this room's."""
    first, *inside = named
    words = [shape.field_labels.get(first) or PARTS.get(first, first)]
    words += [PARTS.get(name, name) for name in inside]
    return format_lazy(": ".join(["{}"] * len(words)), *words)
