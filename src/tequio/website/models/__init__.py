from tequio.website.models.pages import EditorialIndexPage, EditorialPage, SiteRoot
from tequio.website.models.translations import Translation

__all__ = ["EditorialIndexPage", "EditorialPage", "SiteRoot", "Translation"]
