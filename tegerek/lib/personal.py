"""What a column says of a person, declared beside the column: what for, on what basis, who sees it, how long.

Every text, JSON or file column of every table is declared: in `personal`, a mapping of its name to a `Personal`, or in
`impersonal`, a tuple of names of columns that say nothing of anybody. A test finds the ones that are in neither.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Personal:
    """purpose: what it is needed for. basis: the legal basis. seen_by: who may see it. keep: until when it is kept.

    All four are words for a person who asks, in plain English, and go through gettext where a screen shows them.
    """

    purpose: str
    basis: str
    seen_by: str
    keep: str
