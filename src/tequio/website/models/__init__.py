from tequio.website.models.pages import EditorialIndexPage, EditorialPage, SiteRoot

__all__ = ["EditorialIndexPage", "EditorialPage", "SiteRoot"]
