"""Server and worker are killed under load, thirty times; bin/chaos killing does it three hundred times."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.house.runs import ROOT, clean_variables

pytestmark = pytest.mark.machine

ROUNDS = 30


@pytest.mark.parametrize("where", [(), ("--postgresql", "--redis")], ids=["SQLite", "PostgreSQL and Redis"])
def test_every_acknowledged_write_and_every_job_is_there_after_thirty_kills(where: tuple[str, ...]) -> None:
    command: list[str | Path] = [ROOT / "bin" / "chaos", "killing", "--rounds", str(ROUNDS), *where]

    done = subprocess.run(command, env=clean_variables(), capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    lost = {name: found for name, found in told.items() if name.startswith(("lost", "jobs", "answers"))}
    assert (told["rounds"], lost) == (ROUNDS, {name: [] for name in lost})
    assert (told["meetings"] > ROUNDS, told["schedules"] > 0) == (True, True)
