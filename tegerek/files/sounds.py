"""Recordings: what a sound is by its bytes, how long it lasts, and the same sound without what is written beside it.

Opus in Ogg (RFC 7845, RFC 3533) and MP3 (ISO 11172-3, layer III). A sound is never decoded: headers are read. Titles,
names, places and pictures that a telephone writes beside the sound are left out; the sound itself stays as it was.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace

OPUS, MP3 = "audio/ogg", "audio/mpeg"
OPUS_HZ = 48_000
NO_TAGS = b"OpusTags" + bytes(8)
# By the bits of an MP3 header; 0: no sound that this page plays.
MP3_KBPS = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),
}
MP3_HZ = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
LEAST_FRAMES = 2


@dataclass(frozen=True)
class Sound:
    """A recording without what was written beside it. seconds: how long it lasts."""

    type: str
    body: bytes
    seconds: float


@dataclass(frozen=True)
class _Page:
    """A page of an Ogg file. until: the last sample of it; sizes: its table of segments, as bytes."""

    flags: int
    until: int
    serial: int
    number: int
    sizes: bytes
    body: bytes


@dataclass(frozen=True)
class _Frame:
    """A frame of an MP3 file: bytes and seconds."""

    size: int
    seconds: float


def sound_type(data: bytes) -> str:
    """The media type of a recording by its first bytes, "" for what is none.

    >>> sound_type(b"OggS" + bytes(24) + b"OpusHead"), sound_type(b"ID3"), sound_type(bytes.fromhex("fffb9064"))
    ('audio/ogg', 'audio/mpeg', 'audio/mpeg')
    >>> sound_type(bytes.fromhex("ffd8ffe0")), sound_type(b"OggS"), sound_type(b"")
    ('', '', '')
    """
    if data.startswith(b"OggS") and data[28:36] == b"OpusHead":
        return OPUS
    return MP3 if data.startswith(b"ID3") or _frame(data, 0) else ""


def bare_sound(data: bytes) -> Sound:
    """The recording without titles, names and pictures. Raises ValueError for one that is broken or holds no sound."""
    kind = sound_type(data)
    if not kind:
        raise ValueError("no recording")
    return _bare_opus(data) if kind == OPUS else _bare_mp3(data)


def _bare_opus(data: bytes) -> Sound:
    pages = list(_pages(data))
    if len(pages) < 3 or len({page.serial for page in pages}) > 1 or len(pages[0].body) < 19:
        raise ValueError("an Ogg file without sound, or with more than one")
    # The tags end their page; the sound begins on a new one.
    last = next((n for n, page in enumerate(pages) if n and page.sizes and page.sizes[-1] < 255), 0)
    if not pages[1].body.startswith(b"OpusTags") or not pages[last + 1 :]:
        raise ValueError("an Ogg file whose sound does not begin")
    tags = replace(pages[1], until=0, sizes=bytes([len(NO_TAGS)]), body=NO_TAGS)
    kept = [pages[0], tags, *pages[last + 1 :]]
    skipped = struct.unpack_from("<H", pages[0].body, 10)[0]
    seconds = (max(page.until for page in kept) - skipped) / OPUS_HZ
    if seconds <= 0:
        raise ValueError("an Ogg file without sound")
    return Sound(OPUS, b"".join(_written(page, n) for n, page in enumerate(kept)), seconds)


def _pages(data: bytes) -> Iterator[_Page]:
    """The whole pages of an Ogg file, as far as they follow each other."""
    at = 0
    while data[at : at + 4] == b"OggS" and len(data) >= at + 27:
        flags, until, serial, number = struct.unpack_from("<BqII", data, at + 5)
        sizes = data[at + 27 : at + 27 + data[at + 26]]
        begin = at + 27 + len(sizes)
        at = begin + sum(sizes)
        if len(data) < at:
            return
        yield _Page(flags, until, serial, number, sizes, data[begin:at])


def _written(page: _Page, number: int) -> bytes:
    head = struct.pack("<4sBBqII", b"OggS", 0, page.flags, page.until, page.serial, number)
    rest = bytes([len(page.sizes)]) + page.sizes + page.body
    return head + struct.pack("<I", _crc(head + bytes(4) + rest)) + rest


def _crc_table() -> tuple[int, ...]:
    table = []
    for byte in range(256):
        value = byte << 24
        for _bit in range(8):
            value = (value << 1) ^ (0x04C11DB7 if value & 0x80000000 else 0)
        table.append(value & 0xFFFFFFFF)
    return tuple(table)


_CRC = _crc_table()


def _crc(data: bytes) -> int:
    """The sum by which a page of Ogg is checked (RFC 3533, 6); another one than zlib's.

    >>> hex(_crc(b"OggS"))
    '0x5fb0a94f'
    """
    value = 0
    for byte in data:
        value = ((value << 8) & 0xFFFFFFFF) ^ _CRC[(value >> 24) ^ byte]
    return value


def _bare_mp3(data: bytes) -> Sound:
    begin = at = _after_id3(data)
    seconds, frames = 0.0, 0
    while (frame := _frame(data, at)) and at + frame.size <= len(data):
        at, seconds, frames = at + frame.size, seconds + frame.seconds, frames + 1
    if frames < LEAST_FRAMES:
        raise ValueError("an MP3 file without sound")
    return Sound(MP3, data[begin:at], seconds)


def _after_id3(data: bytes) -> int:
    """Where the sound begins: behind what ID3 wrote before it, its size in four times seven bits."""
    at = 0
    while data[at : at + 3] == b"ID3" and len(data) >= at + 10:
        a, b, c, d = data[at + 6 : at + 10]
        at += 10 + (a << 21 | b << 14 | c << 7 | d) + (10 if data[at + 5] & 0x10 else 0)
    return at


def _frame(data: bytes, at: int) -> _Frame | None:
    """The MP3 frame that begins there, None where none does."""
    if len(data) < at + 4 or data[at] != 0xFF or data[at + 1] & 0xE0 != 0xE0:
        return None
    version, layer = data[at + 1] >> 3 & 3, data[at + 1] >> 1 & 3
    rate, speed = data[at + 2] >> 4, data[at + 2] >> 2 & 3
    if layer != 1 or version == 1 or speed == 3:
        return None
    is_first = version == 3
    kbps, hz = MP3_KBPS[is_first][rate], MP3_HZ[version][speed]
    if not kbps:
        return None
    samples = 1152 if is_first else 576
    return _Frame(samples // 8 * kbps * 1000 // hz + (data[at + 2] >> 1 & 1), samples / hz)
