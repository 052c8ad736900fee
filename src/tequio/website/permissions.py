"""Who may do what with pages and translations."""

from typing import Any

from wagtail.models import PagePermissionTester

from tequio.accounts.models import User
from tequio.accounts.roles import Permission

EDITOR_PERMISSIONS = (
    Permission.PAGE_EDIT,
    Permission.PAGE_PUBLISH,
    Permission.TRANSLATION_EDIT,
    Permission.TRANSLATION_REVIEW,
)


def may_enter_editor(user: Any) -> bool:
    """Whether the page editor opens for *user*: by role, never because the account is a superuser."""
    return isinstance(user, User) and any(user.may(permission) for permission in EDITOR_PERMISSIONS)


class LegalPagePermissionTester(PagePermissionTester):
    """A page that was ever published is withdrawn, never deleted or moved; and no page hides behind a password."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return self.page.first_published_at is None and bool(super().can_delete(ignore_bulk))

    def can_move(self) -> bool:
        return self.page.first_published_at is None and bool(super().can_move())

    def can_set_view_restrictions(self) -> bool:
        return False


class NobodyPermissionTester(PagePermissionTester):
    """The tops of the trees are part of the site, not content: pages are added below them, nothing else."""

    def can_edit(self) -> bool:
        return False

    can_publish = can_unpublish = can_move = can_set_view_restrictions = can_edit

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False
