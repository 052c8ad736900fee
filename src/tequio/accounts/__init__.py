"""Who may do what: users, one enum of permissions, and roles as described data."""
