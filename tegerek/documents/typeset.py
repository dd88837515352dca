"""PDF by typst: tagged and checked against PDF/UA-1, with the fonts of the house and none of the machine."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from pathlib import Path

import typst
from django.utils.translation import gettext as _

from tegerek.lib.errors import Refusal

FONTS = Path(__file__).parent / "fonts"

# Signs that PT Sans lacks, and those that mean the same to a reader.
_SAME_SIGNS = str.maketrans({"\u2010": "-", "\u2011": "-", "\u202f": "\u00a0", "ʻ": "‘", "\u00ad": None})
_NOT_SHOWN = re.compile(r"the text `\"(.*?)\"` could not be displayed")

_kept = threading.local()


def typeset(template: Path, data: Mapping[str, object]) -> bytes:
    """The PDF of a template: the same data make the same bytes. Data are texts to it, never commands.

    Raises Refusal, naming the signs, if no font has them; ValueError if the template itself is wrong: a warning of
    typst (a font is missing) counts as much as an error.
    """
    sent = json.dumps(data, ensure_ascii=False).translate(_SAME_SIGNS)
    try:
        pdf, warnings = _compiler(template).compile_with_warnings(sys_inputs={"data": sent}, pdf_standards="ua-1")
    except typst.TypstError as error:
        missing = _NOT_SHOWN.findall(error.diagnostic)
        if not missing:
            raise ValueError(f"{template.name}: {error}") from error
        signs = " ".join(dict.fromkeys(missing))
        raise Refusal(
            _("The PDF cannot show these signs: %(signs)s. Take them out of the text.") % {"signs": signs}
        ) from error
    if warnings:
        raise ValueError(f"{template.name}: {'; '.join(warning.message for warning in warnings)}")
    if not isinstance(pdf, bytes):
        raise ValueError(f"{template.name}: not one file")
    return pdf


def picture(template: Path, data: Mapping[str, object], *, dots_an_inch: int) -> bytes:
    """The only page of a template as PNG. Raises like typeset: a picture alone would show a box for a missing sign."""
    typeset(template, data)
    sent = json.dumps(data, ensure_ascii=False).translate(_SAME_SIGNS)
    png = _compiler(template).compile(sys_inputs={"data": sent}, format="png", ppi=float(dots_an_inch))
    if not isinstance(png, bytes):
        raise ValueError(f"{template.name}: not one page")
    return png


def _compiler(template: Path) -> typst.Compiler:
    """The compiler of a template: fonts are read once, and each thread has its own, since it keeps the last data."""
    mine: dict[Path, typst.Compiler] = _kept.__dict__.setdefault("compilers", {})
    if template not in mine:
        mine[template] = typst.Compiler(template, root=template.parent, font_paths=[FONTS], ignore_system_fonts=True)
    return mine[template]
