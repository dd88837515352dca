"""What was learnt at the sample series: tests keyed twice, slips that were settled, evaluations, figures that stay.

Answers are made by plain arithmetic of seminar, person and question: each time the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID, uuid5

from tegerek.demo.learnt import BANK, EVALUATION, REPLIES, questions
from tegerek.demo.moments import at
from tegerek.demo.trained.courses import COURSES, Course
from tegerek.demo.trained.held import before
from tegerek.demo.trained.series import seminars_of
from tegerek.learning.bank import take_questions
from tegerek.learning.evaluating import keep_reply, set_form
from tegerek.learning.figures import freeze_figures
from tegerek.learning.keying import FIRST, SECOND, key_sheet, settle
from tegerek.learning.models import AnswerSheet
from tegerek.learning.rules import code_of
from tegerek.learning.testing import choose_questions, fix_test
from tegerek.people.models import User
from tegerek.programmes.models import Programme, Seminar

TESTED = 8
KEY = "".join(str(right) for _ky, _ru, _options, right in BANK[:TESTED])
OFFERED = [len(options) for _ky, _ru, options, _right in BANK[:TESTED]]
# In how many of a hundred cases a question was answered rightly.
BEFORE, AFTER = 46, 81
# Of every so many sheets one was keyed with a slip, which somebody settled on the paper.
SLIP = 53
MADE = at("2025-09-29")


def teach(programme: Programme, by: User) -> None:
    """Fill the bank, fix a test of eight questions for each seminar, before any of them is held."""
    take_questions(programme, questions(), by=by, now=MADE)
    set_form(programme, EVALUATION, seen=None, by=by, now=MADE)
    keys = list(programme.questions.values_list("pk", flat=True)[:TESTED])
    for seminar in seminars_of(programme):
        test = choose_questions(seminar, keys, seen=None, by=by, now=MADE)
        fix_test(test, seen=test.version, by=by, now=MADE)


def key_all(programme: Programme, keys: tuple[User, User], by: User) -> None:
    """Key every sheet twice, by two people, two days after each seminar; keep the figures in January."""
    for n, (course, seminar) in enumerate(zip(COURSES, seminars_of(programme), strict=True)):
        _key(seminar, n, course, keys)
        _evaluate(seminar, n, course, by)
    for seminar in seminars_of(programme):
        freeze_figures(seminar, by=by, now=at("2026-01-09"))


def sheets(n: int, course: Course) -> Iterator[tuple[AnswerSheet.When, int, str]]:
    """(when, person, answers) of a seminar: who left at noon wrote none after it, who came late none before."""
    early = course.whole_days + course.mornings
    for person in range(early + course.afternoons):
        if person < early:
            yield AnswerSheet.When.BEFORE, person, answers(n, person, BEFORE)
        if not course.whole_days <= person < early:
            yield AnswerSheet.When.AFTER, person, answers(n, person, AFTER)


def answers(n: int, person: int, share: int) -> str:
    """The answers of one sheet, one sign a question; share: how many of a hundred are right."""
    found = []
    for question, (right, offered) in enumerate(zip(KEY, OFFERED, strict=True)):
        luck = (n * 31 + person * 47 + question * 29 + (person + 3) * (question + 1) * 7) % 100
        wrong = str(int(right) % offered + 1)
        found.append(right if luck < share else "-" if luck > 96 else wrong)
    return "".join(found)


def _key(seminar: Seminar, n: int, course: Course, keys: tuple[User, User]) -> None:
    now, test = before(seminar, -2), seminar.test
    for number, (when, person, written) in enumerate(sheets(n, course), start=n * 41):
        code = code_of(n * 700 + person * 17 + 11)
        is_slip = number % SLIP == SLIP - 1
        second = _slipped(written) if is_slip else written
        for by, entry, row in ((keys[0], FIRST, written), (keys[1], SECOND, second)):
            key_sheet(test, when, code, row, entry=entry, by=by, now=now)
        if is_slip:
            sheet = test.sheets.get(when=when, code=code)
            settle(sheet, written, seen=(written, second), by=keys[0], now=before(seminar, -3))


def _slipped(written: str) -> str:
    """The same row with its first answer mistyped."""
    return ("2" if written[0] != "2" else "1") + written[1:]


def _evaluate(seminar: Seminar, n: int, course: Course, by: User) -> None:
    """Nearly everybody who was there at the end filled in the form."""
    form = seminar.programme.evaluation_forms.get()
    for person in range(max(course.whole_days - 2, 0)):
        scales, *words = REPLIES[(n * 3 + person * 7) % len(REPLIES)]
        key = uuid5(UUID(int=1), f"evaluation {n} {person}")
        keep_reply(seminar, form, scales, words, key=key, by=by, now=before(seminar, -2, 14))
