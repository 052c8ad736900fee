"""The commitments of Villa Ejemplo's action plan: what will have changed, for whom, and by which steps."""

from typing import NamedTuple

from tequio.commitments.rules import Theme


class Promise(NamedTuple):
    """One commitment."""

    title: str
    problem: str
    lead: str
    theme: str
    steps: tuple[str, ...]
    place: str = ""


PROMISES = [
    Promise(
        "Cualquier persona sabe qué obra se hace en su colonia",
        "La información de obra llega tarde y en PDF.",
        "Obras Públicas",
        Theme.WORKS,
        ("Padrón de obras completo", "Página por obra", "Letrero con QR en cada obra"),
    ),
    Promise(
        "El presupuesto se entiende en cinco minutos",
        "El presupuesto tiene 300 páginas y ninguna explicación.",
        "Tesorería Municipal",
        Theme.BUDGET,
        ("Borrador probado con vecinas", "Versión impresa", "Datos abiertos"),
    ),
    Promise(
        "El agua que llega a casa tiene sus análisis a la vista",
        "Nadie publica los resultados por pozo.",
        "Ecología y Agua",
        Theme.WATER,
        ("Muestreo de los pozos", "Publicación mensual", "Aviso cuando algo sale mal"),
    ),
    Promise(
        "Hay dónde preguntar en cada junta auxiliar",
        "Para preguntar hay que ir al Centro.",
        "Desarrollo Social",
        Theme.INFORMATION,
        ("Local acordado", "Equipo instalado", "Persona capacitada"),
        "San Isidro del Ejemplo",
    ),
    Promise(
        "Niñas y niños conocen su derecho a preguntar",
        "Las escuelas no tienen materiales sobre este derecho.",
        "Cultura y Turismo",
        Theme.LANGUAGES,
        ("Cuento ilustrado", "Lectura en diez escuelas", "Versión en audio"),
    ),
    Promise(
        "Abrir un negocio pequeño toma cinco días",
        "El trámite pide doce requisitos y tarda un mes.",
        "Desarrollo Económico",
        Theme.PROCEDURES,
        ("Requisitos reducidos", "Formato único", "Medición del tiempo"),
    ),
    Promise(
        "Los apoyos sociales tienen reglas claras",
        "Los requisitos cambian según quién atiende.",
        "Desarrollo Social",
        Theme.INCLUSION,
        ("Fichas en lenguaje claro", "Prueba con beneficiarias"),
    ),
    Promise(
        "Cada colonia conoce su riesgo y su refugio",
        "El mapa de riesgos no se ha difundido.",
        "Protección Civil",
        Theme.SAFETY,
        ("Mapa actualizado", "Simulacro por junta auxiliar"),
        "El Mirador",
    ),
    Promise(
        "La basura pasa a la hora que dice la página",
        "Los horarios cambian sin aviso.",
        "Servicios Públicos",
        Theme.WATER,
        ("Rutas publicadas", "Avisos de cambio", "Medición del cumplimiento"),
    ),
    Promise(
        "Las compras menores se publican cada mes",
        "Solo se publican las licitaciones grandes.",
        "Tesorería Municipal",
        Theme.BUDGET,
        ("Formato de datos", "Primera publicación", "Doce meses seguidos"),
    ),
    Promise(
        "Las denuncias internas se responden",
        "Quien denuncia no sabe qué pasó.",
        "Contraloría Municipal",
        Theme.INTEGRITY,
        ("Procedimiento publicado", "Informe semestral"),
    ),
    Promise(
        "El parque de San Isidro lo diseñan sus vecinas y vecinos",
        "El proyecto se hizo sin preguntar.",
        "Obras Públicas",
        Theme.PARTICIPATION,
        ("Diagnóstico con la colonia", "Tres propuestas", "Votación"),
        "San Isidro del Ejemplo",
    ),
    Promise(
        "Los reportes de seguridad se publican por zona",
        "Los datos llegan dos veces al año.",
        "Seguridad Ciudadana",
        Theme.SAFETY,
        ("Formato sin datos personales", "Publicación mensual"),
    ),
    Promise(
        "Las sesiones del Cabildo se pueden ver y buscar",
        "Las grabaciones se borran al mes.",
        "Secretaría del Ayuntamiento",
        Theme.INFORMATION,
        ("Archivo en línea", "Transcripción", "Buscador"),
    ),
    Promise(
        "Las oficinas reciben bien a las personas con discapacidad",
        "Faltan rampas en seis oficinas.",
        "Sistema DIF Municipal",
        Theme.INCLUSION,
        ("Diagnóstico", "Rampas", "Señalización en braille"),
    ),
    Promise(
        "Las Dependencias comparten los sistemas que ya pagan",
        "Tres Dependencias pagan el mismo sistema de citas.",
        "Coordinación de Transparencia",
        Theme.BUDGET,
        ("Inventario", "Propuesta de uso común", "Contrato único"),
    ),
    Promise(
        "La atención en náhuatl existe y se anuncia",
        "Nadie sabe que puede pedirla.",
        "Cultura y Turismo",
        Theme.LANGUAGES,
        ("Personas intérpretes", "Letreros", "Registro de atenciones"),
    ),
    Promise(
        "Los baches tienen folio y fecha",
        "Los reportes se pierden.",
        "Obras Públicas",
        Theme.WORKS,
        ("Sistema de reportes", "Mapa público", "Tiempo de respuesta"),
        "Centro",
    ),
    Promise(
        "El transporte de la Delegación Poniente tiene horarios",
        "Los horarios no se respetan.",
        "Servicios Públicos",
        Theme.WORKS,
        ("Acuerdo con las rutas", "Letreros"),
        "Delegación Poniente",
    ),
    Promise(
        "Las becas municipales se asignan en público",
        "No se conocen los criterios.",
        "Desarrollo Social",
        Theme.INTEGRITY,
        ("Criterios publicados", "Sorteo transmitido", "Lista por folio"),
    ),
    Promise(
        "El vivero responde qué árbol plantar y dónde",
        "Se plantan especies que no sobreviven.",
        "Ecología y Agua",
        Theme.WATER,
        ("Catálogo", "Asesoría en juntas auxiliares"),
        "Los Sauces",
    ),
    Promise(
        "El comercio ambulante tiene reglas conocidas",
        "Los permisos dependen de cada inspector.",
        "Desarrollo Económico",
        Theme.PROCEDURES,
        ("Padrón", "Tarifas publicadas", "Recibo con folio"),
    ),
    Promise(
        "Los archivos de las Dependencias están en orden",
        "Hay expedientes sin clasificar desde 2015.",
        "Secretaría del Ayuntamiento",
        Theme.INFORMATION,
        ("Diagnóstico", "Cuadro de clasificación", "Guía pública"),
    ),
    Promise(
        "La ciudadanía revisa los compromisos cada semestre",
        "Nadie de fuera evalúa el plan.",
        "Coordinación de Transparencia",
        Theme.PARTICIPATION,
        ("Convocatoria", "Primera revisión", "Respuesta pública"),
    ),
]
