"""What the articles say that legal terms and the commission's work rest on: (article, plain summary)."""

LGTAIP: tuple[tuple[str, str], ...] = (
    ("3", "Define palabras como datos abiertos, información de interés público y versión pública."),
    ("14 y 15", "Cualquier persona puede pedir información, gratis y sin decir para qué la quiere."),
    ("40", "El Comité de Transparencia confirma, modifica o revoca prórrogas, reservas e inexistencias."),
    ("41", "La Unidad de Transparencia recibe las solicitudes, ayuda a redactarlas y lleva su registro."),
    (
        "50 a 52",
        "La transparencia con sentido social publica información útil para un público y una necesidad.",
    ),
    (
        "53 a 55",
        "La apertura institucional pide participación, rendición de cuentas, innovación y datos abiertos.",
    ),
    ("58", "La información obligatoria se actualiza al menos cada tres meses, con fecha y área responsable."),
    ("61", "La información debe ser accesible, también para quienes hablan una lengua indígena."),
    ("65", "Enumera en 46 fracciones lo que todo gobierno debe publicar sin que se lo pidan."),
    ("66", "Agrega lo que deben publicar los municipios, como gacetas y actas de Cabildo."),
    ("86 y 87", "La autoridad revisa si se publica lo obligatorio y fija plazo para corregir lo que falte."),
    ("88 a 101", "Cualquier persona puede denunciar que falta información obligatoria."),
    ("105", "Cada área publica cada seis meses la lista de expedientes reservados, en formato abierto."),
    (
        "124",
        "Se puede pedir por la Plataforma Nacional, en oficina, por correo, por mensajería o de palabra.",
    ),
    (
        "125",
        "Lo que llega por otro medio se captura en la Plataforma Nacional y se entrega un acuse con folio.",
    ),
    ("126", "Solo pueden pedirte un medio para avisarte, qué información quieres y cómo la prefieres."),
    ("127", "Las respuestas por la Plataforma Nacional valen sin firma autógrafa."),
    ("128", "Los plazos de las notificaciones corren desde el día siguiente y se cuentan en días hábiles."),
    (
        "130",
        "Pueden pedirte aclarar la solicitud una vez. El plazo de respuesta se reinicia cuando contestas.",
    ),
    ("132", "Si la información ya es pública, te dicen dónde y cómo consultarla."),
    ("134", "La respuesta llega en el menor tiempo posible. Solo se prorroga con razones y antes de vencer."),
    ("136", "Si la respuesta llega tarde, el gobierno paga las copias y el envío."),
    ("137", "Fija cuánto tiempo hay para pagar las copias y cuánto tiempo se guardan después."),
    ("138", "Si la oficina no tiene la información, te lo dice y señala cuál la tiene."),
    ("144", "El recurso de revisión se presenta ante la autoridad garante o la Unidad de Transparencia."),
    ("145", "Enumera los 13 motivos para inconformarse. Uno de ellos es que no te respondan."),
    ("147", "Si falta un dato en el recurso, te piden completarlo. Nunca lo rechazan por el nombre."),
    ("148", "La autoridad garante debe resolver el recurso en un plazo que puede ampliar una vez."),
    ("153", "Admitido el recurso, las partes dicen lo que les conviene y ofrecen pruebas."),
    ("154", "La resolución fija el plazo para cumplirla."),
    ("156", "La resolución se notifica y se publica. Después el gobierno informa que cumplió."),
    ("162 a 164", "Regula la inconformidad ante la autoridad federal, solo por recursos federales."),
)

LGPDPPSO: tuple[tuple[str, str], ...] = (
    ("3", "Define los datos personales y los sensibles. Los días de esta ley son hábiles (fracción XII)."),
    ("15", "El uso de datos sensibles necesita consentimiento expreso y por escrito."),
    ("21", "Enumera lo que debe decir el aviso de privacidad integral."),
    ("43", "Quien ejerce derechos sobre sus datos acredita su identidad."),
    ("44", "Ejercer estos derechos es gratis. Las primeras veinte hojas no se cobran."),
    ("45", "Fija el plazo para responder, su prórroga y el plazo para hacer efectivo el derecho."),
    ("46", "Pueden pedirte completar la solicitud. El plazo se interrumpe mientras contestas."),
    ("47", "Si la oficina no es competente, te lo dice. La negativa pasa por el Comité de Transparencia."),
    ("48", "Si hay un trámite específico para ese dato, te avisan y eliges por cuál vía seguir."),
    ("68 a 72", "Los sistemas con riesgo alto presentan una evaluación de impacto antes de funcionar."),
    ("86 y 95", "Quien no está conforme puede presentar un recurso de revisión."),
    ("100", "La autoridad garante debe resolver el recurso en un plazo que puede ampliar una vez."),
)

LGDLPI: tuple[tuple[str, str], ...] = (
    ("4", "Las lenguas indígenas son lenguas nacionales y valen lo mismo que el español."),
    ("7", "Son válidas para cualquier asunto público, trámite, servicio o información."),
    ("9", "Toda persona puede comunicarse en su lengua, hablada o escrita."),
    ("13", "Los gobiernos difunden leyes, programas y servicios en la lengua de quien los recibe."),
)

LFT: tuple[tuple[str, str], ...] = (
    (
        "74",
        "Son días de descanso obligatorio: 1 de enero, primer lunes de febrero, tercer lunes de marzo, 1 de mayo, 16 "
        "de septiembre, tercer lunes de noviembre, 25 de diciembre, 1 de octubre cuando cambia la Presidencia de la "
        "República y los que fijen las leyes electorales.",
    ),
)

LFPA: tuple[tuple[str, str], ...] = (
    ("28", "Enumera los días que no son hábiles para las oficinas federales. Difiere de la Ley del Trabajo."),
    ("29", "Si el último día de un plazo no es hábil, el plazo sigue hasta el siguiente día hábil."),
)
