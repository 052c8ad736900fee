"""Things of this room for tests, made the way people make them: through the actions."""

from datetime import date
from typing import Any

from tequio.accounts.models import User
from tequio.bodies.models import Body, Organization, Place
from tequio.bodies.rules import OrganizationKind, PlaceKind
from tequio.commitments import actions
from tequio.commitments.models import ActionPlan, Commitment, Milestone
from tequio.core.legal import action


@action
def make_office(
    slug: str = "obras", name: str = "Dirección de Obras Públicas", **fields: Any
) -> Organization:
    defaults = {"name": name, "is_published": True, **fields}
    return Organization.objects.get_or_create(slug=slug, defaults=defaults)[0]


@action
def make_place(slug: str = "tonantzintla", name: str = "Santa María Tonantzintla") -> Place:
    kind = PlaceKind.JUNTA_AUXILIAR
    return Place.objects.get_or_create(
        slug=slug, defaults={"name": name, "kind": kind, "is_published": True}
    )[0]


@action
def make_body() -> Body:
    town_hall = make_office("ayuntamiento", "Ayuntamiento", kind=OrganizationKind.AYUNTAMIENTO)
    found = Body.objects.commission()
    return found or Body.objects.create(
        slug="ciga", name="Comisión de Gobierno Abierto", organization=town_hall, is_published=True
    )


def make_plan(by: User, *, published: bool = True) -> ActionPlan:
    plan = ActionPlan.objects.filter(slug="2025-2027").first()
    if plan is None:
        data = actions.PlanData(
            slug="2025-2027",
            title="Plan de acción 2025–2027",
            body=make_body(),
            starts_on=date(2025, 5, 1),
            ends_on=date(2027, 10, 14),
            summary="Lo que la comisión se propone en estos años.",
        )
        plan = actions.create_plan(data=data, by=by)
        if published:
            plan = actions.publish_plan(plan=plan, by=by)
    return plan


def commitment_data(by: User, **changes: Any) -> actions.CommitmentData:
    fields: dict[str, Any] = {
        "key": "C-2026-01",
        "title": "Todas las escuelas de la cabecera tienen rampa",
        "summary": "Ocho escuelas tendrán una rampa segura.",
        "theme": "obras",
        "contact_office": "Oficina de Accesibilidad",
        "contact_phone": "222 000 0000",
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 12, 31),
        "objective": "Que cualquier persona entre a su escuela.",
        "relevance": "Tres de cada diez escuelas no tienen rampa.",
        "actions": "Construir ocho rampas.",
        **changes,
    }
    if "plan" not in fields:
        fields["plan"] = make_plan(by)
    if "lead" not in fields:
        fields["lead"] = make_office()
    return actions.CommitmentData(**fields)


def make_draft(by: User, *, due_on: tuple[date, ...] = (date(2026, 6, 30),), **changes: Any) -> Commitment:
    commitment = actions.create_commitment(data=commitment_data(by, **changes), by=by)
    for number, day in enumerate(due_on, start=1):
        actions.add_milestone(commitment=commitment, title=f"Paso {number}", due_on=day, by=by)
    return commitment


def make_commitment(by: User, **changes: Any) -> Commitment:
    """A public commitment."""
    return actions.publish_commitment(commitment=make_draft(by, **changes), by=by)


def prove(milestone: Milestone, by: User, *, done_on: date, verified: bool = True) -> Milestone:
    proof = actions.Proof(text="Acta de entrega", url="https://example.org/acta")
    milestone = actions.mark_milestone_done(milestone=milestone, done_on=done_on, proof=proof, by=by)
    return actions.verify_milestone(milestone=milestone, by=by) if verified else milestone
