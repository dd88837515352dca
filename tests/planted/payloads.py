"""What a bad guest, or a bad spreadsheet, could write into a field, and what must never come of it.

Every text holds the word `planted`. What would run sets `window.planted`; what would become an element has the class
`planted`; what would be reckoned out by a template becomes `planted49`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

# Formulas, addresses and commands work at the beginning of a text alone.
BEGINNINGS = (
    "=HYPERLINK(0)+planted",
    "+1+planted",
    "-1+planted",
    "@SUM(1)planted",
    "\t=1+planted",
    "\r=1+planted",
    "javascript:planted=1//",
    "data:text/html,planted",
    "planted",
)
BODIES = (
    "<script>window.planted=1</script>",
    '<img src=x class=planted onerror="window.planted=1">',
    "<svg class=planted onload=window.planted=1>",
    "\"'><b class=planted onmouseover=window.planted=1>",
    "</textarea></title></style></script><script class=planted>window.planted=1</script>",
    "x?bcc=planted@planted.example&amp;&lt;b class=planted&gt;",
    "planted{{ 7|add:42 }}{% now 'planted' %}planted{{7*7}}${7*7}",
    "planted\r\nSet-Cookie: planted=1\r\nX-Planted: 1\r\n\r\n<script>window.planted=1</script>",
    "planted\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:planted\r\nX-PLANTED:1",
    '#panic("planted") $x$ `raw` *planted* _x_ @planted <planted> // /* [#read("/etc/passwd")] \\',
    "</w:t></w:r><w:p><w:r><w:instrText>PLANTED</w:instrText></w:r></w:p>]]>&planted;<!--",
    "\u202eplanted\u2066\u2067\u200f\u202c\u061c",
    "planted\x00\x01\x0b\x0c\x7f\x85\u2028\ufffe\ufeff",
    "%n%s%(planted)s{planted}{0}\\planted",
)
TOO_LONG = "planted" * 1463  # over 10 kB, without a place to break
WORD = "planted"
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def texts(room: int | None, first: int = 0) -> Iterator[str]:
    """One planted text after the other, without end. room: letters that fit, None for as many as one likes.

    first: with which to begin, so that tables with one row alone do not all hold the same.
    """
    for n in count(first):
        beginning = BEGINNINGS[n % len(BEGINNINGS)]
        if room is None:
            whole = beginning + TOO_LONG if n % 30 == 6 else beginning + "".join(BODIES)
        elif room > 1000:
            whole = beginning + "".join(BODIES)
        else:
            whole = beginning + BODIES[n % len(BODIES)]
        yield whole if room is None else whole[:room]
