"""Totals of a source that do not add up: they are shown, and never put right by the program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Figures = Mapping[str, int | None]

OUTCOMES = ("accepted", "partly", "under_review", "rejected", "reflected")
PROPOSALS = "proposals"
FIGURES = ("hearings", "people", "questions", PROPOSALS, *OUTCOMES)


@dataclass(frozen=True)
class Mismatch:
    """Two numbers of one source that cannot both be right.

    line: number of the line from 0, None for the line of everything. column: the figure in question. parts: what the
    parts make together; whole: what the source says. by: "outcomes" where the parts are the categories of one line,
    "lines" where they are the lines above.
    """

    line: int | None
    column: str
    parts: int
    whole: int
    by: str


def mismatches(lines: Sequence[Figures], whole: Figures | None) -> tuple[Mismatch, ...]:
    """What does not add up in the totals of a source; empty where nothing is odd.

    lines: figures of each part by column, None for what the source does not say; whole: of everything. Parts that are
    all known must make the whole; parts of which some are not known may not be more than it.

    >>> mismatches([{"proposals": 60, "accepted": 30, "partly": 31}], None)
    (Mismatch(line=0, column='proposals', parts=61, whole=60, by='outcomes'),)
    >>> mismatches([{"proposals": 539}, {"proposals": 161}], {"proposals": 698})
    (Mismatch(line=None, column='proposals', parts=700, whole=698, by='lines'),)
    >>> mismatches([], {"hearings": 182, "proposals": 1477, "under_review": 882})
    ()
    """
    found = [one for n, line in enumerate(lines) if (one := _of_outcomes(n, line))]
    if whole is None:
        return tuple(found)
    of_whole = _of_outcomes(None, whole)
    return (*found, *([of_whole] if of_whole else ()), *_of_lines(lines, whole))


def _of_outcomes(n: int | None, line: Figures) -> Mismatch | None:
    proposals = line.get(PROPOSALS)
    known = [figure for name in OUTCOMES if (figure := line.get(name)) is not None]
    if proposals is None or not _is_odd(known, len(OUTCOMES), proposals):
        return None
    return Mismatch(n, PROPOSALS, sum(known), proposals, "outcomes")


def _of_lines(lines: Sequence[Figures], whole: Figures) -> Iterator[Mismatch]:
    for column in FIGURES:
        says = whole.get(column)
        known = [figure for line in lines if (figure := line.get(column)) is not None]
        if says is not None and _is_odd(known, len(lines), says):
            yield Mismatch(None, column, sum(known), says, "lines")


def _is_odd(known: Sequence[int], count: int, whole: int) -> bool:
    """Whether known parts, of so many in all, cannot make the whole."""
    if not known:
        return False
    return sum(known) > whole or (len(known) == count and sum(known) != whole)
