"""What Tequio costs, always beside a limit measured in the same run."""
