"""The test of a seminar: chosen from the bank, fixed before it is printed; the links by which phones answer."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.learning.models import Asked, Door, Question, SeminarTest
from tegerek.learning.rules import CODE_DIGITS, code_of
from tegerek.lib.dates import local_day
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.people.keys import SIGNS
from tegerek.people.models import User
from tegerek.programmes.models import Seminar

MOST_QUESTIONS = 30
# How long answers are kept after the day of a seminar. No rule sets it; it is our default.
KEEP_DAYS = 365
DOOR_SIGNS = 6


@transaction.atomic
def choose_questions(
    seminar: Seminar, keys: Sequence[int], *, seen: int | None, by: User | None, now: datetime
) -> SeminarTest:
    """Let the test of a seminar ask these questions of its programme's bank, in this order. Journals test.chosen.

    keys: of questions. seen: the version of the test, None where there is none yet. Raises Refusal without a question,
    with too many, with one that is not offered, or once the test is fixed; Stale.
    """
    bank = Question.objects.filter(programme=seminar.programme_id, retired_at=None).in_bulk(keys)
    if not keys or len(bank) != len(set(keys)):
        raise Refusal(_("Choose at least one question of the bank."))
    if len(keys) > MOST_QUESTIONS:
        raise Refusal(_("A test has at most %(n)d questions. Choose fewer.") % {"n": MOST_QUESTIONS})
    test = _test_of(seminar, seen, now)
    test.asked.all().delete()
    Asked.objects.bulk_create(
        Asked(test=test, position=n, source=one, text=one.text, options=one.options, right=one.right)
        for n, one in enumerate((bank[key] for key in dict.fromkeys(keys)), start=1)
    )
    record("test.chosen", test, by=by.pk if by else None, at=now, questions=len(bank))
    return test


@transaction.atomic
def fix_test(test: SeminarTest, *, seen: int, by: User | None, now: datetime) -> None:
    """Let the questions stay as they are, so that they can be printed: both sheets must ask the same. Journals
    test.fixed. Raises Refusal if it is fixed already, Stale.
    """
    if test.frozen_at:
        raise Refusal(_("This test is fixed already."))
    rows = SeminarTest.objects.filter(pk=test.pk, version=seen, frozen_at=None)
    if not rows.update(frozen_at=now, version=F("version") + 1):
        raise Stale(_(CHANGED))
    test.refresh_from_db()
    record("test.fixed", test, by=by.pk if by else None, at=now)


@transaction.atomic
def open_doors(seminar: Seminar, *, by: User | None, now: datetime) -> tuple[Door, ...]:
    """Make the links that hang on the wall; those that are there stay. Journals doors.opened.

    Those of the test once it is fixed, that of the evaluation once there is a form. Raises Refusal where there is
    nothing to answer, without a day, or when the day has passed.
    """
    wanted = _answerable(seminar)
    if not wanted:
        raise Refusal(_("There is nothing to answer yet: fix the test, or write the evaluation form of the programme."))
    if closes_on(seminar) is None:
        raise Refusal(_("The day of this seminar is not known yet. Set it first: the links work until its evening."))
    if not is_open(seminar, now):
        raise Refusal(_("The day of this seminar has passed: a link would open nothing."))
    there = set(seminar.doors.values_list("what", flat=True))
    for what in wanted:
        if what not in there:
            Door.objects.create(seminar=seminar, what=what, code=_signs(), opened_at=now)
    record("doors.opened", seminar, by=by.pk if by else None, at=now, doors=len(wanted))
    return tuple(seminar.doors.all())


def closes_on(seminar: Seminar) -> date | None:
    """The last day of a seminar, in whose evening its links close. Its meeting must be loaded."""
    return seminar.meeting.ends_on or seminar.meeting.held_on


def is_open(seminar: Seminar, now: datetime) -> bool:
    """Whether its links still open something."""
    last = closes_on(seminar)
    return last is not None and local_day(now) <= last


def keep_until(seminar: Seminar, now: datetime) -> date:
    """Until when the answers given at a seminar are kept."""
    return (closes_on(seminar) or local_day(now)) + timedelta(days=KEEP_DAYS)


def new_codes(count: int) -> tuple[str, ...]:
    """Codes for so many strips, all different, by chance. They are kept nowhere: which person took which, nobody knows.

    Raises ValueError for more than there are.
    """
    stems = secrets.SystemRandom().sample(range(10**CODE_DIGITS), count)
    return tuple(map(code_of, stems))


def _test_of(seminar: Seminar, seen: int | None, now: datetime) -> SeminarTest:
    """The test, made if there is none, its version raised. Raises Refusal, Stale."""
    if seen is None:
        made, is_new = SeminarTest.objects.get_or_create(
            seminar=seminar, defaults={"made_at": now, "keep_until": keep_until(seminar, now)}
        )
        if not is_new:
            raise Stale(_(CHANGED))
        return made
    rows = SeminarTest.objects.filter(seminar=seminar, version=seen)
    if rows.exclude(frozen_at=None).exists():
        raise Refusal(_("This test is fixed: its sheets may be printed already, so its questions stay."))
    if not rows.update(version=F("version") + 1):
        raise Stale(_(CHANGED))
    return SeminarTest.objects.get(seminar=seminar)


def _answerable(seminar: Seminar) -> list[str]:
    has_test = SeminarTest.objects.filter(seminar=seminar).exclude(frozen_at=None).exists()
    has_form = seminar.programme.evaluation_forms.exists()
    tests = [Door.What.BEFORE.value, Door.What.AFTER.value] if has_test else []
    return [*tests, *([Door.What.EVALUATION.value] if has_form else [])]


def _signs() -> str:
    return "".join(secrets.choice(SIGNS) for _sign in range(DOOR_SIGNS))
