"""What both towns start from: the base legal framework and the site's first pages."""

from tequio.accounts.models import User


def load_base(by: User) -> None:
    """Load what does not depend on the town."""
