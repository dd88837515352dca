"""PDF by typst: tagged and checked against PDF/UA-1, with the fonts of the house and none of the machine."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext as _

from tegerek.lib.errors import Refusal

# Templates may import what lies here.
HERE = Path(__file__).parent
FONTS = HERE / "fonts"

# Signs that PT Sans lacks, and those that mean the same to a reader.
_SAME_SIGNS = str.maketrans({"\u2010": "-", "\u2011": "-", "\u202f": "\u00a0", "ʻ": "‘", "\u00ad": None})
_NOT_SHOWN = re.compile(r"the text `\"(.*?)\"` could not be displayed")

_kept = threading.local()


def typeset(template: Path, data: Mapping[str, object]) -> bytes:
    """The PDF of a template: the same data make the same bytes. Data are texts to it, never commands.

    Raises Refusal, naming the signs, if no font has them; ValueError if the template itself is wrong: a warning of
    typst (a font is missing) counts as much as an error.
    """
    try:
        pdf, warnings = _compiler(template).compile_with_warnings(sys_inputs=_sent(data), pdf_standards="ua-1")
    except typst.TypstError as error:
        raise _said(template, error) from error
    if warnings:
        raise ValueError(f"{template.name}: {'; '.join(warning.message for warning in warnings)}")
    if not isinstance(pdf, bytes):
        raise ValueError(f"{template.name}: not one file")
    return pdf


def asked(template: Path, data: Mapping[str, object], selector: str) -> list[Any]:
    """The values that a template notes down under a label, in order: what can be known only once it is laid out.

    Costs what typesetting costs. Raises Refusal and ValueError as `typeset` does.
    """
    compiler = typst.Compiler(
        template, root=_root(template), font_paths=[FONTS], ignore_system_fonts=True, sys_inputs=_sent(data)
    )
    try:
        found = compiler.query(selector, field="value")
    except typst.TypstError as error:
        raise _said(template, error) from error
    return list(json.loads(found))


def picture(template: Path, data: Mapping[str, object], *, dots_an_inch: int) -> bytes:
    """The only page of a template as PNG. Raises like typeset: a picture alone would show a box for a missing sign."""
    typeset(template, data)
    png = _compiler(template).compile(sys_inputs=_sent(data), format="png", ppi=float(dots_an_inch))
    if not isinstance(png, bytes):
        raise ValueError(f"{template.name}: not one page")
    return png


def _sent(data: Mapping[str, object]) -> dict[str, str]:
    return {"data": json.dumps(data, ensure_ascii=False).translate(_SAME_SIGNS)}


def _said(template: Path, error: typst.TypstError) -> Exception:
    """What is wrong: the signs that no font has, or the template itself."""
    missing = _NOT_SHOWN.findall(error.diagnostic)
    if not missing:
        return ValueError(f"{template.name}: {error}")
    signs = " ".join(dict.fromkeys(missing))
    return Refusal(_("The PDF cannot show these signs: %(signs)s. Take them out of the text.") % {"signs": signs})


def _compiler(template: Path) -> typst.Compiler:
    """The compiler of a template: fonts are read once, and each thread has its own, since it keeps the last data."""
    mine: dict[Path, typst.Compiler] = _kept.__dict__.setdefault("compilers", {})
    if template not in mine:
        mine[template] = typst.Compiler(template, root=_root(template), font_paths=[FONTS], ignore_system_fonts=True)
    return mine[template]


def _root(template: Path) -> Path:
    """Below which folder a template finds what it takes in: the house's own find its shared parts."""
    return HERE if template.is_relative_to(HERE) else template.parent
