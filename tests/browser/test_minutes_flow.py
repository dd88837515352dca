"""From a held meeting to signed, issued and corrected minutes, in a real browser of 360×640, in Kyrgyz.

Each page that the clerk sees is counted. A stranger reads the public copy, fetches its files and sees what a correction
changed; no resident who did not agree is named to them.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

from tests.browser import calling, minuting
from tests.browser.minuting import LATE, OFFICIAL, REPORT, RESIDENT, WHY, Corrected, Minuted, Read
from tests.browser.reading import text_of

SURNAME = RESIDENT.split()[0]
# As docs/minutes.md shows them.
TO_ISSUE, TO_CORRECT = 20, 5


@dataclass(frozen=True)
class Told:
    """Both ways of the clerk, and what a stranger read between and after."""

    minuted: Minuted
    corrected: Corrected
    first: Read
    first_later: Read
    second: Read
    changes: Read


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Told:
    var = tmp_path_factory.mktemp("office") / "var"
    with calling.office(var, minuting.MORNING) as run:
        walk = calling.begun(chromium, run.port, var)
        minuted = minuting.write_and_issue(walk)
        first = minuting.read(chromium, walk.root, minuted.number)
        corrected = minuting.correct(walk, minuted.meeting)
        pages = [minuting.read(chromium, walk.root, minuted.number, rest) for rest in ("1/", "", "2/changes/")]
    return Told(minuted, corrected, first, *pages)


@pytest.mark.machine
def test_minutes_are_written_signed_and_issued_in_so_many_screens(told: Told) -> None:
    screens = told.minuted.screens

    print(f"to issue: {len(screens)} screens, to correct: {len(told.corrected.screens)}")
    assert (len(screens), len(told.corrected.screens)) == (TO_ISSUE, TO_CORRECT)
    assert [*told.minuted.wide, *told.corrected.wide] == []


@pytest.mark.machine
def test_the_paper_to_sign_has_what_was_said_and_by_whom(told: Told) -> None:
    with zipfile.ZipFile(io.BytesIO(told.minuted.paper)) as archive:
        words = re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode())

    assert [text for text in (REPORT, OFFICIAL, RESIDENT, "ПРОТОКОЛ") if text not in words] == []


@pytest.mark.machine
def test_a_stranger_reads_the_public_copy_without_the_resident(told: Told) -> None:
    files = told.first.files

    assert f"аты-жөнү бар: {RESIDENT}" in told.minuted.asked
    assert (REPORT in told.first.main, OFFICIAL in told.first.main) == (True, True)
    assert "… туура айтты: өтмөк мектептин жанында болсун." in told.first.main
    assert len(files) == 4
    assert [address for address, body in files.items() if SURNAME in _words(body)] == []
    assert SURNAME not in told.first.main


@pytest.mark.machine
def test_a_correction_stands_beside_what_it_corrects_and_leaves_that_as_it_was(told: Told) -> None:
    assert told.first_later.files == told.first.files
    assert (LATE in told.first_later.main, LATE in told.second.main) == (False, True)
    assert (WHY in told.second.main, WHY in told.changes.main) == (True, True)
    # The first only says what the brackets mean.
    assert re.findall(r"\[\+([^\]]*)\]", told.changes.main) == ["…", f"Катышуучу – {LATE}"]
    assert SURNAME not in told.second.main + told.changes.main


def _words(body: bytes) -> str:
    """All that a file holds, its properties too."""
    if body.startswith(b"%PDF"):
        return text_of(body) + body.decode("utf-16-be", "ignore") + body.decode("utf-8", "ignore")
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return " ".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
