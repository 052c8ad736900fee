from tequio.commitments.models.commitments import Commitment, CommitmentQuerySet, Milestone, Partnership
from tequio.commitments.models.plans import ActionPlan, Publishable, PublishableQuerySet

__all__ = [
    "ActionPlan",
    "Commitment",
    "CommitmentQuerySet",
    "Milestone",
    "Partnership",
    "Publishable",
    "PublishableQuerySet",
]
