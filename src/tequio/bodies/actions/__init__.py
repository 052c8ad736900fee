"""Every write of this room. Each action checks who acts and what the rules say, writes, and enters the register."""

from tequio.bodies.actions.bodies import (
    amend_body,
    amend_event,
    create_body,
    create_event,
    publish_body,
    publish_event,
)
from tequio.bodies.actions.integrations import (
    amend_integration,
    end_integration,
    install_integration,
    prepare_integration,
)
from tequio.bodies.actions.organizations import (
    amend_organization,
    create_organization,
    dissolve_organization,
    publish_organization,
    rename_organization,
)
from tequio.bodies.actions.people import (
    amend_post,
    correct_person,
    create_post,
    erase_person,
    register_person,
)
from tequio.bodies.actions.places import amend_place, create_place, publish_place
from tequio.bodies.actions.seats import (
    add_seat,
    amend_appointment,
    amend_seat,
    appoint,
    discard_seat,
    end_appointment,
    end_seat,
)

__all__ = [
    "add_seat",
    "amend_appointment",
    "amend_body",
    "amend_event",
    "amend_integration",
    "amend_organization",
    "amend_place",
    "amend_post",
    "amend_seat",
    "appoint",
    "correct_person",
    "create_body",
    "create_event",
    "create_organization",
    "create_place",
    "create_post",
    "discard_seat",
    "dissolve_organization",
    "end_appointment",
    "end_integration",
    "end_seat",
    "erase_person",
    "install_integration",
    "prepare_integration",
    "publish_body",
    "publish_event",
    "publish_organization",
    "publish_place",
    "register_person",
    "rename_organization",
]
