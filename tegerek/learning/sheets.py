"""What pages and papers read of tests and evaluations: at a stated number of queries, nobody named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tegerek.learning import rules
from tegerek.learning.evaluating import form_of
from tegerek.learning.figures import LearntSheet, entry_of, learnt_of
from tegerek.learning.models import AnswerSheet, Door, EvaluationForm, Reply, SeminarTest, StatedResult
from tegerek.lib.said import Said
from tegerek.programmes.models import Programme, Seminar


@dataclass(frozen=True)
class AskedLine:
    """A question as a test asks it. right: the number of the right option, from 1."""

    number: int
    text: Said
    options: tuple[Said, ...]
    right: int

    @property
    def answer(self) -> Said:
        """The words of the right option."""
        return self.options[self.right - 1] if self.right <= len(self.options) else Said()


@dataclass(frozen=True)
class SheetOfTest:
    """The test of a seminar; key and version are None where none is chosen yet."""

    key: int | None
    version: int | None
    is_fixed: bool
    is_destroyed: bool
    asked: tuple[AskedLine, ...]

    @property
    def options(self) -> tuple[int, ...]:
        """How many each question offers."""
        return tuple(len(line.options) for line in self.asked)


@dataclass(frozen=True)
class KeyedLine:
    """A sheet that was keyed. differing: the numbers of the questions told differently; is_open: it counts for nothing
    yet; is_alone: there is none of the other time with its code.
    """

    key: int
    when: str
    code: str
    first: str
    second: str
    settled: str
    is_own: bool
    differing: tuple[int, ...]
    is_open: bool
    is_alone: bool


@dataclass(frozen=True)
class KeyingSheet:
    """All sheets of a test: those that differ, those keyed once, those that count."""

    differing: tuple[KeyedLine, ...]
    once: tuple[KeyedLine, ...]
    counted: tuple[KeyedLine, ...]

    @property
    def alone(self) -> tuple[KeyedLine, ...]:
        """Those that count and have no other half: perhaps a code was misread."""
        return tuple(line for line in self.counted if line.is_alone)


@dataclass(frozen=True)
class EvaluationSheet:
    """What the evaluation of a seminar asks, and the own words that came, question by question, nobody's name beside
    them. scales, texts: the questions of each kind, in their order; words: for each of texts what was written.
    """

    form: int | None
    asked: tuple[tuple[str, Said], ...]
    scales: tuple[Said, ...]
    texts: tuple[Said, ...]
    words: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class SeminarLearnt:
    """A seminar of a summary, with what it showed."""

    seminar: Seminar
    sheet: LearntSheet


@dataclass(frozen=True)
class ProgrammeLearnt:
    """What a programme showed: by seminar, and what sources state of it."""

    seminars: tuple[SeminarLearnt, ...]
    stated: tuple[StatedResult, ...]


def sheet_of_test(seminar: Seminar) -> SheetOfTest:
    """Two queries."""
    test = SeminarTest.objects.filter(seminar=seminar).prefetch_related("asked").first()
    if test is None:
        return SheetOfTest(None, None, is_fixed=False, is_destroyed=False, asked=())
    asked = tuple(AskedLine(one.position, one.text, one.offered, one.right) for one in test.asked.all())
    return SheetOfTest(test.pk, test.version, test.frozen_at is not None, test.destroyed_at is not None, asked)


def keying_sheet(test: int) -> KeyingSheet:
    """Every sheet of a test. One query. test: its key."""
    rows = list(AnswerSheet.objects.filter(test=test).order_by("code", "when"))
    places = {(row.code, row.when) for row in rows}
    lines = [_keyed(row, places) for row in rows]
    return KeyingSheet(
        tuple(line for line in lines if line.is_open and line.differing),
        tuple(line for line in lines if line.is_open and not line.differing),
        tuple(line for line in lines if not line.is_open),
    )


def doors_of(seminar: Seminar) -> dict[str, Door]:
    """The links of a seminar by what they ask. One query."""
    return {door.what: door for door in seminar.doors.all()}


def evaluation_sheet(seminar: Seminar) -> EvaluationSheet:
    """Three queries."""
    form = form_of(seminar)
    if form is None:
        return EvaluationSheet(None, (), (), (), ())
    replies = list(Reply.objects.filter(seminar=seminar).order_by("words", "pk"))  # not in the order in which they came
    texts = tuple(text for kind, text in form.asked if kind == EvaluationForm.TEXT)
    scales = tuple(text for kind, text in form.asked if kind == EvaluationForm.SCALE)
    return EvaluationSheet(form.pk, form.asked, scales, texts, _words(replies, len(texts)))


def programme_learnt(programme: Programme) -> ProgrammeLearnt:
    """Seven queries, whatever the number of seminars."""
    found = programme.seminars.select_related("meeting__place__parent").order_by("meeting__held_on", "pk")
    seminars = [seminar for seminar in found if seminar.meeting.cancelled_at is None]
    told = learnt_of(seminars)
    return ProgrammeLearnt(
        tuple(SeminarLearnt(seminar, told[seminar.pk]) for seminar in seminars),
        tuple(programme.stated_results.all()),
    )


def _words(replies: Sequence[Reply], count: int) -> tuple[tuple[str, ...], ...]:
    rows = [[*reply.words.split("\n"), *[""] * count][:count] for reply in replies]
    return tuple(tuple(row[n] for row in rows if row[n]) for n in range(count))


def _keyed(row: AnswerSheet, places: set[tuple[str, str]]) -> KeyedLine:
    other = AnswerSheet.When.AFTER if row.when == AnswerSheet.When.BEFORE else AnswerSheet.When.BEFORE
    is_twice = bool(row.first and row.second)
    return KeyedLine(
        row.pk,
        row.when,
        row.code,
        row.first,
        row.second,
        row.settled,
        row.is_own,
        rules.differing(row.first, row.second) if is_twice else (),
        is_open=not rules.counted(entry_of(row)),
        is_alone=(row.code, other) not in places,
    )
