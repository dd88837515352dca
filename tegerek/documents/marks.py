"""The logos of those who pay for a programme and carry it out, as papers bear them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tegerek.documents.plain import plain_line
from tegerek.files import store
from tegerek.programmes.sheets import LogoLine

# The box of a logo, in millimetres.
MARK_WIDTH, MARK_HEIGHT = 40.0, 14.0


@dataclass(frozen=True)
class Mark:
    """A logo: its bytes, what is said in its place, its size on paper in millimetres."""

    data: bytes
    alt: str
    width: float
    height: float


def marks_of(logos: Iterable[LogoLine], lang: str) -> tuple[Mark, ...]:
    """The logos in their order. One whose bytes are missing is left out: a paper without it is better than none."""
    found = ((logo, store.bytes_of(logo.digest)) for logo in logos)
    return tuple(
        Mark(data, plain_line(logo.alt.in_(lang).text), *logo.within(MARK_WIDTH, MARK_HEIGHT))
        for logo, data in found
        if data is not None
    )
