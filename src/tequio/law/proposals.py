"""Rest days that the law sets for a year, as a proposal: somebody confirms each before it enters a calendar."""

from datetime import date

from holidays import country_holidays


def rest_days(year: int) -> list[tuple[date, str]]:
    """The days of Ley Federal del Trabajo, art. 74, with their names; election days are not among them."""
    return sorted(country_holidays("MX", years=year, language="es").items())
