"""bin/bench hearings : bringing in 1,477 proposals of 182 hearings, beside writing them one by one.

The workbook of the tests. Three rounds on an empty SQLite database that lies on the disk as a site's does; in each
round the table is read and taken over as the worker does it, then the same rows are written each in a transaction of
its own. Prints the median and the worst round of both, and how many times as long one by one takes.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable

ROUNDS = 3


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

    from tegerek.lib.said import Said  # slow import: the settings come first
    from tegerek.voices import bringing  # slow import: the settings come first
    from tegerek.voices.models import BroughtHearing, BroughtVoice, Source  # slow import: the settings come first
    from tests.meetings.rows import NOW, an_office  # slow import: the settings come first
    from tests.places.world import load_few_units  # slow import: the settings come first
    from tests.voices import hearings  # slow import: the settings come first

    call_command("migrate", verbosity=0)
    raion = load_few_units()["kochkor-raion"]
    hearings.some_aimaks(raion)
    book = hearings.workbook()
    rounds: dict[str, list[float]] = {"reading": [], "taking over": [], "one by one": []}

    def one_by_one(source: Source) -> None:
        for n, row in enumerate(BroughtVoice.objects.filter(source=source).select_related("hearing")):
            hearing, _new = BroughtHearing.objects.get_or_create(
                office=other, place_id=row.hearing.place_id, kind=row.hearing.kind, held_on=row.hearing.held_on
            )
            row.pk, row.hearing, row.same = None, hearing, f"{n}"
            row.save(force_insert=True)

    for number in range(ROUNDS):
        # An office of its own for each round, so that nothing is known and every row is written.
        office, other = an_office(f"{number}"), an_office(f"other {number}")
        source = Source.objects.create(
            office=office,
            place=raion,
            title=Said({"ky": "Сынак"}),
            data=book,
            file_name="b.xlsx",
            made_at=NOW,
            changed_at=NOW,
        )
        rounds["reading"].append(_seconds(lambda: bringing.read(Silent(), source.pk)))  # noqa: B023 - called at once
        rounds["taking over"].append(_seconds(lambda: bringing.take(Silent(), source.pk)))  # noqa: B023 - called at once
        if BroughtVoice.objects.filter(source=source).count() != hearings.PROPOSALS:
            raise RuntimeError("not every row went in")
        rounds["one by one"].append(_seconds(lambda: one_by_one(source)))  # noqa: B023 - called at once
    return rounds


class Silent:
    """A run nobody looks at."""

    options: dict[str, str] = {}

    def reached(self, done: int, total: int) -> None: ...

    def keep(self, data: bytes, *, name: str, days: int | None = None) -> None: ...


def _seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def tell(rounds: dict[str, list[float]]) -> None:
    base = statistics.median(rounds["taking over"])
    print(f"{'1,477 rows':<16}{'median s':>10}{'worst s':>10}{'of taking over':>16}")
    for name, seconds in rounds.items():
        median = statistics.median(seconds)
        print(f"{name:<16}{median:>10.2f}{max(seconds):>10.2f}{median / base:>16.1f}")
    rows = 1_477 / base
    print(f"{rows:.0f} rows a second are taken over.")


if __name__ == "__main__":
    main()
