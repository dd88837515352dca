"""A test of four questions and an evaluation of three, as they are asked in these tests."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid5

from tegerek.demo.moments import at
from tegerek.demo.world import World
from tegerek.learning.bank import QuestionWords, add_question
from tegerek.learning.evaluating import set_form
from tegerek.learning.models import EvaluationForm, SeminarTest
from tegerek.learning.rules import code_of
from tegerek.learning.testing import choose_questions, fix_test
from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting
from tegerek.programmes.models import Seminar

NOW = at("2026-03-03")
OPTIONS = tuple(Said.of(at=NOW, ky=f"жооп {n}", ru=f"ответ {n}") for n in (1, 2, 3))
WORDS = tuple(
    QuestionWords(Said.of(at=NOW, ky=f"{n}-сыноо суроосу?", ru=f"Пробный вопрос {n}?"), OPTIONS, right)
    for n, right in enumerate((1, 2, 1, 3), start=1)
)
ASKED = (
    (EvaluationForm.SCALE, Said.of(at=NOW, ky="Пайдалуу болдубу?", ru="Было ли полезно?")),
    (EvaluationForm.SCALE, Said.of(at=NOW, ky="Түшүнүктүү болдубу?", ru="Было ли понятно?")),
    (EvaluationForm.TEXT, Said.of(at=NOW, ky="Эмне жетишпеди?", ru="Чего не хватило?")),
)
CODES = tuple(map(code_of, range(100)))


def a_seminar(world: World, day: date | None = None) -> Seminar:
    """A seminar whose day is NOW, or that one, without test and without evaluation."""
    programme = world.trainings.together
    seminar = programme.seminars.select_related("programme__office", "meeting__place__parent").order_by("pk")[0]
    Meeting.objects.filter(pk=seminar.meeting_id).update(held_on=day or NOW.date())
    seminar.meeting.refresh_from_db()
    return seminar


def a_test(seminar: Seminar, *, now: datetime = NOW, is_fixed: bool = True) -> SeminarTest:
    """A test of the four questions, whose key is 1213."""
    keys = [add_question(seminar.programme, words, by=None, now=now).pk for words in WORDS]
    test = choose_questions(seminar, keys, seen=None, by=None, now=now)
    if is_fixed:
        fix_test(test, seen=test.version, by=None, now=now)
    return test


def a_form(seminar: Seminar) -> EvaluationForm:
    """Two scales and a question for own words."""
    return set_form(seminar.programme, ASKED, seen=None, by=None, now=NOW)


def key(name: str) -> UUID:
    """The same key for the same name."""
    return uuid5(UUID(int=0), name)
