"""The Python environment in .venv: made from a lock with hashes, noticed when it is half-made or out of date.

`.venv/house-stamp` is written last. It holds which locks stand in the environment; while one is being made it says so
instead, and an environment that was left in that state is made anew from nothing.
"""

import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from _guard import Crew
from _speech import Refused, progress

UV = "uv==0.13.9"
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "house-stamp"
LOCKS: dict[str, Path] = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")  # where Debian and Ubuntu keep them
_BEING_MADE = "being made"

Purpose = Literal["run", "dev"]
_CONTAINS: dict[Purpose, tuple[Purpose, ...]] = {"run": ("run",), "dev": ("run", "dev")}


def is_ready(purpose: Purpose) -> bool:
    """Whether .venv holds what the purpose needs; an environment for development is good for running too."""
    return PYTHON.exists() and any(
        STAMP.is_file() and STAMP.read_text() == _stamp(made_for) for made_for in ("dev", purpose)
    )


def make(crew: Crew, purpose: Purpose) -> None:
    """Make .venv, or mend it. Two commands that need it at once make it one after the other.

    Raises Refused, naming what is missing, when it cannot be made.
    """
    with _alone():
        if is_ready(purpose):
            return
        # Whoever develops here keeps the tools of development, also when it was bin/run that found new locks.
        purpose = "dev" if _was_made_for_development() else purpose
        if _is_worth_mending(crew):
            progress("environment: bringing .venv up to date")
        else:
            progress("environment: making .venv; the first time this takes about a minute")
            _make_venv(crew)
        STAMP.write_text(_BEING_MADE)
        _quietly(crew, [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV])
        _quietly(
            crew, [PYTHON, "-m", "uv", "pip", "sync", "--quiet", "--python", PYTHON, "--require-hashes", LOCKS[purpose]]
        )
        _write_whole(STAMP, _stamp(purpose))


def variables(**more: str) -> dict[str, str]:
    """The environment variables in which the product's own Python is called."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "VIRTUAL_ENV")}
    return inherited | {
        "PATH": f"{PYTHON.parent}:{inherited.get('PATH', os.defpath)}",
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
        "DJANGO_SETTINGS_MODULE": "tegerek.config.settings",
        **more,
    }


def fetching() -> dict[str, str]:
    """The environment of pip and uv: uv finds the index and the certificates that pip finds, and needs no home."""
    foreign = ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV")
    found = {name: value for name, value in os.environ.items() if name not in foreign}
    if CERTIFICATES.exists():
        found.setdefault("SSL_CERT_FILE", found.get("PIP_CERT", str(CERTIFICATES)))
    if "PIP_INDEX_URL" in found and "UV_INDEX_URL" not in found:
        found.setdefault("UV_DEFAULT_INDEX", found["PIP_INDEX_URL"])
    if not any(name in found for name in ("UV_CACHE_DIR", "XDG_CACHE_HOME")) and not _has_home():
        found["UV_NO_CACHE"] = "1"
    return found


def apt_install(crew: Crew, packages: list[str]) -> bool:
    """Install packages of Debian or Ubuntu as root; whether that worked.

    What a killed run left half installed is finished first.
    """
    path = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin"  # dpkg insists on what lies there
    quiet = {**os.environ, "PATH": path, "DEBIAN_FRONTEND": "noninteractive"}
    commands = [
        ["dpkg", "--configure", "-a"],
        ["apt-get", "-qq", "update"],
        ["apt-get", "-qq", "install", "--yes", "--no-install-recommends", *packages],
    ]
    return all(crew.run(command, env=quiet, output=subprocess.DEVNULL) == 0 for command in commands)


def may_install() -> bool:
    """Whether this is root on a system with apt."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _was_made_for_development() -> bool:
    found = STAMP.read_text() if STAMP.is_file() else ""
    return found.startswith("{") and json.loads(found)["purpose"] == "dev"


def _is_worth_mending(crew: Crew) -> bool:
    """Whether the environment runs, has pip, and was not left in the middle of being made."""
    if not PYTHON.exists() or (STAMP.is_file() and not STAMP.read_text().startswith("{")):
        return False
    return crew.run([PYTHON, "-m", "pip", "--version"], output=subprocess.DEVNULL) == 0


def _make_venv(crew: Crew) -> None:
    if importlib.util.find_spec("ensurepip") is None:
        _install_ensurepip(crew)
    _quietly(crew, [sys.executable, "-m", "venv", "--clear", VENV])


def _install_ensurepip(crew: Crew) -> None:
    """Debian keeps the half of `venv` that brings pip in a package of its own."""
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if not may_install():
        raise Refused(f"Missing: {package}. As root: apt-get install {package}", code=2)
    progress(f"environment: installing {package}")
    if not apt_install(crew, [package]):
        raise Refused(f"Missing: {package}, and apt-get could not install it.", code=2)


def _quietly(crew: Crew, command: list[str | Path]) -> None:
    """Run a command that is worth reading only when it fails. Raises Refused with what it said."""
    with tempfile.TemporaryFile() as output:
        if crew.run(command, env=fetching(), output=output) != 0:
            output.seek(0)
            said = output.read().decode(errors="replace").strip()
            words = " ".join(str(part) for part in command[1:])
            raise Refused(
                f"{said}\nThe environment could not be made: `{words}` failed. The reason stands above; then try again."
            )


def _has_home() -> bool:
    """Whether there is, or can be made, a folder for caches."""
    home = Path(os.environ.get("HOME") or "/nonexistent")
    while not home.exists():
        home = home.parent
    return os.access(home, os.W_OK)


def _stamp(purpose: Purpose) -> str:
    """What an environment for this purpose is made of, and where: a copied environment points at the old place."""
    return json.dumps(
        {
            "purpose": purpose,
            "folder": str(VENV),
            "python": os.path.realpath(PYTHON),
            "locks": [hashlib.sha256(LOCKS[name].read_bytes()).hexdigest() for name in _CONTAINS[purpose]],
            "uv": UV,
        }
    )


def _write_whole(path: Path, text: str) -> None:
    """Write a file so that it is there whole or not at all."""
    draft = path.with_name(path.name + ".draft")
    draft.write_text(text)
    draft.replace(path)


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the lock file of the environment against other commands of this checkout; it ends with the process."""
    with LOCKS["run"].open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
