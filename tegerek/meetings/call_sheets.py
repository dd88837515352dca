"""All that the papers of a call say of a meeting, a draft's too: only for whoever may see it. No resident's name."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from tegerek.lib.dates import local_day
from tegerek.lib.said import Said
from tegerek.meetings.charters import own_charter
from tegerek.meetings.models import AgendaItem, Invitee, Meeting, Order, Turn
from tegerek.meetings.rules import State, When
from tegerek.meetings.sheets import OfficeLine, Where, office_line, where_of
from tegerek.people.letterheads import LetterheadSheet, letterhead_sheet
from tegerek.people.posts import post_said
from tegerek.places.models import Unit, UnitKind
from tegerek.places.rules import long_said
from tegerek.procedures import rules as procedures
from tegerek.procedures import words
from tegerek.procedures.kinds import kind as kind_of
from tegerek.procedures.terms import Chair, Comers, Initiator, OwnCharter, Unknown


class Asked(StrEnum):
    """What every notice must tell, in the order of the charter."""

    INITIATOR = "initiator"
    ISSUE = "issue"
    PROCEDURE = "procedure"
    PLACE = "place"
    DATE = "date"
    TIME = "time"


@dataclass(frozen=True)
class ItemLine:
    """An item of the agenda as papers have it. purpose: AgendaItem.Purpose."""

    position: int
    title: Said
    purpose: str
    rapporteur: Said = field(default_factory=Said)
    minutes: int | None = None
    draft_decision: Said = field(default_factory=Said)


@dataclass(frozen=True)
class InvitedLine:
    """Who is invited, by body or post, in the words of the papers."""

    whom: Said
    is_speaker: bool = False


@dataclass(frozen=True)
class OrderLine:
    """The order to hold the meeting, as far as somebody wrote it down; signed_post: "" while nobody signed."""

    number: str = ""
    dated: date | None = None
    signed_on: date | None = None
    signed_post: Said = field(default_factory=Said)


@dataclass(frozen=True)
class NoticeLine:
    """The rule on notice: how many days before, its rank, and its source in a line."""

    days: int
    rank: Said
    cited: Said


@dataclass(frozen=True)
class ShortLine:
    """People were told later than the rule asks: days given and asked, by which way (Turn.Way), and why."""

    given: int
    asked: int
    way: str
    why: Said = field(default_factory=Said)
    charter_words: str = ""
    charter_on: date | None = None


@dataclass(frozen=True)
class CallSheet:
    """A meeting as its papers tell it. What nobody has said is empty or None, and stays a blank on paper.

    number: the public number, None for a draft and for a rehearsal. initiator: None while nobody said. was, why: the
    day and hour before it was last moved, or those of one postponed or cancelled, and the reason. own: the charter of
    the municipality itself. villages: where people are told from door to door, each by its long name. invitees: in
    their order, speakers among them. short: of the last day told, where people heard of it too late.
    """

    meeting: int
    number: int | None
    kind: str
    kind_name: Said
    chair: Chair
    comers: Comers
    title: Said
    about: Said
    initiator: Initiator | None
    procedure: Said
    where: Where
    when: When
    mode: str
    online_at: str
    state: State
    is_rehearsal: bool
    office: OfficeLine
    agenda: tuple[ItemLine, ...]
    changed_at: datetime
    expected: int | None = None
    invitees: tuple[InvitedLine, ...] = ()
    order: OrderLine = field(default_factory=OrderLine)
    letterhead: LetterheadSheet = field(default_factory=LetterheadSheet)
    suggest_until: date | None = None
    was: When | None = None
    why: Said = field(default_factory=Said)
    notice: NoticeLine | None = None
    own: OwnCharter | None = None
    villages: tuple[Said, ...] = ()
    short: ShortLine | None = None
    is_sample: bool = False

    @property
    def speakers(self) -> tuple[Said, ...]:
        """Who speaks: those on the list of speakers."""
        return tuple(line.whom for line in self.invitees if line.is_speaker)

    @property
    def in_hall(self) -> bool:
        return self.mode != Meeting.Mode.ONLINE

    @property
    def is_online(self) -> bool:
        return self.mode != Meeting.Mode.HALL

    @property
    def is_moved(self) -> bool:
        """Whether it goes on, on another day or at another hour than people were told first."""
        return self.was is not None and self.state is State.CALLED


def missing(sheet: CallSheet) -> tuple[Asked, ...]:
    """What of the six nobody has said yet, in the order of the charter; a title without an agenda names the issue.

    A place is a hall, or an address in the network for a meeting that is held there alone.
    """
    when = When() if sheet.state is State.POSTPONED else sheet.when
    place = bool(sheet.where.venue if sheet.in_hall else sheet.online_at)
    issue = bool(sheet.agenda or sheet.title)
    return _unsaid(sheet.initiator is not None, issue, bool(sheet.procedure), place, when)


def missing_of(meeting: Meeting) -> tuple[Asked, ...]:
    """The same of a meeting in hand; none where everybody is invited by name. One query where there is no title."""
    if kind_of(meeting.kind).comers is Comers.INVITED:
        return ()
    when = When() if meeting.state is State.POSTPONED else meeting.when
    place = bool(meeting.online_at if meeting.mode == Meeting.Mode.ONLINE else meeting.venue_id)
    issue = bool(meeting.title) or meeting.agenda.exists()
    return _unsaid(bool(meeting.initiator), issue, bool(meeting.procedure), place, when)


def _unsaid(initiator: bool, issue: bool, procedure: bool, place: bool, when: When) -> tuple[Asked, ...]:
    said = (initiator, issue, procedure, place, when.first is not None, when.starts is not None)
    return tuple(asked for asked, is_said in zip(Asked, said, strict=True) if not is_said)


def call_sheet(meeting: Meeting) -> CallSheet:
    """Of a meeting in hand (place, the place above, hall and office loaded). Seven queries, however long its lists.

    One more where the municipality's own charter is known.
    """
    kind = kind_of(meeting.kind)
    every = list(meeting.turns.all())
    turns = [turn for turn in every if turn.kind in _CHANGES]
    last = turns[-1] if turns else None
    own = own_charter(meeting.office, _ruled_on(meeting))
    return CallSheet(
        meeting=meeting.pk,
        number=meeting.number,
        kind=meeting.kind,
        kind_name=kind.name,
        chair=kind.chair,
        comers=kind.comers,
        title=meeting.title,
        about=meeting.about,
        initiator=Initiator(meeting.initiator) if meeting.initiator else None,
        procedure=meeting.procedure,
        where=where_of(meeting),
        when=meeting.when,
        mode=meeting.mode,
        online_at=meeting.online_at,
        state=meeting.state,
        is_rehearsal=meeting.is_rehearsal,
        is_sample=meeting.is_sample,
        office=office_line(meeting.office),
        agenda=tuple(map(_item, meeting.agenda.all())),
        changed_at=meeting.changed_at,
        expected=meeting.expected,
        invitees=tuple(InvitedLine(_whom(row), row.is_speaker) for row in meeting.invitees.all()),
        order=_order(Order.objects.filter(meeting=meeting).first()),
        letterhead=letterhead_sheet(meeting.office),
        suggest_until=meeting.suggest_until,
        was=_was(turns, meeting.state),
        why=last.reason if last else Said(),
        notice=_notice(meeting, own),
        own=own,
        villages=_villages(meeting.place),
        short=_short(every),
    )


_CHANGES = (Turn.Kind.MOVED, Turn.Kind.POSTPONED, Turn.Kind.CANCELLED)


def _was(turns: list[Turn], state: State) -> When | None:
    """Before the last move that changed day or hour; for what is put off or cancelled, what people were told last."""
    if state in {State.POSTPONED, State.CANCELLED}:
        return turns[-1].before if turns and turns[-1].was else None
    moves = [turn for turn in turns if turn.kind == Turn.Kind.MOVED and turn.was and turn.was != turn.became]
    return moves[-1].before if moves else None


def _short(turns: list[Turn]) -> ShortLine | None:
    """Only the last day told counts: whoever moves a meeting far enough puts right a call that came late."""
    told = [turn for turn in turns if turn.kind == Turn.Kind.CALLED or _is_other_day(turn)]
    turn = told[-1] if told else None
    if turn is None or turn.despite_days is None or turn.despite_rule_days is None:
        return None
    given, asked = turn.despite_days, turn.despite_rule_days
    return ShortLine(given, asked, turn.despite_way, turn.reason, turn.charter_words, turn.charter_on)


def _is_other_day(turn: Turn) -> bool:
    return turn.kind == Turn.Kind.MOVED and turn.before.first != turn.after.first


def _item(row: AgendaItem) -> ItemLine:
    return ItemLine(row.position, row.title, row.purpose, row.rapporteur, row.minutes, row.draft_decision)


def _whom(row: Invitee) -> Said:
    return row.whom or (post_said(row.post) if row.post else Said())


def _order(row: Order | None) -> OrderLine:
    if row is None:
        return OrderLine()
    return OrderLine(row.number, row.dated, row.signed_on, post_said(row.signed_post) if row.signed_post else Said())


def _ruled_on(meeting: Meeting) -> date:
    """By the rules of which day: when it was called, for a draft when it was last changed."""
    return local_day(meeting.called_at or meeting.changed_at)


def _notice(meeting: Meeting, own: OwnCharter | None) -> NoticeLine | None:
    """The rule on notice; None where none is known."""
    if meeting.held_on is None:
        return None
    found = procedures.notice_days(kind_of(meeting.kind), meeting.held_on, on=_ruled_on(meeting), own=own)
    if isinstance(found, Unknown):
        return None
    return NoticeLine(found.value, words.RANKS[found.rule.rank], words.cited(found.rule))


def _villages(place: Unit) -> tuple[Said, ...]:
    """The villages that stand and lie right below the place; the place itself where there are none. One query."""
    below = Unit.objects.filter(parent=place, kind=UnitKind.VILLAGE, valid_until=None).order_by("order_key", "id")
    return tuple(long_said(unit.kind, unit.name) for unit in below) or (long_said(place.kind, place.name),)
