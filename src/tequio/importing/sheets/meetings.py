"""The sheets of sessions and what they agreed."""

from tequio.importing.columns import Column, Format, Sheet
from tequio.importing.sheets.common import BODY, BRIEF, HEADINGS, LONG, MEETING, POST, SOURCE
from tequio.meetings.rules import (
    AgreementStatus,
    AttendanceState,
    ItemKind,
    MeetingKind,
    Modality,
    VoteOption,
)

MEETINGS = Sheet(
    "Sesiones",
    "meeting",
    "Una fila por cada sesión celebrada. Escribe solo lo que consta.",
    (
        BODY,
        Column("kind", "Tipo", "Tipo de sesión.", Format.CHOICE, required=True, example="Ordinaria",
               choices=MeetingKind),
        Column("number", "Número", "Su número dentro del año, si lo tiene.", Format.NUMBER, example="1", limit=999),
        Column("year", "Año", "El año al que pertenece.", Format.NUMBER, required=True, example="2024", limit=2100),
        Column("when", "Fecha", "El día o, si no consta, el mes o el año.", Format.LOOSE_DATE,
               example="14/02/2024"),
        Column("time", "Hora", "La hora de inicio, si consta.", Format.TIME, example="10:30"),
        Column("date_note", "Nota sobre la fecha", "Qué se sabe de la fecha, si no consta el día.",
               example="La prensa lo informó el 20 de abril de 2025; no da el día.", limit=300),
        Column("period", "Periodo", "El periodo del órgano. Si está vacío, el vigente en la fecha.",
               Format.REFERENCE, refers="period", example="2021–2024", limit=60),
        Column("call", "Convocatoria", "1 si hubo quórum en la primera convocatoria; 2 si fue en la segunda.",
               Format.NUMBER, example="1", limit=2),
        Column("modality", "Modalidad", "Cómo se celebró.", Format.CHOICE, example="Presencial", choices=Modality),
        Column("place", "Lugar", "Dónde se celebró.", example="Sala de Cabildo"),
        Column("address", "Dirección", "La dirección del lugar.", example="Plaza de la Concordia 1", limit=300),
        Column("area", "Parte del municipio", "El lugar, como está en la hoja Lugares.", Format.REFERENCE,
               refers="place", example="San Andrés Cholula", limit=120),
        BRIEF,
        *HEADINGS,
        SOURCE,
        Column("source_note", "Nota de la fuente", "Qué documento es la fuente. Escribe la fuente, esta nota o las "
               "dos.", example="Acta firmada, archivo de la Secretaría técnica", limit=300),
        Column("video_url", "Video", "Dónde está el video.", Format.LINK,
               example="https://sanandrescholula.gob.mx/video", limit=500),
    ),
)  # fmt: skip

AGENDA = Sheet(
    "Orden del día",
    "meeting",
    "Una fila por cada punto, en su orden.",
    (
        MEETING,
        Column("title", "Punto", "Título del punto.", required=True, example="Lectura del informe trimestral"),
        Column("kind", "Tipo", "Para qué es el punto. Si está vacío, informativo.", Format.CHOICE,
               example="Informativo", choices=ItemKind),
        Column("outcome", "Resultado", "Qué resultó.", Format.LONG_TEXT, example="Se dio por recibido.", limit=LONG),
    ),
    parent="meeting",
)  # fmt: skip

ATTENDANCE = Sheet(
    "Asistencia",
    "meeting",
    "Una fila por cada asiento en cada sesión.",
    (
        MEETING,
        POST,
        Column("state", "Asistencia", "Cómo asistió el asiento.", Format.CHOICE, required=True, example="Presente",
               choices=AttendanceState),
        Column("accreditation", "Documento", "El oficio que acredita la suplencia o justifica la falta.",
               example="Oficio TM/33/2024"),
    ),
    parent="meeting",
)  # fmt: skip

VOTES = Sheet(
    "Votaciones",
    "meeting",
    "Una fila por cada asiento en cada votación. Se necesita la asistencia de esa sesión.",
    (
        MEETING,
        Column("point", "Punto", "El punto que se votó, como está en la hoja Orden del día.", required=True,
               example="Aprobación del calendario"),
        Column("motion", "Propuesta", "La propuesta tal como se votó. Una por punto.", Format.LONG_TEXT,
               required=True, example="Se aprueba el calendario de sesiones.", limit=LONG),
        POST,
        Column("option", "Voto", "Cómo votó el asiento.", Format.CHOICE, required=True, example="A favor",
               choices=VoteOption),
    ),
    parent="meeting",
)  # fmt: skip

AGREEMENTS = Sheet(
    "Acuerdos",
    "agreement",
    "Una fila por cada acuerdo. Su folio se forma con las siglas, la sesión y el número.",
    (
        MEETING,
        Column("sequence", "Número", "Qué acuerdo de esa sesión es: 1, 2, 3…", Format.NUMBER, required=True,
               example="1", limit=999),
        Column("title", "Título", "De qué trata.", required=True, example="Publicar el gasto cada trimestre"),
        Column("text", "Texto", "El acuerdo completo.", Format.LONG_TEXT, required=True,
               example="La Tesorería publicará el gasto cada trimestre.", limit=20_000),
        Column("responsible", "Responsable", "La Dependencia que debe cumplirlo.", Format.REFERENCE,
               refers="organization", example="Tesorería Municipal"),
        Column("due_on", "Fecha límite", "Último día para cumplirlo.", Format.DATE, example="30/06/2024"),
        Column("proof", "Cómo se comprobará", "Qué mostrará que se cumplió.", Format.LONG_TEXT,
               example="La página de transparencia muestra el gasto.", limit=LONG),
        Column("status", "Estado", "Cómo está. Si está vacío, en proceso.", Format.CHOICE, example="Cumplido",
               choices=AgreementStatus),
        Column("resolved_on", "Fecha en que se resolvió", "Cuándo se cumplió o se cerró.", Format.DATE,
               example="15/06/2024"),
        Column("resolution", "Cómo se resolvió", "Cómo se cumplió o por qué se cerró.", Format.LONG_TEXT,
               example="Se publicó el 15 de junio.", limit=LONG),
    ),
)  # fmt: skip
