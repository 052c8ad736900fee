"""Links that an editor may write."""

import re

WEB_ADDRESS = re.compile(r"/(?![/\\])|https?://|tel:|mailto:")


def is_web_address(address: str) -> bool:
    """Whether a link may lead there: a page of this site or of the web, a phone, a mail; never a script."""
    return WEB_ADDRESS.match(address) is not None
