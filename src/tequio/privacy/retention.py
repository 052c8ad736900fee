"""Every night: what has outlived its term goes."""

from tequio.core.personal_data import INVENTORY


def prune_expired() -> dict[str, int]:
    """Run every holding's pruning and return how many rows each deleted."""
    return {key: holding.prune() for key, holding in INVENTORY.holdings.items() if holding.prune}
