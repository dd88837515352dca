"""bin/bench decisions : the list of a place with 2,000 decisions beside that of a place with 20, on SQLite.

Two databases of their own, alike but for the number. Each list is asked for nine times, narrowed and whole, as the
public page asks; printed are the median, the slowest, how often the database was asked, how many bytes the packed page
has, and how many times as long the long list takes.
"""

from __future__ import annotations

import logging
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from gzip import compress
from typing import Any

FEW, MANY = 20, 2_000
TIMES = 9
STATES = ("", "waiting", "late", "done")


@dataclass(frozen=True)
class Measured:
    """milliseconds: of each time; queries: of one page; size: of the packed page, bytes."""

    milliseconds: list[float]
    queries: int
    size: int

    @property
    def median(self) -> float:
        return statistics.median(self.milliseconds)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="tegerek-bench-") as folder:
        os.environ |= {
            "TEGEREK_VAR": folder,
            "TEGEREK_SECRET": "b" * 50,
            "DJANGO_SETTINGS_MODULE": "tegerek.config.settings",
            "TEGEREK_NOW": "2026-03-06T09:00+06:00",
            "TEGEREK_KEEP_PAGES_SECONDS": "0",
        }
        import django  # slow import: needs the settings above

        django.setup()
        logging.disable(logging.INFO)
        from django.core.management import call_command  # slow import: needs the settings above

        call_command("collectstatic", interactive=False, verbosity=0)
        tell({number: _measured(number) for number in (FEW, MANY)})


def _measured(number: int) -> dict[str, Measured]:
    from django.core.management import call_command  # slow import: the settings come first
    from django.test import Client  # slow import: the settings come first

    from tests.commitments.rows import decided  # slow import: the settings come first

    call_command("migrate", verbosity=0)
    slug = decided(number).place.slug
    found = {state: _asked(Client(), f"/ky/places/{slug}/decisions/?state={state}") for state in STATES}
    call_command("flush", interactive=False, verbosity=0)
    return found


def _asked(client: Any, path: str) -> Measured:
    from django.db import connection  # slow import: the settings come first

    queries: list[str] = []

    def counted(execute: Callable[..., Any], sql: str, *arguments: Any) -> Any:
        queries.append(sql)
        return execute(sql, *arguments)

    with connection.execute_wrapper(counted):
        answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status_code}")
    taken = []
    for _n in range(TIMES):
        begun = time.perf_counter()
        client.get(path)
        taken.append((time.perf_counter() - begun) * 1000)
    return Measured(taken, len(queries), len(compress(answer.content)))


def tell(found: dict[int, dict[str, Measured]]) -> None:
    """Print what was measured, a line for each way to narrow the list."""
    print(f"{'':9}{'':>10}{'median':>9}{'slowest':>9}{'queries':>9}{'bytes':>8}{'ratio':>7}")
    for state in STATES:
        for number, each in found.items():
            one, few = each[state], found[FEW][state]
            print(
                f"{state or 'all':9}{number:>10}{one.median:>6.0f} ms{max(one.milliseconds):>6.0f} ms"
                f"{one.queries:>9}{one.size:>8}{one.median / few.median:>7.1f}"
            )


if __name__ == "__main__":
    main()
