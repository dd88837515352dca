"""Pictures that people bring, made anew: turned upright, no larger than needed, without place, camera or comment."""

from __future__ import annotations

import io
import struct
import warnings
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageFilter, ImageOps, UnidentifiedImageError

from tegerek.files.rules import JPEG, MOST_PIXELS, PNG, TERMS
from tegerek.lib.errors import Refusal

JPEG_QUALITY = 85
# How a picture is made lighter until it fits: coarser first, then smaller.
LIGHTER = ((75, 1.0), (60, 1.0), (60, 0.75), (50, 0.5), (40, 0.3))
# What Pillow stumbles over in bytes that somebody bent.
BROKEN = (
    ArithmeticError,
    AssertionError,
    Image.DecompressionBombError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    UnidentifiedImageError,
    ValueError,
    struct.error,
)
_FORMATS = ("PNG", "JPEG", "WEBP")
# A part that is made unrecognisable keeps so many points across: no face can be made of them again.
COARSE = 5


@dataclass(frozen=True)
class Box:
    """A part of a picture, in percent of its width and height: from the left, from the top, how wide, how high."""

    left: int
    top: int
    width: int
    height: int


def made_anew(data: bytes, *, purpose: str, most: int | None = None) -> tuple[bytes, str]:
    """The same picture re-encoded, and its type: PNG when it has see-through parts or was a logo, else JPEG.

    most: how many bytes it may have at the end; what has more becomes a lighter JPEG. None: as many as come.
    Raises Refusal for a broken picture, and for one whose points would fill the memory.
    """
    try:
        with warnings.catch_warnings():
            # Ours is the stricter limit, and is asked before a point is decoded.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
                _check_size(picture)
                upright = _upright(picture, TERMS[purpose].side)
                made, found = _encoded(upright, as_png=purpose == "logo")
                return (_lighter(upright, most), JPEG) if most and len(made) > most else (made, found)
    except BROKEN:
        raise Refusal(_("This picture is broken or cannot be read. Save it again as PNG or JPEG.")) from None


def blurred(data: bytes, box: Box) -> bytes:
    """The same picture, a JPEG, with a part of which only a few blots of colour are left. data: as made_anew gave it.

    Raises Refusal for a part without size or one that does not lie inside the picture.
    """
    if min(box.left, box.top) < 0 or min(box.width, box.height) <= 0 or box.left > 99 or box.top > 99:
        raise Refusal(_("This part does not lie inside the photograph. All numbers are percent, from 0 to 100."))
    with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
        made = picture.convert("RGB")
    at = _points_of(box, made)
    part = made.crop(at)
    blots = part.resize((COARSE, COARSE), Image.Resampling.BOX).resize(part.size, Image.Resampling.BICUBIC)
    made.paste(blots.filter(ImageFilter.GaussianBlur(4)), at[:2])
    out = io.BytesIO()
    made.save(out, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return out.getvalue()


def _points_of(box: Box, picture: Image.Image) -> tuple[int, int, int, int]:
    """Left, top, right, bottom in pixels, never beyond the edge and never without a pixel."""
    left, top = picture.width * box.left // 100, picture.height * box.top // 100
    right = min(picture.width, max(left + 1, -(-picture.width * (box.left + box.width) // 100)))
    bottom = min(picture.height, max(top + 1, -(-picture.height * (box.top + box.height) // 100)))
    return left, top, right, bottom


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height in pixels of a picture that was made anew."""
    with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
        return picture.size


def _check_size(picture: Image.Image) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        told = _("This picture is too large: %(width)d × %(height)d points. Make it smaller.")
        raise Refusal(told % {"width": picture.width, "height": picture.height})


def _upright(picture: Image.Image, side: int) -> Image.Image:
    """Turned as the camera was held, and small enough; only the points are taken over."""
    turned = ImageOps.exif_transpose(picture)
    turned = turned.convert("RGBA" if turned.has_transparency_data else "RGB")
    turned.thumbnail((side, side), Image.Resampling.LANCZOS)
    bare = Image.new(turned.mode, turned.size)
    bare.paste(turned)
    return bare


def _encoded(picture: Image.Image, *, as_png: bool) -> tuple[bytes, str]:
    out = io.BytesIO()
    if as_png or picture.mode == "RGBA":
        picture.save(out, "PNG", optimize=True)
        return out.getvalue(), PNG
    picture.save(out, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return out.getvalue(), JPEG


def _lighter(picture: Image.Image, most: int) -> bytes:
    """A JPEG of at most so many bytes, on white. Raises Refusal for a picture that no smaller size makes fit."""
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    for quality, share in LIGHTER:
        size = (max(1, int(white.width * share)), max(1, int(white.height * share)))
        out = io.BytesIO()
        white.resize(size, Image.Resampling.LANCZOS).save(out, "JPEG", quality=quality, optimize=True)
        if out.tell() <= most:
            return out.getvalue()
    raise Refusal(_("This picture cannot be made light enough. Bring another one."))
