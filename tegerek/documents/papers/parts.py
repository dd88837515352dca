"""An office paper as a row of parts, in the order in which they are read; Word and PDF write down these parts.

A paper is in one language or, where both are official, in two: "ky-ru" is Kyrgyz with Russian beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import override

from tegerek.documents.marks import Mark

# In which languages a paper can be asked for.
LANGS = ("ky", "ru", "ky-ru", "en")
BLANK = "________________"
# So many rows of a table stand at least above what closes it.
LAST_ROWS = 3


@dataclass(frozen=True)
class Head:
    """One language of a letterhead: the lines of the office, and its address."""

    lang: str
    lines: tuple[str, ...]
    address: tuple[str, ...]


@dataclass(frozen=True)
class Letterhead:
    """The head of a letter: one language, or two side by side."""

    heads: tuple[Head, ...]


@dataclass(frozen=True)
class Sender:
    """Number and day of a letter at the left, to whom it goes at the right."""

    numbers: tuple[str, ...]
    to: tuple[str, ...]


@dataclass(frozen=True)
class Heading:
    """The name of the paper; lines: one for each language, the first the largest."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Subject:
    """What a letter is about."""

    text: str


@dataclass(frozen=True)
class Prose:
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Names and values."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Column:
    """A column of a table: its heads, one for each language, and its share of the width."""

    heads: tuple[str, ...]
    share: float


@dataclass(frozen=True)
class Signature:
    """Who signs: the post at the left, room for the hand, the name at the right. above: a line on the same page."""

    post: str
    name: str
    above: str = ""


@dataclass(frozen=True)
class Table:
    """A table whose head comes again on every page. above: words over the head, repeated with it, "" for none.

    tall: rows high enough to write and sign in by hand. closing: what ends it, never on a page without its last rows.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    above: str = ""
    tall: bool = False
    closing: Signature | None = None


@dataclass(frozen=True)
class Line:
    """A short line in small type."""

    text: str


@dataclass(frozen=True)
class Section:
    """The name of a part of a paper."""

    text: str


@dataclass(frozen=True)
class Lead:
    """A line in bold that is no heading."""

    text: str


@dataclass(frozen=True)
class Large:
    """Lines to be read from afar. capitals: how high a capital letter stands at least, in millimetres."""

    lines: tuple[str, ...]
    capitals: float = 8.5


@dataclass(frozen=True)
class Rules:
    """Empty lines to write on by hand."""

    rows: int


@dataclass(frozen=True)
class Ticks:
    """Boxes to tick by hand, each before its word. label: what is asked, "" for nothing."""

    label: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Code:
    """A whole address as a square that a telephone reads, with words beside it; the address to be typed stands among
    them. side: of the square, in millimetres. cut: what stands from here on is torn off and kept.
    """

    address: str
    lines: tuple[str, ...]
    side: float = 20.0
    cut: bool = False


@dataclass(frozen=True)
class Logos:
    """The logos of those who pay for a programme and carry it out, in one row."""

    marks: tuple[Mark, ...]


# What may stand in a narrow place.
@dataclass(frozen=True)
class Picture:
    """A photograph: its bytes (JPEG or PNG), what is said in its place, its size on paper in millimetres."""

    data: bytes
    alt: str
    width: float
    height: float


Small = Section | Lead | Prose | Facts | Line | Large | Rules | Ticks | Code | Picture


@dataclass(frozen=True)
class Beside:
    """The same in two languages, side by side."""

    sides: tuple[tuple[str, tuple[Small, ...]], ...]


@dataclass(frozen=True)
class Cards:
    """Cards two abreast, to be cut apart along the dots. height: of a card at least, in millimetres.

    A card with more on it is higher; nothing is cut off.
    """

    cards: tuple[tuple[Small, ...], ...]
    height: float


Part = Letterhead | Sender | Heading | Subject | Table | Signature | Beside | Cards | Logos | Small


@dataclass(frozen=True)
class Paper:
    """One paper, whole, as it lies on a table. foot: what tells a loose page of it; pages: "page {n} of {of}".

    changed_at is its only moment: the same facts make the same bytes. wide: across the sheet. mark: what stands at the
    head of every page (a rehearsal, a cancelled meeting), "" for none. size: of its letters, in points. least: down to
    which size they go in a PDF where that puts the paper on one page, 0 for never.
    """

    lang: str
    title: str
    author: str
    changed_at: datetime
    foot: str
    pages: str
    parts: tuple[Part, ...]
    wide: bool = False
    mark: str = ""
    size: float = 11.5
    least: float = 0.0


def langs_of(lang: str) -> tuple[str, ...]:
    """The languages of a paper, the first one leading.

    >>> langs_of("ky-ru"), langs_of("en")
    (('ky', 'ru'), ('en',))
    """
    return tuple(lang.split("-"))


def in_each(langs: tuple[str, ...], say: Callable[[str], str]) -> tuple[str, ...]:
    """What is said in each language, with that language active; nothing twice, nothing empty."""
    told = []
    for lang in langs:
        with override(lang):
            told.append(say(lang))
    return tuple(dict.fromkeys(filter(None, told)))
