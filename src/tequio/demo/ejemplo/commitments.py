"""The action plans of Villa Ejemplo and what became of each promise."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from tequio.commitments import actions
from tequio.commitments.actions import CommitmentData, PlanData, Proof
from tequio.commitments.models import ActionPlan, Commitment, Milestone
from tequio.commitments.rules import Completion, Potential, Value
from tequio.demo.ejemplo.promises import PROMISES, Promise
from tequio.demo.ejemplo.story import Story, moment
from tequio.meetings.models import Agreement

EVIDENCE = "https://villa-ejemplo.example/evidencias/"
OFFICE = "Oficina de enlace de gobierno abierto"
FIRST_PLAN = 9


def schedule(story: Story, first: tuple[date, date], second: tuple[date, date]) -> None:
    """Two plans, one for each administration, with their commitments along the months."""
    for (starts, ends), promises, pace in (
        (first, PROMISES[:FIRST_PLAN], 17),
        (second, PROMISES[FIRST_PLAN:], 42),
    ):
        story.at(moment(starts), partial(_plan, story, starts, ends))
        for order, promise in enumerate(promises):
            on = starts + timedelta(days=5 + pace * order)
            story.at(moment(on), partial(_promise, story, promise, on, order))


def _plan(story: Story, starts: date, ends: date) -> None:
    if story.body is None:
        raise RuntimeError("the commission comes first")
    data = PlanData(
        slug=f"{starts.year}-{ends.year}",
        title=f"Plan de acción {starts.year}–{ends.year}",
        body=story.body,
        starts_on=starts,
        ends_on=ends,
        summary="Compromisos que las Dependencias asumieron ante la comisión, con fechas y pruebas.",
        agreement=Agreement.objects.order_by("-pk").first(),
    )
    plan = actions.create_plan(data=data, by=story.by)
    story.plans.append(actions.publish_plan(plan=plan, by=story.by))


def _data(story: Story, promise: Promise, on: date, order: int) -> CommitmentData:
    plan: ActionPlan = story.plans[-1]
    ends = min(on + timedelta(days=100 * len(promise.steps)), plan.ends_on)
    count = Commitment.objects.filter(plan__starts_on__year=plan.starts_on.year).count() + 1
    return CommitmentData(
        key=f"C-{plan.starts_on.year}-{count:02}",
        plan=plan,
        title=promise.title,
        summary=f"{promise.lead} se compromete a resolverlo en {len(promise.steps)} pasos con prueba pública.",
        theme=promise.theme,
        lead=story.organizations[promise.lead],
        contact_office=OFFICE,
        contact_phone="55 5555 0100",
        starts_on=on,
        ends_on=ends,
        objective=promise.title + ".",
        relevance=promise.problem,
        contribution="La información deja de depender de a quién se le pregunte.",
        actions="\n".join(promise.steps),
        problem=promise.problem,
        baseline="Al inicio no existía.",
        values=[Value.TRANSPARENCY, Value.PARTICIPATION] if order % 2 else [Value.ACCOUNTABILITY],
        potential=(Potential.MODEST, Potential.SUBSTANTIAL)[order % 2],
        budget=Decimal(40_000 + 35_000 * order) if order % 3 else None,
        budget_source="Presupuesto de egresos (ejemplo)" if order % 3 else "",
        goals=[16, 11] if promise.place else [16],
        places=[story.places[promise.place]] if promise.place else [],
        agreement=Agreement.objects.filter(responsible__name=promise.lead).order_by("pk").first(),
    )


def _promise(story: Story, promise: Promise, published_on: date, order: int) -> None:
    data = _data(story, promise, published_on + timedelta(days=30), order)
    commitment = actions.create_commitment(data=data, by=story.by)
    gap = (data.ends_on - data.starts_on) / len(promise.steps)
    for number, step in enumerate(promise.steps, start=1):
        actions.add_milestone(
            commitment=commitment, title=step, due_on=data.starts_on + gap * number, by=story.by
        )
    if order % 4 == 0:
        actions.set_partner(
            commitment=commitment,
            organization=story.organizations["Universidad de Ejemplo"],
            partner_duties="Revisar cada prueba y publicar su opinión.",
            government_duties="Entregar las pruebas diez días antes de cada sesión.",
            by=story.by,
        )
    commitment = actions.publish_commitment(commitment=commitment, by=story.by)
    _fate(story, commitment, order)


def _fate(story: Story, commitment: Commitment, order: int) -> None:
    """On time, late, renegotiated or halted: what happens to real promises."""
    if order % 7 == 5:
        halted = moment(commitment.starts_on) + timedelta(days=60)
        reason = "La Dependencia espera la autorización del gasto."
        story.at(halted, lambda: actions.halt_commitment(commitment=commitment, reason=reason, by=story.by))
        return
    steps = list(commitment.milestones.order_by("position"))
    kept = len(steps) if order % 3 != 1 else len(steps) - 1
    for step in steps[:kept]:
        delay = timedelta(days=story.chance.choice((-6, -3, -2, 9)))
        done = moment(step.due_on) + delay
        story.at(done, partial(_deliver, story, step, done.date()))
    if kept == len(steps):
        last = moment(steps[-1].due_on) + timedelta(days=25)
        story.at(last, lambda: _fulfil(story, commitment))
    elif order % 2:
        last_step = steps[-1]
        before = moment(last_step.due_on) - timedelta(days=8)
        story.at(before, lambda: _renegotiate(story, commitment, last_step))


def _deliver(story: Story, step: Milestone, on: date) -> None:
    proof = Proof(text=f"Publicado: {step.title}.", url=f"{EVIDENCE}{step.commitment.key}-{step.position}/")
    done = actions.mark_milestone_done(milestone=step, done_on=on, proof=proof, by=story.by)
    story.at(moment(on) + timedelta(days=6), lambda: actions.verify_milestone(milestone=done, by=story.by))


def _fulfil(story: Story, commitment: Commitment) -> None:
    evidence = "Las pruebas de todos los hitos se revisaron una por una."
    done = actions.declare_fulfilled(
        commitment=commitment, evidence=evidence, evidence_url=f"{EVIDENCE}{commitment.key}/", by=story.by
    )
    actions.assess_commitment(
        commitment=done,
        completion=Completion.COMPLETE,
        note="Todos los hitos tienen prueba aceptada.",
        by=story.by,
    )


def _renegotiate(story: Story, commitment: Commitment, step: Milestone) -> None:
    commitment = Commitment.objects.get(pk=commitment.pk)
    reason = "La contratación se declaró desierta y debe repetirse."
    new_end = commitment.ends_on + timedelta(days=60)
    actions.renegotiate_commitment(commitment=commitment, ends_on=new_end, reason=reason, by=story.by)
    step.refresh_from_db()
    actions.renegotiate_milestone(milestone=step, due_on=new_end, reason=reason, by=story.by)
