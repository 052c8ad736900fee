"""Commitments name offices and organizations."""

from tequio.core.personal_data import INVENTORY

INVENTORY.declare_impersonal(
    "Plans and commitments answer by office and organization; an office's telephone is public by law",
    *("commitments.ActionPlan", "commitments.Commitment", "commitments.Commitment_supporting"),
    *("commitments.Commitment_places", "commitments.Partnership", "commitments.Milestone"),
)
