"""What bin/test says before and after the tests."""

import subprocess
from pathlib import Path
from shutil import which

import pytest

from tests.house.runs import ROOT, clean_variables

pytestmark = [pytest.mark.machine, pytest.mark.alone]


def test_programs_that_are_missing_are_named_in_one_line_before_the_first_test(tmp_path: Path) -> None:
    # Python and what the shell needs to find itself: no apt-get, so that nothing can be installed, by root neither.
    for name in ("python3", "sh", "readlink", "dirname"):
        (tmp_path / name).symlink_to(Path(which(name) or name).resolve() if name != "python3" else _own_python())

    done = _bin_test("tests/lib", PATH=str(tmp_path))

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "Missing for the tests: chromium, w3m, poppler-utils, redis-server, gettext."
        " As root: apt-get install --no-install-recommends chromium w3m poppler-utils redis-server gettext\n"
    )


def test_arguments_go_to_pytest_and_the_last_line_counts_what_ran() -> None:
    done = _bin_test("tests/lib", "-k", "bishkek or clock")

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1].startswith("SQLite: ")
    assert done.stdout.splitlines()[-1].endswith(" passed")


def test_no_test_that_passed_is_no_success() -> None:
    done = _bin_test("tests/lib", "-k", "no_test_has_this_name")

    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "SQLite: 0 passed"


def _bin_test(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    command: list[str | Path] = [ROOT / "bin" / "test", *arguments]
    env = clean_variables() | more
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=120)


def _own_python() -> Path:
    """The interpreter itself; a shim would look for its own helpers on the path."""
    return ROOT / ".venv" / "bin" / "python"
