"""Sessions of a body: agenda, attendance, quorum, votes, agreements and minutes."""
