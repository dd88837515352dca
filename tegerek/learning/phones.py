"""Answers from phones: by a short link that hangs on the wall, without a name, each counted once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.learning.evaluating import form_of, keep_reply
from tegerek.learning.keying import check_takes_sheets
from tegerek.learning.models import AnswerSheet, Door, SeminarTest
from tegerek.learning.testing import DOOR_SIGNS, is_open
from tegerek.lib.errors import Refusal
from tegerek.people.keys import tidy


def door_of(code: str) -> Door | None:
    """The link with that code, whether or not its day has passed; None for a code that is none. One query."""
    read = tidy(code)
    if len(read) != DOOR_SIGNS:
        return None
    rows = Door.objects.select_related("seminar__programme__office", "seminar__meeting__place__parent")
    return rows.filter(code=read).first()


@transaction.atomic
def send_sheet(door: Door, code: str, answers: str, *, key: UUID, now: datetime) -> bool:
    """Keep the answers of one phone. Whether they are new: what was sent twice counts once. Journals sheet.sent.

    code: of the strip, as rules.read_code gives it. key: made by the page. Raises Refusal once the link is closed, or
    for a code by which other answers came.
    """
    test = _test(door, now)
    when = AnswerSheet.When(door.what)
    if AnswerSheet.objects.filter(key=key).exists():
        return False
    taken = _("Answers with this code are here already. Is it your code? Look at your strip, or ask the trainer.")
    try:
        with transaction.atomic():
            sheet = AnswerSheet.objects.create(test=test, when=when, code=code, first=answers, is_own=True, key=key)
    except IntegrityError as error:
        if AnswerSheet.objects.filter(key=key).exists():
            return False  # the same press came a second time while the first was being written
        raise Refusal(taken) from error
    record("sheet.sent", sheet, by=None, at=now, test=test.pk)
    return True


@transaction.atomic
def send_reply(door: Door, scales: str, words: tuple[str, ...], *, key: UUID, now: datetime) -> bool:
    """Keep the evaluation of one phone. Whether it is new. Journals reply.kept. Raises Refusal once the link is closed,
    or for a reply in which nothing is answered.
    """
    _check_open(door, now)
    form = form_of(door.seminar)
    if form is None:
        raise Refusal(_("There is no evaluation form."))
    return keep_reply(door.seminar, form, scales, words, key=key, is_own=True, by=None, now=now)


def _test(door: Door, now: datetime) -> SeminarTest:
    _check_open(door, now)
    test = SeminarTest.objects.get(seminar=door.seminar_id)
    check_takes_sheets(test)
    return test


def _check_open(door: Door, now: datetime) -> None:
    if not is_open(door.seminar, now):
        raise Refusal(_("The day of this seminar is over; nothing is taken any more. Give your paper to the trainer."))
