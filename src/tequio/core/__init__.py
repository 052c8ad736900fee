"""What every room shares and that knows no room: the town, the look, dates, languages, and the guard on legal writes."""
