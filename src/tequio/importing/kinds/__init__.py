"""How each kind of record is found, compared, made and amended, always through the actions of its room."""

from tequio.importing.kinds.base import Kind, Work
from tequio.importing.kinds.bodies import BodyRecords, PeriodRecords
from tequio.importing.kinds.commitments import CommitmentRecords, PlanRecords
from tequio.importing.kinds.meetings import AgreementRecords, MeetingRecords
from tequio.importing.kinds.organizations import OrganizationRecords, PlaceRecords

KINDS: dict[str, Kind] = {
    kind.sheet.kind: kind
    for kind in (
        OrganizationRecords(),
        PlaceRecords(),
        BodyRecords(),
        PeriodRecords(),
        MeetingRecords(),
        AgreementRecords(),
        PlanRecords(),
        CommitmentRecords(),
    )
}

__all__ = ["KINDS", "Kind", "Work"]
