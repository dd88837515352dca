"""Sheets of paper keyed twice: what both entries tell counts, what they tell differently is settled on the paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.learning.models import AnswerSheet, SeminarTest
from tegerek.learning.rules import BadAnswersError, read_answers, read_code
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.people.models import User

FIRST, SECOND = 1, 2


def read_row(code: str, answers: str, options: Sequence[int]) -> tuple[str, str]:
    """A row as typed: (code, answers, one sign a question). options: how many each question offers.

    Raises Refusal with a sentence that says what to look at.
    """
    read = read_code(code)
    if not read:
        raise Refusal(_("This is no code of a strip: it has five digits, and one of them is mistyped. Look again."))
    try:
        return read, read_answers(answers, options)
    except BadAnswersError as bad:
        raise Refusal(_why(bad)) from bad


@transaction.atomic
def key_sheet(
    test: SeminarTest, when: AnswerSheet.When, code: str, answers: str, *, entry: int, by: User, now: datetime
) -> bool:
    """Write down one entry of a sheet. Whether anything was new: the same row once more changes nothing.

    code, answers: as read_row gives them. entry: FIRST or SECOND. Journals sheet.keyed. Raises Refusal for a test that
    is not fixed or whose sheets were destroyed, a code that is keyed with other answers, or one sent from a phone.
    """
    check_takes_sheets(test)
    sheet = AnswerSheet.objects.select_for_update().filter(test=test, when=when, code=code).first()
    if sheet is None:
        sheet = _new(test, when, code, entry, answers, by)
    elif not _write(sheet, entry, answers, by):
        return False
    record("sheet.keyed", sheet, by=by.pk, at=now, test=test.pk, entry=entry)
    return True


@transaction.atomic
def settle(sheet: AnswerSheet, answers: str, *, seen: tuple[str, str], by: User, now: datetime) -> None:
    """Write down what really stands on a sheet whose entries differ. Journals sheet.settled.

    answers: one sign a question. seen: both entries as they were shown. Raises Refusal where nothing differs, Stale.
    """
    if sheet.is_own or not (sheet.first and sheet.second) or sheet.first == sheet.second:
        raise Refusal(_("Nothing differs on this sheet."))
    rows = AnswerSheet.objects.filter(pk=sheet.pk, first=seen[0], second=seen[1])
    if not rows.update(settled=answers, settled_by=by):
        raise Stale(_(CHANGED))
    record("sheet.settled", sheet, by=by.pk, at=now, test=sheet.test_id)


@transaction.atomic
def strike(sheet: AnswerSheet, *, by: User, now: datetime) -> None:
    """Take away what was keyed under a mistyped code or twice. Journals sheet.struck."""
    record("sheet.struck", sheet, by=by.pk, at=now, test=sheet.test_id, was_own=sheet.is_own)
    sheet.delete()


def check_takes_sheets(test: SeminarTest) -> None:
    """Raises Refusal for a test that takes no sheets: not fixed, or its sheets destroyed."""
    if test.frozen_at is None:
        raise Refusal(_("Fix the questions of the test first: then its sheets can be printed and keyed."))
    if test.destroyed_at is not None:
        raise Refusal(_("The sheets of this test were destroyed when their time was over. Its figures stay."))


def _new(test: SeminarTest, when: AnswerSheet.When, code: str, entry: int, answers: str, by: User) -> AnswerSheet:
    """A sheet keyed for the first time, whichever entry it is: whoever keys second may have begun at the other end."""
    try:
        with transaction.atomic():
            return AnswerSheet.objects.create(test=test, when=when, code=code, **_columns(entry, answers, by))
    except IntegrityError as error:
        raise Stale(_(CHANGED)) from error  # another clerk keyed the same code in this moment


def _write(sheet: AnswerSheet, entry: int, answers: str, by: User) -> bool:
    """Whether the entry is new on a sheet that is there. Raises Refusal."""
    if sheet.is_own:
        raise Refusal(_("Answers with this code came from a phone already. Take away the one that is wrong."))
    there = sheet.first if entry == FIRST else sheet.second
    if there == answers:
        return False
    if there:
        raise Refusal(_("This code is keyed already, with other answers. Look at the code; or take the old row away."))
    AnswerSheet.objects.filter(pk=sheet.pk).update(**_columns(entry, answers, by))
    return True


def _columns(entry: int, answers: str, by: User) -> dict[str, str | User]:
    return {"first": answers, "first_by": by} if entry == FIRST else {"second": answers, "second_by": by}


def _why(bad: BadAnswersError) -> str:
    if bad.question:
        return _("Answer %(n)d is none that the question offers. For an empty one type a dash.") % {"n": bad.question}
    return _("Here are %(found)d answers; the test has %(wanted)d questions. For an empty one type a dash.") % {
        "found": bad.found,
        "wanted": bad.wanted,
    }
