"""All sheets from which the papers of one day are written, and those of a series. Private: names stand in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from tegerek.meetings.closing_sheets import ClosingSheet, result_of
from tegerek.meetings.day_sheets import DaySheet, day_sheet
from tegerek.meetings.models import Meeting
from tegerek.meetings.roster_sheets import RosterSheet, roster_sheet
from tegerek.meetings.rules import State
from tegerek.people.letterheads import LetterheadSheet, letterhead_sheet
from tegerek.programmes.letter_sheets import LetterSheet, seminars_of, series_letters
from tegerek.programmes.models import Programme, Seminar
from tegerek.programmes.trainer_sheets import TrainingDay, training_day


@dataclass(frozen=True)
class DayPapers:
    """letters: of a seminar, the raion's first; empty for other meetings. closing: what came of it, once written down;
    head: the letterhead it is told on. training: what its trainers must know, of a seminar alone. today: the day on
    which the papers are made, if that was given.
    """

    day: DaySheet
    roster: RosterSheet
    letters: tuple[LetterSheet, ...] = ()
    closing: ClosingSheet | None = None
    head: LetterheadSheet = field(default_factory=LetterheadSheet)
    today: date | None = None
    training: TrainingDay | None = None


def papers_of_meeting(meeting: Meeting, *, phones: bool = False, today: date | None = None) -> DayPapers:
    """Of a meeting in hand (place, the place above, hall and office loaded). Twenty queries at most, however
    many people.

    phones: whether the papers are to carry them; only for whoever may see phones.
    """
    roster = roster_sheet(meeting, phones=phones)
    seminar = (
        Seminar.objects.filter(meeting=meeting)
        .select_related("programme__office", "programme__contact", "meeting")
        .first()
    )
    if seminar is None:
        closing = result_of(meeting)
        head = letterhead_sheet(meeting.office) if closing else LetterheadSheet()
        return DayPapers(day_sheet(meeting), roster, closing=closing, head=head, today=today)
    (found,) = series_letters(seminar.programme, seminar=seminar.pk)
    return DayPapers(found.day, roster, found.letters, training=training_day(seminar, roster))


def papers_of_series(programme: Programme, *, phones: bool = False) -> Iterator[DayPapers]:
    """Of every seminar that is not cancelled, in order of day, made as they are asked for. A dozen queries a
    seminar, and those of the letters twice.
    """
    seminars = {seminar.pk: seminar for seminar in seminars_of(programme)}
    for found in series_letters(programme):
        if found.day.state is State.CANCELLED:
            continue
        seminar = seminars[found.key]
        roster = roster_sheet(seminar.meeting, phones=phones)
        yield DayPapers(found.day, roster, found.letters, training=training_day(seminar, roster))
