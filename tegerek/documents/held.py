"""What is held of a person as one archive: a page to read, and the same as data to take elsewhere."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from html import escape
from typing import Any

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from tegerek.lib.dates import ZONE
from tegerek.people.consents import TEXTS
from tegerek.people.exporting import HeldSheet, Part
from tegerek.people.models import Post
from tegerek.people.posts import post_said

PAGE, DATA = "person.html", "person.json"
# The same moment in every archive, so that the same facts make the same bytes.
MOMENT = (1980, 1, 1, 0, 0, 0)
STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:45em;margin:2em auto;padding:0 1em}"
    "th,td{text-align:left;vertical-align:top;padding:.2em 1em .2em 0}th{font-weight:400;color:#555;width:12em}"
)

# How the names and words in rows of holders are said.
LABELS = {
    "kind": pgettext_lazy("what is held of a person", "What it is"),
    "number": pgettext_lazy("what is held of a person", "Number"),
    "uid": pgettext_lazy("what is held of a person", "Lasting number (uid)"),
    "name": pgettext_lazy("what is held of a person", "Name"),
    "sex": pgettext_lazy("what is held of a person", "Sex"),
    "age": pgettext_lazy("what is held of a person", "Age"),
    "written on": pgettext_lazy("what is held of a person", "Written down"),
    "changed on": pgettext_lazy("what is held of a person", "Last changed"),
    "kept until": pgettext_lazy("what is held of a person", "Kept until"),
    "value": pgettext_lazy("what is held of a person", "Number or address"),
    "phone": pgettext_lazy("what is held of a person", "Phone"),
    "email": pgettext_lazy("what is held of a person", "E-mail"),
    "language": pgettext_lazy("what is held of a person", "Language"),
    "post": pgettext_lazy("what is held of a person", "Post"),
    "title": pgettext_lazy("what is held of a person", "As it was written"),
    "place": pgettext_lazy("what is held of a person", "Place"),
    "body": pgettext_lazy("what is held of a person", "Body"),
    "since": pgettext_lazy("what is held of a person", "Since"),
    "until": pgettext_lazy("what is held of a person", "Until"),
    "text": pgettext_lazy("what is held of a person", "Words"),
    "how": pgettext_lazy("what is held of a person", "How"),
    "given on": pgettext_lazy("what is held of a person", "Given"),
    "withdrawn on": pgettext_lazy("what is held of a person", "Taken back"),
    "phones": pgettext_lazy("what is held of a person", "Phones"),
    "site": pgettext_lazy("what is held of a person", "Site"),
    "meeting": pgettext_lazy("what is held of a person", "Meeting"),
    "day": pgettext_lazy("what is held of a person", "Day"),
    "confirmed on": pgettext_lazy("what is held of a person", "Said to come"),
    "declined on": pgettext_lazy("what is held of a person", "Said not to come"),
    "reason": pgettext_lazy("what is held of a person", "Reason"),
    "came in the morning": pgettext_lazy("what is held of a person", "Was there in the morning"),
    "came in the afternoon": pgettext_lazy("what is held of a person", "Was there in the afternoon"),
    "made on": pgettext_lazy("what is held of a person", "Made"),
    "brought on": pgettext_lazy("what is held of a person", "Brought"),
    "file": pgettext_lazy("what is held of a person", "File"),
    "card": pgettext_lazy("what is held of a person", "card"),
    "mandate": pgettext_lazy("what is held of a person", "post"),
    "consent": pgettext_lazy("what is held of a person", "consent"),
    "account": pgettext_lazy("what is held of a person", "account"),
    "contact": pgettext_lazy("what is held of a person", "contact of a programme"),
    "speaker": pgettext_lazy("what is held of a person", "speaker"),
    "letterhead": pgettext_lazy("what is held of a person", "letterhead"),
    "list of participants": pgettext_lazy("what is held of a person", "list of participants"),
    "rows": pgettext_lazy("what is held of a person", "Rows"),
    "result": pgettext_lazy("what is held of a person", "paper"),
    "roster line": pgettext_lazy("what is held of a person", "line of a list"),
    "schedule": pgettext_lazy("what is held of a person", "schedule"),
    "scan": pgettext_lazy("what is held of a person", "scan"),
    "f": pgettext_lazy("what is held of a person", "woman"),
    "m": pgettext_lazy("what is held of a person", "man"),
    "signed": pgettext_lazy("what is held of a person", "signed on paper"),
    "spoken": pgettext_lazy("what is held of a person", "said by telephone or in person"),
    "pressed": pgettext_lazy("what is held of a person", "pressed on a page"),
}
# Values that are words of the code.
CODED = {"kind", "sex", "how"}


def held_archive(sheet: HeldSheet, lang: str) -> bytes:
    """A zip of two files: person.html and person.json (UTF-8). lang: the active language."""
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


def label(name: str) -> str:
    """How the name of a value, or a word of the code in it, is said in the active language; as it is if nobody said."""
    return str(LABELS.get(name, name))


def written(name: str, value: Any) -> str:
    """A value as people read it: days as written here, moments by the clock of Bishkek, words of the code said.

    name: of the value; the words behind a code stand in the table of their own room.
    """
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return f"{value.astimezone(ZONE):%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if name == "post" and value in set(Post):
        return post_said(value).in_(get_language() or "ky").text
    if name == "text" and value in TEXTS:
        return TEXTS[value].in_(get_language() or "ky").text
    return label(value) if name in CODED else str(value)


def _part(part: Part) -> Iterator[str]:
    yield f"<h2>{escape(str(part.heading))}</h2>"
    for row in part.rows:
        cells = "".join(
            f"<tr><th>{escape(label(name))}</th><td>{escape(written(name, value))}</td></tr>"
            for name, value in row.items()
            if value not in (None, "")
        )
        yield f"<table>{cells}</table><hr>"


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
