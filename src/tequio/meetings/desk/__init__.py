"""Staff pages of this room, under /trabajo/sesiones/ and /trabajo/acuerdos/."""
