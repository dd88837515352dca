"""A PDF with a text layer as lines; a scanned one has none and is refused."""

import logging
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from tegerek.lib.sources.kinds import Unreadable
from tegerek.lib.sources.limits import Limits


def read_pdf(data: bytes, limits: Limits) -> dict[str, Any]:
    """A Source as JSON, the columns of a table kept apart by spaces.

    Raises Unreadable: protected, too long, or no text in it.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("protected")
        if len(reader.pages) > limits.pages:
            raise Unreadable("too_many_pages", found=str(len(reader.pages)), limit=str(limits.pages))
        pages = [
            page.extract_text(extraction_mode="layout", layout_mode_space_vertically=False) for page in reader.pages
        ]
    except (
        PyPdfError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        IndexError,
        RecursionError,
        NotImplementedError,
    ) as error:
        raise Unreadable("damaged") from error
    lines = "\n".join(pages).split("\n")
    if sum(letter.isalpha() for line in lines for letter in line) < 20:
        raise Unreadable("scanned", pages=str(len(pages)))
    blocks = [{"line": number, "text": line.rstrip(), "is_title": False} for number, line in enumerate(lines, 1)]
    return {"kind": "pdf", "blocks": blocks, "notes": []}
