"""The papers of a whole series: folders in order, every paper in both forms, one PDF of everything."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pikepdf
import pytest

from tegerek.documents.papers.series import ALL_IN_ONE, series_pdf, series_zip
from tegerek.lib.said import Said
from tegerek.meetings.rules import When
from tegerek.programmes.paper_sheets import DayPapers
from tests.documents import sheets
from tests.documents.papers import invented


class Stopped(Exception):  # noqa: N818 - not an error: a person's wish
    """What a job raises when a person asked to stop."""


def series() -> list[DayPapers]:
    where = sheets.where("Кочкор", unit=Said.of(ky="Кочкор району", en="Kochkor raion"))
    return [invented.papers(3), invented.papers(0, when=When(date(2026, 4, 2)), where=where)]


def test_each_seminar_has_its_folder_and_all_stands_in_one_pdf() -> None:
    with zipfile.ZipFile(io.BytesIO(series_zip(series(), "ky", lambda _done, _total: None))) as archive:
        names = archive.namelist()
        pages = len(pikepdf.open(io.BytesIO(archive.read(ALL_IN_ONE))).pages)

    second = "02-2026-04-02-kochkor-raion"
    assert [name for name in names if name.startswith("02")] == [
        f"{second}/{kind}-2026-04-02-kochkor-raion-ky.{form}"
        for kind in ("letter", "list", "sign-in", "day", "trainer")
        for form in ("docx", "pdf")
    ]
    assert (len(names), pages >= 10) == (21, True)


def test_how_far_it_is_is_told_after_each_document() -> None:
    told: list[tuple[int, int]] = []

    series_zip(series(), "ky", lambda done, total: told.append((done, total)))

    assert told == [(n, 25) for n in range(1, 26)]


def test_whoever_stops_it_stops_it_at_the_next_document() -> None:
    told = []

    def reached(done: int, _total: int) -> None:
        told.append(done)
        if done == 3:
            raise Stopped

    with pytest.raises(Stopped):
        series_zip(series(), "ky", reached)

    assert told == [1, 2, 3]


def test_the_same_sheets_make_the_same_archive() -> None:
    first, second = (series_zip(series(), "ru", lambda _done, _total: None) for _n in range(2))

    assert first == second


def test_one_pdf_holds_the_papers_of_every_seminar() -> None:
    alone = len(pikepdf.open(io.BytesIO(series_pdf(series()[:1], "ky", lambda _done, _total: None))).pages)
    both = len(pikepdf.open(io.BytesIO(series_pdf(series(), "ky", lambda _done, _total: None))).pages)

    assert 0 < alone < both
