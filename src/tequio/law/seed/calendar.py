"""The rest days of Ley Federal del Trabajo, art. 74, from 2024 to 2027."""

from datetime import date

COVERS = (date(2024, 1, 1), date(2027, 12, 31))

NEW_YEAR = "Año Nuevo"
CONSTITUTION = "En conmemoración del 5 de febrero, Día de la Constitución"
JUAREZ = "En conmemoración del 21 de marzo, natalicio de Benito Juárez"
LABOUR = "Día del Trabajo"
INDEPENDENCE = "Día de la Independencia"
HANDOVER = "Transmisión del Poder Ejecutivo Federal"
REVOLUTION = "En conmemoración del 20 de noviembre, Día de la Revolución"
CHRISTMAS = "Navidad"

LFT_74_DAYS: tuple[tuple[date, str], ...] = (
    (date(2024, 1, 1), NEW_YEAR),
    (date(2024, 2, 5), CONSTITUTION),
    (date(2024, 3, 18), JUAREZ),
    (date(2024, 5, 1), LABOUR),
    (date(2024, 9, 16), INDEPENDENCE),
    (date(2024, 10, 1), HANDOVER),
    (date(2024, 11, 18), REVOLUTION),
    (date(2024, 12, 25), CHRISTMAS),
    (date(2025, 1, 1), NEW_YEAR),
    (date(2025, 2, 3), CONSTITUTION),
    (date(2025, 3, 17), JUAREZ),
    (date(2025, 5, 1), LABOUR),
    (date(2025, 9, 16), INDEPENDENCE),
    (date(2025, 11, 17), REVOLUTION),
    (date(2025, 12, 25), CHRISTMAS),
    (date(2026, 1, 1), NEW_YEAR),
    (date(2026, 2, 2), CONSTITUTION),
    (date(2026, 3, 16), JUAREZ),
    (date(2026, 5, 1), LABOUR),
    (date(2026, 9, 16), INDEPENDENCE),
    (date(2026, 11, 16), REVOLUTION),
    (date(2026, 12, 25), CHRISTMAS),
    (date(2027, 1, 1), NEW_YEAR),
    (date(2027, 2, 1), CONSTITUTION),
    (date(2027, 3, 15), JUAREZ),
    (date(2027, 5, 1), LABOUR),
    (date(2027, 9, 16), INDEPENDENCE),
    (date(2027, 11, 15), REVOLUTION),
    (date(2027, 12, 25), CHRISTMAS),
)
