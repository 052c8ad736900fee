"""What both towns start from: the base legal framework and the site's first pages."""

from tequio.accounts.models import User
from tequio.law.actions import load_base_law
from tequio.website.actions.starter import create_starter_pages


def load_base(by: User) -> None:
    """Load what does not depend on the town."""
    load_base_law(by=by)
    create_starter_pages(by=by)
