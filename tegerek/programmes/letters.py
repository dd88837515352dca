"""Numbering the letters of a series: what was typed is kept, a number is asked for and never invented."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.lib.text import one_line
from tegerek.meetings.rules import State
from tegerek.people.models import User
from tegerek.programmes.letter_sheets import LetterSheet, series_letters
from tegerek.programmes.models import Letter, Programme
from tegerek.programmes.rules import next_number

NUMBER_LETTERS = 40


@dataclass(frozen=True)
class Numbered:
    """What somebody typed for one letter. seen: the version they saw, 0 for a letter nobody had touched."""

    seminar: int
    unit: int
    number: str
    dated: date | None
    answer_by: date | None
    seen: int


@transaction.atomic
def write_letters(programme: Programme, typed: Iterable[Numbered], *, by: User | None, now: datetime) -> int:
    """Keep numbers and days as typed, all or none; those typed as they stood are left alone. How many were changed.

    Journals letters.written. Raises Stale if somebody changed one of them meanwhile; Refusal for a letter that is not
    of this series, or a number too long.
    """
    known = {(sheet.seminar, sheet.to.key): sheet for sheet in _letters(programme)}
    changed = [one for one in typed if _differs(one, known)]
    for one in changed:
        _keep(one, now)
    if changed:
        record("letters.written", programme, by=by.pk if by else None, at=now, letters=len(changed))
    return len(changed)


@transaction.atomic
def number_letters(
    programme: Programme,
    *,
    begin: str,
    dated: date | None,
    answer_by: date | None,
    by: User | None,
    now: datetime,
    seminar: int | None = None,
) -> int:
    """Number all letters that have none, of the series or of one seminar, in the order of the register, beginning with
    a number that somebody read in the office's own journal; fill in the days where none stands. What was typed before
    is kept; letters of a cancelled seminar, and those to an aimak that is not invited any more, are left alone.

    begin: its last digits count up ("01-14/25", "01-14/26"); "" leaves numbers alone. How many letters were changed.
    Journals letters.written. Raises Refusal if nothing in `begin` can count up.
    """
    number, typed = one_line(begin), []
    for sheet in _letters(programme, seminar):
        if not is_to_be_sent(sheet):
            continue
        takes = bool(number) and not sheet.number
        typed.append(
            Numbered(
                sheet.seminar,
                sheet.to.key,
                number if takes else sheet.number,
                sheet.dated or dated,
                sheet.answer_by or answer_by,
                sheet.version,
            )
        )
        number = _next(number) if takes else number
    return write_letters(programme, typed, by=by, now=now)


def is_to_be_sent(letter: LetterSheet) -> bool:
    """Whether a letter is going out: its seminar is not cancelled, its aimak still invited."""
    return letter.day.state is not State.CANCELLED and letter.is_invited


def _letters(programme: Programme, seminar: int | None = None) -> list[LetterSheet]:
    return [letter for found in series_letters(programme, seminar=seminar) for letter in found.letters]


def _next(number: str) -> str:
    counted = next_number(number)
    if counted is None:
        raise Refusal(
            _("“%(number)s” does not end in digits, so it cannot count up. Write it like 01-14/25.")
            % {"number": number}
        )
    return counted


def _differs(one: Numbered, known: dict[tuple[int, int], LetterSheet]) -> bool:
    sheet = known.get((one.seminar, one.unit))
    if sheet is None:
        raise Refusal(_("One of these letters is not on the register any more. Look at the new state."))
    if len(one.number) > NUMBER_LETTERS:
        raise Refusal(_("A number of a letter has at most 40 characters."))
    return (one.number, one.dated, one.answer_by) != (sheet.number, sheet.dated, sheet.answer_by)


def _keep(one: Numbered, now: datetime) -> None:
    columns = {"number": one.number, "dated": one.dated, "answer_by": one.answer_by}
    if one.seen:
        rows = Letter.objects.filter(seminar=one.seminar, unit=one.unit, version=one.seen)
        if not rows.update(version=F("version") + 1, **columns):
            raise Stale(_(CHANGED))
        return
    try:
        with transaction.atomic():
            Letter.objects.create(seminar_id=one.seminar, unit_id=one.unit, made_at=now, **columns)
    except IntegrityError:
        # Two people number the same letters: the second has not seen the first one's numbers.
        raise Stale(_(CHANGED)) from None
