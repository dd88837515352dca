"""What is near its last day or past it, of all that has one: answers, decisions, steps after a meeting; and for whom.

Nothing gets a day here: an answer and a step have it from a rule, a decision from whoever typed it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypedDict

from django.db.models import Q, QuerySet

from tegerek.commitments.access import Scope
from tegerek.commitments.models import Commitment, CouncilStep, Reminder
from tegerek.commitments.rules import TO_COUNCIL, days_late, is_delayed, stage_reached
from tegerek.commitments.sheets import facts_of, public
from tegerek.lib.said import Said
from tegerek.meetings.checklists import StepLine, StepState, checklists
from tegerek.meetings.models import Meeting
from tegerek.meetings.samples import countable
from tegerek.meetings.sheets import within_place
from tegerek.people.models import Contact, Mandate, Post
from tegerek.places.models import Body, Unit
from tegerek.places.rules import long_said
from tegerek.procedures.terms import Doer
from tegerek.voices.answer_sheets import IS_OPEN, answer_lines, questions_and_proposals
from tegerek.voices.models import Voice
from tegerek.voices.rules import ANSWERED, CONSIDERED, REGISTERED
from tegerek.voices.sheets import appeals_behind

Kind, Stage = Reminder.Kind, Reminder.Stage
# Steps of so many days after a meeting are reminded of: older ones are history, not work.
STEP_DAYS = 366
# Answers stand here by themselves, each with its own day.
NO_STEPS = {*CONSIDERED, ANSWERED, REGISTERED}
PRESSED = (StepState.LATE, StepState.DUE, StepState.COMING)
POSTS = {
    Doer.HEAD: Post.AO_HEAD,
    Doer.SECRETARY: Post.EXECUTIVE_SECRETARY,
    Doer.CLERK: Post.AO_SPECIALIST,
    Doer.COUNCIL: Post.COUNCIL_CHAIR,
}
# Every office has one for such a post; all others are told apart by the village.
OF_VILLAGE = {Post.VILLAGE_HEAD}
STAGES = tuple(Stage.values)


@dataclass(frozen=True)
class Pressing:
    """Something near its last day or past it. place, above: keys of its unit and the one above. late: in days, lawful
    delays left out. number, is_public: whether and by what everybody can look it up. cited: the rule that sets the
    day; empty where a person did.
    """

    kind: str
    key: int
    step: str
    office: int
    place: int
    above: int | None
    place_name: Said
    what: Said
    post: str
    body: int | None
    body_name: Said
    due_on: date
    late: int
    stage: str
    number: int | None
    is_public: bool
    cited: Said = field(default_factory=Said)

    @property
    def ref(self) -> str:
        """What it is called in a form: "answer-7", "step-3-minutes"."""
        return "-".join(filter(None, (self.kind, str(self.key), self.step)))

    @property
    def thing(self) -> tuple[str, int, str]:
        return self.kind, self.key, self.step

    @property
    def to_post(self) -> str:
        """Who is reminded of it now."""
        return self.post if self.stage == Stage.POST else Post.AO_HEAD.value

    @property
    def to_body(self) -> int | None:
        return self.body if self.stage == Stage.POST else None


@dataclass(frozen=True)
class DueLine:
    """The same on a list. told_on: since when they know of this stage; None while nobody has told them."""

    thing: Pressing
    told_at: datetime | None


@dataclass(frozen=True)
class Holder:
    """Who holds a post now; phones: empty for an account that may see none."""

    name: str
    phones: tuple[str, ...]


@dataclass(frozen=True)
class DueGroup:
    """One entry of the list: a post of an office (of a village, for its head), and all it is reminded of.

    post: "" and body: empty where nobody was named. place: empty but for the head of a village.
    """

    office: int
    office_name: Said
    post: str
    body: Said
    place: Said
    holders: tuple[Holder, ...]
    lines: tuple[DueLine, ...]

    @property
    def untold(self) -> tuple[DueLine, ...]:
        return tuple(line for line in self.lines if line.told_at is None)

    @property
    def told(self) -> tuple[DueLine, ...]:
        return tuple(line for line in self.lines if line.told_at is not None)


def pressing(scope: Scope, today: date) -> tuple[Pressing, ...]:
    """All of the scope that has reached a stage, the longest overdue first. At most seventeen queries."""
    found = [*_answers(scope.voices, today), *_decisions(scope.commitments, today), *_steps(scope.meetings, today)]
    return tuple(sorted(found, key=lambda one: (-STAGES.index(one.stage), one.due_on, one.kind, one.key, one.step)))


def public_late(place: Unit, today: date) -> tuple[Pressing, ...]:
    """What of a place and below it stands on the public list: long past its day, and everybody may read it.

    At most seventeen queries.
    """
    shown = Q(meeting__called_at__isnull=False, meeting__is_rehearsal=False, number__isnull=False)
    shown &= countable("meeting__")
    scope = Scope(
        Voice.objects.filter(shown, within_place("meeting__place", place)).exclude(way=Voice.Way.APPEAL),
        public(Commitment.objects.filter(within_place("place", place), countable("meeting__"))),
        Meeting.objects.filter(
            within_place("place", place), countable(), called_at__isnull=False, number__isnull=False
        ),
        Reminder.objects.none(),
    )
    return tuple(one for one in pressing(scope, today) if one.stage == Stage.PUBLIC)


def due_groups(
    scope: Scope,
    today: date,
    *,
    posts: Iterable[str] | None = None,
    persons: bool = False,
    contacts: QuerySet[Contact] | None = None,
) -> tuple[DueGroup, ...]:
    """One entry for each post that is to be reminded. At most twenty-one queries.

    posts: only of these; None for all. persons: with the names of who holds the post. contacts: the phones this
    account may see; None for none.
    """
    wanted = set(posts) if posts is not None else None
    found = [one for one in pressing(scope, today) if wanted is None or one.to_post in wanted]
    told = _told(scope.reminders) if found else {}
    groups: dict[tuple[int, str, int | None, int | None], list[Pressing]] = {}
    for one in found:
        village = one.place if one.to_post in OF_VILLAGE else None
        groups.setdefault((one.office, one.to_post, one.to_body, village), []).append(one)
    holders = _holders(groups, today, contacts) if persons and groups else {}
    offices = dict(Body.objects.filter(pk__in={key[0] for key in groups}).values_list("pk", "name"))
    made = [
        DueGroup(
            office=key[0],
            office_name=offices[key[0]],
            post=key[1],
            body=things[0].body_name if key[2] else Said(),
            place=things[0].place_name if key[3] else Said(),
            holders=tuple(holders.get(key, ())),
            lines=tuple(DueLine(one, told.get((*one.thing, one.due_on, one.stage))) for one in things),
        )
        for key, things in groups.items()
    ]
    order = {post: n for n, post in enumerate(("", *Post.values))}
    return tuple(sorted(made, key=lambda group: (group.office, order[group.post])))


def open_counts(reminders: QuerySet[Reminder], today: date) -> Mapping[str, int]:
    """By the post ("" for none), of how much they are to be reminded and were not told yet. One query.

    What was answered, done or delayed since the night does not count.
    """
    waiting = Voice.objects.filter(IS_OPEN).values("pk")
    delayed = Q(delays__since__lte=today) & (Q(delays__until=None) | Q(delays__until__gte=today))
    undone = Commitment.objects.filter(done_on=None, given_up_on=None).exclude(delayed).values("pk")
    rows = reminders.filter(
        Q(kind=Kind.ANSWER, key__in=waiting) | Q(kind=Kind.COMMITMENT, key__in=undone) | Q(kind=Kind.STEP),
        ended_at=None,
        told_at=None,
    )
    counts: dict[str, int] = {}
    for post in rows.values_list("to_post", flat=True):
        counts[post] = counts.get(post, 0) + 1
    return counts


# What has a last day


def _answers(voices: QuerySet[Voice], today: date) -> Iterator[Pressing]:
    """Three queries."""
    rows = questions_and_proposals(voices).filter(IS_OPEN, meeting__is_rehearsal=False)
    found = {row.pk: row for row in rows.select_related("meeting__place__parent", "answer")}
    for line in answer_lines(found.values(), today):
        meeting = found[line.key].meeting
        stage = stage_reached(Kind.ANSWER, line.last, line.late, today) if line.last else None
        if stage is None or line.last is None:
            continue
        yield Pressing(
            kind=Kind.ANSWER.value,
            key=line.key,
            step="",
            office=meeting.office_id,
            **_where(meeting.place),
            what=line.text,
            post=line.by_post,
            body=None,
            body_name=Said(),
            due_on=line.last,
            late=line.late,
            stage=stage,
            number=line.number,
            is_public=line.number is not None and line.way != Voice.Way.APPEAL,
        )


def _decisions(commitments: QuerySet[Commitment], today: date) -> Iterator[Pressing]:
    """Three queries. What lies with the council or is lawfully delayed waits without a reminder."""
    rows = commitments.filter(due_on__isnull=False, done_on=None, given_up_on=None, is_rehearsal=False)
    rows = rows.exclude(council__outcome=CouncilStep.Outcome.NOT)
    facts, stages = facts_of(rows), {}
    for key, one in facts.items():
        lies = one.origin in TO_COUNCIL and not one.outcome
        if one.due_on is not None and not lies and not is_delayed(one.delays, today):
            stages[key] = stage_reached(Kind.COMMITMENT, one.due_on, days_late(one, today), today)
    keys = [key for key, stage in stages.items() if stage]
    for row in Commitment.objects.select_related("place__parent", "who_body").filter(pk__in=keys):
        stage, due_on = stages[row.pk], row.due_on
        if stage is None or due_on is None:
            continue
        yield Pressing(
            kind=Kind.COMMITMENT.value,
            key=row.pk,
            step="",
            office=row.office_id,
            **_where(row.place),
            what=row.what,
            post=row.who_post,
            body=row.who_body_id,
            body_name=row.who_body.name if row.who_body else Said(),
            due_on=due_on,
            late=days_late(facts[row.pk], today),
            stage=stage,
            number=row.number,
            is_public=row.published_at is not None,
        )


def _steps(meetings: QuerySet[Meeting], today: date) -> Iterator[Pressing]:
    """What a rule asks for after a meeting, such as its minutes and the report of measures. Eleven queries."""
    held = meetings.filter(
        held_at__isnull=False,
        held_on__gte=today - timedelta(STEP_DAYS),
        held_on__lte=today,
        cancelled_at=None,
        is_rehearsal=False,
    ).exclude(kind="seminar")
    found = list(held.select_related("place__parent").order_by("pk"))
    sheets = checklists(found, today, appeals_behind(one.pk for one in found)) if found else {}
    for meeting in found:
        for step in sheets[meeting.pk].steps:
            yield from _step(meeting, step, today)


def _step(meeting: Meeting, step: StepLine, today: date) -> Iterator[Pressing]:
    """One step, if a rule sets its day and it is not done; else nothing."""
    if not step.is_after or step.why is None or step.last is None or step.is_reminder:
        return
    late = max(0, (today - step.last).days)
    stage = stage_reached(Kind.STEP, step.last, late, today)
    if step.state not in PRESSED or step.id in NO_STEPS or stage is None:
        return
    yield Pressing(
        kind=Kind.STEP.value,
        key=meeting.pk,
        step=step.id,
        office=meeting.office_id,
        **_where(meeting.place),
        what=step.what,
        post=POSTS[step.why.by].value if step.why.by in POSTS else "",
        body=None,
        body_name=Said(),
        due_on=step.last,
        late=late,
        stage=stage,
        number=meeting.number,
        is_public=meeting.called_at is not None,
        cited=step.why.cited,
    )


# Who is told


def _told(reminders: QuerySet[Reminder]) -> Mapping[tuple[str, int, str, date, str], datetime]:
    rows = reminders.filter(ended_at=None, told_at__isnull=False)
    return {
        (row.kind, row.key, row.step, row.due_on, row.stage): row.told_at for row in rows if row.told_at is not None
    }


def _holders(
    groups: Mapping[tuple[int, str, int | None, int | None], Sequence[Pressing]],
    today: date,
    contacts: QuerySet[Contact] | None,
) -> Mapping[tuple[int, str, int | None, int | None], list[Holder]]:
    """Who holds the post of each entry, by the cards of its office. Two queries at most."""
    posts, offices = {key[1] for key in groups}, {key[0] for key in groups}
    rows = Mandate.objects.select_related("person").filter(post__in=posts, person__office__in=offices)
    held = [row for row in rows.filter(person__erased_at=None).order_by("person__name", "pk") if row.is_held(today)]
    phones: dict[int, list[str]] = {}
    if contacts is not None and held:
        known = contacts.filter(person__in={row.person_id for row in held}, kind=Contact.Kind.PHONE)
        for person, value in known.values_list("person", "value"):
            phones.setdefault(person, []).append(value)
    return {
        key: [
            Holder(row.person.name, tuple(phones.get(row.person_id, ())))
            for row in held
            if (row.person.office_id, row.post) == key[:2] and _is_there(row, key, things)
        ]
        for key, things in groups.items()
    }


def _is_there(row: Mandate, key: tuple[int, str, int | None, int | None], things: Sequence[Pressing]) -> bool:
    """Whether a post is held where the things are: in the body that answers, in their place or the one above it."""
    _office, _post, body, village = key
    if village is not None:
        return row.unit_id == village
    if body is not None:
        return row.body_id == body
    near = {unit for one in things for unit in (one.place, one.above)}
    return row.unit_id is None or row.unit_id in near


class _Where(TypedDict):
    place: int
    above: int | None
    place_name: Said


def _where(unit: Unit) -> _Where:
    return {"place": unit.pk, "above": unit.parent_id, "place_name": long_said(unit.kind, unit.name)}
