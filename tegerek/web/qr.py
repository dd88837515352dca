"""An address as a QR code: the path of one drawing, which a template puts into an SVG."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import segno

QUIET = 4  # empty modules around it, as the standard asks


@dataclass(frozen=True)
class Drawing:
    """side: of the square, in modules, with the empty border. path: the dark modules, one run after the other."""

    side: int
    path: str


def drawing_of(text: str) -> Drawing:
    """The code of a text, with the middle level of error correction: it may be creased and still be read.

    >>> drawing_of("https://x.example/").side
    33
    """
    matrix = [bytes(row) for row in segno.make_qr(text, error="m").matrix]
    runs = []
    for y, row in enumerate(matrix):
        x = 0
        for is_dark, modules in groupby(row):
            width = len(list(modules))
            if is_dark:
                runs.append(f"M{x + QUIET} {y + QUIET}h{width}v1h-{width}z")
            x += width
    return Drawing(len(matrix) + 2 * QUIET, "".join(runs))
