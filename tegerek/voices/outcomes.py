"""What became of what was asked, over many hearings: those held here, those brought in, and what sources say in totals.

What was held here and what was brought in are counted apart and together. Totals of a source stand beside them and
are added to nothing: they may tell of the same hearings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, Count, F, Q, QuerySet, Value
from django.db.models.functions import ExtractYear

from tegerek.lib.pages import Page
from tegerek.lib.said import Said
from tegerek.meetings.models import ItemResult, Meeting
from tegerek.meetings.samples import countable
from tegerek.meetings.sheets import within_place
from tegerek.places.models import Unit
from tegerek.places.rules import qualified_said
from tegerek.procedures.kinds import all_kinds
from tegerek.procedures.rules import Votes
from tegerek.voices.answer_sheets import IS_OPEN, OUTCOMES
from tegerek.voices.models import BroughtHearing, BroughtVoice, Source, SourceTotal, Voice
from tegerek.voices.sums import FIGURES, Mismatch, mismatches

HEARINGS = "hearings"
NOT_SAID = "none"
PAGE, VOTES, SOURCES = 30, 20, 50
# What is handed out in one file.
MOST_ROWS = 20_000


@dataclass(frozen=True)
class Wanted:
    """What is asked for; what is none of these asks for everything.

    place: with what lies below it. year: of the hearing. kind: slug of a kind of meeting, or "hearings" for every
    hearing. outcome: a category, or "none" for proposals of which nothing is said.
    """

    place: Unit | None = None
    year: int | None = None
    kind: str = ""
    outcome: str = ""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that are asked for; empty for all."""
        return hearing_kinds() if self.kind == HEARINGS else (self.kind,) if self.kind in all_kinds() else ()


@dataclass(frozen=True)
class Counted:
    """Counts over several hearings. by_outcome: proposals by category, which always add up to proposals."""

    hearings: int = 0
    questions: int = 0
    answered: int = 0
    proposals: int = 0
    by_outcome: tuple[tuple[str, int], ...] = ()

    def of(self, outcome: str) -> int:
        """How many proposals have that outcome."""
        return dict(self.by_outcome).get(outcome, 0)

    def plus(self, other: Counted) -> Counted:
        """Both together.

        >>> Counted(1, proposals=2, by_outcome=(("accepted", 2),)).plus(Counted(1, proposals=1, by_outcome=(("", 1),)))
        Counted(hearings=2, questions=0, answered=0, proposals=3, by_outcome=(('accepted', 2), ('', 1)))
        """
        both = ((slug, self.of(slug) + other.of(slug)) for slug in OUTCOMES)
        return Counted(
            self.hearings + other.hearings,
            self.questions + other.questions,
            self.answered + other.answered,
            self.proposals + other.proposals,
            tuple((slug, n) for slug, n in both if n),
        )

    def __bool__(self) -> bool:
        return bool(self.hearings or self.questions or self.proposals)


@dataclass(frozen=True)
class AskedLine:
    """One question or proposal of a list. number: public, None for what was brought in; slip: its number there.

    source: key of the source it was brought in from, None for what was put to a meeting here. meeting: its number.
    """

    kind: str
    text: Said
    held_on: date | None
    place: Said
    outcome: str
    is_answered: bool = False
    number: int | None = None
    meeting: int | None = None
    source: int | None = None
    slip: str = ""


@dataclass(frozen=True)
class VoteLine:
    """A vote at a public meeting, as it was counted."""

    meeting: int
    title: Said
    item: Said
    held_on: date | None
    votes: Votes


@dataclass(frozen=True)
class TotalLine:
    """A line of totals as a source gives them: its name there, figures by column, None for not said."""

    name: str
    is_whole: bool
    figures: Mapping[str, int | None]


@dataclass(frozen=True)
class SourceSheet:
    """A source: what it is, what of it was taken over, its totals as they are, and what does not add up in them."""

    key: int
    title: Said
    publisher: str
    dated: date | None
    place: Said
    office: Said
    rows: Counted
    totals: tuple[TotalLine, ...] = ()
    odd: tuple[Mismatch, ...] = ()


@dataclass(frozen=True)
class OutcomesSheet:
    """What became of what was asked, for one question of somebody who looks."""

    wanted: Wanted
    here: Counted
    brought: Counted
    years: tuple[int, ...]
    page: Page[AskedLine]
    votes: tuple[VoteLine, ...]
    sources: tuple[SourceSheet, ...] = field(default=())

    @property
    def together(self) -> Counted:
        return self.here.plus(self.brought)


def hearing_kinds() -> tuple[str, ...]:
    """Slugs of the kinds that are hearings: public ones and those that follow their rules."""
    return tuple(slug for slug in all_kinds() if slug.endswith("hearing"))


def outcomes_sheet(wanted: Wanted, *, page: int = 1) -> OutcomesSheet:
    """The page of outcomes. Thirteen queries, whatever the number of hearings, rows and sources."""
    return OutcomesSheet(
        wanted=wanted,
        here=_of_meetings(wanted),
        brought=_of_brought(_brought(wanted)),
        years=_years(wanted),
        page=_page(wanted, page),
        votes=tuple(_votes(wanted)),
        sources=tuple(source_sheets(_sources(wanted))),
    )


def source_sheets(sources: QuerySet[Source]) -> list[SourceSheet]:
    """Sources, each whole, the newest first and at most fifty. Four queries, whatever the number."""
    found = list(sources.select_related("place", "office").order_by("-pk")[:SOURCES])
    keys = [one.pk for one in found]
    counted = _counted_by_source(keys)
    totals: dict[int, list[SourceTotal]] = {}
    for row in SourceTotal.objects.filter(source__in=keys).order_by("source", "position"):
        totals.setdefault(row.source_id, []).append(row)
    return [_source_sheet(one, counted.get(one.pk, Counted()), totals.get(one.pk, ())) for one in found]


def source_sheet(source: Source) -> SourceSheet:
    """One of them. Four queries."""
    return source_sheets(Source.objects.filter(pk=source.pk))[0]


def public_source(key: int) -> SourceSheet:
    """One that everybody may see. Five queries. Raises Source.DoesNotExist."""
    return source_sheet(Source.objects.get(pk=key, published_at__isnull=False))


def rows_of(wanted: Wanted) -> Iterator[tuple[Any, ...]]:
    """Every row asked for, in the columns of the file: day, place, kind, slip, what it is, text, to whom, outcome,
    answer, document; values of the code, texts as Said. Two queries. Who asked stands in none.
    """
    here = _here(wanted).select_related("meeting__place__parent", "answer").order_by("meeting__held_on", "pk")
    for voice in here[:MOST_ROWS]:
        answer = getattr(voice, "answer", None)
        meeting = voice.meeting
        # Why it was rejected is what a table calls the answer.
        said = (answer.text or answer.why) if answer else Said()
        became = (answer.by_post, answer.outcome, said, answer.reflected_in) if answer else ("", "", Said(), Said())
        is_answered = bool(voice.answered_there or (answer and answer.how))
        where = (meeting.held_on, _place(meeting.place), meeting.kind, str(voice.number))
        yield (*where, voice.kind, voice.text, became[0], became[1], said, became[3], is_answered)
    brought = _brought(wanted).select_related("hearing__place__parent").order_by("hearing__held_on", "pk")
    for row in brought[:MOST_ROWS]:
        hearing = row.hearing
        where = (hearing.held_on, _place(hearing.place), hearing.kind, row.slip)
        yield (*where, row.kind, row.text, row.by_post, row.outcome, row.answer, row.document, row.is_answered)


def _place(unit: Unit) -> Said:
    """A place so that it is found again by its name: with what it lies in."""
    return qualified_said(unit.long_name, unit.parent.long_name if unit.parent else None)


def _here(wanted: Wanted) -> QuerySet[Voice]:
    """What was put to public meetings; written appeals are counted elsewhere and stand on no list."""
    rows = Voice.objects.filter(countable("meeting__"), meeting__called_at__isnull=False, meeting__is_rehearsal=False)
    rows = rows.filter(recorded_at__isnull=False, number__isnull=False).exclude(way=Voice.Way.APPEAL)
    rows = rows.exclude(kind=Voice.Kind.ISSUE).filter(_asked_of("meeting__", wanted))
    if wanted.outcome == NOT_SAID:
        return rows.filter(Q(answer__isnull=True) | Q(answer__outcome=""), kind=Voice.Kind.PROPOSAL)
    return rows.filter(answer__outcome=wanted.outcome) if wanted.outcome in OUTCOMES[:-1] else rows


def _brought(wanted: Wanted) -> QuerySet[BroughtVoice]:
    rows = BroughtVoice.objects.filter(_asked_of("hearing__", wanted), source__published_at__isnull=False)
    if wanted.outcome == NOT_SAID:
        return rows.filter(outcome="", kind=Voice.Kind.PROPOSAL)
    return rows.filter(outcome=wanted.outcome) if wanted.outcome in OUTCOMES[:-1] else rows


def _asked_of(path: str, wanted: Wanted) -> Q:
    asked = Q()
    if wanted.place is not None:
        asked &= within_place(f"{path}place", wanted.place)
    if wanted.year is not None:
        asked &= Q(**{f"{path}held_on__year": wanted.year})
    if wanted.kinds:
        asked &= Q(**{f"{path}kind__in": wanted.kinds})
    return asked


def _of_meetings(wanted: Wanted) -> Counted:
    """Two queries. Where an outcome is asked for, only meetings with such proposals count; else all that were held."""
    is_waiting = Count("pk", filter=IS_OPEN)
    rows = _here(wanted).order_by().values_list("kind", "answer__outcome").annotate(n=Count("pk"), waits=is_waiting)
    counted = _counted([(kind, outcome or "", n, n - waits) for kind, outcome, n, waits in rows])
    if wanted.outcome:
        meetings = _here(wanted).order_by().values("meeting").distinct().count()
    else:
        held = Meeting.objects.filter(held_at__isnull=False, called_at__isnull=False, is_rehearsal=False)
        meetings = held.filter(_asked_of("", wanted), countable()).exclude(kind="seminar").count()
    return _with_hearings(counted, meetings)


def _of_brought(rows: QuerySet[BroughtVoice]) -> Counted:
    """Two queries."""
    answered = Count("pk", filter=Q(is_answered=True))
    found = rows.order_by().values_list("kind", "outcome").annotate(n=Count("pk"), answered=answered)
    return _with_hearings(_counted(list(found)), rows.order_by().values("hearing").distinct().count())


def _counted_by_source(keys: Sequence[int]) -> dict[int, Counted]:
    """Two queries."""
    rows = BroughtVoice.objects.filter(source__in=keys).order_by()
    answered = Count("pk", filter=Q(is_answered=True))
    found: dict[int, list[tuple[str, str, int, int]]] = {}
    for key, *one in rows.values_list("source", "kind", "outcome").annotate(n=Count("pk"), answered=answered):
        found.setdefault(key, []).append((one[0], one[1], one[2], one[3]))
    hearings = dict(rows.values_list("source").annotate(n=Count("hearing", distinct=True)))
    return {key: _with_hearings(_counted(counts), hearings[key]) for key, counts in found.items()}


def _counted(rows: Sequence[tuple[str, str, int, int]]) -> Counted:
    """rows: kind, outcome, how many, how many of them answered."""
    questions = [(n, answered) for kind, _outcome, n, answered in rows if kind == Voice.Kind.QUESTION]
    proposals = [(outcome, n) for kind, outcome, n, _answered in rows if kind == Voice.Kind.PROPOSAL]
    by_outcome = ((slug, sum(n for outcome, n in proposals if outcome == slug)) for slug in OUTCOMES)
    return Counted(
        questions=sum(n for n, _answered in questions),
        answered=sum(answered for _n, answered in questions),
        proposals=sum(n for _outcome, n in proposals),
        by_outcome=tuple((slug, n) for slug, n in by_outcome if n),
    )


def _with_hearings(counted: Counted, hearings: int) -> Counted:
    return Counted(hearings, counted.questions, counted.answered, counted.proposals, counted.by_outcome)


def _years(wanted: Wanted) -> tuple[int, ...]:
    """The years there are hearings of, the latest first. One query."""
    anywhere = Wanted(place=wanted.place, kind=wanted.kind)
    here = _here(anywhere).filter(meeting__held_on__isnull=False).order_by()
    brought = BroughtHearing.objects.filter(_asked_of("", anywhere), voices__source__published_at__isnull=False)
    years = here.annotate(year=ExtractYear("meeting__held_on")).values_list("year").distinct()
    both = years.union(brought.order_by().annotate(year=ExtractYear("held_on")).values_list("year").distinct())
    return tuple(sorted({year for (year,) in both if year}, reverse=True))


def _page(wanted: Wanted, number: int) -> Page[AskedLine]:
    """The rows of a page, the latest hearing first. Four queries."""
    here = _here(wanted).order_by().annotate(of=Value("here", CharField()), day=F("meeting__held_on"))
    brought = _brought(wanted).order_by().annotate(of=Value("brought", CharField()), day=F("hearing__held_on"))
    both = here.values_list("of", "pk", "day").union(brought.values_list("of", "pk", "day"), all=True)
    total = both.count()
    pages = max(1, -(-total // PAGE))
    at = min(max(number, 1), pages)
    keys = [(of, key) for of, key, _day in both.order_by(F("day").desc(), "of", "pk")[(at - 1) * PAGE : at * PAGE]]
    lines = {**_here_lines(keys), **_brought_lines(keys)}
    return Page(tuple(lines[key] for key in keys), at, pages, total)


def _here_lines(keys: Sequence[tuple[str, int]]) -> dict[tuple[str, int], AskedLine]:
    rows = Voice.objects.filter(pk__in=[key for of, key in keys if of == "here"])
    return {
        ("here", row.pk): AskedLine(
            kind=row.kind,
            text=row.text,
            held_on=row.meeting.held_on,
            place=row.meeting.place.name,
            outcome=answer.outcome if (answer := getattr(row, "answer", None)) else "",
            is_answered=bool(row.answered_there or (answer and answer.how)),
            number=row.number,
            meeting=row.meeting.number,
        )
        for row in rows.select_related("meeting__place", "answer")
    }


def _brought_lines(keys: Sequence[tuple[str, int]]) -> dict[tuple[str, int], AskedLine]:
    rows = BroughtVoice.objects.filter(pk__in=[key for of, key in keys if of == "brought"])
    return {
        ("brought", row.pk): AskedLine(
            kind=row.kind,
            text=row.text,
            held_on=row.hearing.held_on,
            place=row.hearing.place.name,
            outcome=row.outcome,
            is_answered=row.is_answered,
            source=row.source_id,
            slip=row.slip,
        )
        for row in rows.select_related("hearing__place")
    }


def _votes(wanted: Wanted) -> Iterator[VoteLine]:
    """The latest votes as they were counted. One query."""
    meeting = "item__meeting__"
    asked = _asked_of(meeting, wanted) & Q(item__meeting__called_at__isnull=False, item__meeting__is_rehearsal=False)
    rows = ItemResult.objects.filter(asked, countable(meeting), votes_for__isnull=False, closing__put_off_to=None)
    for row in rows.select_related("item__meeting").order_by("-item__meeting__held_on", "item__position")[:VOTES]:
        found = row.item.meeting
        votes = Votes(row.votes_for, row.votes_against, row.abstained)
        if found.number is not None:
            yield VoteLine(found.number, found.title, row.item.title, found.held_on, votes)


def _sources(wanted: Wanted) -> QuerySet[Source]:
    """Published sources of the place or above what is asked for; of that year, where they say which."""
    rows = Source.objects.filter(published_at__isnull=False)
    if wanted.place is not None:
        in_it = BroughtVoice.objects.filter(within_place("hearing__place", wanted.place)).values("source")
        rows = rows.filter(within_place("place", wanted.place) | Q(pk__in=in_it))
    if wanted.year is not None:
        held = BroughtVoice.objects.filter(hearing__held_on__year=wanted.year).values("source")
        rows = rows.filter(Q(dated__year=wanted.year) | Q(dated=None, voices=None) | Q(pk__in=held))
    return rows.distinct()


def _source_sheet(source: Source, rows: Counted, totals: Sequence[SourceTotal]) -> SourceSheet:
    lines = tuple(TotalLine(one.name, one.is_whole, {c: getattr(one, c) for c in FIGURES}) for one in totals)
    return SourceSheet(
        key=source.pk,
        title=source.title,
        publisher=source.publisher,
        dated=source.dated,
        place=source.place.long_name,
        office=source.office.name,
        rows=rows,
        totals=lines,
        odd=_odd(rows, lines),
    )


def _odd(rows: Counted, lines: Sequence[TotalLine]) -> tuple[Mismatch, ...]:
    """What does not add up: within the totals; where there is only the whole, between it and the rows taken over."""
    parts = [line.figures for line in lines if not line.is_whole]
    whole = next((line.figures for line in lines if line.is_whole), None)
    if not parts and whole is not None and rows:
        said = dict.fromkeys(OUTCOMES[:-1], 0) | dict(rows.by_outcome)
        counts = {"hearings": rows.hearings, "questions": rows.questions, "proposals": rows.proposals}
        counted: dict[str, int | None] = {**counts, **{slug: said[slug] for slug in OUTCOMES[:-1]}}
        return tuple(one for one in mismatches([counted], whole) if one.line is None)
    return mismatches(parts, whole)
