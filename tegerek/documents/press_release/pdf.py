"""The press release as a PDF to print and to send: tagged, so that it can be heard as well as read."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC
from pathlib import Path

from tegerek.documents.press_release.parts import Marks, Part, press_release_paper
from tegerek.documents.typeset import typeset
from tegerek.programmes.sheets import ReleaseSheet

TEMPLATE = Path(__file__).with_name("press_release.typ")


def press_release_pdf(sheet: ReleaseSheet, lang: str, *, page: str = "") -> bytes:
    """The same sheet makes the same bytes. page: the address of the release on the web.

    Raises Refusal, naming the signs, if the prose holds signs that no font here can show.
    """
    paper = press_release_paper(sheet, lang, page=page)
    return typeset(
        TEMPLATE,
        {
            "lang": paper.lang,
            "title": paper.title,
            "author": paper.author,
            "changed": list(paper.changed_at.astimezone(UTC).timetuple()[:6]),
            "parts": [_named(part) for part in paper.parts],
        },
    )


def _named(part: Part) -> dict[str, object]:
    """The part with its name, which the template chooses by."""
    if isinstance(part, Marks):
        # JSON knows no bytes; the template makes them of numbers again.
        marks = [{**asdict(mark), "data": list(mark.data)} for mark in part.marks]
        return {"part": "Marks", "marks": marks}
    return {"part": type(part).__name__, **asdict(part)}
