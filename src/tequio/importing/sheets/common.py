"""Columns that several sheets share."""

from tequio.importing.columns import Column, Format

LONG = 5_000
SOURCE = Column(
    "source_url",
    "Fuente",
    "Dónde se leyó este dato.",
    Format.LINK,
    example="https://sanandrescholula.gob.mx/comision",
    limit=500,
)
HEADINGS = (
    Column("objective", "Objetivo", "Qué se busca. Un párrafo por renglón.", Format.LONG_TEXT, limit=LONG),
    Column(
        "relevance",
        "Por qué es relevante",
        "Por qué importa. Un párrafo por renglón.",
        Format.LONG_TEXT,
        limit=LONG,
    ),
    Column(
        "contribution",
        "Aportación a la administración pública",
        "Qué deja a la administración pública.",
        Format.LONG_TEXT,
        limit=LONG,
    ),
    Column(
        "actions", "Acciones", "Qué se hará o se hizo. Una acción por renglón.", Format.LONG_TEXT, limit=LONG
    ),
)
BODY = Column(
    "body",
    "Órgano",
    "A qué órgano pertenece. Déjalo vacío si es la comisión.",
    Format.REFERENCE,
    refers="body",
    example="CIGA",
)
BRIEF = Column(
    "summary",
    "En pocas palabras",
    "Resumen para cualquier persona, en 60 palabras o menos.",
    Format.LONG_TEXT,
    limit=600,
)
MEETING = Column(
    "meeting",
    "Sesión",
    "Qué sesión: año, tipo y número.",
    Format.REFERENCE,
    required=True,
    refers="meeting",
    example="2024 ordinaria 1",
)
POST = Column(
    "post",
    "Cargo",
    "El cargo que ocupa el asiento, como está en la hoja Integrantes.",
    required=True,
    example="Tesorería Municipal",
)
