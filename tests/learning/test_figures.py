"""Figures out of answers, frozen before the answers go; results as a source states them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tegerek.demo.world import World
from tegerek.journal.models import Entry
from tegerek.learning.evaluating import keep_reply
from tegerek.learning.figures import (
    GainLine,
    ScaleLine,
    Stated,
    destroy_answers,
    freeze_figures,
    learnt_of,
    state_result,
    stated_after,
)
from tegerek.learning.models import AnswerSheet, Learnt, Reply, SeminarTest
from tegerek.learning.testing import KEEP_DAYS
from tegerek.lib.errors import Refusal
from tegerek.programmes.models import Seminar
from tests.learning.samples import CODES, NOW, a_form, a_seminar, a_test, key
from tests.learning.test_rules import MADE_BY_HAND

LATER = NOW + timedelta(days=KEEP_DAYS + 1)


def _answered(seminar: Seminar) -> SeminarTest:
    """The first set made by hand as sheets of a test, and five evaluations."""
    test, made = a_test(seminar), MADE_BY_HAND["sets"][0]
    codes = dict(zip(sorted(made["before"].keys() | made["after"].keys()), CODES, strict=False))
    AnswerSheet.objects.bulk_create(
        AnswerSheet(test=test, when=when, code=codes[name], first=answers, second=answers)
        for when in AnswerSheet.When
        for name, answers in made[when].items()
    )
    form = a_form(seminar)
    for n, scales in enumerate(("54", "5-", "43", "5-", "34")):
        keep_reply(seminar, form, scales, ("Суу" if n else "",), key=key(str(n)), by=None, now=NOW)
    return test


def test_the_figures_of_a_seminar_are_those_made_by_hand(world: World) -> None:
    seminar = a_seminar(world)
    _answered(seminar)

    told = learnt_of([seminar])[seminar.pk]

    assert told.test is not None
    assert told.evaluation is not None
    assert told.test.over_all == GainLine(6, before=458, after=833, points=375, normalised=69)
    assert (told.test.before, told.test.after, told.test.only_before, told.test.only_after) == (8, 7, 2, 1)
    assert (told.evaluation.replies, told.evaluation.words) == (5, 4)
    assert told.evaluation.scales == (ScaleLine(5, 440, (0, 0, 1, 1, 3)), ScaleLine(3, None, None))


def test_a_seminar_without_answers_has_no_figures(world: World) -> None:
    seminar = a_seminar(world)
    a_test(seminar)

    assert learnt_of([seminar])[seminar.pk].is_empty
    with pytest.raises(Refusal, match="Nothing was answered"):
        freeze_figures(seminar, by=None, now=NOW)


def test_the_figures_of_many_seminars_take_as_many_queries_as_those_of_one(
    world: World, django_assert_num_queries: Any
) -> None:
    seminar = a_seminar(world)
    _answered(seminar)
    many = list(seminar.programme.seminars.all())

    with django_assert_num_queries(5):
        learnt_of([seminar])
    with django_assert_num_queries(5):
        told = learnt_of(many)

    assert len(told) == len(many) > 3


def test_frozen_figures_stay_when_the_answers_are_destroyed_on_a_clock_set_forward(world: World) -> None:
    seminar = a_seminar(world)
    test = _answered(seminar)
    before = learnt_of([seminar])[seminar.pk]

    destroy_answers(LATER - timedelta(days=1))
    kept = (AnswerSheet.objects.filter(test=test).count(), Reply.objects.filter(seminar=seminar).count())
    destroy_answers(LATER)
    destroy_answers(LATER)

    after = learnt_of([seminar])[seminar.pk]
    gone = (AnswerSheet.objects.filter(test=test).count(), Reply.objects.filter(seminar=seminar).count())
    assert (kept, gone) == ((15, 5), (0, 0))
    assert (after.test, after.evaluation, after.frozen_on) == (before.test, before.evaluation, LATER.date())
    entry = Entry.objects.get(verb="answers.destroyed", thing_key=seminar.pk)
    assert (entry.refs["sheets"], entry.refs["replies"], entry.by) == (15, 5, None)


def test_figures_are_frozen_once_for_what_they_say(world: World) -> None:
    seminar = a_seminar(world)
    _answered(seminar)
    freeze_figures(seminar, by=None, now=NOW)

    with pytest.raises(Refusal, match="Nothing has changed"):
        freeze_figures(seminar, by=None, now=NOW)

    assert seminar.learnt.count() == 1


def test_the_database_keeps_frozen_figures_as_they_are(world: World) -> None:
    seminar = a_seminar(world)
    _answered(seminar)
    rows = Learnt.objects.filter(pk=freeze_figures(seminar, by=None, now=NOW).pk)
    changes: list[Callable[[], object]] = [
        rows.delete,
        partial(rows.update, figures={"test": None, "evaluation": None}),
        partial(rows.update, frozen_at=LATER),
    ]

    refused = [_is_refused(change) for change in changes]

    assert (refused, rows.get().frozen_at) == ([True] * 3, NOW)


def _is_refused(change: Callable[[], object]) -> bool:
    try:
        with transaction.atomic():
            change()
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(("read_as", "after"), [("points", 740), ("growth", 648), ("unknown", None)])
def test_a_stated_result_keeps_its_words_and_says_how_it_is_read(world: World, read_as: str, after: int | None) -> None:
    stated = Stated("54 %, +20 %", "vap.kg, 29.12.2011", read_as, people=24, before=Decimal(54), gain=Decimal(20))

    row = state_result(world.trainings.together, stated, by=None, now=NOW)

    assert (row.words, row.people, row.before, row.gain, stated_after(row)) == ("54 %, +20 %", 24, 540, 200, after)


@pytest.mark.parametrize(
    "stated",
    [Stated("", "vap.kg", "unknown"), Stated("54 %", "", "unknown"), Stated("54 %", "vap.kg", "points")],
)
def test_a_stated_result_without_words_source_or_figures_is_refused(world: World, stated: Stated) -> None:
    with pytest.raises(Refusal):
        state_result(world.trainings.together, stated, by=None, now=NOW)
