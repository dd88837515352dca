"""The end of the sample series: results in the press release, the report as it was frozen, and a correction after it."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings

from tegerek.demo.moments import at
from tegerek.demo.trained.certified import certify
from tegerek.demo.trained.courses import COURSES
from tegerek.demo.trained.held import before
from tegerek.demo.trained.paid import DAY, WAY, issue
from tegerek.demo.trained.series import seminars_of
from tegerek.documents.papers.certificate import printer_of
from tegerek.lib.said import Said
from tegerek.meetings import roster
from tegerek.people.models import User
from tegerek.programmes.models import Programme
from tegerek.programmes.report_sheets import draft_sheet
from tegerek.programmes.reports import freeze_report, word_report
from tegerek.programmes.results import offered_results, publish_results

CUT_OFF = date(2026, 2, 28)
# The seminar at which somebody had been overlooked, and how many days after it that was found.
LATE, DAYS_LATER = 2, 134
WHY = "Кол коюлган тизмеге ылайык дагы бир киши келген."


def report(programme: Programme, by: User) -> None:
    """Publish the results, freeze the report in March, correct a tick two days later."""
    publish(programme, by, at("2025-12-01"))
    disclaimer = Said.of(
        ky="Бул отчёттогу пикирлер донордун пикири болбошу мүмкүн. Программа, борбор жана фонд ойдон чыгарылган.",
        ru="Мнения в этом отчёте могут не совпадать с мнением донора. Программа, центр и фонд вымышлены.",
        en="The views in this report need not be those of the donor. Programme, centre and foundation are invented.",
    )
    word_report(programme, disclaimer, seen=0, by=by, now=at("2025-12-02"))
    sheet, _rows = draft_sheet(programme, CUT_OFF)
    freeze_report(programme, CUT_OFF, shown=sheet.mark, by=by, now=at("2026-03-02"))
    correct(programme, by)
    publish(programme, by, at("2026-03-05"))


def publish(programme: Programme, by: User, now: datetime) -> None:
    """Put what came of the series into the press release, as its coordinator reads it now."""
    programme.refresh_from_db()
    figures = offered_results(programme)
    assert figures is not None
    publish_results(programme, seen=programme.version, shown=figures.mark, by=by, now=now)


def correct(programme: Programme, by: User) -> None:
    """The signed list shows that one more was there all day: the tick, both money lists, the certificate."""
    seminar = seminars_of(programme)[LATE]
    overlooked = COURSES[LATE].ticks().index((False, False))
    expected = seminar.meeting.roster.filter(declined_at=None, is_walk_in=False).order_by("pk")
    line = expected.select_related("meeting")[overlooked]
    roster.tick(line, morning=True, afternoon=True, seen=line.version, by=by, now=before(seminar, -DAYS_LATER))
    for kind in (DAY, WAY):
        issue(seminar, kind, WHY, by, before(seminar, -DAYS_LATER, 11))
    certify(seminar, printer_of(programme, settings.ADDRESS), by, DAYS_LATER)
