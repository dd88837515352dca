"""What is held of a person as one archive: a page to read, and the same as data to take elsewhere."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from html import escape
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from tegerek.lib.dates import ZONE
from tegerek.people.exporting import HeldSheet, Part

PAGE, DATA = "person.html", "person.json"
# The same moment in every archive, so that the same facts make the same bytes.
MOMENT = (1980, 1, 1, 0, 0, 0)
STYLE = "body{font:16px/1.5 sans-serif;max-width:45em;margin:2em auto;padding:0 1em}td,th{text-align:left;padding:.2em 1em .2em 0}"


def held_archive(sheet: HeldSheet, lang: str) -> bytes:
    """A zip of two files: person.html and person.json (UTF-8). The texts are in the active language, lang is its code."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in ((PAGE, held_page(sheet, lang)), (DATA, held_data(sheet))):
            archive.writestr(zipfile.ZipInfo(name, MOMENT), text, zipfile.ZIP_DEFLATED)
    return body.getvalue()


def held_data(sheet: HeldSheet) -> str:
    """JSON: number, uid, office, day, and under "held" a list of rows for each holder. Days and moments are ISO."""
    told = {
        "number": sheet.key,
        "uid": sheet.uid,
        "name": sheet.name,
        "office": sheet.office,
        "day": sheet.day,
        "held": {part.code: part.rows for part in sheet.parts},
        "kept after an erasure": [{"what": kept.what, "basis": kept.basis, "until": kept.until} for kept in sheet.kept],
    }
    return json.dumps(told, ensure_ascii=False, indent=1, default=_plain) + "\n"


def held_page(sheet: HeldSheet, lang: str) -> str:
    """A page that stands alone: no script, nothing fetched. Everything in it is escaped."""
    heading = escape(_("What is held of you"))
    lines = [
        f'<!doctype html>\n<html lang="{escape(lang)}">\n<head><meta charset="utf-8">',
        f"<title>{heading}</title><style>{STYLE}</style></head>\n<body>\n<h1>{heading}</h1>",
        f"<p>{escape(sheet.name)} · {escape(sheet.office)} · {sheet.day:%d.%m.%Y}</p>",
        *(line for part in sheet.parts for line in _part(part)),
        "</body>\n</html>\n",
    ]
    return "\n".join(lines)


def _part(part: Part) -> Iterator[str]:
    yield f"<h2>{escape(str(part.heading))}</h2>"
    for row in part.rows:
        cells = "".join(
            f"<tr><th>{escape(name)}</th><td>{escape(_written(value))}</td></tr>"
            for name, value in row.items()
            if value not in (None, "")
        )
        yield f"<table>{cells}</table><hr>"


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _written(value: Any) -> str:
    """Days as people write them here; moments by the clock of Bishkek."""
    if isinstance(value, datetime):
        return f"{value.astimezone(ZONE):%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, bool):
        return "✓" if value else "–"
    return str(value) if not isinstance(value, UUID) else value.hex
