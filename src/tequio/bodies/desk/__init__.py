"""Staff pages of this room, at /trabajo/: what is registered, and the forms that run its actions."""
