"""The commission as the municipality's page and the press describe it, in our own words."""

from typing import Any

BODY: dict[str, Any] = {
    "name": "Comisión Intersecretarial para el Fomento de Prácticas de Gobierno Abierto",
    "short_name": "CIGA",
    "aliases": "Comité Intersecretarial para el Fomento de Prácticas de Gobierno Abierto\n"
    "Comisión Intersecretaral\nComisión de Gobierno Abierto",
    "creation_basis": "Acuerdo de Cabildo en sesión pública ordinaria del 14 de enero de 2022",
    "summary": "Es el grupo del Ayuntamiento que promueve el gobierno abierto. Reúne a la Presidencia Municipal y a "
    "varias Dependencias. Analiza y propone prácticas, fija compromisos con cada Dependencia e invita a "
    "organizaciones, universidades y cámaras a trabajar juntas.",
    "objective": "Fomentar el gobierno abierto en el Ayuntamiento.\n"
    "Impulsar la transparencia con sentido social, antes llamada proactiva y focalizada.\n"
    "Lograr que quienes trabajan en el Ayuntamiento hagan suyas estas prácticas.",
    "relevance": "Da un lugar fijo donde las Dependencias analizan y discuten cómo abrir el gobierno.\n"
    "Convierte las buenas intenciones en compromisos concretos de cada Dependencia.\n"
    "Convoca a la sociedad civil, las universidades y las cámaras a proyectos de coparticipación y cogestión.",
    "contribution": "Aprovecha mejor las tecnologías que el Ayuntamiento ya paga.\n"
    "Acerca información útil a la población y ayuda a conocer sus necesidades.\n"
    "Fortalece a las personas al dar a conocer sus derechos y obligaciones.",
    "actions": "Abrir la sección de gobierno abierto en el micrositio de Transparencia.\n"
    "Organizar jornadas culturales y talleres sobre acceso a la información y protección de datos.\n"
    "Hacer folletos, cuentos y capacitaciones que tomen en cuenta el carácter pluricultural del municipio.\n"
    "Dar a conocer los lugares, digitales y físicos, donde se puede pedir información.",
}

EVENTS = [
    {
        "title": "El Cabildo crea la comisión",
        "occurred_on": "2022-01-14",
        "text": "En sesión pública ordinaria, el Cabildo crea la comisión como órgano colegiado. Le encarga analizar, "
        "discutir, proponer e implementar prácticas de gobierno abierto y una agenda para llevarlas a cabo. También le "
        "pide convocar a la sociedad civil, las universidades y las cámaras empresariales.",
        "source": "COMMISSION_PAGE",
    },
    {
        "title": "Convenio con el órgano garante del estado",
        "occurred_on": "2022-05-12",
        "text": "El Ayuntamiento firma un convenio con el entonces órgano garante del estado. Se anuncian materiales "
        "en náhuatl. La fecha corresponde a la nota de prensa que lo documenta.",
        "source": "AGREEMENT_2022",
    },
    {
        "title": "Convenio con el Club Rotario de Cholula",
        "occurred_on": "2026-03-12",
        "text": "El Ayuntamiento firma un acuerdo amplio con el Club Rotario de Cholula y lo presenta como parte del "
        "gobierno abierto. Lo informó la prensa ese mismo día.",
        "source": "PRESS_2026",
    },
]

INSTALLATION_2022: dict[str, Any] = {
    "summary": "La comisión se instala por primera vez. Cada Dependencia que la integra asume compromisos específicos.",
    "objective": "Instalar la comisión que creó el Cabildo el 14 de enero de 2022.\n"
    "Fijar compromisos específicos con cada Dependencia.",
    "relevance": "Desde ese día la comisión puede sesionar y tomar acuerdos.",
    "actions": "Difundir al máximo cómo participar en los programas municipales.\n"
    "Orientar sobre trámites administrativos.\n"
    "Crear una plataforma con información de interés ciudadano para decidir mejor.",
}

FIRST_EXTRAORDINARY: dict[str, Any] = {
    "summary": "La comisión acuerda abrir su sección en el micrositio de Transparencia. También acuerda organizar "
    "jornadas culturales y talleres sobre dos derechos: acceder a la información y proteger los datos personales.",
    "objective": "Crear la sección de gobierno abierto dentro del micrositio de Transparencia.\n"
    "Realizar jornadas culturales y talleres sobre acceso a la información y datos personales.",
    "relevance": "La población encuentra en un solo lugar lo que hace la comisión.\n"
    "Más personas conocen dos derechos que abren la puerta a otros.",
    "contribution": "Crece la participación y se conocen mejor las necesidades de la población.",
    "actions": "Elaborar folletos y cuentos.\n"
    "Impartir talleres y capacitaciones sobre ambos derechos.\n"
    "Dar a conocer los lugares, digitales y físicos, donde se puede pedir información.\n"
    "Tomar en cuenta el carácter pluricultural del municipio.",
}

INSTALLATION_2025: dict[str, Any] = {
    "summary": "La comisión se instala de nuevo con la administración 2024–2027. La prensa lo informó el 20 de abril "
    "de 2025; el día exacto no está documentado.",
    "objective": "Instalar la comisión para la administración 2024–2027.\n"
    "Publicar información útil, clara y accesible.",
    "actions": "Abrir en el micrositio tres apartados: datos abiertos, información pública útil y acciones de "
    "transparencia con sentido social.",
}
