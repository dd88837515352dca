"""What came of a meeting: counts, votes, decisions, and why each carried or did not. Never a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Prefetch, QuerySet

from tegerek.lib.dates import local_day
from tegerek.lib.said import Said
from tegerek.meetings.ages import BANDS
from tegerek.meetings.charters import own_charter
from tegerek.meetings.closing import quorum_of
from tegerek.meetings.models import AgendaItem, Closing, HeadCount, ItemResult, Meeting, OptionVotes
from tegerek.meetings.rules import State, When
from tegerek.meetings.sheets import OfficeLine, Where, office_line, where_of
from tegerek.places.rules import long_said
from tegerek.procedures import rules as procedures
from tegerek.procedures.explain import Explained, explain
from tegerek.procedures.kinds import kind as kind_of
from tegerek.procedures.rules import Choice, Outcome, Quorum, Votes
from tegerek.procedures.terms import Event, Kind, OwnCharter, Side

# What follows a meeting and concerns everybody who came: told on the result sheet, where the kind has the rule.
NEXT = ("answers", "measures", "results")
# The numbers of a closing that a sheet tells as they were typed.
COUNTED = (
    "present",
    "women",
    "men",
    "online",
    "residents",
    "other_residents",
    "officials",
    "guests",
    "media",
    "invited",
    "invited_present",
)


@dataclass(frozen=True)
class OptionLine:
    """One of several options, the votes for it (None: not counted), and whether it has the majority."""

    label: Said
    votes: int | None
    has_won: bool


@dataclass(frozen=True)
class ResultLine:
    """What came of an item. outcome: of a vote for and against, choice: among options; both None without a vote."""

    key: int
    position: int
    title: Said
    purpose: str
    votes: Votes
    decision: Said
    options: tuple[OptionLine, ...]
    outcome: Outcome | None
    choice: Choice | None

    @property
    def verdict(self) -> procedures.State | None:
        """Carried, not carried, not known; None where nothing was put to the vote."""
        found = self.outcome or self.choice
        return found.state if found else None

    @property
    def why(self) -> Said:
        found = self.outcome or self.choice
        return found.why if found else Said()


@dataclass(frozen=True)
class ClosingSheet:
    """A held meeting and what came of it. Every number counts people; None: not counted.

    ages, villages: only what was counted. next: what must follow, with its last day, rank and source. changed_at: of
    the closing. number: None for a rehearsal.
    """

    meeting: int
    number: int | None
    kind_name: Said
    title: Said
    when: When
    began_at: time | None
    ended_at: time | None
    where: Where
    office: OfficeLine
    state: State
    is_rehearsal: bool
    changed_at: datetime
    present: int | None
    women: int | None
    men: int | None
    online: int | None
    residents: int | None
    other_residents: int | None
    officials: int | None
    guests: int | None
    media: int | None
    invited: int | None
    invited_present: int | None
    ages: tuple[tuple[str, int], ...]
    villages: tuple[tuple[Said, int], ...]
    quorum: Quorum
    quorum_source: str
    results: tuple[ResultLine, ...]
    remarks: Said
    next: tuple[Explained, ...]
    is_sample: bool = False


def closing_sheet(meeting: Meeting) -> ClosingSheet:
    """What came of a meeting in hand (place, the place above, hall and office loaded).

    Four queries and those of the charter, however long the agenda. Raises Closing.DoesNotExist where nothing was
    written down, and where too few came and the meeting was put off.
    """
    return _sheet(meeting, _closings().get(meeting=meeting, put_off_to=None), charter_of(meeting))


def result_of(meeting: Meeting) -> ClosingSheet | None:
    """The same; None, after one query, where nothing was written down."""
    closing = _closings().filter(meeting=meeting, put_off_to=None).first()
    return _sheet(meeting, closing, charter_of(meeting)) if closing else None


def public_result(number: int) -> ClosingSheet | None:
    """The same of a public meeting by its number; None where nothing is known of it. One query, else four and those of
    the charter.
    """
    rows = _closings().select_related("meeting__place__parent", "meeting__venue", "meeting__office")
    public = rows.filter(meeting__called_at__isnull=False, meeting__is_rehearsal=False, put_off_to=None)
    closing = public.filter(meeting__number=number).first()
    return _sheet(closing.meeting, closing, charter_of(closing.meeting)) if closing else None


def charter_of(meeting: Meeting) -> OwnCharter | None:
    """The charter of its office on the day of the meeting."""
    return own_charter(meeting.office, _day(meeting))


def _closings() -> QuerySet[Closing]:
    counts = Prefetch("counts", HeadCount.objects.select_related("unit").order_by("pk"))
    return Closing.objects.prefetch_related(counts)


def _day(meeting: Meeting) -> date:
    """The day whose rules hold; a meeting without one, which no closed one is, takes that of its last change."""
    return meeting.held_on or local_day(meeting.changed_at)


def _sheet(meeting: Meeting, closing: Closing, own: OwnCharter | None) -> ClosingSheet:
    rows = list(closing.counts.all())
    ages = {row.band: row.people for row in rows if row.band}
    return ClosingSheet(
        meeting=meeting.pk,
        number=meeting.number,
        kind_name=kind_of(meeting.kind).name,
        title=meeting.title,
        when=meeting.when,
        began_at=closing.began_at,
        ended_at=closing.ended_at,
        where=where_of(meeting),
        office=office_line(meeting.office),
        state=meeting.state,
        is_rehearsal=meeting.is_rehearsal,
        is_sample=meeting.is_sample,
        changed_at=closing.changed_at,
        ages=tuple((band, ages[band]) for band in BANDS if band in ages),
        villages=tuple((long_said(row.unit.kind, row.unit.name), row.people) for row in rows if row.unit),
        quorum=quorum_of(meeting, closing, own),
        quorum_source=closing.quorum_source,
        results=_results(meeting, closing, own),
        remarks=closing.remarks,
        next=_next(meeting, own),
        **{name: getattr(closing, name) for name in COUNTED},
    )


def _results(meeting: Meeting, closing: Closing, own: OwnCharter | None) -> tuple[ResultLine, ...]:
    """Every item of the agenda, also those of which nothing was written down. Two queries."""
    kind, day = kind_of(meeting.kind), _day(meeting)
    with_options = Prefetch("result__options", OptionVotes.objects.order_by("position"))
    items = AgendaItem.objects.filter(meeting=meeting).select_related("result").prefetch_related(with_options)
    return tuple(_result(item, kind, closing.present, day, own) for item in items.order_by("position"))


def _result(item: AgendaItem, kind: Kind, present: int | None, day: date, own: OwnCharter | None) -> ResultLine:
    found: ItemResult | None = getattr(item, "result", None)
    votes = Votes(found.votes_for, found.votes_against, found.abstained) if found else Votes()
    options = list(found.options.all()) if found else []
    cast = [procedures.OptionVotes(str(row.position), row.votes) for row in options]
    choice = procedures.choice(kind, options=cast, present=present, on=day, own=own) if options else None
    outcome = procedures.majority(kind, votes=votes, present=present, on=day, own=own) if votes.known else None
    won = choice.winner.slug if choice and choice.winner else ""
    return ResultLine(
        key=item.pk,
        position=item.position,
        title=item.title,
        purpose=item.purpose,
        votes=votes,
        decision=found.decision if found else Said(),
        options=tuple(OptionLine(row.label, row.votes, str(row.position) == won) for row in options),
        outcome=outcome if choice is None else None,
        choice=choice,
    )


def _next(meeting: Meeting, own: OwnCharter | None) -> tuple[Explained, ...]:
    """What must be done after the meeting and until when, the nearest day first."""
    day = _day(meeting)
    dues = procedures.due_days(kind_of(meeting.kind), day, on=day, own=own)
    after = (due for due in dues if due.rule.side is Side.AFTER and due.rule.event is Event.MEETING)
    return tuple(explain(due) for due in after if due.rule.id in NEXT)
