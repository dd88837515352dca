"""bin/bench papers : the pack, a warm notice and 500 invitation cards, beside the same Word files through LibreOffice.

An invented assembly with three items, with another title in each round: what is laid out twice is remembered. Five
rounds; each prints what it makes as PDF, then writes the same papers as
Word and has LibreOffice print them, with one start of LibreOffice for each file, as an office program would. Prints
median and worst of both, and how many times as long LibreOffice takes. Without LibreOffice on the machine only our own.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROUNDS = 5
GOALS = {"the pack": 3.0, "a warm notice": 0.5}
CARDS = 500


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="tegerek-bench-") as folder:
        os.environ["TEGEREK_VAR"] = folder
        os.environ["TEGEREK_SECRET"] = "b" * 50
        os.environ["DJANGO_SETTINGS_MODULE"] = "tegerek.config.settings"
        import django  # slow import

        django.setup()
        ours, theirs = _rounds(Path(folder))
    tell(ours, theirs)


def _rounds(folder: Path) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    from tegerek.documents.papers.call.notice import cards_paper, notice_paper  # slow import: the settings come first
    from tegerek.documents.papers.call.pack import pack_papers  # slow import: the settings come first
    from tegerek.documents.papers.docx import papers_docx  # slow import: the settings come first
    from tegerek.documents.papers.parts import Paper  # slow import: the settings come first
    from tegerek.documents.papers.pdf import papers_pdf  # slow import: the settings come first
    from tegerek.lib.said import Said  # slow import: the settings come first
    from tegerek.meetings.call_sheets import CallSheet  # slow import: the settings come first
    from tests.documents.papers.call import invented  # slow import: the settings come first

    # A sheet of its own for each round.
    sheets = [invented.sheet(title=Said.of(ky=f"Таза суу, {n}-кабат")) for n in range(ROUNDS + 1)]
    slips = tuple(range(10021, 10041))
    makes: dict[str, Callable[[CallSheet], tuple[Paper, ...]]] = {
        "the pack": lambda sheet: pack_papers(sheet, "ky", slips),
        "a warm notice": lambda sheet: (notice_paper(sheet, "ky"),),
        f"{CARDS} cards": lambda sheet: (cards_paper(sheet, "ky", blanks=CARDS),),
    }
    ours: dict[str, list[float]] = {name: [] for name in makes}
    theirs: dict[str, list[float]] = {name: [] for name in makes}
    office = shutil.which("soffice")
    # The first PDF of a process reads the fonts.
    papers_pdf(makes["a warm notice"](sheets[ROUNDS]))
    for sheet in sheets[:ROUNDS]:
        for name, make in makes.items():
            ours[name].append(_seconds(lambda: papers_pdf(make(sheet))))  # noqa: B023 - called at once
            if office:
                theirs[name].append(_seconds(lambda: _printed(office, papers_docx(make(sheet)), folder)))  # noqa: B023
    return ours, theirs


def _printed(office: str, made: bytes, folder: Path) -> None:
    """The Word file as PDF by LibreOffice, with a profile of its own. Raises CalledProcessError."""
    (folder / "a.docx").write_bytes(made)
    profile = f"-env:UserInstallation=file://{folder}/office"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "a.docx")]
    subprocess.run(command, check=True, capture_output=True)


def _seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def tell(ours: dict[str, list[float]], theirs: dict[str, list[float]]) -> None:
    print(f"{'':<16}{'median s':>10}{'worst s':>10}{'goal s':>8}{'LibreOffice: median':>21}{'worst':>8}{'ratio':>7}")
    for name, seconds in ours.items():
        median = statistics.median(seconds)
        line = f"{name:<16}{median:>10.2f}{max(seconds):>10.2f}{GOALS.get(name, ''):>8}"
        if theirs[name]:
            other = statistics.median(theirs[name])
            line += f"{other:>21.2f}{max(theirs[name]):>8.2f}{other / median:>7.1f}"
        print(line)
    if not any(theirs.values()):
        print("LibreOffice is not on this machine: nothing to compare with.")


if __name__ == "__main__":
    main()
