"""Dependencias that the press names, and other institutions. The full organigram is not documented."""

from tequio.bodies.rules import OrganizationKind as Kind

AYUNTAMIENTO = "Ayuntamiento de San Andrés Cholula"

DEPENDENCIAS = [
    ("Presidencia Municipal", "COMMISSION_PAGE"),
    ("Coordinación General de Transparencia", "COORDINATION_2027"),
    ("Secretaría del Ayuntamiento", "DEPENDENCIAS_PRESS"),
    ("Contraloría Municipal", "DEPENDENCIAS_PRESS"),
    ("Tesorería Municipal", "DEPENDENCIAS_PRESS"),
    ("Secretaría de Administración", "DEPENDENCIAS_PRESS"),
    ("Sindicatura Municipal", "DEPENDENCIAS_PRESS"),
    ("Secretaría de Arte, Cultura y Turismo", "DEPENDENCIAS_2023"),
    ("Secretaría de Desarrollo Económico y Sector Agropecuario", "DEPENDENCIAS_2023"),
    ("Dirección de Protección Civil", "DEPENDENCIAS_2023"),
    ("Sistema DIF Municipal", "PRESS_2026"),
]

OTHERS = [
    ("Transparencia para Puebla y sus Municipios", Kind.OVERSIGHT, "OVERSIGHT_2025"),
    ("Club Rotario de Cholula", Kind.CIVIL_SOCIETY, "PRESS_2026"),
]
