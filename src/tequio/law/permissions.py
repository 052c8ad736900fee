from tequio.accounts.models import User
from tequio.accounts.roles import Permission


def may_edit_law(user: User) -> bool:
    """Whether *user* may record norms, legal terms and days off."""
    return user.may(Permission.LAW_EDIT)
