"""People on the staff, their roles, and what keeps their accounts theirs."""

from tequio.accounts.models.events import EventKind, SecurityEvent
from tequio.accounts.models.factors import Passkey, RecoveryCode, Totp
from tequio.accounts.models.links import AccessLink, Purpose
from tequio.accounts.models.people import RoleAssignment, User
from tequio.accounts.models.sessions import Session

__all__ = [
    "AccessLink",
    "EventKind",
    "Passkey",
    "Purpose",
    "RecoveryCode",
    "RoleAssignment",
    "SecurityEvent",
    "Session",
    "Totp",
    "User",
]
