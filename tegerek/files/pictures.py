"""Pictures that people bring, made anew: turned upright, no larger than needed, without place, camera or comment."""

from __future__ import annotations

import io
import struct
import warnings

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

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
