"""Office papers as one PDF: tagged, each paper on a page of its own with its own page numbers."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC
from pathlib import Path

from tegerek.documents.papers.parts import LAST_ROWS, Beside, Cards, Code, Logos, Paper, Part, Picture
from tegerek.documents.qr import svg_of
from tegerek.documents.typeset import asked, typeset

TEMPLATE = Path(__file__).with_name("papers.typ")


def papers_pdf(papers: Sequence[Paper]) -> bytes:
    """One file of several papers, in their order; the first gives it title and language. The same papers make the same
    bytes.

    Raises Refusal, naming the signs, if a text holds signs that no font here can show; ValueError without a paper.
    """
    if not papers:
        raise ValueError("a file without a paper")
    return typeset(TEMPLATE, _data(papers))


def pages_of(papers: Sequence[Paper]) -> tuple[int, ...]:
    """How many pages each paper takes when printed. Takes as long as making the PDF. Raises as papers_pdf does."""
    return tuple(asked(TEMPLATE, _data(papers), "<pages>")) if papers else ()


def _data(papers: Sequence[Paper]) -> dict[str, object]:
    first = papers[0]
    changed = max(paper.changed_at for paper in papers).astimezone(UTC).timetuple()[:6]
    return {
        "lang": first.lang,
        "title": first.title,
        "author": first.author,
        "changed": list(changed),
        "papers": [_told(paper) for paper in papers],
    }


def _told(paper: Paper) -> dict[str, object]:
    return {
        "lang": paper.lang,
        "foot": paper.foot,
        "pages": paper.pages,
        "wide": paper.wide,
        "mark": paper.mark,
        "size": paper.size,
        "least": paper.least,
        "parts": [_named(part) for part in paper.parts],
    }


def _named(part: Part) -> dict[str, object]:
    """The part with its name, which the template chooses by."""
    told: dict[str, object] = {"part": type(part).__name__}
    if isinstance(part, Beside):
        return {**told, "sides": [{"lang": lang, "parts": list(map(_named, side))} for lang, side in part.sides]}
    if isinstance(part, Cards):
        return {**told, "height": part.height, "cards": [list(map(_named, card)) for card in part.cards]}
    if isinstance(part, Logos):
        # JSON knows no bytes; the template makes them of numbers again.
        return {**told, "marks": [{**asdict(mark), "data": list(mark.data)} for mark in part.marks]}
    if isinstance(part, Code):
        return {**told, **asdict(part), "drawing": svg_of(part.address)}
    if isinstance(part, Picture):
        told |= {"alt": part.alt, "width": part.width, "height": part.height}
        return {**told, "drawing": _drawn(part)}
    return {**told, "last": LAST_ROWS, **asdict(part)}


def _drawn(picture: Picture) -> str:
    """The picture inside a drawing: what is sent to the template are texts, and a drawing may hold bytes as text."""
    kind = "png" if picture.data.startswith(b"\x89PNG") else "jpeg"
    size = f'width="{picture.width:.2f}" height="{picture.height:.2f}"'
    inside = f'<image {size} href="data:image/{kind};base64,{b64encode(picture.data).decode()}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{inside}</svg>'
