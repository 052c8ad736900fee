"""What comes in at the desk of sessions, checked; the actions decide."""
