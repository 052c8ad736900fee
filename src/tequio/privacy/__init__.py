"""People's rights over their data: notices, the inventory, what is known of somebody, and its erasure."""
