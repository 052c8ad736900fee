"""Invented names: of the town's parts, its Dependencias, its neighbours and the people who hold its posts."""

from tequio.bodies.rules import OrganizationKind, PlaceKind

TOWN = "Villa Ejemplo"
AYUNTAMIENTO = "Ayuntamiento de Villa Ejemplo"
COMMISSION = "Comisión de Gobierno Abierto de Villa Ejemplo"
SHORT = "CGA"

PLACES = [
    ("Centro", PlaceKind.SEAT_OF_TOWN, 470, 430),
    ("San Miguel del Ejemplo", PlaceKind.JUNTA_AUXILIAR, 220, 260),
    ("Santa Rosa del Ejemplo", PlaceKind.JUNTA_AUXILIAR, 760, 300),
    ("San Isidro del Ejemplo", PlaceKind.JUNTA_AUXILIAR, 240, 700),
    ("La Asunción del Ejemplo", PlaceKind.JUNTA_AUXILIAR, 720, 720),
    ("El Mirador", PlaceKind.INSPECTORIA, 480, 150),
    ("Los Sauces", PlaceKind.INSPECTORIA, 880, 520),
    ("Delegación Poniente", PlaceKind.DELEGACION, 90, 480),
]

# Dependencia, its head's post, whether it has a seat in the commission
DEPENDENCIAS = [
    ("Presidencia Municipal", "Presidencia Municipal", "presidency"),
    ("Coordinación de Transparencia", "Titular de la Coordinación de Transparencia", "secretariat"),
    ("Secretaría del Ayuntamiento", "Titular de la Secretaría del Ayuntamiento", "vocal"),
    ("Contraloría Municipal", "Titular de la Contraloría", "vocal"),
    ("Tesorería Municipal", "Titular de la Tesorería", "vocal"),
    ("Obras Públicas", "Titular de Obras Públicas", "vocal"),
    ("Desarrollo Social", "Titular de Desarrollo Social", "vocal"),
    ("Ecología y Agua", "Titular de Ecología y Agua", "vocal"),
    ("Cultura y Turismo", "Titular de Cultura y Turismo", "vocal"),
    ("Desarrollo Económico", "Titular de Desarrollo Económico", "vocal"),
    ("Seguridad Ciudadana", "Titular de Seguridad Ciudadana", "vocal"),
    ("Protección Civil", "", ""),
    ("Sistema DIF Municipal", "", ""),
    ("Servicios Públicos", "", ""),
]

OTHERS = [
    ("Universidad de Ejemplo", OrganizationKind.UNIVERSITY),
    ("Cámara de Comercio de Ejemplo", OrganizationKind.CHAMBER),
    ("Vecinas y Vecinos por Villa Ejemplo", OrganizationKind.CIVIL_SOCIETY),
    ("Red de Bibliotecas de Ejemplo", OrganizationKind.CIVIL_SOCIETY),
    ("Autoridad Garante de Ejemplo", OrganizationKind.OVERSIGHT),
]

FIRST_NAMES = [
    *(
        "Ana",
        "Luis",
        "Carmen",
        "Jorge",
        "Elena",
        "Raúl",
        "Rosa",
        "Miguel",
        "Lucía",
        "Óscar",
        "Teresa",
        "Hugo",
    ),
    *(
        "Marta",
        "Iván",
        "Silvia",
        "Pablo",
        "Irma",
        "Tomás",
        "Alma",
        "Bruno",
        "Delia",
        "Víctor",
        "Noemí",
        "Saúl",
    ),
]
SURNAMES = [
    *("Ejemplo", "Muestra", "Modelo", "Prueba", "Ensayo", "Figura", "Boceto", "Trazo", "Cuadro", "Pauta"),
]
