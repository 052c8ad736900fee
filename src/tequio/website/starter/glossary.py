"""/glosario/: the words of the site in plain language, with the law that defines them where one does."""

from tequio.website.starter.shape import StarterPage, heading, term

LAW = "Ley General de Transparencia y Acceso a la Información Pública"

GLOSSARY = StarterPage(
    slug="glosario",
    title="Glosario",
    summary="Las palabras que usamos en este sitio, explicadas sin tecnicismos. Cuando una ley las define, dice cuál.",
    blocks=(
        heading("Gobierno abierto"),
        term(
            "Gobierno abierto",
            "Forma de gobernar que publica información útil, rinde cuentas y decide junto con la "
            "ciudadanía. La ley lo llama “apertura institucional”.",
            f"{LAW}, artículos 53 a 55",
        ),
        term(
            "Transparencia con sentido social",
            "Publicar, sin que nadie lo pida, información que le sirve a un grupo de personas para "
            "resolver algo. Antes se llamaba “transparencia proactiva”.",
            f"{LAW}, artículos 50 a 52",
        ),
        term(
            "Datos abiertos",
            "Datos públicos que cualquiera puede descargar y usar gratis, sin registrarse, en formatos que una "
            "computadora lee. Solo hay que citar la fuente.",
            f"{LAW}, artículo 3, fracción VIII",
        ),
        term(
            "Información de interés público",
            "La que importa a la sociedad y no solo a una persona: ayuda a entender qué hace el gobierno.",
            f"{LAW}, artículo 3, fracción XIV",
        ),
        term(
            "Máxima publicidad",
            "Principio por el cual todo es público salvo que una ley diga lo contrario, y esa "
            "excepción se explica.",
        ),
        heading("La comisión y sus sesiones"),
        term(
            "Comisión",
            "Órgano colegiado del Ayuntamiento que impulsa el gobierno abierto. Decide en sesiones, con votos.",
        ),
        term("Cabildo", "La Presidencia Municipal, las regidurías y la sindicatura, reunidas para decidir."),
        term("Integración", "La comisión tal como queda instalada en cada administración."),
        term("Asiento", "Lugar en la comisión. Pertenece a un cargo; quien ocupa el cargo ocupa el asiento."),
        term("Vocalía", "Asiento con voz y voto en la comisión."),
        term("Suplente", "Quien asiste en lugar de la persona titular, con un oficio que lo acredita."),
        term(
            "Secretaría técnica",
            "Prepara y convoca las sesiones, asienta lo que ocurre y publica los resultados.",
        ),
        term("Enlace", "Persona de cada Dependencia que informa el avance de sus compromisos."),
        term(
            "Dependencia", "Oficina del gobierno municipal: una secretaría, una dirección, una coordinación."
        ),
        term("Sesión ordinaria", "Reunión prevista en el calendario de la comisión."),
        term(
            "Sesión extraordinaria",
            "Reunión que se convoca por un asunto que no puede esperar. Solo trata ese asunto.",
        ),
        term("Orden del día", "Lista de los puntos que se tratarán en una sesión."),
        term("Quórum", "Número de integrantes que deben estar presentes para que las decisiones valgan."),
        term("Votación nominal", "Votación en la que consta el sentido del voto de cada asiento."),
        term("Acuerdo", "Lo que la comisión decidió: qué se hará, quién lo hará y para cuándo."),
        term("Acta", "Documento que cuenta lo que pasó en una sesión: asistencia, votos y acuerdos."),
        heading("Compromisos"),
        term("Plan de acción", "Conjunto de compromisos de un periodo."),
        term("Compromiso", "Resultado que una Dependencia promete alcanzar en una fecha."),
        term("Hito", "Paso de un compromiso, con fecha y con prueba."),
        term("Evidencia", "Documento, foto o enlace que prueba un avance."),
        term("Con retraso", "Pasó la fecha y no hay prueba publicada. Se calcula solo, cada medianoche."),
        heading("Comprobar lo publicado"),
        term(
            "Registro público",
            "Lista de todo lo que se publica, en orden. Solo crece: nada se borra ni se cambia sin "
            "que se note.",
        ),
        term("Acto", "Cada anotación del registro público: algo que se publicó, se corrigió o se retiró."),
        term("Folio", "Clave que identifica un documento o un acuerdo y que no cambia."),
        term(
            "Huella",
            "Código que se calcula a partir de un archivo o un texto. Si cambia una letra, cambia la "
            "huella. La nuestra se llama SHA-256.",
        ),
        term(
            "Testigo",
            "Institución de fuera del Ayuntamiento que vigila el registro y firma que no ha cambiado.",
        ),
        term("Versión", "Cada texto publicado de un mismo documento. La corrección no borra la anterior."),
        heading("Tu derecho a saber"),
        term(
            "Unidad de Transparencia",
            "Oficina que recibe las solicitudes de información, ayuda a redactarlas y entrega las respuestas.",
            f"{LAW}, artículo 41",
        ),
        term(
            "Comité de Transparencia",
            "Grupo que decide si una información se reserva, no existe o necesita más plazo. No es "
            "la comisión.",
            f"{LAW}, artículos 39 y 40",
        ),
        term(
            "Autoridad garante",
            "Quien revisa los casos cuando no estás de acuerdo con la respuesta. En Puebla es "
            "Transparencia para Puebla y sus Municipios, que sustituyó al ITAIPUE.",
            f"{LAW}, artículo 3, fracción IV",
        ),
        term(
            "Plataforma Nacional de Transparencia (PNT)",
            "Sitio nacional donde se registran las solicitudes de información y sus respuestas.",
            f"{LAW}, artículos 44 a 46",
        ),
        term(
            "Recurso de revisión",
            "Inconformidad que presentas si no te responden o la respuesta no es correcta.",
            f"{LAW}, artículo 144",
        ),
        term(
            "Versión pública",
            "Documento del que se tapan los datos que la ley protege, con el motivo a la vista.",
            f"{LAW}, artículo 3, fracción XXI",
        ),
        term(
            "Derechos ARCO",
            "Derechos sobre tus propios datos personales: acceder a ellos, corregirlos, pedir que se "
            "borren u oponerte a que se usen.",
            "Ley General de Protección de Datos Personales en Posesión de Sujetos Obligados",
        ),
        term(
            "Día hábil",
            "Día en que la autoridad trabaja. Los plazos no cuentan sábados, domingos ni días "
            "inhábiles publicados.",
        ),
        heading("El municipio"),
        term("Junta auxiliar", "Autoridad de un pueblo del municipio, que sus habitantes eligen."),
        term("Inspectoría", "Autoridad de una localidad más pequeña que una junta auxiliar."),
    ),
)
