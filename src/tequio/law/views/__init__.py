"""Public pages of the legal frame. Drafts are not there: they answer 404."""
