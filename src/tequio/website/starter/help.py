"""/ayuda/: what people ask about the commission and this site."""

from tequio.website.starter.shape import StarterPage, button, heading, paragraph, question

HELP = StarterPage(
    slug="ayuda",
    title="Ayuda",
    summary=(
        "Respuestas cortas sobre la comisión, sus sesiones, los compromisos, este sitio y tu derecho a pedir "
        "información. Si no encuentras la tuya, llama o visítanos."
    ),
    blocks=(
        heading("La comisión"),
        question(
            "¿Para qué sirve la comisión?",
            "Reúne a la Presidencia Municipal y a las Dependencias para que el gobierno rinda "
            "cuentas, publique "
            'información útil y trabaje con la ciudadanía. <a href="/comision/">Conoce la comisión</a>.',
        ),
        question(
            "¿Quiénes la integran?",
            "Quienes ocupan ciertos cargos del gobierno municipal. El asiento es del cargo, no de la persona. "
            '<a href="/comision/integrantes/">Mira los asientos y quién ocupa cada uno</a>.',
        ),
        question(
            "¿Puedo asistir a una sesión?",
            "La página de cada sesión dice dónde es, a qué hora y cómo asistir. Si no lo dice, "
            "pregunta por teléfono "
            'antes de ir. <a href="/contacto/">Datos de contacto</a>.',
        ),
        question(
            "¿Es lo mismo que el Comité de Transparencia?",
            "No. El Comité de Transparencia decide, por ejemplo, si una respuesta se reserva o si su "
            "plazo se amplía. La comisión impulsa prácticas de gobierno abierto. Cada uno tiene sus "
            "propias sesiones y actas.",
        ),
        heading("Acuerdos y compromisos"),
        question(
            "¿Qué diferencia hay entre un acuerdo y un compromiso?",
            "Un acuerdo es lo que la comisión decide en una sesión. Un compromiso es un resultado "
            "que una Dependencia promete alcanzar, con fechas, hitos y pruebas. Un compromiso puede "
            "nacer de un acuerdo.",
        ),
        question(
            "¿Quién dice que un compromiso se cumplió?",
            "Nadie lo marca a mano sin pruebas. Primero se publica la evidencia y después la "
            "Secretaría técnica la revisa. El retraso es automático: aparece solo cuando pasa la fecha. "
            '<a href="/compromisos/metodo/">Lee cómo se calcula</a>.',
        ),
        question(
            "Veo un dato equivocado. ¿Qué hago?",
            "Avisa a la Secretaría técnica por teléfono, correo o en persona. Si hay error, "
            "publicará una versión "
            'nueva con el motivo. La versión anterior no se borra. <a href="/contacto/">Datos de contacto</a>.',
        ),
        heading("Este sitio"),
        question(
            "¿Cómo busco?",
            "Escribe como hablas. No importan los acentos, las mayúsculas ni los errores de dedo. Si "
            "tienes un folio, "
            'escríbelo y llegas a su página. <a href="/buscar/">Buscar</a>.',
        ),
        question(
            "¿Cómo compruebo que un documento es auténtico?",
            "Con su folio o con el archivo. El sitio compara su huella con la que se publicó y te "
            "dice si cambió. "
            '<a href="/verifica/">Verificar un documento</a>.',
        ),
        question(
            "¿Necesito una cuenta o internet rápido?",
            "No hay cuentas para la ciudadanía. Las páginas pesan poco, funcionan sin JavaScript y "
            "se pueden imprimir.",
        ),
        question(
            "¿Puedo usar lo que se publica?",
            "Sí. La información es pública. Puedes copiarla, analizarla y compartirla; cita la fuente.",
        ),
        question(
            "¿Está en náhuatl?",
            "Las traducciones las hacen y las revisan personas que hablan la lengua, nunca una "
            "máquina. Lo que aún no está traducido se muestra en español y lo dice.",
        ),
        heading("Pedir información"),
        question(
            "¿Tengo que dar mi nombre para pedir información?",
            "No. La ley solo pide tres datos: qué quieres saber, cómo prefieres recibirlo y dónde "
            "avisarte. Tampoco tienes que decir para qué lo quieres (Ley General de Transparencia, "
            "artículos 14 y 126).",
        ),
        question(
            "¿Cómo la pido?",
            "En la Plataforma Nacional de Transparencia, por correo, por escrito o de viva voz en la Unidad de "
            "Transparencia (artículo 124). La Unidad te ayuda a redactarla y es gratis.",
        ),
        question(
            "¿Cuánto tarda la respuesta?",
            "Según la Ley General, hasta 20 días hábiles, que pueden ampliarse 10 más con un motivo "
            "(artículo 134). La ley estatal puede precisar plazos: la Unidad de Transparencia te "
            "dice la fecha exacta.",
        ),
        question(
            "¿Y si no me contestan o no estoy de acuerdo?",
            "Tienes 15 días hábiles para presentar un recurso de revisión ante la autoridad garante "
            "o en la misma Unidad de Transparencia (artículo 144). Te ayudamos a redactarlo.",
        ),
        heading("Quién hace qué"),
        paragraph(
            "El sitio reparte el trabajo en funciones, y cada una solo puede hacer lo que aquí se dice."
        ),
        button("Ver quién puede hacer qué", "/ayuda/quien-puede-hacer-que/"),
    ),
)
