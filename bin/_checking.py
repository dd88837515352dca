"""What can be known about the code without running it. One line per check; a new check is one line in CHECKS."""

import shlex
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import _environment
from _environment import PYTHON, ROOT
from _guard import Crew
from _serving import DJANGO
from _speech import Refused, say

BIN = PYTHON.parent
# Where text is trusted as markup is held to a list with reasons by tests/house/test_rooms.py, which knows more.
TRUSTED_TEXTS = ("--skip", "B308,B703")
COMPILE: list[str | Path] = [
    BIN / "uv",
    "pip",
    "compile",
    "--quiet",
    "--universal",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-emit-index-url",
]
SHOWN = 60  # lines of what a failing check said, when many are made
UNREACHABLE = (
    "dns error",
    "Could not connect",
    "error sending request",
    "Network connectivity is disabled",
    "timed out",
    "Failed to fetch",
)


@dataclass(frozen=True)
class Verdict:
    """What a check found. A check that could not be made passes, and says why it was not made."""

    passed: bool
    said: str = ""
    not_made: str = ""


Check = Callable[[Crew], Verdict]


def _call(*command: str | Path) -> Check:
    """A check that is one command: it passes when the command exits 0."""

    def check(crew: Crew) -> Verdict:
        with tempfile.TemporaryDirectory() as var:
            variables = _environment.variables(TEGEREK_VAR=var, TEGEREK_SECRET="for checks alone")  # noqa: S106 - signs nothing
            return _run(crew, list(command), ROOT, variables)

    return check


def _locks_are_up_to_date(crew: Crew) -> Verdict:
    """Whether compiling requirements*.in again gives the locks that are committed; pins that still fit are kept."""
    with tempfile.TemporaryDirectory() as folder:
        for path in ROOT.glob("requirements*"):
            shutil.copy(path, folder)
        for name in ("requirements", "requirements-dev"):
            verdict = _run(crew, [*COMPILE, f"{name}.in", "-o", f"{name}.lock"], Path(folder), _environment.fetching())
            if not verdict.passed:
                is_offline = any(sign in verdict.said for sign in UNREACHABLE)
                return Verdict(True, not_made="no package index can be reached") if is_offline else verdict
            if (Path(folder) / f"{name}.lock").read_text() != (ROOT / f"{name}.lock").read_text():
                command = " ".join(str(part) for part in ["uv", *COMPILE[1:], f"{name}.in", "-o", f"{name}.lock"])
                return Verdict(False, f"{name}.lock does not fit {name}.in. Compile it again: {command}")
    return Verdict(True)


def _dev_has_the_same_pins(crew: Crew) -> Verdict:
    """Whether tests run on the versions that offices run on."""
    pins = {name: set(_pins(lock)) for name, lock in _environment.LOCKS.items()}
    differing = sorted(pins["run"] - pins["dev"])
    return Verdict(not differing, f"Not so in requirements-dev.lock: {', '.join(differing)}")


CHECKS: dict[str, Check] = {
    "format": _call(BIN / "ruff", "format", "--check", "--quiet", "."),
    "lint": _call(BIN / "ruff", "check", "--quiet", "."),
    "types": _call(PYTHON, "-m", "mypy"),
    "types of the commands": _call(PYTHON, "-m", "mypy", "--config-file=", "--strict", "bin/_house.py"),
    "rooms": _call(BIN / "lint-imports"),
    "template lint": _call(BIN / "djlint", "--lint", "tegerek/web/templates"),
    "known dangers": _call(BIN / "bandit", "-q", "-r", "--severity-level", "medium", *TRUSTED_TEXTS, "tegerek", "bin"),
    "styles for old phones": _call(PYTHON, "-m", "tests.css_compat"),
    "migrations": _call(*DJANGO, "makemigrations", "--check", "--dry-run"),
    "translations": _call(*DJANGO, "words", "--check"),
    "lock files": _locks_are_up_to_date,
    "same pins in tests": _dev_has_the_same_pins,
}


def run_checks(crew: Crew, names: list[str]) -> int:
    """All checks, or those named, one line each; what the failing ones said follows theirs. 1 if any failed."""
    _environment.make(crew, "dev")
    chosen = {name: check for name, check in CHECKS.items() if not names or name in names}
    if unknown := [name for name in names if name not in CHECKS]:
        raise Refused(f"No such check: {', '.join(unknown)}. There are: {', '.join(CHECKS)}", code=2)
    failed = [name for name, check in chosen.items() if not _tell(name, check, crew, whole=bool(names))]
    say(f"\nFailed: {', '.join(failed)}" if failed else "\nAll checks passed")
    return 1 if failed else 0


def _tell(name: str, check: Check, crew: Crew, *, whole: bool) -> bool:
    began = time.monotonic()
    verdict = check(crew)
    word = f"not made: {verdict.not_made}" if verdict.not_made else "ok" if verdict.passed else "FAILED"
    say(f"{name:24}{time.monotonic() - began:6.1f} s  {word}")
    if not verdict.passed:
        lines = verdict.said.splitlines()
        say("\n".join(lines if whole else lines[-SHOWN:]))
        if len(lines) > SHOWN and not whole:
            say(f"({len(lines) - SHOWN} lines before these are not shown; bin/check {shlex.quote(name)} shows all)")
    return verdict.passed


def _run(crew: Crew, command: list[str | Path], folder: Path, env: dict[str, str]) -> Verdict:
    with tempfile.TemporaryFile() as output:
        code = crew.run(command, env=env, cwd=folder, output=output)
        output.seek(0)
        return Verdict(code == 0, output.read().decode(errors="replace").strip())


def _pins(lock: Path) -> list[str]:
    return [
        line.split(" ")[0] for line in lock.read_text().splitlines() if "==" in line and not line.startswith((" ", "#"))
    ]
