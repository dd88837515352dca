"""The figures of tests and evaluations, against a set made by hand."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tegerek.learning import rules
from tegerek.learning.rules import BadAnswersError, Entry, Gain, counted, outcome, read_answers, scale

MADE_BY_HAND: dict[str, Any] = json.loads((Path(__file__).parents[1] / "data" / "learning.json").read_text("utf-8"))
KEY = MADE_BY_HAND["key"]


def _number(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


@pytest.mark.parametrize("made", MADE_BY_HAND["sets"], ids=lambda made: made["name"])
def test_the_figures_are_those_reckoned_on_paper(made: dict[str, Any]) -> None:
    told = outcome(made["before"], made["after"], KEY)

    assert (told.over_all.pairs, told.only_before, told.only_after) == (
        made["pairs"],
        made["only_before"],
        made["only_after"],
    )
    whole = told.over_all
    assert [whole.before, whole.after, whole.points, whole.normalised] == [
        _number(made[name]) for name in ("before_mean", "after_mean", "points", "normalised")
    ]
    assert [[gain.before, gain.after, gain.normalised] for gain in told.questions] == [
        [_number(value) for value in row] for row in made["questions"]
    ]


def test_a_sheet_of_another_length_is_an_error_and_no_figure() -> None:
    with pytest.raises(ValueError, match="3 answers to 4 questions"):
        outcome({"a": "111"}, {"a": "1213"}, KEY)


def test_a_test_without_questions_has_no_mean() -> None:
    assert outcome(dict.fromkeys("abcde", ""), dict.fromkeys("abcde", ""), "").over_all == Gain(5)


def test_two_entries_that_differ_count_for_nothing_until_somebody_settles_them() -> None:
    entry, settled = Entry("1213", "1223"), Entry("1213", "1223", "1223")

    assert (counted(entry), counted(settled), rules.differing("1213", "1223")) == ("", "1223", (3,))


def test_what_is_small_and_what_is_undefined_is_told_apart() -> None:
    small, undefined = Gain(3), Gain(5, Fraction(100), Fraction(100), Fraction(0))

    assert [(gain.is_small, gain.is_undefined) for gain in (small, undefined)] == [(True, False), (False, True)]


@pytest.mark.parametrize(
    ("typed", "read"),
    [("1213", "1213"), ("абав", "1213"), ("A b a C", "1213"), ("1,2,-,3", "12-3"), ("1.03", "1--3"), ("АБАВ", "1213")],
)
def test_answers_are_keyed_as_digits_or_letters(typed: str, read: str) -> None:
    assert read_answers(typed, (3, 3, 3, 3)) == read


@pytest.mark.parametrize(
    ("typed", "question", "found"),
    [("121", 0, 3), ("12133", 0, 5), ("1214", 4, 0), ("12г3", 3, 0), ("12²3", 3, 0), ("12и3", 3, 0), ("", 0, 0)],
)
def test_what_is_no_answer_says_which(typed: str, question: int, found: int) -> None:
    with pytest.raises(BadAnswersError) as bad:
        read_answers(typed, (3, 3, 3, 3))

    assert (bad.value.question, bad.value.found) == (question, found)


def test_an_evaluation_shows_no_mean_of_four_and_one_of_five() -> None:
    assert (scale([1, 2, 3, 4]), scale([1, 2, 3, 4, 5])) == (
        rules.Scale(4, None, None),
        rules.Scale(5, Fraction(3), (1, 1, 1, 1, 1)),
    )
