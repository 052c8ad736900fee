"""What every room shares: the town, the look, dates, languages, the guard on legal writes."""
