"""The pages that every site starts with, in Spanish: the town edits them afterwards like any other page."""

from tequio.website.starter.glossary import GLOSSARY
from tequio.website.starter.help import HELP
from tequio.website.starter.shape import StarterPage
from tequio.website.starter.statements import ACCESSIBILITY, OFFICIAL, PRIVACY

STARTER_PAGES: tuple[StarterPage, ...] = (HELP, GLOSSARY, ACCESSIBILITY, PRIVACY, OFFICIAL)

__all__ = ["STARTER_PAGES", "StarterPage"]
