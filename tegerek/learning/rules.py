"""What a test before and after a seminar shows, and what an evaluation does: plain figures out of plain answers.

Only pairs are compared: sheets before and after with the same code. Whoever wrote one of the two is counted and left
out of every mean.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from stdnum import damm

from tegerek.lib import refs

# Fewer answers than this say too much of each person: their means are not shown. No rule sets the number; it is our
# default.
SMALL = 5
# A question nobody answered on a sheet: counted as not right.
NONE = "-"
ALL = Fraction(100)
# An evaluation asks from 1 to 5.
LEAST, MOST = 1, 5
READ_POINTS, READ_GROWTH, READ_UNKNOWN = "points", "growth", "unknown"


@dataclass(frozen=True)
class Gain:
    """What changed from before to after, for one question or over all.

    pairs: how many people wrote both. before, after: mean share of right answers, in percent; points: after - before.
    normalised: what was gained of what could be gained, (after - before) / (100 - before), from minus a lot to 1. All
    four are None where there are fewer pairs than SMALL; normalised also where everybody was right before.
    """

    pairs: int
    before: Fraction | None = None
    after: Fraction | None = None
    points: Fraction | None = None
    normalised: Fraction | None = None

    @property
    def is_small(self) -> bool:
        """Whether there are too few pairs to show a mean."""
        return self.before is None

    @property
    def is_undefined(self) -> bool:
        """Whether nothing was left to gain: every answer was right before."""
        return self.before == ALL


@dataclass(frozen=True)
class Outcome:
    """over_all: the mean of the questions; questions: each by itself, in their order.

    only_before, only_after: sheets whose code stands on no sheet of the other time.
    """

    over_all: Gain
    questions: tuple[Gain, ...]
    only_before: int
    only_after: int


def outcome(before: Mapping[str, str], after: Mapping[str, str], key: str) -> Outcome:
    """The figures of a test.

    before, after: code of a person to answers, one sign a question ("132-": the fourth was left empty). key: the right
    answers, in the same way. Raises ValueError for a sheet of another length.

    Source of the normalised gain: R. Hake, Am. J. Phys. 66 (1998) 64, of the means of the group.

    >>> told = outcome({"a": "11"}, {"a": "12", "b": "11"}, "12")
    >>> told.over_all, told.only_before, told.only_after
    (Gain(pairs=1, before=None, after=None, points=None, normalised=None), 0, 1)
    """
    codes = sorted(before.keys() & after.keys())
    paired = [([*_marks(before[code], key)], [*_marks(after[code], key)]) for code in codes]
    columns = [([was[n] for was, _now in paired], [now[n] for _was, now in paired]) for n in range(len(key))]
    every = ([mark for was, _now in columns for mark in was], [mark for _was, now in columns for mark in now])
    return Outcome(
        over_all=_gain(len(codes), *every),
        questions=tuple(_gain(len(codes), *column) for column in columns),
        only_before=len(before) - len(codes),
        only_after=len(after) - len(codes),
    )


def normalised(before: Fraction, after: Fraction) -> Fraction | None:
    """What was gained of what could be gained; None where nothing could. before, after: percent.

    >>> normalised(Fraction(54), Fraction(77)), normalised(Fraction(100), Fraction(90))
    (Fraction(1, 2), None)
    """
    return None if before == ALL else (after - before) / (ALL - before)


def _gain(pairs: int, was: Sequence[bool], now: Sequence[bool]) -> Gain:
    if pairs < SMALL or not was:
        return Gain(pairs)
    before, after = _percent(was), _percent(now)
    return Gain(pairs, before, after, after - before, normalised(before, after))


def _percent(marks: Sequence[bool]) -> Fraction:
    return Fraction(100 * sum(marks), len(marks))


def _marks(answers: str, key: str) -> list[bool]:
    """Which questions are right.

    >>> _marks("1-3", "123")
    [True, False, True]
    """
    if len(answers) != len(key):
        raise ValueError(f"{len(answers)} answers to {len(key)} questions")
    return [given == right for given, right in zip(answers, key, strict=True)]


@dataclass(frozen=True)
class Entry:
    """One sheet as it was keyed. second: "" until somebody keyed it again; settled: what really stands on it, once
    somebody looked. A sheet sent from a phone was typed by its writer and needs no second entry.
    """

    first: str
    second: str = ""
    settled: str = ""
    is_own: bool = False


def counted(entry: Entry) -> str:
    """The answers that count, "" while nobody can say: keyed once only, or twice and differing.

    >>> counted(Entry("12", "12")), counted(Entry("12", "11")), counted(Entry("12", "11", "11")), counted(Entry("12"))
    ('12', '', '11', '')
    >>> counted(Entry("12", is_own=True))
    '12'
    """
    if entry.settled:
        return entry.settled
    return entry.first if entry.is_own or entry.first == entry.second else ""


def differing(first: str, second: str) -> tuple[int, ...]:
    """The numbers of the questions, from 1, that two entries of one sheet tell differently.

    >>> differing("1234", "1334")
    (2,)
    """
    pairs = zip(first, second, strict=True)
    return tuple(number for number, (one, other) in enumerate(pairs, start=1) if one != other)


# A personal code: four digits that chance chose, and a check digit that catches a slip of the pen.
CODE_DIGITS = 4


def code_of(stem: int) -> str:
    """The code on a strip. stem: from 0 to 9999.

    >>> code_of(7), code_of(4071)
    ('00076', '40711')
    """
    digits = f"{stem:0{CODE_DIGITS}}"
    return digits + damm.calc_check_digit(digits)


def read_code(typed: str) -> str:
    """A code as typed, "" for what cannot be one: of another length, or with a digit wrong.

    >>> read_code("40 711"), read_code("4O711"), read_code("40731"), read_code("407")
    ('40711', '40711', '', '')
    """
    digits = refs.read(typed)
    return digits if len(digits) == CODE_DIGITS + 1 and damm.is_valid(digits) else ""


# Letters for the options 1 to 6, in both alphabets. Latin B and C stand where Cyrillic has Б and В.
LETTERS = {sign: str(n) for letters in ("abcdef", "абвгде") for n, sign in enumerate(letters, start=1)}
LEFT_EMPTY = "-–—.0"


def read_answers(typed: str, options: Sequence[int]) -> str:
    """Answers as somebody keyed them, one sign a question; blanks and commas between them do not matter.

    options: how many each question offers. Digits from 1 or letters (А Б В Г or A B C D); "-", "0" or "." for none.
    Raises BadAnswersError, saying which sign of which question, or how many there are too many or too few.

    >>> read_answers("1 3-б", (3, 3, 3, 3)), read_answers("ABC", (3, 3, 3))
    ('13-2', '123')
    """
    signs = [sign for sign in typed.lower() if not sign.isspace() and sign not in ",;"]
    if len(signs) != len(options):
        raise BadAnswersError(found=len(signs), wanted=len(options))
    pairs = enumerate(zip(signs, options, strict=True), start=1)
    return "".join(_read(sign, number, most) for number, (sign, most) in pairs)


class BadAnswersError(ValueError):
    """What was keyed is no row of answers. question: the first that cannot be, 0 where their number is wrong."""

    def __init__(self, *, question: int = 0, found: int = 0, wanted: int = 0) -> None:
        super().__init__("not a row of answers")
        self.question, self.found, self.wanted = question, found, wanted


def _read(sign: str, number: int, most: int) -> str:
    if sign in LEFT_EMPTY:
        return NONE
    found = LETTERS.get(sign, sign)
    if not (found.isascii() and found.isdigit() and 1 <= int(found) <= most):
        raise BadAnswersError(question=number)
    return found


@dataclass(frozen=True)
class Scale:
    """How a question from 1 to 5 was answered. counts: of 1, 2, 3, 4, 5; None below SMALL answers, like the mean."""

    answers: int
    mean: Fraction | None
    counts: tuple[int, ...] | None


def scale(given: Sequence[int]) -> Scale:
    """The figures of one question of an evaluation. given: numbers from 1 to 5, those who left it empty not among them.

    >>> scale([5, 4, 5, 3, 5]).mean, scale([5, 5]).mean
    (Fraction(22, 5), None)
    """
    if len(given) < SMALL:
        return Scale(len(given), None, None)
    found = Counter(given)
    return Scale(len(given), Fraction(sum(given), len(given)), tuple(found[n] for n in range(LEAST, MOST + 1)))


def stated_after(before: Fraction, gain: Fraction, read_as: str) -> Fraction | None:
    """The mean after that a stated result means: "54 %, +20 %" is 74 in points, 64.8 as growth by a fifth.

    read_as: READ_POINTS, READ_GROWTH, or READ_UNKNOWN, of which nothing follows: None.

    >>> stated_after(Fraction(54), Fraction(20), "points"), stated_after(Fraction(54), Fraction(20), "growth")
    (Fraction(74, 1), Fraction(324, 5))
    >>> stated_after(Fraction(54), Fraction(20), "unknown") is None
    True
    """
    if read_as == READ_POINTS:
        return before + gain
    return before * (1 + gain / 100) if read_as == READ_GROWTH else None
