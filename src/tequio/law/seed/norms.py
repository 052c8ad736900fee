"""Norms of the base legal frame."""

from datetime import date

from tequio.law.rules import Level, TextStatus
from tequio.law.seed.norm_articles import LFPA, LFT, LGDLPI, LGPDPPSO, LGTAIP
from tequio.law.seed.shapes import BaseNorm

CONGRESS = "Congreso de la Unión"
STATE_CONGRESS = "Congreso del Estado de Puebla"
DOF = "Diario Oficial de la Federación"
STATE_GAZETTE = "Periódico Oficial del Estado de Puebla"
LIBRARY = "https://www.diputados.gob.mx/LeyesBiblio/pdf/"
READ_AT = "https://github.com/madfam-org/leyes-como-codigo-mx"
READ_NOTE = (
    "Texto leído en una copia pública de febrero de 2026. Las frases de esta página son un resumen propio."
)
MISSING = (
    "No se encontró el texto publicado; solo notas de prensa. Los resúmenes se harán cuando la Unidad de "
    "Transparencia entregue el texto oficial."
)

NORMS: tuple[BaseNorm, ...] = (
    BaseNorm(
        slug="lgtaip",
        name="Ley General de Transparencia y Acceso a la Información Pública",
        short_name="LGTAIP",
        level=Level.GENERAL,
        issuer=CONGRESS,
        gazette=DOF,
        published_on=date(2025, 3, 20),
        in_force_from=date(2025, 3, 21),
        official_url=LIBRARY + "LGTAIP.pdf",
        source_url=READ_AT,
        source_note=READ_NOTE,
        summary="Dice cómo cualquier persona puede pedir información pública y qué debe publicar cada gobierno sin "
        "que se lo pidan. También fija los plazos y la manera de inconformarse.",
        meaning="Puedes pedir información sin decir tu nombre ni para qué la quieres. Es gratis. El municipio debe "
        "responderte en un plazo fijo, y puedes inconformarte si no lo hace.",
        articles=LGTAIP,
    ),
    BaseNorm(
        slug="lgtaip-2015",
        name="Ley General de Transparencia y Acceso a la Información Pública de 2015",
        short_name="LGTAIP 2015",
        level=Level.GENERAL,
        issuer=CONGRESS,
        gazette=DOF,
        published_on=date(2015, 5, 4),
        in_force_from=date(2015, 5, 5),
        in_force_until=date(2025, 3, 20),
        text_status=TextStatus.CITED,
        source_url=READ_AT,
        source_note="La abrogó la ley general de 2025, según su segundo artículo transitorio.",
        summary="Fue la ley general de transparencia anterior. De ella vienen palabras que todavía se usan, como "
        "transparencia proactiva.",
        meaning="Ya no se aplica a solicitudes nuevas. Aparece para entender documentos anteriores a marzo de 2025.",
    ),
    BaseNorm(
        slug="lgpdppso",
        name="Ley General de Protección de Datos Personales en Posesión de Sujetos Obligados",
        short_name="LGPDPPSO",
        level=Level.GENERAL,
        issuer=CONGRESS,
        gazette=DOF,
        published_on=date(2025, 3, 20),
        last_reform_on=date(2025, 11, 14),
        in_force_from=date(2025, 3, 21),
        official_url=LIBRARY + "LGPDPPSO.pdf",
        source_url=READ_AT,
        source_note=READ_NOTE,
        summary="Protege los datos personales que tienen los gobiernos. Da a cada persona el derecho de conocer, "
        "corregir o borrar sus datos y de oponerse a su uso.",
        meaning="Puedes preguntar qué datos tuyos tiene el municipio y pedir que los corrija o los elimine. Aquí sí "
        "debes acreditar quién eres.",
        articles=LGPDPPSO,
    ),
    BaseNorm(
        slug="ley-transparencia-puebla",
        name="Ley de Transparencia y Acceso a la Información Pública del Estado de Puebla",
        short_name="Ley de Transparencia de Puebla",
        level=Level.STATE,
        issuer=STATE_CONGRESS,
        gazette=STATE_GAZETTE,
        published_on=date(2025, 7, 31),
        text_status=TextStatus.CITED,
        source_url="https://www.lajornadadeoriente.com.mx/puebla/transparencia-puebla-sustituye-itaipue-octubre-2025",
        source_note=MISSING,
        summary="Es la ley del estado publicada en julio de 2025. Creó el órgano Transparencia para Puebla y sus "
        "Municipios, que sustituye al ITAIPUE.",
        meaning="Puede fijar reglas propias para los municipios. Mientras no se tenga su texto, aquí se muestran los "
        "plazos de la ley general.",
        state="Puebla",
    ),
    BaseNorm(
        slug="ley-datos-personales-puebla",
        name="Ley de Protección de Datos Personales en Posesión de Sujetos Obligados del Estado de Puebla",
        short_name="Ley de Datos Personales de Puebla",
        level=Level.STATE,
        issuer=STATE_CONGRESS,
        gazette=STATE_GAZETTE,
        published_on=date(2025, 7, 31),
        text_status=TextStatus.CITED,
        source_url="https://www.lajornadadeoriente.com.mx/puebla/transparencia-puebla-sustituye-itaipue-octubre-2025",
        source_note=MISSING,
        summary="Es la ley del estado sobre los datos personales que tienen las oficinas públicas. Se publicó en julio "
        "de 2025.",
        meaning="Completa la ley general en Puebla. Mientras no se tenga su texto, aquí se muestran los plazos de la "
        "ley general.",
        state="Puebla",
    ),
    BaseNorm(
        slug="ley-organica-municipal-puebla",
        name="Ley Orgánica Municipal del Estado de Puebla",
        short_name="Ley Orgánica Municipal",
        level=Level.STATE,
        issuer=STATE_CONGRESS,
        gazette=STATE_GAZETTE,
        published_on=date(2001, 3, 23),
        last_reform_on=date(2026, 6, 8),
        text_status=TextStatus.CITED,
        official_url="https://ojp.puebla.gob.mx/media/k2/attachments/Ley_Organica_Municipal_TEV_08062026.pdf",
        source_url="https://github.com/anthonyfuar/Biblioteca-Legal-Libre-de-Mexico",
        source_note="Solo se leyó el inicio del texto. Falta revisar los artículos sobre sesiones.",
        summary="Dice cómo se organizan los ayuntamientos de Puebla, qué puede decidir el Cabildo y qué hace cada "
        "autoridad municipal.",
        meaning="De aquí sale la facultad del Cabildo para crear comisiones y del municipio para darse reglamentos.",
        state="Puebla",
    ),
    BaseNorm(
        slug="ley-gobierno-digital-puebla",
        name="Ley de Gobierno Digital para el Estado de Puebla y sus Municipios",
        short_name="Ley de Gobierno Digital",
        level=Level.STATE,
        issuer=STATE_CONGRESS,
        text_status=TextStatus.CITED,
        source_url="https://www.informatica-juridica.com/etiqueta/"
        "de-gobierno-digital-para-el-estado-de-puebla-y-sus-municipios",
        source_note="Se aprobó en 2015. No se confirmó si sigue en vigor tras la ley nacional de trámites de 2025.",
        summary="Regula el uso de medios electrónicos en las oficinas del estado y de los municipios de Puebla.",
        meaning="Permite trámites por internet, sin quitar validez a los actos que necesitan firma autógrafa.",
        state="Puebla",
    ),
    BaseNorm(
        slug="lnetb",
        name="Ley Nacional para Eliminar Trámites Burocráticos",
        short_name="LNETB",
        level=Level.GENERAL,
        issuer=CONGRESS,
        gazette=DOF,
        published_on=date(2025, 7, 16),
        in_force_from=date(2025, 7, 17),
        official_url=LIBRARY + "LNETB.pdf",
        source_url=READ_AT,
        source_note=READ_NOTE,
        summary="Obliga a los tres órdenes de gobierno a simplificar y digitalizar trámites y servicios, con palabras "
        "que la gente entienda.",
        meaning="El municipio debe ofrecer sus trámites por varios canales y describirlos en lenguaje ciudadano.",
        articles=(
            (
                "6",
                "El documento digital con firma electrónica avanzada vale igual que el papel firmado (fracción "
                "VIII). El programa pagado con dinero público se comparte entre autoridades (fracción XIX).",
            ),
            (
                "16",
                "El municipio digitaliza trámites, acepta Llave MX, prefiere alojar datos en el país y comparte "
                "el código de sus sistemas de trámites.",
            ),
            ("54", "Cada trámite se describe en lenguaje ciudadano (fracción V)."),
        ),
    ),
    BaseNorm(
        slug="lga",
        name="Ley General de Archivos",
        short_name="LGA",
        level=Level.GENERAL,
        issuer=CONGRESS,
        gazette=DOF,
        published_on=date(2018, 6, 15),
        last_reform_on=date(2025, 11, 14),
        official_url=LIBRARY + "LGA.pdf",
        source_url=READ_AT,
        source_note=READ_NOTE,
        summary="Ordena cómo guardar, organizar y conservar los documentos públicos, en papel y electrónicos.",
        meaning="Lo que la comisión decide debe quedar documentado y poder consultarse dentro de muchos años.",
        articles=(
            (
                "41",
                "Los documentos electrónicos se incorporan, se describen, se protegen y dejan rastro de su uso.",
            ),
            (
                "43",
                "Se conserva el formato original, una copia visual y los datos que describen el documento.",
            ),
            (
                "46",
                "Los sistemas aseguran que el documento sea auténtico, íntegro y disponible, en formatos abiertos.",
            ),
            ("49", "Las firmas electrónicas se protegen para que puedan comprobarse con el paso del tiempo."),
        ),
    ),
    BaseNorm(
        slug="lgdlpi",
        name="Ley General de Derechos Lingüísticos de los Pueblos Indígenas",
        short_name="LGDLPI",
        level=Level.GENERAL,
        issuer=CONGRESS,
        gazette=DOF,
        published_on=date(2003, 3, 13),
        official_url=LIBRARY + "LGDLPI.pdf",
        source_url=READ_AT,
        source_note=READ_NOTE,
        summary="Reconoce las lenguas indígenas como lenguas nacionales, con el mismo valor que el español en todo el "
        "país.",
        meaning="Puedes hablar, escribir y pedir información pública en náhuatl o en cualquier lengua indígena.",
        articles=LGDLPI,
    ),
    BaseNorm(
        slug="lft",
        name="Ley Federal del Trabajo",
        short_name="LFT",
        level=Level.FEDERAL,
        issuer=CONGRESS,
        gazette=DOF,
        published_on=date(1970, 4, 1),
        official_url=LIBRARY + "LFT.pdf",
        source_url=READ_AT,
        source_note=READ_NOTE,
        summary="Regula las relaciones de trabajo. Aquí interesa porque enumera los días de descanso obligatorio.",
        meaning="Sirve como punto de partida del calendario: en esos días casi ninguna oficina trabaja.",
        articles=LFT,
    ),
    BaseNorm(
        slug="lfpa",
        name="Ley Federal de Procedimiento Administrativo",
        short_name="LFPA",
        level=Level.FEDERAL,
        issuer=CONGRESS,
        gazette=DOF,
        published_on=date(1994, 8, 4),
        last_reform_on=date(2025, 11, 14),
        official_url=LIBRARY + "LFPA.pdf",
        source_url=READ_AT,
        source_note=READ_NOTE,
        summary="Dice cómo actúan las oficinas federales y cómo se cuentan sus plazos.",
        meaning="No obliga al municipio. Es referencia para contar plazos donde la ley aplicable no dice cómo.",
        articles=LFPA,
    ),
    BaseNorm(
        slug="lfea",
        name="Ley de Firma Electrónica Avanzada",
        short_name="LFEA",
        level=Level.FEDERAL,
        issuer=CONGRESS,
        gazette=DOF,
        published_on=date(2012, 1, 11),
        last_reform_on=date(2025, 11, 14),
        official_url=LIBRARY + "LFEA.pdf",
        source_url=READ_AT,
        source_note=READ_NOTE,
        summary="Regula la firma electrónica avanzada, como la e.firma, en los actos de la administración federal.",
        meaning="Por sí sola no autoriza al municipio. Explica qué contiene una firma electrónica y qué efectos tiene.",
        articles=(
            ("1 a 3", "Se aplica a la administración pública federal y a quienes tratan con ella."),
            ("7", "La firma electrónica avanzada produce los mismos efectos que la firma autógrafa."),
            ("17", "El certificado lleva datos personales de quien firma, como la CURP y el correo."),
        ),
    ),
)
