"""Addresses of this site in the language of the reader."""

from django.conf import settings
from django.utils.translation import get_language

PREFIXES = tuple(f"/{code}/" for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)


def localized(path: str) -> str:
    """The same page in the reader's language: records keep their address without a prefix."""
    language = get_language() or settings.LANGUAGE_CODE
    if language == settings.LANGUAGE_CODE or path.startswith(PREFIXES):
        return path
    return f"/{language}{path}"
