"""What may be seen of what was decided: lines of a list, one decision whole, what became of all of a meeting.

Nothing here names a resident: their words are counted, and read only at the desk (`words_of`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, QuerySet

from tegerek.commitments.access import WITH_PLACE
from tegerek.commitments.models import Commitment, CouncilStep, Delay, DueMove, Progress, ResidentWord
from tegerek.commitments.rules import ORDER, OVERDUE, PRESSING, WAITING, Facts, State, days_late, state_of
from tegerek.files.models import File
from tegerek.lib.pages import PAGE, Page, page_in
from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting
from tegerek.meetings.samples import countable
from tegerek.meetings.sheets import OfficeLine, office_line, within_place
from tegerek.people.letterheads import LetterheadSheet, letterhead_sheet
from tegerek.people.models import Post
from tegerek.places.models import Body, Unit
from tegerek.places.rules import long_said


@dataclass(frozen=True)
class MeetingRef:
    """Where it was decided. number: None for a rehearsal."""

    key: int
    number: int | None
    title: Said
    held_on: date | None


@dataclass(frozen=True)
class CommitmentLine:
    """A decision on a list. post: "" and body: empty while nobody was named; due_on: None where no day was set.

    late: by how many days; 0 in time.
    """

    key: int
    number: int | None
    what: Said
    place: Said
    post: str
    body: Said
    due_on: date | None
    state: State
    late: int
    done_on: date | None
    given_up_on: date | None
    is_public: bool
    is_rehearsal: bool
    meeting: MeetingRef | None

    @property
    def is_overdue(self) -> bool:
        return self.state in OVERDUE

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING


@dataclass(frozen=True)
class CouncilLine:
    """Before the council. outcome: "" while it lies there."""

    handed_on: date
    session_on: date | None
    resolution: str
    outcome: str
    said: Said


@dataclass(frozen=True)
class MoveLine:
    """A day that was moved: from, to (None for no day), why, when that was written down."""

    was: date | None
    to: date | None
    why: Said
    at: datetime


@dataclass(frozen=True)
class DelayLine:
    """A lawful delay. until: None while its end is not known."""

    key: int
    since: date
    until: date | None
    why: Said


@dataclass(frozen=True)
class ProgressLine:
    """What was done on a day; photos: the keys of its files."""

    key: int
    on: date
    text: Said
    photos: tuple[int, ...]


@dataclass(frozen=True)
class Words:
    """What residents say, each person once, by the last word."""

    done: int = 0
    partly: int = 0
    not_done: int = 0

    @property
    def all(self) -> int:
        return self.done + self.partly + self.not_done


@dataclass(frozen=True)
class Found:
    """What monitors found. word: done, partly, not, "" for none given; on: the day of the visit; number: its page."""

    word: str
    on: date
    number: int | None = None


@dataclass(frozen=True)
class Views:
    """One decision as three see it, side by side. office: where it stands by its own word; monitors: what they found
    last, None where nobody went to look; residents: counted.
    """

    office: State
    monitors: Found | None
    residents: Words

    def __bool__(self) -> bool:
        return self.monitors is not None or bool(self.residents.all)

    @property
    def differ(self) -> bool:
        """Whether the office calls it done and somebody who looked does not."""
        if self.office is not State.DONE:
            return False
        return bool(self.residents.not_done) or (self.monitors is not None and self.monitors.word != "done")


@dataclass(frozen=True)
class CommitmentSheet:
    """One decision and its whole story, nameless. item: its place on the agenda and its title. voice: the number of the
    proposal it came of. needs_council: it goes to the council first; council: None while it was not handed over.
    """

    line: CommitmentLine
    origin: str
    place_slug: str
    office: OfficeLine
    item: tuple[int, Said] | None
    voice: int | None
    money: Decimal | None
    money_from: Said
    share: Said
    needs_council: bool
    council: CouncilLine | None
    moves: tuple[MoveLine, ...]
    delays: tuple[DelayLine, ...]
    progress: tuple[ProgressLine, ...]
    words: Words
    given_up_why: Said
    published_at: datetime | None
    changed_at: datetime


@dataclass(frozen=True)
class ResidentLine:
    """A resident's word, for the desk. name: "" for who gave none, and for everybody where names are not shown.

    counts: it is the last word of that person. by_link: said by the person's own link, not told to the clerk.
    """

    name: str
    word: str
    text: Said
    on: date
    counts: bool
    by_link: bool = False


@dataclass(frozen=True)
class Asked:
    """What a list is narrowed to; "" and None for everything. state: a state, or "waiting", "late", "pressing"."""

    state: str = ""
    post: str = ""
    place: int | None = None
    meeting: int | None = None


@dataclass(frozen=True)
class Listed:
    """A page of a list, and how many there are in each state of all that the account may see."""

    page: Page[CommitmentLine]
    counts: Mapping[State, int]

    @property
    def waiting(self) -> int:
        return sum(self.counts.get(state, 0) for state in WAITING)

    @property
    def overdue(self) -> int:
        return sum(self.counts.get(state, 0) for state in OVERDUE)

    @property
    def done(self) -> int:
        return self.counts.get(State.DONE, 0)

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class PostLines:
    """What a post answers for and what presses, the latest first. post: "" where nobody was named."""

    post: str
    lines: tuple[CommitmentLine, ...]


@dataclass(frozen=True)
class MeasuresSheet:
    """What became of everything a meeting decided, what is not done first. office, letterhead: whose paper it is."""

    meeting: MeetingRef
    kind: str
    place: Said
    office: OfficeLine
    letterhead: LetterheadSheet
    is_rehearsal: bool
    sheets: tuple[CommitmentSheet, ...]
    changed_at: datetime
    is_sample: bool = False

    @property
    def waiting(self) -> tuple[CommitmentSheet, ...]:
        return tuple(one for one in self.sheets if one.line.is_waiting)

    @property
    def dropped(self) -> tuple[CommitmentSheet, ...]:
        return tuple(one for one in self.sheets if one.line.state in {State.GIVEN_UP, State.NOT_APPROVED})

    @property
    def done(self) -> tuple[CommitmentSheet, ...]:
        return tuple(one for one in self.sheets if one.line.state is State.DONE)


GROUPS: dict[str, tuple[State, ...]] = {"waiting": WAITING, "late": OVERDUE, "pressing": PRESSING}


def listed(rows: QuerySet[Commitment], today: date, asked: Asked, *, page: int = 1, most: int = PAGE) -> Listed:
    """A page of these decisions, what presses first. Four queries, whatever the number of rows."""
    facts, others = facts_of(rows), _others_of(rows)
    states = {key: state_of(one, today) for key, one in facts.items()}
    wanted = _states(asked.state)
    found = [key for key, state in states.items() if state in wanted and _is_asked(others[key], asked)]
    found.sort(key=lambda key: (ORDER[states[key]], facts[key].due_on or date.max, -key))
    cut = page_in(found, number=page, most=most)
    lines = _lines_of(cut.lines, facts, today)
    return Listed(Page(lines, cut.number, cut.of, cut.total), Counter(states.values()))


def by_post(rows: QuerySet[Commitment], today: date) -> tuple[PostLines, ...]:
    """What is near its day or past it, by the post that answers for it; first where nobody was named. Three queries."""
    facts = facts_of(rows.filter(due_on__isnull=False, done_on=None, given_up_on=None))
    states = {key: state_of(one, today) for key, one in facts.items()}
    pressing = [key for key, state in states.items() if state in PRESSING]
    pressing.sort(key=lambda key: (ORDER[states[key]], facts[key].due_on or date.max, key))
    lines = _lines_of(pressing, facts, today)
    posts = ("", *Post.values)
    grouped = ((post, tuple(line for line in lines if line.post == post)) for post in posts)
    return tuple(PostLines(post, found) for post, found in grouped if found)


def pressing_counts(rows: QuerySet[Commitment], today: date) -> Mapping[str, Mapping[State, int]]:
    """By the post that answers ("" for none), how many are near their day or past it, by state. Three queries."""
    with_days = rows.filter(due_on__isnull=False, done_on=None, given_up_on=None)
    facts, posts = facts_of(with_days), dict(with_days.order_by().values_list("pk", "who_post"))
    found: dict[str, Counter[State]] = {}
    for key, one in facts.items():
        state = state_of(one, today)
        if state in PRESSING:
            found.setdefault(posts.get(key, ""), Counter())[state] += 1
    return found


def lines_of_meeting(meeting: Meeting, today: date, *, only_public: bool = False) -> tuple[CommitmentLine, ...]:
    """All that a meeting decided to have done, in the order of its agenda. Two queries."""
    rows = Commitment.objects.select_related(*WITH_PLACE).filter(meeting=meeting)
    found = public(rows) if only_public else rows
    return lines_in_order(list(found.order_by("item__position", "pk")), today)


def public_lines_of(number: int, today: date) -> tuple[CommitmentLine, ...]:
    """The same of a public meeting, by its number, and only what everybody can read. Two queries."""
    rows = public(Commitment.objects.select_related(*WITH_PLACE).filter(meeting__number=number))
    return lines_in_order(list(rows.order_by("item__position", "pk")), today)


def public_lines_of_voice(number: int, today: date) -> tuple[CommitmentLine, ...]:
    """What was decided upon a question or a proposal, by its public number, and everybody may read. Four queries."""
    rows = public(Commitment.objects.filter(voice__number=number))
    facts = facts_of(rows)
    return _lines_of(facts, facts, today)


def public_of_place(place: Unit, today: date, *, state: str = "", page: int = 1, most: int = PAGE) -> Listed:
    """What became of everything decided for a place and what lies below it, what presses first. Four queries.

    state: as in Asked.
    """
    rows = public(Commitment.objects.filter(within_place("place", place), countable("meeting__")))
    return listed(rows, today, Asked(state), page=page, most=most)


def public_commitment(number: int, today: date) -> CommitmentSheet:
    """One decision by its public number. Six queries. Raises Commitment.DoesNotExist."""
    rows = public(Commitment.objects.select_related(*WITH_PLACE))
    return commitment_sheet(rows.get(number=number), today)


def public_photo(number: int, key: int) -> File:
    """A photograph of a note that stands, by the number of its decision. Two queries. Raises DoesNotExist."""
    rows = public(Commitment.objects.filter(number=number))
    notes = Progress.objects.filter(commitment__in=rows, taken_back_at=None)
    return File.objects.get(
        pk=key, owner_label=Progress._meta.label_lower, owner_key__in=notes.values("pk"), closed_at=None
    )


def commitment_sheet(commitment: Commitment, today: date) -> CommitmentSheet:
    """One decision, whole and nameless (loaded with access.WITH_PLACE). Five queries."""
    return sheets_of([commitment], today)[0]


def sheets_of(commitments: Sequence[Commitment], today: date) -> list[CommitmentSheet]:
    """The same of several, in their order. Five queries, whatever the number."""
    keys = [one.pk for one in commitments]
    delays = _by_commitment(Delay.objects.filter(commitment__in=keys).order_by("since", "pk"))
    moves = _moves(keys)
    notes = list(Progress.objects.filter(commitment__in=keys, taken_back_at=None).order_by("on", "pk"))
    photos = _photos(notes)
    words = _words(keys)
    return [
        CommitmentSheet(
            line=_line(one, delays.get(one.pk, []), today),
            origin=one.origin,
            place_slug=one.place.slug,
            office=office_line(one.office),
            item=(one.item.position, one.item.title) if one.item else None,
            voice=one.voice.number if one.voice else None,
            money=one.money,
            money_from=one.money_from,
            share=one.share,
            needs_council=one.origin in {Commitment.Origin.RECOMMENDATION, Commitment.Origin.PLAN},
            council=_council(one),
            moves=tuple(moves.get(one.pk, ())),
            delays=tuple(DelayLine(row.pk, row.since, row.until, row.why) for row in delays.get(one.pk, [])),
            progress=tuple(
                ProgressLine(note.pk, note.on, note.text, tuple(photos.get(note.pk, ())))
                for note in notes
                if note.commitment_id == one.pk
            ),
            words=words.get(one.pk, Words()),
            given_up_why=one.given_up_why,
            published_at=one.published_at,
            changed_at=one.changed_at,
        )
        for one in commitments
    ]


def views_of(sheet: CommitmentSheet, monitors: Found | None = None) -> Views:
    """What the office, monitors and residents say of a decision. No query: what monitors found is handed in."""
    return Views(sheet.line.state, monitors, sheet.words)


def words_of(commitment: Commitment, *, with_names: bool) -> list[ResidentLine]:
    """What residents said, the latest first: for those who work with it at the desk. One query."""
    rows = list(ResidentWord.objects.filter(commitment=commitment).select_related("person").order_by("pk"))
    return [
        ResidentLine(
            name=row.person.name if with_names and row.person else "",
            word=row.word,
            text=row.text,
            on=row.on,
            counts=row.replaced_at is None,
            by_link=row.came_in == ResidentWord.CameIn.LINK,
        )
        for row in reversed(rows)
    ]


def measures_sheet(meeting: Meeting, today: date) -> MeasuresSheet:
    """What became of all that a meeting decided (its place and office loaded). Eight queries.

    Of a public meeting only what everybody can read; of a rehearsal everything.
    """
    rows = Commitment.objects.select_related(*WITH_PLACE).filter(meeting=meeting)
    found = list(rows if meeting.is_rehearsal else public(rows))
    sheets = sheets_of(found, today)
    sheets.sort(key=lambda one: (ORDER[one.line.state], one.line.due_on or date.max, one.line.key))
    return MeasuresSheet(
        meeting=_meeting(meeting),
        kind=meeting.kind,
        place=long_said(meeting.place.kind, meeting.place.name),
        office=office_line(meeting.office),
        letterhead=letterhead_sheet(meeting.office),
        is_rehearsal=meeting.is_rehearsal,
        is_sample=meeting.is_sample,
        sheets=tuple(sheets),
        changed_at=max((one.changed_at for one in found), default=meeting.changed_at),
    )


def public(rows: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Those that everybody may read."""
    return rows.filter(published_at__isnull=False, number__isnull=False, is_rehearsal=False)


def bodies_of(office: Body) -> QuerySet[Body]:
    """Who may answer for a decision: the office and the other bodies of its place."""
    return Body.objects.filter(unit=office.unit_id) if office.unit_id else Body.objects.filter(pk=office.pk)


def facts_of(rows: QuerySet[Commitment]) -> dict[int, Facts]:
    """What states follow from, by key. Two queries; only plain columns are read, so that thousands cost little."""
    delays: dict[int, list[tuple[date, date | None]]] = {}
    spans = Delay.objects.filter(commitment__in=rows.values("pk")).values_list("commitment_id", "since", "until")
    for key, since, until in spans:
        delays.setdefault(key, []).append((since, until))
    found = rows.order_by().values_list("pk", "origin", "due_on", "done_on", "given_up_on", "council__outcome")
    return {
        key: Facts(origin, due, done, given_up, outcome or "", delays.get(key, ()))
        for key, origin, due, done, given_up, outcome in found
    }


# Lines


def _others_of(rows: QuerySet[Commitment]) -> dict[int, tuple[str, int, int | None, int | None]]:
    found = rows.order_by().values_list("pk", "who_post", "place_id", "meeting_id", "place__parent_id")
    return {key: (post, place, meeting, above) for key, post, place, meeting, above in found}


def _is_asked(row: tuple[str, int, int | None, int | None], asked: Asked) -> bool:
    post, place, meeting, above = row
    return (
        (not asked.post or post == asked.post)
        and (asked.place is None or asked.place in {place, above})
        and (asked.meeting is None or meeting == asked.meeting)
    )


def _states(asked: str) -> tuple[State, ...]:
    if asked in GROUPS:
        return GROUPS[asked]
    return tuple(state for state in State if asked in {"", state.value})


def _lines_of(keys: Iterable[int], facts: Mapping[int, Facts], today: date) -> tuple[CommitmentLine, ...]:
    """Lines by their keys, in that order. One query."""
    wanted = list(keys)
    rows = {row.pk: row for row in Commitment.objects.select_related(*WITH_PLACE).filter(pk__in=wanted)}
    return tuple(_made(rows[key], facts[key], today) for key in wanted if key in rows)


def lines_in_order(found: Sequence[Commitment], today: date) -> tuple[CommitmentLine, ...]:
    """Decisions in hand as lines, in their order (loaded with access.WITH_PLACE). One query."""
    delays = _by_commitment(Delay.objects.filter(commitment__in=[row.pk for row in found]))
    return tuple(_line(row, delays.get(row.pk, []), today) for row in found)


def _line(row: Commitment, delays: Sequence[Delay], today: date) -> CommitmentLine:
    council: CouncilStep | None = getattr(row, "council", None)
    facts = Facts(
        row.origin,
        row.due_on,
        row.done_on,
        row.given_up_on,
        council.outcome if council else "",
        [(one.since, one.until) for one in delays],
    )
    return _made(row, facts, today)


def _made(row: Commitment, facts: Facts, today: date) -> CommitmentLine:
    state = state_of(facts, today)
    return CommitmentLine(
        key=row.pk,
        number=row.number,
        what=row.what,
        place=long_said(row.place.kind, row.place.name),
        post=row.who_post,
        body=row.who_body.name if row.who_body else Said(),
        due_on=row.due_on,
        state=state,
        late=days_late(facts, today) if state in OVERDUE else 0,
        done_on=row.done_on,
        given_up_on=row.given_up_on,
        is_public=row.published_at is not None,
        is_rehearsal=row.is_rehearsal,
        meeting=_meeting(row.meeting) if row.meeting else None,
    )


def _meeting(meeting: Meeting) -> MeetingRef:
    return MeetingRef(meeting.pk, meeting.number, meeting.title, meeting.held_on)


# Parts of a sheet


def _council(row: Commitment) -> CouncilLine | None:
    step: CouncilStep | None = getattr(row, "council", None)
    if step is None:
        return None
    return CouncilLine(step.handed_on, step.session_on, step.resolution, step.outcome, step.said)


def _by_commitment(rows: QuerySet[Delay]) -> dict[int, list[Delay]]:
    found: dict[int, list[Delay]] = {}
    for row in rows:
        found.setdefault(row.commitment_id, []).append(row)
    return found


def _moves(keys: Sequence[int]) -> dict[int, list[MoveLine]]:
    found: dict[int, list[MoveLine]] = {}
    for row in DueMove.objects.filter(commitment__in=keys).order_by("pk"):
        found.setdefault(row.commitment_id, []).append(MoveLine(row.was, row.to, row.why, row.at))
    return found


def _photos(notes: Sequence[Progress]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    rows = File.objects.filter(
        owner_label=Progress._meta.label_lower, owner_key__in=[note.pk for note in notes], closed_at=None
    )
    for owner, key in rows.order_by("pk").values_list("owner_key", "pk"):
        found.setdefault(owner, []).append(key)
    return found


def _words(keys: Sequence[int]) -> dict[int, Words]:
    """The words that count: of each person the last, by card or by link, and each that was said without a name."""
    rows = ResidentWord.objects.filter(commitment__in=keys, replaced_at=None).order_by()
    counted: dict[int, Counter[str]] = {}
    for key, word, number in rows.values_list("commitment", "word").annotate(number=Count("pk")):
        counted.setdefault(key, Counter())[word] = number
    word = ResidentWord.Word
    return {key: Words(said[word.DONE], said[word.PARTLY], said[word.NOT]) for key, said in counted.items()}
