"""An address as a QR code for a paper: the same address makes the same bytes."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterable

import segno

# Empty modules around the code: paper is white beyond them.
QUIET, DOTS = 2, 6
PATTERN = 3
_TO_DOTS, _TO_DIGITS = bytes.maketrans(b"\0\1", b"\1\0"), bytes.maketrans(b"\0\1", b"01")


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
    rows = tuple(segno.make_qr(text, error="m", mask=PATTERN).matrix)
    side = len(rows) + 2 * QUIET
    white = b"\1" * QUIET
    lines = [b"\1" * side] * QUIET
    lines += [white + bytes(row).translate(_TO_DOTS) + white for row in rows]
    lines += [b"\1" * side] * QUIET
    return _png_of(side, lines)


def _png_of(side: int, lines: Iterable[bytes]) -> bytes:
    """A square picture of black (0) and white (1) dots, one byte each as given, one bit each as written."""
    wide = -(-side // 8) * 8
    packed = b"".join(
        b"\0" + int(line.ljust(wide, b"\1").translate(_TO_DIGITS), 2).to_bytes(wide // 8) for line in lines
    )
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(packed)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _code(address: str) -> segno.QRCode:
    return segno.make_qr(address, error="m")
