"""Action plans, commitments and milestones, linked to the agreement that created them."""
