"""The staff's pages of the legal frame, at /trabajo/marco-legal/."""

from tequio.accounts.roles import Permission

LAW = (Permission.LAW_EDIT,)
