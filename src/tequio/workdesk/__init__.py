"""The staff's day: what is due, and the way to every room's desk."""
