"""What each row of a table means, and what it would become: new, known, changed, a question, or wrong."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tegerek.lib import refs
from tegerek.lib.said import Said
from tegerek.lib.text import fold, one_line, visible
from tegerek.meetings.lists.posts import OTHER, post_in
from tegerek.meetings.models import Meeting
from tegerek.places.finding import finder
from tegerek.places.models import UnitKind
from tegerek.places.names import Gazetteer, Match, sure_of
from tegerek.voices.brought.reading import CELL_LETTERS
from tegerek.voices.brought.rows import Row, VoiceTable
from tegerek.voices.brought.words import about_in, day_in, is_nothing, kind_in, outcome_in, says_answered
from tegerek.voices.models import BroughtVoice, Source, Voice

NEW, KNOWN, CHANGED, HERE, DOUBLE, ASKED, WRONG, OUT = (
    "new",
    "known",
    "changed",
    "here",
    "double",
    "asked",
    "wrong",
    "out",
)
STATUSES = (NEW, CHANGED, KNOWN, HERE, DOUBLE, ASKED, WRONG, OUT)
# What a person has to decide; all other faults are cells to be mended.
QUESTIONS = ("several_places", "outcome_unclear", "kind_unclear", "hearing_here", "slip_taken")
SLIP_LETTERS = 40


@dataclass(frozen=True)
class Fault:
    """What is to be asked or mended in a row: code of the sentence, the column, what was found there."""

    code: str
    column: str
    found: str = ""


@dataclass(frozen=True)
class Meaning:
    """A row understood. unit: key of the place; units: keys to choose from. about: kind of hearing by its slug."""

    held_on: date | None
    unit: int | None
    about: str
    kind: str
    outcome: str
    by_post: str
    is_answered: bool
    slip: str
    text: str
    answer: str
    document: str
    nth: int
    units: tuple[int, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def hearing(self) -> tuple[int | None, str, date | None]:
        """By what a hearing is known: place, kind, day."""
        return self.unit, self.about, self.held_on

    @property
    def same(self) -> str:
        """By what a row is known again within its hearing: the slip and the words, and which of several alike."""
        words = "|".join((self.kind, fold(self.slip), fold(self.text), str(self.nth)))
        return hashlib.sha256(words.encode()).hexdigest()


@dataclass(frozen=True)
class Looked:
    """A row, what it means, and its status. stands: key of the row that it would change."""

    row: Row
    meaning: Meaning
    status: str
    faults: tuple[Fault, ...] = ()
    stands: int | None = None

    @property
    def is_ready(self) -> bool:
        """Whether it may be taken over: then it is in no need of a person any more."""
        return self.status in (NEW, CHANGED, KNOWN, HERE, DOUBLE)


@dataclass(frozen=True)
class Ground:
    """Against what rows are held: all places, where to look first, the place of a row that names none, today."""

    gazetteer: Gazetteer
    near: tuple[int, ...]
    fallback: int | None
    today: date


def ground_of(source: Source, table: VoiceTable, today: date) -> Ground:
    """The places near a source. Where no row names a place, all rows are of the source's own. Two queries at most."""
    chain, step = [], source.place
    while True:
        chain.append(step.pk)
        if step.kind in (UnitKind.RAION, UnitKind.CITY, UnitKind.OBLAST) or step.parent is None:
            break
        step = step.parent
    fallback = source.place_id if all(is_nothing(row.place) for row in table.rows) else None
    return Ground(finder(), tuple(chain), fallback, today)


def judge(row: Row, ground: Ground) -> Meaning:
    """What a row means; other rows and tables are not looked at."""
    unit, units, wrong_place = _place_of(row, ground)
    held_on, kind = day_in(row.day), kind_in(row.kind)
    outcome = outcome_in(row.outcome)
    if not kind and is_nothing(row.kind) and outcome:
        # An outcome of these categories is that of a proposal.
        kind = "proposal"
    answer = _said(row.answer)
    is_question = kind == Voice.Kind.QUESTION
    meaning = Meaning(
        held_on=held_on,
        unit=unit,
        about=about_in(row.about),
        kind=kind,
        outcome="" if is_question else outcome,
        by_post="" if is_nothing(row.to) else post_in(row.to) or OTHER,
        is_answered=is_question and (bool(answer) or says_answered(row.outcome)),
        slip=one_line(row.slip).removeprefix("№").strip(),
        text=_said(row.text),
        answer=answer,
        document=_said(row.document),
        nth=row.nth,
        units=units,
    )
    return replace(meaning, faults=tuple(_faults(row, meaning, ground, wrong_place)))


def look(table: VoiceTable, source: Source, ground: Ground, judged: dict[Row, Meaning] | None = None) -> list[Looked]:
    """What each row would become, in their order. Four queries, however many rows.

    judged: what rows mean, for whoever looks at the same rows several times; it is filled here.
    """
    judged = {} if judged is None else judged
    for row in table.rows:
        if row not in judged:
            judged[row] = judge(row, ground)
    meanings = [judged[row] for row in table.rows]
    known = _Known(source, meanings)
    return [known.looked(row, meaning) for row, meaning in zip(table.rows, meanings, strict=True)]


def counted(looked: Iterable[Looked]) -> Mapping[str, int]:
    """How many rows there are of each status."""
    return Counter(one.status for one in looked)


class _Known:
    """What stands already: rows of hearings that were brought, meetings of this house, and their slips."""

    def __init__(self, source: Source, meanings: Sequence[Meaning]) -> None:
        days = {meaning.held_on for meaning in meanings if meaning.held_on}
        units = {meaning.unit for meaning in meanings if meaning.unit}
        brought = BroughtVoice.objects.filter(
            hearing__office=source.office_id, hearing__held_on__in=days, hearing__place__in=units
        ).select_related("hearing")
        self.stands: dict[tuple[object, str], BroughtVoice] = {}
        self.slips: set[tuple[object, str, str]] = set()
        for one in brought:
            hearing = (one.hearing.place_id, one.hearing.kind, one.hearing.held_on)
            self.stands[hearing, one.same] = one
            if one.slip:
                self.slips.add((hearing, one.kind, fold(one.slip)))
        held = Meeting.objects.filter(office=source.office_id, is_rehearsal=False, called_at__isnull=False)
        self.meetings = set(held.filter(held_on__in=days, place__in=units).values_list("place", "held_on"))
        numbers = {int(meaning.slip) for meaning in meanings if refs.is_number(meaning.slip)}
        here = Voice.objects.filter(number__in=numbers, recorded_at__isnull=False)
        self.numbers = set(here.filter(meeting__office=source.office_id).values_list("number", flat=True))
        self.seen: set[tuple[object, str]] = set()
        self.seen_slips: set[tuple[object, str, str]] = set()

    def looked(self, row: Row, meaning: Meaning) -> Looked:
        if not row.keep:
            return Looked(row, meaning, OUT)
        if refs.is_number(meaning.slip) and int(meaning.slip) in self.numbers:
            return Looked(row, meaning, HERE)
        if meaning.faults:
            status = ASKED if all(fault.code in QUESTIONS for fault in meaning.faults) else WRONG
            return Looked(row, meaning, status, meaning.faults)
        return self._against(row, meaning)

    def _against(self, row: Row, meaning: Meaning) -> Looked:
        key = (meaning.hearing, meaning.same)
        slip = (meaning.hearing, meaning.kind, fold(meaning.slip))
        if key in self.seen:
            return Looked(row, meaning, DOUBLE)
        is_taken = bool(meaning.slip) and (slip in self.slips or slip in self.seen_slips)
        self.seen.add(key)
        self.seen_slips.add(slip)
        if (stands := self.stands.get(key)) is not None:
            return Looked(row, meaning, KNOWN if _says_no_more(stands, meaning) else CHANGED, stands=stands.pk)
        faults = tuple(self._asked(row, meaning, is_taken))
        return Looked(row, meaning, ASKED if faults else NEW, faults)

    def _asked(self, row: Row, meaning: Meaning, is_taken: bool) -> Iterator[Fault]:
        if (meaning.unit, meaning.held_on) in self.meetings and "hearing_here" not in row.sure:
            yield Fault("hearing_here", "day", row.day)
        if is_taken and "slip_taken" not in row.sure:
            yield Fault("slip_taken", "slip", meaning.slip)


def _says_no_more(stands: BroughtVoice, meaning: Meaning) -> bool:
    """Whether a row says nothing that does not stand already. What a later table leaves empty takes nothing away."""
    said = (
        (meaning.outcome, stands.outcome),
        (meaning.by_post, stands.by_post),
        (meaning.answer, _text(stands.answer)),
        (meaning.document, _text(stands.document)),
    )
    return all(not new or new == old for new, old in said) and (stands.is_answered or not meaning.is_answered)


def _text(said: Said) -> str:
    return next(iter(said.texts.values()), "")


def _said(text: str) -> str:
    """A cell as a Said keeps it; "" for a dash."""
    return "" if is_nothing(text) else visible(text).strip()


def _faults(row: Row, meaning: Meaning, ground: Ground, wrong_place: Fault | None) -> Iterator[Fault]:
    if meaning.held_on is None:
        yield Fault("no_day" if is_nothing(row.day) else "bad_day", "day", row.day)
    elif meaning.held_on > ground.today:
        yield Fault("day_ahead", "day", row.day)
    elif meaning.held_on.year < 1991:
        yield Fault("bad_day", "day", row.day)
    if wrong_place:
        yield wrong_place
    if is_nothing(row.text):
        yield Fault("no_text", "text")
    if len(meaning.slip) > SLIP_LETTERS:
        yield Fault("too_long", "slip", meaning.slip[:SLIP_LETTERS])
    yield from (
        Fault("too_long", column, getattr(row, column)[:SLIP_LETTERS])
        for column in ("text", "answer", "document")
        if len(getattr(row, column)) > CELL_LETTERS
    )
    if not meaning.kind:
        yield Fault("kind_unclear", "kind", row.kind)
    elif meaning.kind == Voice.Kind.PROPOSAL and not meaning.outcome and not is_nothing(row.outcome):
        yield Fault("outcome_unclear", "outcome", row.outcome)


def _place_of(row: Row, ground: Ground) -> tuple[int | None, tuple[int, ...], Fault | None]:
    """The place of a row, keys to choose from, and what is wrong."""
    text = one_line(row.place)
    if is_nothing(text):
        return ground.fallback, (), None if ground.fallback else Fault("no_place", "place")
    found = _found(text, ground)
    keys = tuple(match.unit.key for match in found[:5])
    if row.chosen_unit in keys:
        return row.chosen_unit, (), None
    sure = sure_of(found)
    if sure is not None:
        return sure.unit.key, (), None
    return None, keys, Fault("several_places" if keys else "unknown_place", "place", text)


def _found(text: str, ground: Ground) -> tuple[Match, ...]:
    """Near first: in the place itself, in its raion; then anywhere. Aimaks before villages of the same name."""
    for above in (*ground.near, None):
        found = ground.gazetteer.find(text, within=above, kinds=_AIMAKS) or ground.gazetteer.find(text, within=above)
        if found:
            return found
    return ()


_AIMAKS = (UnitKind.AIMAK.value, UnitKind.CITY.value)
