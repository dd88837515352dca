"""The test suite: all of it on SQLite, what touches the database on PostgreSQL too, and a count at the end."""

import os
import signal
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import _environment
import _programs
from _environment import PYTHON, ROOT
from _guard import Crew, end
from _serving import DJANGO
from _speech import Refused, progress, say

# Tests of how a run starts, stops and dies measure seconds: they run one after the other, when nothing else does. Each
# file of those that browse has a site and a Chromium of its own: two files go side by side.
ALONE = "alone"
BROWSING = "browser"
APART = "not (browser or alone)"
NOTHING_COLLECTED = 5
# What takes longest is named after each run, so that it is seen when it grows.
SLOWEST = ("--durations=10", "--durations-min=15")


@dataclass
class Count:
    """What became of the tests on one database."""

    database: str
    outcomes: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("passed", "failed", "errors", "skipped"), 0)
    )

    def add(self, report: Path) -> None:
        """Take in a report in JUnit's form; a run that died has left none."""
        for suite in ET.parse(report).getroot().iter("testsuite") if report.exists() else ():  # noqa: S314  # nosec B314 - our own file
            numbers = {name: int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")}
            self.outcomes["failed"] += numbers["failures"]
            self.outcomes["errors"] += numbers["errors"]
            self.outcomes["skipped"] += numbers["skipped"]
            self.outcomes["passed"] += numbers["tests"] - numbers["failures"] - numbers["errors"] - numbers["skipped"]

    def __str__(self) -> str:
        told = [f"{number} {outcome}" for outcome, number in self.outcomes.items() if number or outcome == "passed"]
        return f"{self.database}: {', '.join(told)}"


def run_tests(crew: Crew, arguments: Sequence[str]) -> int:
    """The whole suite; or, with arguments for pytest, what they choose, on SQLite alone."""
    _programs.install(crew)
    _environment.make(crew, "dev")
    with tempfile.TemporaryDirectory(prefix="tegerek-test-") as folder:
        suite = _Suite(crew, Path(folder))
        suite.compile_words()
        sqlite = Count("SQLite")
        if arguments:
            suite.run(sqlite, arguments)
            return suite.conclude([sqlite])
        together = ["-n", str(_workers()), "--dist", "worksteal"] if _workers() > 1 else []
        suite.run(sqlite, [*together, "-m", APART])
        suite.run(sqlite, [*_side_by_side(), "-m", BROWSING])
        suite.run(sqlite, ["-m", ALONE])
        postgresql = Count("PostgreSQL")
        with suite.postgresql() as address:
            suite.run(postgresql, [*together, "-m", "database and not (machine or browser)"], TEGEREK_DATABASE=address)
        return suite.conclude([sqlite, postgresql])


class _Suite:
    """Runs of pytest with one folder for what they leave behind, and for what they make once for all of them.

    `codes` are their exit codes.
    """

    def __init__(self, crew: Crew, folder: Path) -> None:
        self._crew, self._folder = crew, folder
        self._codes: list[int] = []

    def compile_words(self) -> None:
        if self._crew.run([*DJANGO, "words"], env=self._variables(), cwd=ROOT) != 0:
            raise Refused("The translations could not be compiled; the reason stands above.")

    def run(self, count: Count, arguments: Sequence[str], **more: str) -> None:
        """One run of pytest, added to the count of its database."""
        report = self._folder / f"report-{len(self._codes)}.xml"
        progress(f"{count.database}: pytest {' '.join(arguments)}")
        command: list[str | Path] = [PYTHON, "-m", "pytest", "-q", *SLOWEST, f"--junitxml={report}", *arguments]
        self._codes.append(self._crew.run(command, env=self._variables(**more), cwd=ROOT, stop_with=signal.SIGINT))
        count.add(report)

    @contextmanager
    def postgresql(self) -> Iterator[str]:
        """The address of a server to throw away, which lives as long as the block. Raises Refused if there is none."""
        told = self._folder / "postgresql-address"
        server = self._crew.start([PYTHON, "-m", "tests.postgres", told], env=self._variables(), cwd=ROOT)
        while not told.exists():
            self._crew.wait_for([server], seconds=0.1)
            if server.poll() is not None:
                raise Refused("PostgreSQL did not start; the reason stands above.")
        yield told.read_text()
        end(server)

    def conclude(self, counts: Sequence[Count]) -> int:
        """Say how many tests ran where; 0 if all passed and at least one ran on each database."""
        say("")
        for count in counts:
            say(str(count))
        is_good = set(self._codes) <= {0, NOTHING_COLLECTED} and all(count.outcomes["passed"] for count in counts)
        return 0 if is_good else 1

    def _variables(self, **more: str) -> dict[str, str]:
        """Tests stand in a var/ of their own and see no setting of the person who starts them."""
        found = _environment.variables(TEGEREK_VAR=str(self._folder), TEGEREK_SECRET="tests", **more)  # noqa: S106 -- signs nothing that lasts
        found["TESTS_KEPT"] = str(self._folder)
        kept = {"TEGEREK_VAR", "TEGEREK_SECRET", *more}
        return {
            name: value
            for name, value in found.items()
            if name in kept or not name.startswith("TEGEREK_") or name.startswith("TEGEREK_RUN_")
        }


def _side_by_side() -> list[str]:
    """Two files at once, and no more: each has a server, a worker and a browser."""
    return ["-n", "2", "--dist", "loadfile"] if _workers() > 1 else []


def _workers() -> int:
    return min(len(os.sched_getaffinity(0)), 8)
