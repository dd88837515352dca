"""What a seminar's test and evaluation show: reckoned from the answers, frozen on a day, kept when the answers go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.learning import rules
from tegerek.learning.models import AnswerSheet, EvaluationForm, Learnt, Reply, SeminarTest, StatedResult
from tegerek.lib.dates import local_day
from tegerek.lib.errors import Refusal
from tegerek.people.models import User
from tegerek.programmes.models import Programme, Seminar

# Figures are kept and shown in tenths: 45.8 % is 458.
TENTHS = 10


@dataclass(frozen=True)
class GainLine:
    """rules.Gain in tenths of a percent; normalised in hundredths, so that 0.69 is 69. None where it is not shown."""

    pairs: int
    before: int | None = None
    after: int | None = None
    points: int | None = None
    normalised: int | None = None

    @property
    def is_small(self) -> bool:
        """Whether there are too few pairs to show a mean."""
        return self.before is None

    @property
    def is_undefined(self) -> bool:
        """Whether nothing was left to gain: every answer was right before."""
        return self.before == 100 * TENTHS


@dataclass(frozen=True)
class FiguresOfTest:
    """before, after: sheets that count. waiting: keyed once, or twice and not settled; they count for nothing yet."""

    over_all: GainLine
    questions: tuple[GainLine, ...]
    before: int = 0
    after: int = 0
    only_before: int = 0
    only_after: int = 0
    waiting: int = 0


@dataclass(frozen=True)
class ScaleLine:
    """rules.Scale with its mean in hundredths: 4.40 is 440."""

    answers: int
    mean: int | None
    counts: tuple[int, ...] | None


@dataclass(frozen=True)
class EvaluationFigures:
    """form: key of the EvaluationForm that was answered. replies: how many came; words: in how many stand own words."""

    form: int
    replies: int
    words: int
    scales: tuple[ScaleLine, ...]


@dataclass(frozen=True)
class LearntSheet:
    """What a seminar shows. Either is None where there was none. frozen_on: the day of figures whose answers are gone
    or that somebody froze; None for those reckoned just now.
    """

    seminar: int
    test: FiguresOfTest | None
    evaluation: EvaluationFigures | None
    frozen_on: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered at all."""
        return self.test is None and self.evaluation is None


def learnt_of(seminars: Iterable[Seminar]) -> dict[int, LearntSheet]:
    """By key of the seminar: reckoned from its answers; as frozen where they are destroyed. Five queries at most.

    This is what reports and summaries read.
    """
    keys = [seminar.pk for seminar in seminars]
    tests = {test.seminar_id: test for test in SeminarTest.objects.filter(seminar__in=keys).prefetch_related("asked")}
    sheets = _by(AnswerSheet.objects.filter(test__seminar__in=keys), lambda row: row.test_id)
    replies = _by(Reply.objects.filter(seminar__in=keys).select_related("form"), lambda row: row.seminar_id)
    frozen = {row.seminar_id: row for row in Learnt.objects.filter(seminar__in=keys)}
    return {
        key: _sheet(key, tests.get(key), sheets, replies.get(key, []), frozen.get(key)) for key in dict.fromkeys(keys)
    }


@transaction.atomic
def freeze_figures(seminar: Seminar, *, by: User | None, now: datetime) -> Learnt:
    """Keep the figures as they stand today, whatever becomes of the answers. Journals learnt.frozen.

    Raises Refusal where nothing was answered, or while nothing has changed since they were frozen.
    """
    sheet = learnt_of([seminar])[seminar.pk]
    if sheet.is_empty:
        raise Refusal(_("Nothing was answered yet: there are no figures to keep."))
    last = seminar.learnt.last()
    if last is not None and last.figures == as_json(sheet):
        raise Refusal(_("Nothing has changed since the figures were kept."))
    row = Learnt.objects.create(seminar=seminar, figures=as_json(sheet), frozen_at=now, frozen_by=by)
    record("learnt.frozen", row, by=by.pk if by else None, at=now, seminar=seminar.pk)
    return row


def destroy_answers(now: datetime) -> int:
    """Every night: destroy the sheets and replies whose keep-until day has passed; their figures are frozen first.

    How many went. Journals answers.destroyed for each seminar, with how many.
    """
    today = local_day(now)
    tests = Q(test__keep_until__lt=today, test__destroyed_at=None)
    due = Seminar.objects.filter(tests | Q(replies__keep_until__lt=today)).select_related("programme__office")
    return sum(_destroy(seminar, today, now) for seminar in due.distinct().order_by("pk"))


@dataclass(frozen=True)
class Stated:
    """A result as a source gives it. before, gain: percent, None where the source gives none."""

    words: str
    source: str
    read_as: str
    told_on: date | None = None
    people: int | None = None
    before: Decimal | None = None
    gain: Decimal | None = None


@transaction.atomic
def state_result(programme: Programme, stated: Stated, *, by: User | None, now: datetime) -> StatedResult:
    """Keep a result in the words of its source, and how it is read. Journals result.stated.

    Raises Refusal without its words or without its source, or read as something while a figure is missing.
    """
    if not stated.words or not stated.source:
        raise Refusal(_("Copy the words of the source, and say which source it is."))
    is_read = stated.read_as != StatedResult.ReadAs.UNKNOWN
    if is_read and (stated.before is None or stated.gain is None):
        raise Refusal(_("To say how it is read, type both figures as the source gives them."))
    row = StatedResult.objects.create(
        programme=programme,
        words=stated.words,
        source=stated.source,
        told_on=stated.told_on,
        people=stated.people,
        before=_tenths_of(stated.before),
        gain=_tenths_of(stated.gain),
        read_as=stated.read_as,
        made_at=now,
    )
    record("result.stated", row, by=by.pk if by else None, at=now, read_as=stated.read_as)
    return row


@transaction.atomic
def remove_stated(row: StatedResult, *, by: User, now: datetime) -> None:
    """Take a stated result away. Journals result.removed."""
    record("result.removed", row, by=by.pk, at=now, programme=row.programme_id)
    row.delete()


def stated_after(row: StatedResult) -> int | None:
    """The mean after that a stated result means, in tenths of a percent; None where nothing follows."""
    if row.before is None or row.gain is None:
        return None
    after = rules.stated_after(Fraction(row.before, TENTHS), Fraction(row.gain, TENTHS), row.read_as)
    return None if after is None else _rounded(after * TENTHS)


def as_json(sheet: LearntSheet) -> dict[str, Any]:
    """The figures as numbers alone: what was asked stays in its own tables."""
    test, evaluation = sheet.test, sheet.evaluation
    return {
        "test": test
        and {
            **{name: getattr(test, name) for name in SHEETS},
            "over_all": _row(test.over_all),
            "questions": [_row(line) for line in test.questions],
        },
        "evaluation": evaluation
        and {
            "form": evaluation.form,
            "replies": evaluation.replies,
            "words": evaluation.words,
            "scales": [[line.answers, line.mean, line.counts and list(line.counts)] for line in evaluation.scales],
        },
    }


def from_json(seminar: int, figures: dict[str, Any], frozen_on: date) -> LearntSheet:
    """The inverse of as_json."""
    test, evaluation = figures["test"], figures["evaluation"]
    return LearntSheet(
        seminar,
        test
        and FiguresOfTest(
            GainLine(*test["over_all"]),
            tuple(GainLine(*row) for row in test["questions"]),
            **{name: test[name] for name in SHEETS},
        ),
        evaluation
        and EvaluationFigures(
            evaluation["form"],
            evaluation["replies"],
            evaluation["words"],
            tuple(
                ScaleLine(answers, mean, None if counts is None else tuple(counts))
                for answers, mean, counts in evaluation["scales"]
            ),
        ),
        frozen_on,
    )


SHEETS = ("before", "after", "only_before", "only_after", "waiting")


def figures_of_test(asked: str, sheets: Sequence[AnswerSheet]) -> FiguresOfTest:
    """The figures of a test. asked: the right answers, one sign a question. No query."""
    counted = [(sheet.when, sheet.code, rules.counted(entry_of(sheet))) for sheet in sheets]
    before, after = (
        {code: answers for at, code, answers in counted if at == when and answers} for when in AnswerSheet.When.values
    )
    told = rules.outcome(before, after, asked)
    return FiguresOfTest(
        _line(told.over_all),
        tuple(map(_line, told.questions)),
        before=len(before),
        after=len(after),
        only_before=told.only_before,
        only_after=told.only_after,
        waiting=sum(not answers for _at, _code, answers in counted),
    )


def entry_of(sheet: AnswerSheet) -> rules.Entry:
    """A row of the table as the rules see it."""
    return rules.Entry(sheet.first, sheet.second, sheet.settled, sheet.is_own)


def figures_of_evaluation(form: EvaluationForm, replies: Sequence[Reply]) -> EvaluationFigures:
    """The figures of an evaluation. No query."""
    columns = [
        [int(reply.scales[n]) for reply in replies if reply.scales[n : n + 1].isdigit()]
        for n in range(form.kinds.count(EvaluationForm.SCALE))
    ]
    told = [rules.scale(column) for column in columns]
    lines = tuple(
        ScaleLine(one.answers, None if one.mean is None else _rounded(one.mean * 100), one.counts) for one in told
    )
    return EvaluationFigures(form.pk, len(replies), sum(bool(reply.words.strip()) for reply in replies), lines)


def _sheet(
    key: int,
    test: SeminarTest | None,
    sheets: dict[int, list[AnswerSheet]],
    replies: list[Reply],
    frozen: Learnt | None,
) -> LearntSheet:
    there = sheets.get(test.pk, []) if test else []
    kept = from_json(key, frozen.figures, local_day(frozen.frozen_at)) if frozen else LearntSheet(key, None, None)
    right = "".join(str(one.right) for one in test.asked.all()) if test else ""
    told = figures_of_test(right, there) if there else None
    evaluated = figures_of_evaluation(replies[0].form, replies) if replies else None
    is_kept = bool((kept.test and not told) or (kept.evaluation and not evaluated))
    return LearntSheet(key, told or kept.test, evaluated or kept.evaluation, kept.frozen_on if is_kept else None)


@transaction.atomic
def _destroy(seminar: Seminar, today: date, now: datetime) -> int:
    sheet = learnt_of([seminar])[seminar.pk]
    last = seminar.learnt.last()
    if not sheet.is_empty and (last is None or last.figures != as_json(sheet)):
        row = Learnt.objects.create(seminar=seminar, figures=as_json(sheet), frozen_at=now)
        record("learnt.frozen", row, by=None, at=now, seminar=seminar.pk)
    tests = SeminarTest.objects.filter(seminar=seminar, keep_until__lt=today, destroyed_at=None)
    sheets, _each = AnswerSheet.objects.filter(test__in=tests).delete()
    tests.update(destroyed_at=now)
    replies, _each = Reply.objects.filter(seminar=seminar, keep_until__lt=today).delete()
    record("answers.destroyed", seminar, by=None, at=now, sheets=sheets, replies=replies)
    return sheets + replies


def _by(rows: Iterable[Any], key: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def _line(gain: rules.Gain) -> GainLine:
    def shown(value: Fraction | None, of: int) -> int | None:
        return None if value is None else _rounded(value * of)

    before, after, points = (shown(value, TENTHS) for value in (gain.before, gain.after, gain.points))
    return GainLine(gain.pairs, before, after, points, shown(gain.normalised, 100))


def together(lines: Iterable[GainLine]) -> GainLine:
    """Of several seminars at once: their means, each weighing as many pairs as it has. No pairs: nothing is shown.

    Only of those whose means are shown: with the others in it, what is kept back of one of them could be reckoned. From
    figures as shown, so that it is the same before and after the answers are destroyed.

    >>> together([GainLine(20, 400, 800, 400, 67), GainLine(10, 550, 800, 250, 56), GainLine(3)])
    GainLine(pairs=30, before=450, after=800, points=350, normalised=64)
    """
    shown = [(line.pairs, line.before, line.after) for line in lines if not line.is_small]
    pairs = sum(n for n, _before, _after in shown)
    if not pairs:
        return GainLine(0)
    before = Fraction(sum(n * (was or 0) for n, was, _after in shown), pairs * TENTHS)
    after = Fraction(sum(n * (now or 0) for n, _before, now in shown), pairs * TENTHS)
    return _line(rules.Gain(pairs, before, after, after - before, rules.normalised(before, after)))


def _row(line: GainLine) -> list[int | None]:
    return [line.pairs, line.before, line.after, line.points, line.normalised]


def _rounded(value: Fraction) -> int:
    """To the nearest whole number, a half away from zero, as people round on paper.

    >>> _rounded(Fraction(5, 2)), _rounded(Fraction(-5, 2)), _rounded(Fraction(7, 3))
    (3, -3, 2)
    """
    whole = (abs(value) * 2 + 1) // 2
    return int(whole) if value >= 0 else -int(whole)


def _tenths_of(value: Decimal | None) -> int | None:
    return None if value is None else int(value * TENTHS)
