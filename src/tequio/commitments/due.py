"""What waits for somebody in this room: milestones with a date, proofs to check, drafts to publish."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.commitments.models import ActionPlan, Commitment, Milestone
from tequio.core import clock
from tequio.register.due import AHEAD_DAYS, AT_MOST, DueItem, DueKind, provides_due


@provides_due
def commitments_due(user: User) -> Iterator[DueItem]:
    """What comes due or is late, what is to be checked, and the drafts that *user* can take further."""
    if user.may(Permission.COMMITMENT_PUBLISH):
        yield from _dated_milestones()
    if user.may(Permission.COMMITMENT_ASSESS):
        yield from _proofs()
        yield from _fulfillable()
    if user.may(Permission.COMMITMENT_PUBLISH) or user.may(Permission.COMMITMENT_EDIT):
        yield from _drafts(user.may(Permission.COMMITMENT_PUBLISH))


def _dated_milestones() -> Iterator[DueItem]:
    today = clock.today()
    rows = Milestone.objects.filter(
        commitment__is_published=True,
        commitment__fulfilled_on__isnull=True,
        commitment__halted_on__isnull=True,
        done_on__isnull=True,
        withdrawn_on__isnull=True,
        due_on__lte=today + timedelta(days=AHEAD_DAYS),
    ).select_related("commitment__lead")
    for milestone in rows.order_by("due_on", "pk")[:AT_MOST]:
        commitment = milestone.commitment
        yield DueItem(
            key=f"commitments.milestone:{milestone.key}",
            kind=DueKind.OTHERS if milestone.due_on < today else DueKind.DATED,
            title=milestone.title,
            why=f"{commitment.title} · {commitment.lead.name}",
            url=_of_milestone("desk_milestone_done", milestone),
            due_on=milestone.due_on,
            days_left=(milestone.due_on - today).days,
            waits_for=commitment.lead.name,
        )


def _proofs() -> Iterator[DueItem]:
    rows = Milestone.objects.filter(
        commitment__is_published=True, done_on__isnull=False, verified=False, withdrawn_on__isnull=True
    ).select_related("commitment")
    for milestone in rows.order_by("done_on", "pk")[:AT_MOST]:
        yield DueItem(
            key=f"commitments.proof:{milestone.key}",
            kind=DueKind.YOURS,
            title=_("Revisar la prueba: %(milestone)s") % {"milestone": milestone.title},
            why=milestone.commitment.title,
            url=_of_milestone("desk_milestone_verify", milestone),
        )


def _fulfillable() -> Iterator[DueItem]:
    counting = Milestone.objects.filter(commitment=OuterRef("pk"), withdrawn_on__isnull=True)
    rows = Commitment.objects.published().filter(
        Exists(counting), ~Exists(counting.filter(verified=False)), fulfilled_on__isnull=True
    )
    for commitment in rows.order_by("ends_on", "key")[:AT_MOST]:
        yield DueItem(
            key=f"commitments.fulfil:{commitment.key}",
            kind=DueKind.YOURS,
            title=_("Declarar cumplido: %(commitment)s") % {"commitment": commitment.title},
            why=_("Todos sus hitos tienen prueba revisada."),
            url=reverse("commitments:desk_fulfil", args=[commitment.key]),
        )


def _drafts(may_publish: bool) -> Iterable[DueItem]:
    has_milestones = Exists(Milestone.objects.filter(commitment=OuterRef("pk")))
    rows = Commitment.objects.filter(is_published=False).annotate(has_milestones=has_milestones)
    for commitment in rows.order_by("key")[:AT_MOST]:
        url = reverse("commitments:desk_commitment", args=[commitment.key])
        yield _draft(
            f"commitments.draft:{commitment.key}",
            commitment.title,
            url,
            may_publish,
            commitment.has_milestones,
        )
    for plan in ActionPlan.objects.filter(is_published=False).order_by("slug")[:AT_MOST]:
        url = reverse("commitments:desk_plan", args=[plan.slug])
        yield _draft(f"commitments.plan:{plan.slug}", plan.title, url, may_publish, True)


def _draft(key: str, name: str, url: str, may_publish: bool, is_ready: bool) -> DueItem:
    words = {"name": name}
    if not is_ready:
        title, why = _("Agregar sus hitos: %(name)s") % words, _("Es un borrador sin hitos.")
        return DueItem(key=key, kind=DueKind.YOURS, title=title, why=why, url=url)
    if may_publish:
        title, why = _("Revisar y publicar: %(name)s") % words, _("Es un borrador.")
        return DueItem(key=key, kind=DueKind.YOURS, title=title, why=why, url=url)
    title = _("Que se publique: %(name)s") % words
    return DueItem(key=key, kind=DueKind.OTHERS, title=title, url=url, waits_for=_("Secretaría técnica"))


def _of_milestone(page: str, milestone: Milestone) -> str:
    return reverse(f"commitments:{page}", args=[milestone.commitment.key, milestone.position])
