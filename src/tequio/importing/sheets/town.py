"""The sheets of organizations, places, bodies and who belongs to them."""

from tequio.bodies.rules import AppointmentKind, BodyKind, OrganizationKind, PlaceKind, SeatRole
from tequio.importing.columns import Column, Format, Sheet
from tequio.importing.sheets.common import BODY, BRIEF, HEADINGS, LONG, POST, SOURCE

ORGANIZATIONS = Sheet(
    "Organizaciones",
    "organization",
    "Una fila por cada Dependencia, institución u organización.",
    (
        Column("name", "Nombre", "Nombre oficial vigente.", required=True, example="Tesorería Municipal"),
        Column("short_name", "Nombre corto", "Siglas o nombre corto.", example="Tesorería", limit=60),
        Column("kind", "Tipo", "Qué clase de organización es.", Format.CHOICE, required=True,
               example="Dependencia", choices=OrganizationKind),
        Column("parent", "Depende de", "La organización a la que pertenece.", Format.REFERENCE,
               refers="organization", example="Ayuntamiento de San Andrés Cholula"),
        Column("since_on", "Desde", "Primer día de su existencia, si consta.", Format.DATE, example="15/10/2021"),
        Column("until_on", "Hasta", "Último día, si dejó de existir.", Format.DATE, example="14/10/2024"),
        Column("website", "Página", "Su página.", Format.LINK, example="https://sanandrescholula.gob.mx"),
        Column("phone", "Teléfono", "Teléfono de la oficina.", example="222 403 70 00", limit=60),
        Column("former_name", "Nombre anterior", "El nombre que tuvo antes, si cambió.",
               example="Dirección de Egresos"),
        Column("renamed_on", "Cambió de nombre el", "Primer día del nombre vigente.", Format.DATE,
               example="01/02/2023"),
        SOURCE,
    ),
)  # fmt: skip

PLACES = Sheet(
    "Lugares",
    "place",
    "Una fila por cada junta auxiliar, inspectoría u otro lugar del municipio.",
    (
        Column("name", "Nombre", "Nombre oficial.", required=True, example="San Bernardino Tlaxcalancingo", limit=120),
        Column("kind", "Tipo", "Qué clase de lugar es.", Format.CHOICE, required=True, example="Junta auxiliar",
               choices=PlaceKind),
        Column("x", "Posición horizontal", "En el mapa del municipio, de izquierda (0) a derecha (1000).",
               Format.NUMBER, example="350", limit=1000),
        Column("y", "Posición vertical", "En el mapa del municipio, de arriba (0) a abajo (1000).",
               Format.NUMBER, example="600", limit=1000),
        Column("since_on", "Desde", "Primer día de su condición actual, si consta.", Format.DATE,
               example="15/10/2021"),
        Column("until_on", "Hasta", "Último día, si ya no la tiene.", Format.DATE, example="14/10/2024"),
        Column("notes", "Notas", "Lo que conviene saber del lugar.", Format.LONG_TEXT, limit=LONG),
        SOURCE,
    ),
)  # fmt: skip

BODIES = Sheet(
    "Órganos",
    "body",
    "Una fila por cada órgano colegiado. Solo uno puede ser la comisión.",
    (
        Column("name", "Nombre", "Nombre oficial.", required=True, example="Comisión de Gobierno Abierto"),
        Column("short_name", "Siglas", "Siglas. Con ellas se forma el folio de sus acuerdos.", required=True,
               example="CGA", limit=30),
        Column("aliases", "Otros nombres", "Otros nombres con que se busca, uno por renglón.", Format.LONG_TEXT,
               limit=LONG),
        Column("kind", "Tipo", "Qué clase de órgano es.", Format.CHOICE, required=True, example="Comisión",
               choices=BodyKind),
        Column("organization", "Institución", "A qué institución pertenece.", Format.REFERENCE, required=True,
               refers="organization", example="Ayuntamiento de San Andrés Cholula"),
        Column("created_on", "Fecha de creación", "Fecha del acto que lo creó.", Format.DATE,
               example="14/01/2022"),
        Column("creation_basis", "Acto que lo creó", "El acuerdo o la norma que lo creó.",
               example="Acuerdo de Cabildo del 14 de enero de 2022", limit=300),
        BRIEF,
        *HEADINGS,
        SOURCE,
    ),
)  # fmt: skip

PERIODS = Sheet(
    "Periodos",
    "period",
    "Una fila por cada periodo en que un órgano quedó instalado.",
    (
        BODY,
        Column("label", "Periodo", "Cómo se llama el periodo.", required=True, example="2021–2024", limit=60),
        Column("administration", "Administración", "La administración municipal.",
               example="Administración 2021–2024"),
        Column("since_on", "Consta desde", "Primer día en que consta en funciones. Si está vacío, el de su "
               "instalación.", Format.DATE, example="11/04/2022"),
        Column("installed_on", "Fecha de instalación", "El día exacto, si consta.", Format.DATE,
               example="11/04/2022"),
        Column("installed_note", "Nota sobre la instalación", "Lo que se sabe, si no consta el día.",
               example="abril de 2025; el día exacto no está documentado"),
        Column("ended_on", "Terminó el", "Último día en funciones, si ya terminó.", Format.DATE,
               example="14/10/2024"),
        SOURCE,
    ),
)  # fmt: skip

MEMBERS = Sheet(
    "Integrantes",
    "period",
    "Una fila por cada nombramiento: quién ocupó cada asiento, y desde cuándo.",
    (
        BODY,
        Column("period", "Periodo", "El periodo, como está en la hoja Periodos.", Format.REFERENCE, required=True,
               refers="period", example="2021–2024", limit=60),
        POST,
        Column("organization", "Dependencia", "La Dependencia u organización del cargo.", Format.REFERENCE,
               required=True, refers="organization", example="Tesorería Municipal"),
        Column("role", "Función", "Qué hace el asiento en el órgano.", Format.CHOICE, required=True,
               example="Vocalía", choices=SeatRole),
        Column("has_vote", "Tiene voto", "Si el asiento vota.", Format.YES_NO, required=True, example="Sí"),
        Column("seat_since_on", "Asiento desde", "Si el asiento se agregó después de la instalación.", Format.DATE,
               example="01/06/2022"),
        Column("seat_until_on", "Asiento hasta", "Si el asiento se suprimió antes del fin.", Format.DATE,
               example="31/12/2023"),
        Column("person", "Persona", "Nombre completo, si consta. Nunca entra al registro público; se puede retirar "
               "a petición.", example="María Pérez López"),
        Column("character", "Carácter", "Titular o suplente.", Format.CHOICE, example="Titular",
               choices=AppointmentKind),
        Column("since_on", "Desde", "Primer día en el asiento. Si está vacío, el del periodo.", Format.DATE,
               example="11/04/2022"),
        Column("until_on", "Hasta", "Último día en el asiento, si terminó antes que el periodo.", Format.DATE,
               example="31/12/2023"),
        Column("post_label", "Cargo como lo ostenta", "Si es otro que el del asiento.", example="Tesorera Municipal"),
        Column("instrument", "Documento", "Con qué se nombró o acreditó. La suplencia siempre lo lleva.",
               example="Oficio PM/12/2022", limit=300),
    ),
    parent="period",
)  # fmt: skip
