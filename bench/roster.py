"""bin/bench roster : taking a list of 2,000 people over, beside only reading it.

The list of the tests: every tenth row has one of twenty kinds of fault. Five rounds on an empty SQLite database that
lies on the disk as a site's does; in each round the list is read apart without storing anything, then brought and taken
over as the worker does it. Prints the median and the worst round of both, and how many times as long taking over takes.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable

ROUNDS = 5
GOAL_SECONDS = 15


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="tegerek-bench-") as folder:
        os.environ["TEGEREK_VAR"] = folder
        os.environ["TEGEREK_SECRET"] = "b" * 50
        os.environ["DJANGO_SETTINGS_MODULE"] = "tegerek.config.settings"
        import django  # slow import

        django.setup()
        rounds = _rounds()
    tell(rounds)


def _rounds() -> dict[str, list[float]]:
    from django.core.management import call_command  # slow import: the settings come first

    from tegerek.meetings import listing  # slow import: the settings come first
    from tegerek.meetings.lists.cells import judge  # slow import: the settings come first
    from tegerek.meetings.lists.reading import pasted_list  # slow import: the settings come first
    from tegerek.meetings.lists.rows import ListTable  # slow import: the settings come first
    from tegerek.meetings.matching import places_of  # slow import: the settings come first
    from tegerek.meetings.models import ListImport, Meeting, Participant  # slow import: the settings come first
    from tests.meetings.lists import faulty  # slow import: the settings come first
    from tests.meetings.rows import NOW, a_clerk, a_draft, an_office  # slow import: the settings come first
    from tests.places.world import load_few_units  # slow import: the settings come first

    call_command("migrate", verbosity=0)
    units, clerk = load_few_units(), a_clerk()
    text = faulty.text(faulty.Land(("Кум-Дөбө", "Кочкор айыл аймагы"), "Ат-Башы айыл аймагы", "Эки-Талаа"))
    rounds: dict[str, list[float]] = {"reading": [], "taking over": []}

    def read(meeting: Meeting) -> None:
        places = places_of(meeting)
        for row in ListTable.of(pasted_list(text, places.is_place)).rows:
            judge(row, places)

    def take(meeting: Meeting) -> None:
        found = ListImport.objects.create(meeting=meeting, source=text.encode(), brought_at=NOW, brought_by=clerk)
        listing.read(Silent(), found.pk)
        listing.take(Silent(), found.pk)

    for number in range(ROUNDS):
        # An office of its own for each round, so that nobody is known and everybody is written.
        meeting = a_draft(office=an_office(f"{number}"), place=units["kochkor-raion"])
        rounds["reading"].append(_seconds(lambda: read(meeting)))  # noqa: B023 - called at once
        rounds["taking over"].append(_seconds(lambda: take(meeting)))  # noqa: B023 - called at once
        if Participant.objects.filter(meeting=meeting).count() < faulty.ROWS * 0.9:
            raise RuntimeError("not every good row went in")
    return rounds


class Silent:
    """A run nobody looks at."""

    options: dict[str, str] = {}

    def reached(self, done: int, total: int) -> None: ...

    def keep(self, data: bytes, *, name: str) -> None: ...


def _seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def tell(rounds: dict[str, list[float]]) -> None:
    base = statistics.median(rounds["reading"])
    print(f"{'2,000 rows':<16}{'median s':>10}{'worst s':>10}{'of reading':>12}")
    for name, seconds in rounds.items():
        median = statistics.median(seconds)
        print(f"{name:<16}{median:>10.2f}{max(seconds):>10.2f}{median / base:>12.1f}")
    print(f"The goal is {GOAL_SECONDS} s for taking over.")


if __name__ == "__main__":
    main()
