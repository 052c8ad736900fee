"""Dependencias, people, posts, seats and places, each with its dates of validity."""
