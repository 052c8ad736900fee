"""Three years of sessions: ordinary ones every two months, extraordinary ones, and what goes wrong in real life."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from tequio.bodies.models import Seat
from tequio.demo.ejemplo.minutes import minutes_text
from tequio.demo.ejemplo.story import Story, moment, tuesday_of
from tequio.demo.ejemplo.topics import REPORTS, TOPICS, Topic
from tequio.meetings import actions
from tequio.meetings.actions import AgreementDraft, AttendanceMark, Ballot, MeetingDraft, MinutesDraft
from tequio.meetings.models import Agreement, Meeting, Motion
from tequio.meetings.rules import AttendanceState, ItemKind, MeetingKind, VoteOption
from tequio.register.files import store_file
from tequio.register.models import File

PLACE: dict[str, Any] = {
    "place": "Sala de Cabildo",
    "address": "Plaza de la Muestra 1, planta alta, Centro",
    "modality": "hybrid",
}
ATTEND = "La sesión es pública. Llega 10 minutos antes o síguela en línea desde esta página."


@dataclass(frozen=True)
class Plan:
    """One session to be held, and what befalls it."""

    on: date
    kind: MeetingKind
    topics: tuple[Topic, ...]
    incident: str = ""


INCIDENTS = {
    2: "second_call",
    4: "rejected",
    6: "no_quorum",
    8: "tie",
    10: "corrected",
    12: "recusal",
    14: "postponed",
}


def schedule(story: Story, first: date) -> None:
    """Put every session on the calendar, the next one included."""
    topics = [*TOPICS, *TOPICS]
    month, count = first, 0
    while True:
        on = tuesday_of(month, 2)
        count += 1
        taken = tuple(topics[(2 * count + step) % len(topics)] for step in range(2))
        session = Plan(on, MeetingKind.ORDINARY, taken, INCIDENTS.get(count, ""))
        _hold(story, session)
        if on > story.today:
            return
        if count % 4 == 0:
            extra = Plan(tuesday_of(month, 4), MeetingKind.EXTRAORDINARY, (topics[count],), "")
            if extra.on <= story.today:
                _hold(story, extra)
        month = date(month.year + (month.month + 1) // 12, (month.month + 1) % 12 + 1, 1)


def _hold(story: Story, plan: Plan) -> None:
    starts = moment(plan.on)
    drafted: list[Meeting] = []

    def prepare() -> None:
        if story.body is None:
            raise RuntimeError("the commission comes first")
        draft = MeetingDraft(body=story.body, kind=plan.kind, starts_at=starts, how_to_attend=ATTEND, **PLACE)
        meeting = actions.prepare_meeting(draft=draft, by=story.by)
        if plan.kind == MeetingKind.ORDINARY:
            report = story.chance.choice(REPORTS)
            actions.add_agenda_item(meeting=meeting, title=report, kind=ItemKind.INFORMATION, by=story.by)
        for topic in plan.topics:
            actions.add_agenda_item(
                meeting=meeting,
                title=topic.title,
                kind=ItemKind.VOTE,
                proposer=topic.responsible,
                by=story.by,
            )
        drafted.append(meeting)

    def convene() -> None:
        drafted[0] = actions.convene_meeting(
            meeting=drafted[0], by=story.by, notice_reference=f"Convocatoria {plan.on:%d%m%Y}"
        )

    story.at(min(starts - timedelta(days=12), story.now), prepare)
    story.at(min(starts - timedelta(days=7), story.now), convene)
    if plan.incident == "postponed":
        _postpone(story, plan, drafted)
        starts += timedelta(days=14)
    story.at(starts, lambda: _run(story, plan, drafted))


def _postpone(story: Story, plan: Plan, drafted: list[Meeting]) -> None:
    starts = moment(plan.on)

    def put_off() -> None:
        drafted[0] = actions.postpone_meeting(
            meeting=drafted[0],
            reason="La sala se usa como refugio temporal por las lluvias.",
            rescheduled_to=starts + timedelta(days=14),
            by=story.by,
        )

    def convene_again() -> None:
        drafted[0] = actions.convene_meeting(
            meeting=drafted[0], starts_at=starts + timedelta(days=14), by=story.by
        )

    story.at(starts - timedelta(days=1), put_off)
    story.at(starts + timedelta(days=2), convene_again)


def _run(story: Story, plan: Plan, drafted: list[Meeting]) -> None:
    """Open, call the roll, vote, agree; closing and the minutes come at their own hour."""
    meeting = actions.open_meeting(meeting=drafted[0], by=story.by)
    marks = _marks(story, plan)
    call = 2 if plan.incident == "second_call" else 1
    meeting = actions.call_roll(meeting=meeting, marks=marks, by=story.by, call=call)
    if meeting.has_quorum:
        for item in meeting.agenda.filter(kind=ItemKind.VOTE).order_by("position"):
            topic = next(topic for topic in plan.topics if topic.title == item.title)
            votes = _votes(story, plan, marks)
            event = actions.record_vote(
                item=item, ballot=Ballot(motion=topic.motion, votes=votes), by=story.by
            )
            if event.is_approved:
                _agree(story, plan.on, topic, event.motion)
    ended = moment(meeting.held_on or plan.on) + timedelta(minutes=95)
    story.at(ended, lambda: actions.close_meeting(meeting=meeting, by=story.by))
    story.at(ended + timedelta(days=9), lambda: _publish_minutes(story, plan, meeting))


def _marks(story: Story, plan: Plan) -> dict[int, AttendanceMark]:
    absent = {"no_quorum": 6, "second_call": 6, "tie": 0}.get(
        plan.incident, story.chance.choice((0, 1, 1, 2))
    )
    voters = [seat for seat in story.seats if seat.has_vote]
    missing = set(story.chance.sample([seat.pk for seat in voters[1:]], absent))
    marks = {}
    for position, seat in enumerate(story.seats):
        state, letter = AttendanceState.PRESENT, ""
        if seat.pk in missing:
            state = AttendanceState.EXCUSED if position % 2 else AttendanceState.ABSENT
            letter = f"Oficio de justificación {position}/{plan.on.year}" if position % 2 else ""
        elif position in {3, 4} and story.chance.random() < 0.3:
            state, letter = AttendanceState.ALTERNATE, f"Oficio de suplencia {position}/{plan.on.year}"
        marks[seat.pk] = AttendanceMark(state, letter)
    return marks


def _votes(story: Story, plan: Plan, marks: dict[int, AttendanceMark]) -> dict[int, str]:
    here = [seat for seat in story.seats if seat.has_vote and marks[seat.pk].is_attending]
    votes = {seat.pk: VoteOption.ABSENT.value for seat in story.seats if seat.has_vote}
    votes |= {seat.pk: _choice(story, plan, seat, order, len(here)) for order, seat in enumerate(here)}
    return votes


def _choice(story: Story, plan: Plan, seat: Seat, order: int, count: int) -> str:
    if plan.incident == "tie":
        return VoteOption.FOR if order < count // 2 else VoteOption.AGAINST
    if plan.incident == "rejected":
        return VoteOption.FOR if order % 3 == 0 else VoteOption.AGAINST
    if plan.incident == "recusal" and order == 3:
        return VoteOption.RECUSED
    return story.chance.choices((VoteOption.FOR, VoteOption.AGAINST, VoteOption.ABSTAIN), (17, 2, 1))[0]


def _agree(story: Story, on: date, topic: Topic, motion: Motion) -> None:
    due = on + timedelta(days=topic.days)
    draft = AgreementDraft(
        title=topic.title,
        text=f"{topic.motion} La Dependencia responsable informará a la comisión y publicará la prueba.",
        responsible=story.organizations[topic.responsible],
        due_on=due,
        proof=topic.proof,
    )
    agreement: Agreement = actions.adopt_agreement(motion=motion, draft=draft, by=story.by)
    fate = story.chance.random()
    done = due - timedelta(days=5) if fate < 0.62 else due + timedelta(days=30)
    resolution = f"Se cumplió. {topic.proof}"
    if fate < 0.78:
        story.at(
            moment(done),
            lambda: actions.fulfil_agreement(
                agreement=agreement, resolution=resolution, resolved_on=done, by=story.by
            ),
        )
    elif fate < 0.83:
        story.at(
            moment(due),
            lambda: actions.close_agreement(
                agreement=agreement,
                resolution="Se cierra sin cumplir: un acuerdo posterior lo sustituye.",
                resolved_on=due,
                by=story.by,
            ),
        )


def _publish_minutes(story: Story, plan: Plan, meeting: Meeting) -> None:
    meeting = Meeting.objects.get(pk=meeting.pk)
    voters = sum(1 for seat in story.seats if seat.has_vote)
    text = minutes_text(meeting)
    draft = MinutesDraft(
        text=text,
        file=_file(meeting, text, 1),
        approved_on=meeting.held_on,
        signatures=voters - story.chance.choice((0, 0, 1)),
        signatures_expected=voters,
    )
    actions.publish_minutes(meeting=meeting, draft=draft, by=story.by)
    if plan.incident == "corrected":
        story.at(moment(plan.on) + timedelta(days=30), lambda: _correct(story, meeting, text, voters))


def _correct(story: Story, meeting: Meeting, text: str, voters: int) -> None:
    corrected = text.replace("10:00", "10:05", 1) + "\nFe de erratas: la sesión comenzó a las 10:05 horas.\n"
    draft = MinutesDraft(
        text=corrected,
        file=_file(meeting, corrected, 2),
        approved_on=meeting.held_on,
        signatures=voters,
        signatures_expected=voters,
    )
    meeting = Meeting.objects.get(pk=meeting.pk)
    actions.correct_minutes(
        meeting=meeting, draft=draft, reason="La hora de inicio estaba equivocada.", by=story.by
    )


def _file(meeting: Meeting, text: str, version: int) -> File:
    content = ContentFile(text.encode(), name=f"acta-{meeting.year}-{meeting.slug}-v{version}.txt")
    return store_file(UploadedFile(content, name=content.name, size=content.size))
