"""What may be seen of meetings: public data only, in every language, at a stated number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from tegerek.files.models import File
from tegerek.lib.dates import local_day
from tegerek.lib.pages import PAGE, Page, page_of
from tegerek.lib.said import Said
from tegerek.meetings.handouts import Handout, handout_files, handouts_in
from tegerek.meetings.models import Meeting, Telling, Turn
from tegerek.meetings.recordings import SOUNDS, Read, Recording, current_recording, recordings_in, with_age
from tegerek.meetings.rules import State, Step, When, circle
from tegerek.meetings.samples import countable
from tegerek.places.models import Body, Unit
from tegerek.places.rules import long_said
from tegerek.procedures.kinds import kind as kind_of

# The turns that people must be told of: each says another day or place than the one before, or that there is none.
TOLD_OF = (Turn.Kind.CALLED, Turn.Kind.MOVED, Turn.Kind.POSTPONED, Turn.Kind.CANCELLED)


@dataclass(frozen=True)
class Where:
    """Where a meeting is: the unit, by its long name («Кочкор району»), the parent's, and the hall if known."""

    slug: str
    unit: Said
    above: Said
    venue: Said
    address: Said
    is_step_free: bool | None
    ky_needs_look: bool


@dataclass(frozen=True)
class MeetingLine:
    """A meeting in a list or a calendar. is_sample: it shows how a meeting looks; every voice says so."""

    number: int
    uid: UUID
    kind: str
    kind_name: Said
    title: Said
    when: When
    where: Where
    office: Said
    state: State
    sequence: int
    made_at: datetime
    called_at: datetime
    changed_at: datetime
    steps: tuple[Step, ...]
    is_sample: bool = False

    @property
    def steps_taken(self) -> int:
        return sum(step.is_taken for step in self.steps)


@dataclass(frozen=True)
class AgendaLine:
    """An item of an agenda. origin: the public number of what it comes from; None where it comes from nothing."""

    position: int
    title: Said
    purpose: str
    rapporteur: Said
    minutes: int | None
    origin: int | None = None


@dataclass(frozen=True)
class TurnLine:
    """One public turn: what kind, on which local day, why, and the time before and after.

    despite_*, charter_*: as on the row (Turn), where it went against the rule on notice.
    """

    key: int
    kind: str
    at: datetime
    on: date
    reason: Said
    was: When | None
    became: When | None
    despite_days: int | None
    despite_rule_days: int | None
    despite_rank: int | None = None
    despite_way: str = ""
    charter_words: str = ""
    charter_on: date | None = None


@dataclass(frozen=True)
class OfficeLine:
    """The office that calls: its name and how to reach it."""

    name: Said
    phone: str
    address: Said


@dataclass(frozen=True)
class MeetingSheet:
    """A called meeting, whole. mode: in a hall, online, or both; online_at: an address, or words, "" if not known."""

    line: MeetingLine
    about: Said
    office: OfficeLine
    agenda: tuple[AgendaLine, ...]
    turns: tuple[TurnLine, ...]
    handouts: tuple[Handout, ...] = ()
    recordings: tuple[Recording, ...] = ()
    mode: str = "hall"
    online_at: str = ""

    @property
    def is_sample(self) -> bool:
        return self.line.is_sample

    @property
    def previous(self) -> When | None:
        """When it was to be before it was last moved."""
        return next(
            (turn.was for turn in reversed(self.turns) if turn.kind == Turn.Kind.MOVED and turn.was != turn.became),
            None,
        )

    @property
    def last_reason(self) -> Said:
        """Why it was last moved, postponed or cancelled."""
        changes = {Turn.Kind.MOVED, Turn.Kind.POSTPONED, Turn.Kind.CANCELLED}
        return next((turn.reason for turn in reversed(self.turns) if turn.kind in changes), Said())


def meeting_sheet(number: int) -> MeetingSheet:
    """Four queries, whatever the length of the agenda. Raises Meeting.DoesNotExist for what is not public."""
    meeting = _public().get(number=number)
    items = list(meeting.agenda.all())
    files = list(with_age(handout_files(meeting, [item.pk for item in items], beside=SOUNDS)))
    return MeetingSheet(
        line=line_of(meeting),
        about=meeting.about,
        office=office_line(meeting.office),
        agenda=tuple(AgendaLine(i.position, i.title, i.purpose, i.rapporteur, i.minutes, i.origin) for i in items),
        turns=tuple(map(_turn, meeting.turns.all())),
        handouts=handouts_in(files, items),
        recordings=tuple(one for one in recordings_in(files) if not one.is_old and _is_told(meeting, one.of)),
        mode=meeting.mode,
        online_at=meeting.online_at,
    )


def public_handout(number: int, paper: int) -> File:
    """A paper of a public meeting. Three queries. Raises Meeting.DoesNotExist, File.DoesNotExist."""
    return handout_files(_public().get(number=number)).get(pk=paper)


def public_recording(number: int, of: Read) -> File:
    """The newest recording of a public meeting. Two queries. Raises Meeting.DoesNotExist, File.DoesNotExist."""
    meeting = _public().get(number=number)
    row = current_recording(meeting, of)
    if row is None or not _is_told(meeting, of):
        raise File.DoesNotExist
    return row


def _is_told(meeting: Meeting, of: Read) -> bool:
    """Whether people may hear it: a notice once it is called, a result once the meeting is over."""
    return of is Read.NOTICE or meeting.state in {State.HELD, State.CLOSED}


def coming(today: date, *, place: Unit | None = None, page: int = 1, most: int = PAGE) -> Page[MeetingLine]:
    """What is next, the nearest day first; what is postponed or has no day yet comes last.

    A cancelled meeting stays until its day is over, so that nobody comes for nothing. Two queries, whatever the number.
    """
    waiting_last = F("postponed_at").asc(nulls_first=True)
    by_day = (waiting_last, F("held_on").asc(nulls_last=True), F("starts_at").asc(nulls_last=True), "id")
    return page_of(_listed(place).filter(_is_ahead(today)).order_by(*by_day), line_of, number=page, most=most)


def past(today: date, *, place: Unit | None = None, page: int = 1, most: int = PAGE) -> Page[MeetingLine]:
    """What was, the latest day first, cancelled ones too. Two queries."""
    rows = _listed(place).exclude(_is_ahead(today))
    return page_of(rows.order_by("-held_on", "-id"), line_of, number=page, most=most)


def everything(*, page: int = 1, place: Unit | None = None) -> Page[MeetingLine]:
    """Every public meeting, the latest day first. Two queries."""
    return page_of(_listed(place).order_by(F("held_on").desc(nulls_first=True), "-id"), line_of, number=page)


def of_month(year: int, month: int) -> tuple[MeetingLine, ...]:
    """The meetings that touch a month, by day. One query."""
    first = date(year, month, 1)
    after = (first + timedelta(days=31)).replace(day=1)
    touching = Q(held_on__lt=after) & (Q(ends_on__gte=first) | Q(ends_on=None, held_on__gte=first))
    rows = _listed(None).filter(touching).order_by("held_on", F("starts_at").asc(nulls_last=True), "id")
    return tuple(map(line_of, rows))


def for_feed(
    *, place: Unit | None = None, numbers: Iterable[int] | None = None, most: int = 500
) -> tuple[MeetingLine, ...]:
    """Meetings for calendars and feeds, the last changed first; cancelled ones stay in. One query."""
    rows = _listed(place) if numbers is None else _public().filter(number__in=list(numbers))
    return tuple(map(line_of, rows.order_by("-changed_at", "-id")[:most]))


def line_of(meeting: Meeting) -> MeetingLine:
    """A public meeting as a line;

    its place, the place above, hall and office must be loaded. Raises ValueError for a draft.
    """
    if meeting.number is None or meeting.called_at is None:
        raise ValueError("a draft has no public line")
    return MeetingLine(
        number=meeting.number,
        uid=meeting.uid,
        kind=meeting.kind,
        kind_name=kind_of(meeting.kind).name,
        title=meeting.title,
        when=meeting.when,
        where=where_of(meeting),
        office=meeting.office.name,
        state=meeting.state,
        sequence=meeting.sequence,
        made_at=meeting.made_at,
        called_at=meeting.called_at,
        changed_at=meeting.changed_at,
        steps=circle(
            called_on=local_day(meeting.called_at),
            # Known where the rows were asked for with it, as _public does.
            told_on=getattr(meeting, "told_on", None),
            held_on=meeting.held_on,
            is_held=meeting.held_at is not None,
        ),
        is_sample=meeting.is_sample,
    )


def where_of(meeting: Meeting) -> Where:
    """The place of a meeting; unit, the unit above and hall must be loaded."""
    unit, venue = meeting.place, meeting.venue
    return Where(
        slug=unit.slug,
        unit=long_said(unit.kind, unit.name),
        above=long_said(unit.parent.kind, unit.parent.name) if unit.parent else Said(),
        venue=venue.name if venue else Said(),
        address=venue.address if venue else Said(),
        is_step_free=venue.is_step_free if venue else None,
        ky_needs_look=unit.ky_needs_look,
    )


def office_line(office: Body) -> OfficeLine:
    """How people reach the office that calls a meeting."""
    return OfficeLine(office.name, office.phone, office.address)


def within_place(path: str, place: Unit) -> Q:
    """Rows whose unit, at that path, is this unit or lies up to three steps below it (oblast › raion › aimak ›
    village).
    """
    return (
        Q(**{path: place})
        | Q(**{f"{path}__parent": place})
        | Q(**{f"{path}__parent__parent": place})
        | Q(**{f"{path}__parent__parent__parent": place})
    )


def _public() -> QuerySet[Meeting]:
    rows = Meeting.objects.filter(called_at__isnull=False, is_rehearsal=False)
    return rows.annotate(told_on=_told_on()).select_related("place", "place__parent", "venue", "office")


def _told_on() -> Subquery:
    """The day on which people were first told of the last turn; nothing where nobody has recorded it."""
    last = Turn.objects.filter(meeting=OuterRef("meeting"), kind__in=TOLD_OF).order_by("-pk").values("pk")[:1]
    tellings = Telling.objects.filter(meeting=OuterRef("pk"), taken_back_at=None, turn=Subquery(last))
    return Subquery(tellings.order_by("told_on").values("told_on")[:1])


def _listed(place: Unit | None) -> QuerySet[Meeting]:
    """What lists, calendars and feeds tell of: a sample stands on its own page and on that of its programme alone."""
    rows = _public().filter(countable())
    return rows.filter(within_place("place", place)) if place else rows


def _is_ahead(today: date) -> Q:
    """Not held yet, and its last day has not passed or nobody knows it; the old day of a postponed one says nothing."""
    ends_later = Q(ends_on__gte=today) | Q(ends_on=None, held_on__gte=today)
    waits = Q(cancelled_at=None) & (Q(held_on=None) | Q(postponed_at__isnull=False))
    return Q(held_at=None) & (ends_later | waits)


def _turn(turn: Turn) -> TurnLine:
    return TurnLine(
        key=turn.pk,
        kind=turn.kind,
        at=turn.at,
        on=local_day(turn.at),
        reason=turn.reason,
        was=turn.before if turn.was else None,
        became=turn.after if turn.became else None,
        despite_days=turn.despite_days,
        despite_rule_days=turn.despite_rule_days,
        despite_rank=turn.despite_rank,
        despite_way=turn.despite_way,
        charter_words=turn.charter_words,
        charter_on=turn.charter_on,
    )
