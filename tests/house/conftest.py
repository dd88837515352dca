import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.house.runs import Run


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


@pytest.fixture(scope="session")
def prepared_var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A var/ after a whole set-up of the demo, made once."""
    var = tmp_path_factory.mktemp("prepared") / "var"
    run = Run("setup", var=var)
    try:
        assert run.exit_code(180) == 0, run.said
    finally:
        run.clean_up()
    return var


@pytest.fixture
def demo_var(prepared_var: Path, tmp_path: Path) -> Path:
    """A var/ of one's own in which the demo stands already."""
    return Path(shutil.copytree(prepared_var, tmp_path / "var"))
