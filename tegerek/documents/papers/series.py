"""The papers of a whole series: a folder for each seminar in one archive, and all of them in one PDF to print."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from tegerek.documents.papers.kinds import FORMS, KINDS, papers_of
from tegerek.documents.papers.parts import Paper
from tegerek.documents.papers.pdf import papers_pdf
from tegerek.lib.text import slug
from tegerek.meetings.call_sheets import CallSheet
from tegerek.meetings.day_sheets import DaySheet
from tegerek.programmes.paper_sheets import DayPapers

ALL_IN_ONE = "all-to-print.pdf"

Reached = Callable[[int, int], None]


def series_zip(series: Sequence[DayPapers], lang: str, reached: Reached) -> bytes:
    """An archive with a folder for each seminar, in order of day, a file for each paper and form, and beside them one
    PDF of everything. The same sheets make the same bytes.

    reached(done, total) is told after each document. Raises Refusal for signs no font can show.
    """
    total = len(series) * len(KINDS) * len(FORMS) + 1
    files: dict[str, bytes] = {}
    done = 0
    for n, sheets in enumerate(series, start=1):
        folder = folder_name(n, sheets.day)
        for kind in KINDS:
            papers = papers_of(kind, sheets, lang)
            for form in FORMS:
                if papers:
                    files[f"{folder}/{file_name(kind, sheets.day, lang, form)}"] = FORMS[form].write(papers)
                done += 1
                reached(done, total)
    files[ALL_IN_ONE] = papers_pdf(_everything(series, lang))
    reached(total, total)
    return _zipped(files, max(sheets.day.changed_at for sheets in series))


def series_pdf(series: Sequence[DayPapers], lang: str, reached: Reached) -> bytes:
    """Everything in one PDF: seminar after seminar, letters first. Raises Refusal for signs no font can show."""
    reached(0, 1)
    made = papers_pdf(_everything(series, lang))
    reached(1, 1)
    return made


def folder_name(n: int, day: DaySheet) -> str:
    """«03-2026-03-17-kochkor-raion»: sorted as the seminars follow each other, in letters that every system unpacks."""
    held = day.when.first.isoformat() if day.when.first else "no-day"
    return f"{n:02}-{held}-{place_slug(day)}"


def file_name(kind: str, day: DaySheet | CallSheet, lang: str, form: str) -> str:
    """«sign-in-2026-03-17-kochkor-raion-ky.pdf»."""
    held = day.when.first.isoformat() if day.when.first else "no-day"
    return f"{kind}-{held}-{place_slug(day)}-{lang}.{form}"


def place_slug(day: DaySheet | CallSheet) -> str:
    """The place of a day in small Latin letters, 40 at most: from its English name, else from the Kyrgyz one."""
    unit = day.where.unit
    return slug(unit.texts.get("en") or unit.in_("ky").text, length=40) or "place"


def _everything(series: Sequence[DayPapers], lang: str) -> list[Paper]:
    return [paper for sheets in series for kind in KINDS for paper in papers_of(kind, sheets, lang)]


def _zipped(files: dict[str, bytes], changed_at: datetime) -> bytes:
    # A zip knows no year before 1980.
    moment = max(changed_at.astimezone(UTC), datetime(1980, 1, 1, tzinfo=UTC)).timetuple()[:6]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, body)
    return made.getvalue()
