"""Norms, legal terms and calendars of non-working days: rules as data, with basis and validity."""
