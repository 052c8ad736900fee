"""Organizations, people, posts, seats and places, each with its dates of validity (Popolo's nouns)."""

from tequio.bodies.models.organizations import Organization, OrganizationName, Person, Post
from tequio.bodies.models.places import Place
from tequio.bodies.models.seats import Appointment, Body, BodyEvent, Integration, Seat

__all__ = [
    "Appointment",
    "Body",
    "BodyEvent",
    "Integration",
    "Organization",
    "OrganizationName",
    "Person",
    "Place",
    "Post",
    "Seat",
]
