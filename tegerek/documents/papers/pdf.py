"""Office papers as one PDF: tagged, each paper on a page of its own with its own page numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC
from pathlib import Path

from tegerek.documents.papers.parts import LAST_ROWS, Paper, Part
from tegerek.documents.typeset import typeset

TEMPLATE = Path(__file__).with_name("papers.typ")


def papers_pdf(papers: Sequence[Paper]) -> bytes:
    """One file of several papers, in their order; the first gives it title and language. The same papers make the same
    bytes.

    Raises Refusal, naming the signs, if a text holds signs that no font here can show; ValueError without a paper.
    """
    if not papers:
        raise ValueError("a file without a paper")
    first = papers[0]
    changed = max(paper.changed_at for paper in papers).astimezone(UTC).timetuple()[:6]
    data = {
        "lang": first.lang,
        "title": first.title,
        "author": first.author,
        "changed": list(changed),
        "papers": [_told(paper) for paper in papers],
    }
    return typeset(TEMPLATE, data)


def _told(paper: Paper) -> dict[str, object]:
    return {
        "lang": paper.lang,
        "foot": paper.foot,
        "pages": paper.pages,
        "wide": paper.wide,
        "parts": [_named(part) for part in paper.parts],
    }


def _named(part: Part) -> dict[str, object]:
    """The part with its name, which the template chooses by."""
    return {"part": type(part).__name__, "last": LAST_ROWS, **asdict(part)}
