"""Statements about the site itself: only what is true of it, with the date on which it was checked."""

from tequio.website.starter.shape import StarterPage, bullets, button, heading, paragraph, steps

ACCESSIBILITY = StarterPage(
    slug="accesibilidad",
    title="Accesibilidad",
    summary=(
        "Queremos que cualquier persona pueda leer y usar este sitio. Aquí decimos qué revisamos, "
        "qué falta y cómo avisarnos de una barrera."
    ),
    blocks=(
        heading("Qué buscamos cumplir"),
        paragraph(
            "Nuestra meta es el nivel AA de las pautas WCAG 2.2. Ninguna persona ajena al proyecto "
            "ha certificado todavía que lo cumplamos. Esta declaración describe el programa al 22 de "
            "noviembre de 2026."
        ),
        heading("Qué hace el sitio"),
        bullets(
            "Funciona sin JavaScript: leer, buscar, filtrar y verificar se hace con enlaces y formularios.",
            "Sigue el tema claro u oscuro de tu equipo, con contraste suficiente en los dos.",
            "Cabe en una pantalla de 320 píxeles sin moverse de lado. Botones y enlaces de menú miden al "
            "menos 44 píxeles de alto.",
            "Ningún estado se distingue solo por su color: lleva también una forma y una palabra.",
            "Si un formulario no se acepta, el foco va a la lista de lo que falta, y nada se borra.",
            "En una página en otra lengua, lo que el registro guarda en español lleva esa marca, para "
            "que el lector de pantalla lo pronuncie bien.",
        ),
        heading("Cómo lo revisamos"),
        bullets(
            "Con axe-core, en un ejemplo de cada tipo de página pública y en 27 páginas de trabajo del "
            "personal, en teléfono y en computadora, con tema claro y oscuro. No señala faltas graves ni "
            "críticas.",
            "Con el contraste calculado de cada par de colores, y con la validez del HTML y el orden de los títulos.",
            "Con recorridos en Chromium a 360 píxeles, sin JavaScript: leer, filtrar, buscar, calcular un plazo "
            "y verificar un archivo.",
            "Estas pruebas son parte del programa y cualquiera puede repetirlas. Encuentran solo una parte de "
            "las barreras.",
        ),
        heading("Qué falta"),
        bullets(
            "Pruebas con personas que usan lector de pantalla, con personas mayores y con hablantes "
            "de náhuatl.",
            "Un recorrido completo solo con teclado, y otros navegadores.",
            "Versiones en lectura fácil y en Lengua de Señas Mexicana.",
            "Los documentos escaneados pueden no leerse con lector de pantalla. Pide a la oficina el texto.",
            "El editor que usa el personal es un programa externo y no lo hemos revisado completo.",
        ),
        heading("Si encuentras una barrera"),
        paragraph(
            "Dinos en qué página y qué intentabas hacer. También puedes pedir la información en otro "
            "formato; los ajustes razonables son gratuitos (Ley General de Transparencia, artículo 15)."
        ),
        button("Avisar de una barrera", "/contacto/"),
    ),
)

PRIVACY = StarterPage(
    slug="privacidad",
    title="Privacidad",
    summary=(
        "Puedes leer todo el sitio sin cuenta, sin cookies y sin dar ningún dato. Aquí decimos qué "
        "se guarda y qué no."
    ),
    blocks=(
        heading("Si visitas el sitio"),
        bullets(
            "No usamos cookies con quienes leen. La lengua va en la dirección de la página.",
            "No hay publicidad, ni medidores de otras empresas, ni botones que te sigan.",
            "Ninguna página carga archivos de otros sitios.",
            "Cuando una búsqueda no encuentra nada, contamos las palabras. No guardamos quién buscó.",
            "Si verificas un archivo con JavaScript, no sale de tu equipo. Sin JavaScript se envía, "
            "se compara y no se guarda.",
            "Para frenar abusos contamos los intentos de cada dirección de red, con un código que no la "
            "deja ver. La cuenta se borra poco después.",
        ),
        paragraph(
            "Quien administra el servidor puede llevar una bitácora técnica para cuidar su "
            "seguridad. Pregunta en contacto qué contiene y por cuánto tiempo se guarda."
        ),
        heading("Si sigues algo por correo"),
        paragraph(
            "Para enviarte avisos necesitamos tu correo, y solo lo usamos para eso. Si no lo confirmas, se "
            "borra en dos días. Cada mensaje trae un enlace para dejar de recibirlos; entonces se borra. "
            "También puedes seguir lo mismo sin correo, con Atom o con el calendario."
        ),
        heading("Si trabajas aquí"),
        paragraph(
            "El personal entra con una cuenta. Solo sus páginas usan cookies: mantienen la sesión, protegen "
            "los formularios y recuerdan el aviso de lo que se acaba de hacer. De cada sesión y de lo que pasa "
            "con la cuenta se guardan la dirección de red y el tipo de dispositivo. Cada acto publicado "
            "guarda, sin publicarlo, quién lo hizo."
        ),
        heading("Avisos de privacidad"),
        paragraph(
            "Hay un aviso por cada uso que damos a datos personales: de quién son, cuáles, para qué, con qué "
            "fundamento y hasta cuándo. Se forman con lo que el programa declara que guarda."
        ),
        button("Leer los avisos", "/privacidad/avisos/"),
        heading("Nombres de servidores públicos"),
        paragraph(
            "La página de integrantes muestra quién ocupa cada cargo. El registro público, que no se "
            "puede borrar, no contiene nombres: solo el cargo y un código que permite comprobar el "
            "nombre sin revelarlo."
        ),
        heading("Tus derechos"),
        paragraph(
            "Puedes pedir acceso a tus datos personales, corregirlos, cancelarlos u oponerte a su "
            "uso (derechos ARCO) en la Unidad de Transparencia."
        ),
        button("Datos de contacto", "/contacto/"),
    ),
)

OFFICIAL = StarterPage(
    slug="como-se-que-es-oficial",
    title="¿Cómo sé que es oficial?",
    summary="Tres comprobaciones que puedes hacer ahora para saber si este sitio y sus documentos son auténticos.",
    blocks=(
        heading("El sitio"),
        steps(
            "Mira la dirección en la barra del navegador, letra por letra.",
            "Entra desde la página oficial del Ayuntamiento: debe llevar a esta misma dirección.",
            "Llama al teléfono que publica el Ayuntamiento y pregunta por este sitio.",
        ),
        heading("Un documento que te mandaron"),
        steps(
            "Abre “Verifica” y elige el archivo, o escribe el folio impreso al pie.",
            "Si dice que coincide, es idéntico al que se publicó. Si dice que no, cambió o es otra versión.",
            "Una foto o una captura no se puede comprobar: busca su folio.",
        ),
        button("Verificar un documento", "/verifica/"),
        heading("Qué prueba y qué no"),
        paragraph(
            "La comprobación muestra que un documento no ha cambiado desde que se publicó y cuándo "
            "ocurrió. No prueba que lo que dice sea cierto."
        ),
        heading("Lo que nunca pedimos"),
        bullets(
            "Contraseñas de banco ni pagos.",
            "Tu nombre, CURP o identificación para leer el sitio o para buscar.",
            "Que instales un programa.",
        ),
    ),
)
