"""docs/permissions.md, made from the table of rights: `python -m tests.house.permissions` writes it."""

from __future__ import annotations

import os
from pathlib import Path

import django

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

"""

FOOT = """
How it is held: each view carries its act (`tegerek/web/gate.py`), gets its things through `access.py` of their
room, and `tests/web/test_matrix.py` tries every address as every role on things of the own office, of another and
of none. Units and halls belong to no office; there the role alone decides. What is done is written into the journal
with the number of the account.
"""


def page() -> str:
    """The whole page: a row for each act, a column for each role."""
    from tegerek.people.models import Role  # slow import: needs the settings
    from tegerek.people.rights import Act, whose  # slow import: needs the settings

    rows = [["act", *Role.values], ["---"] * (len(Role) + 1)]
    rows += [[f"`{act}`", *(whose(role, act) or "–" for role in Role)] for act in Act]
    return HEAD + "".join(f"| {' | '.join(row)} |\n" for row in rows) + FOOT


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tegerek.config.settings")
    os.environ.setdefault("TEGEREK_SECRET", "for writing a page alone")
    django.setup()
    PAGE.write_text(page())
