"""Staff pages of this room, under /trabajo/compromisos/."""
