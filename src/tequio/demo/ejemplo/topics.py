"""What the sessions of Villa Ejemplo deal with: a motion, its agreement, who must do it and how it will show."""

from typing import NamedTuple


class Topic(NamedTuple):
    """One point for the vote."""

    title: str
    motion: str
    responsible: str
    days: int
    proof: str


TOPICS = [
    Topic(
        "Publicar el directorio de atención",
        "Publicar teléfono, horario y dirección de cada oficina de atención.",
        "Secretaría del Ayuntamiento",
        45,
        "La página del directorio, con fecha de actualización.",
    ),
    Topic(
        "Abrir el padrón de obras",
        "Publicar cada mes la lista de obras con su costo, avance y contratista.",
        "Obras Públicas",
        60,
        "El conjunto de datos en formato abierto.",
    ),
    Topic(
        "Explicar el presupuesto",
        "Publicar una versión ciudadana del presupuesto de egresos.",
        "Tesorería Municipal",
        90,
        "El documento publicado y la lista de lugares donde se repartió.",
    ),
    Topic(
        "Talleres sobre acceso a la información",
        "Impartir talleres en las juntas auxiliares.",
        "Coordinación de Transparencia",
        120,
        "Listas de asistencia sin datos personales y fotografías del material.",
    ),
    Topic(
        "Cuento bilingüe",
        "Imprimir un cuento sobre el derecho a preguntar, en español y náhuatl.",
        "Cultura y Turismo",
        150,
        "El archivo del cuento y el acuse de las bibliotecas que lo recibieron.",
    ),
    Topic(
        "Calidad del agua",
        "Publicar los análisis de agua de cada pozo.",
        "Ecología y Agua",
        75,
        "El conjunto de datos con las fechas de cada muestra.",
    ),
    Topic(
        "Rutas de recolección",
        "Publicar los horarios de recolección por colonia y avisar los cambios.",
        "Servicios Públicos",
        40,
        "La página de rutas y el aviso de cada cambio.",
    ),
    Topic(
        "Reglas de los apoyos sociales",
        "Publicar en lenguaje claro los requisitos de cada apoyo.",
        "Desarrollo Social",
        60,
        "Las fichas publicadas y probadas con cinco personas.",
    ),
    Topic(
        "Declaraciones patrimoniales",
        "Publicar el cumplimiento de las declaraciones por Dependencia.",
        "Contraloría Municipal",
        80,
        "La tabla de cumplimiento por Dependencia.",
    ),
    Topic(
        "Mapa de riesgos",
        "Publicar el mapa de riesgos y los refugios temporales.",
        "Protección Civil",
        100,
        "El mapa publicado y el acuse de cada junta auxiliar.",
    ),
    Topic(
        "Licencias de funcionamiento",
        "Reducir a cinco los requisitos de apertura de negocios de bajo riesgo.",
        "Desarrollo Económico",
        110,
        "La ficha del trámite y el tiempo medio de respuesta.",
    ),
    Topic(
        "Datos de incidencia",
        "Publicar cada mes los reportes de seguridad por zona, sin datos personales.",
        "Seguridad Ciudadana",
        70,
        "El conjunto de datos mensual.",
    ),
    Topic(
        "Inventario de tecnología",
        "Levantar el inventario de sistemas y licencias de cada Dependencia.",
        "Coordinación de Transparencia",
        95,
        "El inventario revisado por la Contraloría.",
    ),
    Topic(
        "Sesiones en línea",
        "Transmitir las sesiones de la comisión y publicar la grabación.",
        "Secretaría del Ayuntamiento",
        35,
        "El enlace de cada grabación en la página de la sesión.",
    ),
    Topic(
        "Punto de acceso en cada junta",
        "Instalar una computadora de consulta en cada junta auxiliar.",
        "Desarrollo Social",
        160,
        "El acta de entrega de cada equipo.",
    ),
    Topic(
        "Convenio con la universidad",
        "Firmar un convenio para evaluar los compromisos.",
        "Coordinación de Transparencia",
        50,
        "El convenio firmado y publicado.",
    ),
    Topic(
        "Compras pequeñas",
        "Publicar las compras menores de cada mes.",
        "Tesorería Municipal",
        55,
        "El conjunto de datos con proveedor y monto.",
    ),
    Topic(
        "Parque de San Isidro",
        "Consultar a la colonia el diseño del parque antes de licitarlo.",
        "Obras Públicas",
        85,
        "El resultado de la consulta y la respuesta a cada propuesta.",
    ),
    Topic(
        "Accesibilidad de las oficinas",
        "Revisar rampas, baños y señalización de las oficinas de atención.",
        "Sistema DIF Municipal",
        130,
        "El diagnóstico y el calendario de arreglos.",
    ),
    Topic(
        "Respuestas en lenguaje claro",
        "Adoptar una guía de lenguaje claro para responder solicitudes.",
        "Coordinación de Transparencia",
        65,
        "La guía publicada y la lista de personas capacitadas.",
    ),
]

REPORTS = [
    "Informe de la Secretaría técnica sobre los acuerdos pendientes",
    "Avance de los compromisos del plan de acción",
    "Presentación de la Universidad de Ejemplo",
    "Resultados de la encuesta de necesidades",
    "Informe de solicitudes de información del trimestre",
]
