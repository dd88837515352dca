"""Reports of a series: the words of the donor, and freezing a report with the rows behind it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.lib.dates import local_day
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.lib.said import Said
from tegerek.people.models import User
from tegerek.programmes.models import Programme, ReportRow, ReportWords, SeriesReport
from tegerek.programmes.report_rows import RowBehind
from tegerek.programmes.report_sheets import draft_sheet


@transaction.atomic
def word_report(programme: Programme, disclaimer: Said, *, seen: int, by: User | None, now: datetime) -> None:
    """Set what stands in every report to come. seen: version of the words, 0 where there are none yet.

    Journals report.worded. Raises Stale if somebody else typed meanwhile.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    words, is_new = ReportWords.objects.get_or_create(programme=programme, defaults={"changed_at": now})
    if seen != (0 if is_new else words.version):
        raise Stale(_(CHANGED))
    changed = {"disclaimer": disclaimer, "changed_at": now}
    version = F("version") if is_new else F("version") + 1
    ReportWords.objects.filter(pk=words.pk).update(**changed, version=version)
    record("report.worded", words, by=by.pk if by else None, at=now, programme=programme.pk)


@transaction.atomic
def freeze_report(programme: Programme, until: date, *, shown: str, by: User | None, now: datetime) -> SeriesReport:
    """Freeze the report up to a day, with the rows behind it. Journals series_report.frozen.

    shown: the mark of the report that was read before pressing. Raises Refusal for a day to come, or while no seminar
    lies before it; Stale where anything in it is another one by now.
    """
    if until > local_day(now):
        raise Refusal(_("The last day of a report cannot lie ahead: nobody knows yet what will be."))
    # Two may press at once: the second one waits here and gets the next number.
    Programme.objects.select_for_update().get(pk=programme.pk)
    sheet, rows = draft_sheet(programme, until)
    if not programme.seminars.filter(meeting__held_on__lte=until).exists():
        raise Refusal(_("No seminar lies before that day: there is nothing to report yet."))
    if sheet.mark != shown:
        raise Stale(_(CHANGED))
    last = programme.reports.aggregate(last=Max("number"))["last"] or 0
    report = SeriesReport.objects.create(
        programme=programme,
        number=last + 1,
        cut_off=until,
        title=sheet.title,
        disclaimer=sheet.disclaimer,
        figures=sheet.figures(),
        issued_at=now,
        issued_by=by,
    )
    kept = [_row(report, row) for row in rows]
    ReportRow.objects.bulk_create(kept, batch_size=500)
    key = by.pk if by else None
    record("series_report.frozen", report, by=key, at=now, programme=programme.pk, until=until, rows=len(rows))
    return report


def _row(report: SeriesReport, row: RowBehind) -> ReportRow:
    told = asdict(row)
    return ReportRow(report=report, seminar_id=told.pop("seminar"), **told)
