"""The page cache knows nobody."""

from tequio.core.personal_data import INVENTORY

INVENTORY.declare_impersonal(
    "Counters of what the public pages show; no visitor is in them", "edge.Generation", "edge.PendingChange"
)
