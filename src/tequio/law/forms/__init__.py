"""What people and staff type in the legal frame, checked and cleaned."""
