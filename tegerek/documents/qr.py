"""An address as a QR code for a paper: the same address makes the same bytes."""

from __future__ import annotations

import io

import segno

# Empty modules around the code: paper is white beyond them.
QUIET, DOTS = 2, 6
PATTERN = 3


def svg_of(address: str) -> str:
    """The code as a drawing, for a PDF. With the middle level of error correction: it may be creased.

    >>> svg_of("https://x.example/").startswith("<svg")
    True
    """
    return str(_code(address).svg_inline(border=QUIET, omitsize=True, svgclass=None, lineclass=None))


def png_of(address: str) -> bytes:
    """The code as a picture of two colours, for a Word file."""
    drawn = io.BytesIO()
    _code(address).save(drawn, kind="png", border=QUIET, scale=DOTS)
    return drawn.getvalue()


def dots_of(text: str) -> bytes:
    """The code as a picture of one dot a module, to be drawn as large as wanted: small, where many stand in one file.

    Its pattern is not the best of eight but always the same one, which readers take as well: a fifth of the work.
    """
    drawn = io.BytesIO()
    segno.make_qr(text, error="m", mask=PATTERN).save(drawn, kind="png", border=QUIET, scale=1)
    return drawn.getvalue()


def _code(address: str) -> segno.QRCode:
    return segno.make_qr(address, error="m")
