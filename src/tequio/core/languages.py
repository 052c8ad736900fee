"""Addresses of this site in the language of the reader."""

import re

from django.conf import settings
from django.utils.translation import get_language

WEB_ADDRESS = re.compile(r"/(?![/\\])|https?://|tel:|mailto:")
PREFIXES = tuple(f"/{code}/" for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)


def localized(path: str) -> str:
    """The same page in the reader's language: records keep their address without a prefix."""
    language = get_language() or settings.LANGUAGE_CODE
    if language == settings.LANGUAGE_CODE or path.startswith(PREFIXES):
        return path
    return f"/{language}{path}"


def is_web_address(address: str) -> bool:
    """Whether a link may lead there: a page of this site or of the web, a phone, a mail; never a script."""
    return WEB_ADDRESS.match(address) is not None
