"""The report on the results of a hearing: what was proposed and asked, and what became of it; what is not done first.

Source: method instructions to the model charter 2022, §20.2: the results are told to the people in ten days, for
hearings alone. The day is counted by the rule "results" of the kind; a kind without it has no such day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tegerek.lib.said import Said
from tegerek.meetings.closing_sheets import ClosingSheet, result_of
from tegerek.meetings.models import Meeting
from tegerek.meetings.sheets import OfficeLine, office_line
from tegerek.people.letterheads import LetterheadSheet, letterhead_sheet
from tegerek.procedures.explain import Explained
from tegerek.procedures.kinds import kind as kind_of
from tegerek.voices.answer_sheets import Tally, is_open, tally_of
from tegerek.voices.models import Answer, Voice

# What is not done is said first: nothing said yet, under review, rejected; then what was taken up.
ORDER = (
    "",
    Answer.Outcome.UNDER_REVIEW.value,
    Answer.Outcome.REJECTED.value,
    Answer.Outcome.PARTLY.value,
    Answer.Outcome.ACCEPTED.value,
    Answer.Outcome.REFLECTED.value,
)


@dataclass(frozen=True)
class ReportLine:
    """One question or proposal in a report. Never who asked. waits: nobody has answered it."""

    number: int | None
    kind: str
    text: Said
    outcome: str
    by_post: str
    answer: Said
    why: Said
    reflected_in: Said
    waits: bool


@dataclass(frozen=True)
class HearingReport:
    """What a hearing came to. result: who came and how people voted, None where it was not written down.

    due: by which day the results are told, None for a kind that has no such rule.
    """

    letterhead: LetterheadSheet
    office: OfficeLine
    kind_name: Said
    title: Said
    number: int | None
    held_on: date | None
    place: Said
    result: ClosingSheet | None
    due: Explained | None
    tally: Tally
    lines: tuple[ReportLine, ...]
    is_rehearsal: bool
    changed_at: datetime
    is_sample: bool = False

    def proposals(self, outcome: str) -> tuple[ReportLine, ...]:
        """The proposals of one category."""
        return tuple(line for line in self.lines if line.kind == Voice.Kind.PROPOSAL and line.outcome == outcome)

    def questions(self, *, waiting: bool) -> tuple[ReportLine, ...]:
        """The questions that wait for an answer, or those that have one."""
        return tuple(line for line in self.lines if line.kind == Voice.Kind.QUESTION and line.waits is waiting)


def hearing_report(meeting: Meeting) -> HearingReport:
    """The report on a meeting in hand (place, office, hall loaded). Seven queries and those of the charter."""
    rows = Voice.objects.filter(meeting=meeting, recorded_at__isnull=False).exclude(kind=Voice.Kind.ISSUE)
    put = list(rows.exclude(way=Voice.Way.APPEAL).select_related("answer").order_by("pk"))
    result = result_of(meeting)
    answers = [answer for row in put if (answer := getattr(row, "answer", None))]
    return HearingReport(
        letterhead=letterhead_sheet(meeting.office),
        office=office_line(meeting.office),
        kind_name=kind_of(meeting.kind).name,
        title=meeting.title,
        number=meeting.number,
        held_on=meeting.held_on,
        place=meeting.place.long_name,
        result=result,
        due=next((one for one in result.next if one.rule_id == "results"), None) if result else None,
        tally=tally_of(meeting),
        lines=tuple(_line(row) for row in put),
        is_rehearsal=meeting.is_rehearsal,
        is_sample=meeting.is_sample,
        changed_at=max([meeting.changed_at, *(answer.changed_at for answer in answers)]),
    )


def _line(row: Voice) -> ReportLine:
    answer: Answer | None = getattr(row, "answer", None)
    return ReportLine(
        number=row.number,
        kind=row.kind,
        text=row.text,
        outcome=answer.outcome if answer else "",
        by_post=answer.by_post if answer else "",
        answer=answer.text if answer else Said(),
        why=answer.why if answer else Said(),
        reflected_in=answer.reflected_in if answer else Said(),
        waits=is_open(row, answer),
    )
