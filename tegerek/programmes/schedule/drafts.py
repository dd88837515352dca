"""A seminar as it stands in the paper, taken apart into words but not yet into days and places."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """Words that name what rows lie in. kinds: of unit, where a column's heading says so."""

    text: str
    kinds: frozenset[str] | None = None


@dataclass(frozen=True)
class Draft:
    """One row. line, text: where and what it is. day, clock, place, venue: the words for each, "" for none.

    kinds: kinds of unit that the column's heading asks for. above: headings that all hold. either: headings of which
    one holds, where a flattened table no longer shows which. month: month and year of a heading, for days given as
    bare numbers.
    """

    line: int
    text: str
    day: str = ""
    clock: str = ""
    is_clock_cell: bool = False
    place: str = ""
    venue: str = ""
    kinds: frozenset[str] | None = None
    above: tuple[Heading, ...] = ()
    either: tuple[Heading, ...] = ()
    month: tuple[int, int | None] | None = None
