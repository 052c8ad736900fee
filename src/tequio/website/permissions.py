"""Who may do what with pages and translations."""

from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import PagePermissionTester

from tequio.accounts.models import RoleAssignment, User
from tequio.accounts.roles import ROLES, Permission

EDITOR_PERMISSIONS = (
    Permission.PAGE_EDIT,
    Permission.PAGE_PUBLISH,
    Permission.TRANSLATION_EDIT,
    Permission.TRANSLATION_REVIEW,
)


def may_enter_editor(user: Any) -> bool:
    """Whether the page editor opens for *user*: by role, never because the account is a superuser."""
    return isinstance(user, User) and any(user.may(permission) for permission in EDITOR_PERMISSIONS)


class OwnPageError(PermissionDenied):
    """Somebody was about to publish what they wrote themselves, and another person could."""

    def __init__(self) -> None:
        super().__init__(
            _("Otra persona debe publicar lo que tú escribiste. Tu texto está guardado: envíalo a revisión.")
        )


def somebody_else_publishes(user: User) -> bool:
    """Whether another person who uses their account may publish pages today."""
    roles = [role for role, described in ROLES.items() if Permission.PAGE_PUBLISH in described.permissions]
    others = RoleAssignment.objects.in_force().filter(role__in=roles, user__is_active=True).exclude(user=user)
    takes_part = Q(user__passkeys__isnull=False) | ~Q(user__password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return others.filter(takes_part).exists()


def may_publish_text_of(user: User, author_id: int | None) -> bool:
    """Four eyes: whoever wrote a text does not publish it, as long as another person could."""
    return author_id != user.pk or not somebody_else_publishes(user)


class LegalPagePermissionTester(PagePermissionTester):
    """A page that was ever published is withdrawn, never deleted or moved; and no page hides behind a password."""

    def can_publish(self) -> bool:
        latest = self.page.latest_revision
        return bool(super().can_publish()) and (
            latest is None
            or not isinstance(self.user, User)
            or may_publish_text_of(self.user, latest.user_id)
        )

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
