import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.house.runs import Run
from tests.once import once

STEPS = ("migrate", "load_places", "collectstatic", "demo")


@pytest.fixture
def start() -> Iterator[Callable[..., Run]]:
    """Start a command of the house; whatever becomes of the test, nothing of it stays alive."""
    runs: list[Run] = []

    def start_one(*arguments: str, **more: object) -> Run:
        runs.append(Run(*arguments, **more))  # type: ignore[arg-type]  # passed through as it came
        return runs[-1]

    yield start_one
    for run in runs:
        run.clean_up()


@dataclass(frozen=True)
class Prepared:
    """A var/ after a whole set-up of the demo, and how many seconds of processor time each step of it took."""

    var: Path
    work: Mapping[str, float]


@pytest.fixture(scope="session")
def prepared() -> Prepared:
    """Set up once, and watched meanwhile."""
    folder = once("prepared", _set_up)
    return Prepared(folder / "var", json.loads((folder / "work.json").read_text()))


def _set_up(folder: Path) -> None:
    run = Run("setup", var=folder / "var")
    try:
        work = run.work_of(STEPS, 300)
        assert run.exit_code() == 0, run.said
    finally:
        run.clean_up()
    (folder / "work.json").write_text(json.dumps(work))


@pytest.fixture(scope="session")
def prepared_var(prepared: Prepared) -> Path:
    """Nobody may change it; for one's own there is demo_var."""
    return prepared.var


@pytest.fixture(scope="session")
def work_of_steps(prepared: Prepared) -> Mapping[str, float]:
    """{"migrate": 3.1, …}: seconds of processor time on this machine, in the order of the steps."""
    return prepared.work


@pytest.fixture
def demo_var(prepared_var: Path, tmp_path: Path) -> Path:
    """A var/ of one's own in which the demo stands already."""
    return Path(shutil.copytree(prepared_var, tmp_path / "var"))
