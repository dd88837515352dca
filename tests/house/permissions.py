"""docs/permissions.md, made from the table of rights: `python -m tests.house.permissions` writes it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import django
from django.urls import URLResolver, get_resolver

PAGE = Path(__file__).parents[2] / "docs" / "permissions.md"

HEAD = """# Who may do what

Made from `tegerek/people/rights.py` by `python -m tests.house.permissions`; do not edit it by hand, a test compares
them.

A person has an **account**. An account does nothing until it is **granted a role in an office** for a term; one
account may have several roles in several offices. Every page of the desk names the act it is for; the table says to
whose things a role may do it: those of its **own** office, those of **any** office, or none (–).

Whoever is not signed in gets the sign-in page for every address of the desk, existing or not. Whoever is signed in
without the right gets “There is no such page”, also for things that exist. Public pages are open to everybody,
without account, cookie or session.

A role may be given **for a place**: then it reaches only meetings in that place or below it, their seminars, agendas
and rosters, and nothing else of the office. Whoever came in by a **personal link** may do what ends in `.see` or
`.open` of the role, and nothing else. The role that sees every office is given only by the office with which the
installation began.

"""

FOOT = """
How it is held: each view carries its act (`tegerek/web/gate.py`), gets its things through `access.py` of their
room, and `tests/web/test_matrix.py` tries every address as every role on things of the own office, of another and
of none. Units and halls belong to no office; there the role alone decides. What is done is written into the journal
with the number of the account.
"""


MIDDLE = """
## Which address is for which act

Every address of the desk, and the act it asks for. An address that asks for an act of a thing answers only for things
that the act reaches.

"""


def page() -> str:
    """The whole page: a row for each act, a column for each role; then a row for each address of the desk."""
    from tegerek.people.models import Role  # slow import: needs the settings
    from tegerek.people.rights import Act, whose  # slow import: needs the settings

    rows = [["act", *Role.values], ["---"] * (len(Role) + 1)]
    rows += [[f"`{act}`", *(whose(role, act) or "–" for role in Role)] for act in Act]
    asked = [["address", "act"], ["---", "---"], *([f"`{path}`", f"`{act}`"] for path, act in sorted(_desk()))]
    return HEAD + _table(rows) + MIDDLE + _table(asked) + FOOT


def _desk() -> Iterator[tuple[str, str]]:
    """Every address of the desk, as it is written in the code, with its act."""
    for entry in get_resolver().url_patterns:
        if isinstance(entry, URLResolver) and str(entry.pattern) == "desk/":
            for page in entry.url_patterns:
                yield f"/desk/{page.pattern}", str(getattr(page.callback, "opened_to", ""))


def _table(rows: list[list[str]]) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tegerek.config.settings")
    os.environ.setdefault("TEGEREK_SECRET", "for writing a page alone")
    django.setup()
    PAGE.write_text(page())
