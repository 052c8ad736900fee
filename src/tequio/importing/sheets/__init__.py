"""Every sheet of the template."""

from tequio.importing.sheets.commitments import COMMITMENTS, MILESTONES, PLANS
from tequio.importing.sheets.meetings import AGENDA, AGREEMENTS, ATTENDANCE, MEETINGS, VOTES
from tequio.importing.sheets.town import BODIES, MEMBERS, ORGANIZATIONS, PERIODS, PLACES

SHEETS = (
    ORGANIZATIONS, PLACES, BODIES, PERIODS, MEMBERS, MEETINGS, AGENDA, ATTENDANCE, VOTES, AGREEMENTS, PLANS,
    COMMITMENTS, MILESTONES,
)  # fmt: skip
"""In the order in which one builds on the other."""

__all__ = [
    "AGENDA",
    "AGREEMENTS",
    "ATTENDANCE",
    "BODIES",
    "COMMITMENTS",
    "MEETINGS",
    "MEMBERS",
    "MILESTONES",
    "ORGANIZATIONS",
    "PERIODS",
    "PLACES",
    "PLANS",
    "SHEETS",
    "VOTES",
]
