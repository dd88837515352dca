"""What an edition says otherwise than the one before it, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

WORDS = re.compile(r"\S+\s*")


@dataclass(frozen=True)
class Piece:
    """Words that stayed ("="), went ("-") or came ("+")."""

    sign: str
    text: str


@dataclass(frozen=True)
class ChangedLine:
    """A line of which something changed. name: what the line is, in words."""

    name: str
    pieces: tuple[Piece, ...]


def diff_words(old: str, new: str) -> tuple[Piece, ...]:
    """The two texts as one row of pieces; what went stands before what came for it, both without blanks around.

    >>> [(piece.sign, piece.text) for piece in diff_words("63 адам катышты", "64 адам катышты")]
    [('-', '63'), ('+', '64'), ('=', 'адам катышты')]
    >>> diff_words("", "")
    ()
    """
    before, after = WORDS.findall(old), WORDS.findall(new)
    return tuple(_pieces(before, after))


def diff_lines(old: Iterable[tuple[str, str]], new: Iterable[tuple[str, str]]) -> tuple[ChangedLine, ...]:
    """The lines that changed, in their order; a line is its name and its text. A text that moved is not told.

    >>> diff_lines([("Present", "63")], [("Present", "63")])
    ()
    >>> [line.name for line in diff_lines([("Heard", "a"), ("Heard", "b")], [("Heard", "b")])]
    ['Heard']
    """
    before, after = list(old), list(new)
    return tuple(_lines(before, after))


def _lines(before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]) -> Iterator[ChangedLine]:
    for sign, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if sign == "equal":
            continue
        gone, came = list(before[i1:i2]), list(after[j1:j2])
        yield from _matched(gone, came)


def _matched(gone: list[tuple[str, str]], came: list[tuple[str, str]]) -> Iterator[ChangedLine]:
    """Lines of one name are set against each other in their order; what has no other half went or came whole."""
    for name, text in came:
        was = next((line for line in gone if line[0] == name), None)
        if was is not None:
            before = gone.index(was)
            yield from (ChangedLine(one, diff_words(old, "")) for one, old in gone[:before])
            del gone[: before + 1]
        yield ChangedLine(name, diff_words(was[1] if was else "", text))
    yield from (ChangedLine(one, diff_words(old, "")) for one, old in gone)


def _pieces(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    for sign, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, came = "".join(before[i1:i2]).strip(), "".join(after[j1:j2])
        if sign == "equal":
            yield Piece("=", came)
            continue
        yield from (Piece(*told) for told in (("-", gone), ("+", came.strip())) if told[1])
