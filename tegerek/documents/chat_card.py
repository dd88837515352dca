"""A picture of a meeting for chat groups: read on a small screen, light enough for the slowest network."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

from tegerek.documents.chat_text import ChatText
from tegerek.documents.typeset import picture
from tegerek.meetings.models import Turn

TEMPLATE = Path(__file__).with_name("chat_card.typ")
MOST_BYTES = 30_000
# Dots an inch and colours, the finest first; 240 make 900 × 1125 points, 144 make 540 × 675.
STEPS = ((240, 8), (240, 5), (240, 4), (192, 4), (144, 4))


def chat_card(text: ChatText, turn: str) -> bytes:
    """A PNG below 30 kB, 900 × 1125 points unless it holds very much. turn: as Turn.Kind: what does not hold is red.

    The same text makes the same bytes. Raises Refusal, naming the signs, if no font here can show the text.
    """
    data = {
        "lang": text.lang,
        "lead": text.lead,
        "kind": text.kind,
        "title": text.title or text.kind,
        "when": text.when if ". " in text.when else text.when.removesuffix("."),
        "place": text.place,
        "agenda": text.agenda,
        "ask": text.ask,
        "link": text.link.partition("://")[2].rstrip("/"),
        "is_off": turn in {Turn.Kind.MOVED, Turn.Kind.POSTPONED, Turn.Kind.CANCELLED} and bool(text.lead),
    }
    return _light(data)


def _light(data: Mapping[str, object]) -> bytes:
    """The finest picture that is light enough; the coarsest where none is. Drawn once for each size."""
    drawn: dict[int, bytes] = {}
    made = b""
    for dots, colours in STEPS:
        drawn[dots] = drawn.get(dots) or picture(TEMPLATE, data, dots_an_inch=dots)
        made = _in_few_colours(drawn[dots], colours)
        if len(made) < MOST_BYTES:
            break
    return made


def _in_few_colours(png: bytes, colours: int) -> bytes:
    with Image.open(io.BytesIO(png)) as drawn:
        few = drawn.convert("RGB").quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    out = io.BytesIO()
    few.save(out, "PNG", optimize=True, bits=2 if colours <= 4 else 4)
    return out.getvalue()
