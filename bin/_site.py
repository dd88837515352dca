"""What a site keeps in var/: whose it is, which kind it is, its key, its clock, and how far its set-up came."""

import fcntl
import hashlib
import os
import secrets
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Literal

import _environment
from _guard import is_alive
from _speech import Refused

Kind = Literal["demo", "office"]

DEMO_STARTS = "2026-03-06T09:00+06:00"
BISHKEK = timezone(timedelta(hours=6))


class Site:
    """One var/ folder. Everything in it is made by these commands and by the product; nothing in it is committed."""

    def __init__(self, var: Path) -> None:
        self.var = var

    @classmethod
    def here(cls) -> "Site":
        """The site of TEGEREK_VAR, or of var/ in the checkout."""
        return cls(Path(os.environ.get("TEGEREK_VAR") or _environment.ROOT / "var").expanduser().resolve())

    @property
    def mark(self) -> str:
        """What the processes of this site carry in their environment."""
        return f"site:{self.var}"

    @property
    def kind(self) -> Kind | None:
        """Which kind of site stands in var/; None before the first start."""
        found = self._read("kind")
        return "demo" if found == "demo" else "office" if found == "office" else None

    @property
    def logins(self) -> str:
        """What a person signs in to the demo with, made anew at each set-up; empty in a real office."""
        return self._read("demo-logins.txt") if self.kind == "demo" else ""

    def lock(self) -> None:
        """Make var/ this command's own until it ends. Raises Refused, naming the process that has it.

        A killed run needs a moment to end what it had started, so one whose script is dead is waited for.
        """
        self.var.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Never closed: this process and the supervisor forked from it hold the lock; it ends with the later of the two.
        descriptor = os.open(self.var / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        deadline = time.monotonic() + 10
        while not _is_locked_by_us(descriptor):
            holder = os.pread(descriptor, 20, 0).decode().strip()
            if not holder.isdigit() or is_alive(int(holder)) or time.monotonic() > deadline:
                raise Refused(
                    f"{self.var} is in use by process {holder or '?'}. Stop that one first (kill {holder or '…'}),"
                    " or start a second site with another folder: TEGEREK_VAR=/some/where/else bin/run"
                )
            time.sleep(0.05)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)

    def become(self, kind: Kind) -> None:
        """Settle which kind of site this is, at its first start. Raises Refused if it is of the other kind already."""
        if self.kind is None:
            self._write("kind", kind)
        elif self.kind != kind:
            was, other = ("a demo", "without --empty") if self.kind == "demo" else ("a real office", "with --empty")
            raise Refused(
                f"{self.var} was made for {was}: start it {other}, or choose another folder with TEGEREK_VAR."
            )

    def make_secret(self) -> None:
        """The key that signs sessions and links: made once, readable by the owner alone."""
        if not (self.var / "secret").exists():
            self._write("secret", secrets.token_urlsafe(48))

    def set_demo_clock(self) -> None:
        """Settle at the first start of a demo what time it is there; TEGEREK_NOW sets it anew.

        Kept is the seconds between demo time and the machine's, so that the clock of the demo runs on while it is off.
        Raises Refused if TEGEREK_NOW is not a moment.
        """
        given = os.environ.get("TEGEREK_NOW", "")
        if given or not self._read("demo-clock"):
            self._write("demo-clock", str((_moment(given or DEMO_STARTS) - datetime.now(UTC)).total_seconds()))

    def variables(self) -> dict[str, str]:
        """The environment of a process started now: its clock begins where the demo's stands at this moment."""
        more = {"TEGEREK_VAR": str(self.var)}
        if self.kind is not None:
            more["TEGEREK_DEMO"] = "1" if self.kind == "demo" else "0"
        if self.kind == "demo" and self._read("demo-clock"):
            now = datetime.now(UTC) + timedelta(seconds=float(self._read("demo-clock")))
            more["TEGEREK_NOW"] = now.astimezone(BISHKEK).isoformat()
        return _environment.variables(**more)

    def is_done(self, step: str, fingerprint: str) -> bool:
        """Whether a step of the set-up was finished, on the same things."""
        return self._read(f"{step}-made") == fingerprint

    def note_done(self, step: str, fingerprint: str) -> None:
        """Written last: a step that was killed is not noted, and is done again."""
        self._write(f"{step}-made", fingerprint)

    def forget(self, *steps: str) -> None:
        """What was noted of these steps does not hold any more."""
        for step in steps:
            (self.var / f"{step}-made").unlink(missing_ok=True)

    def _read(self, name: str) -> str:
        path = self.var / name
        return path.read_text().strip() if path.is_file() else ""

    def _write(self, name: str, text: str) -> None:
        """Whole or not at all, and readable by the owner alone."""
        draft = self.var / f"{name}.draft"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.var / name)


def fingerprint(folders: Iterable[Path], *more: str) -> str:
    """A digest of the names and contents of all files below the folders; compiled files do not count."""
    digest = hashlib.sha256("\0".join(more).encode())
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix not in {".pyc", ".mo"}:
                digest.update(f"\0{path.relative_to(folder)}\0".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _is_locked_by_us(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _moment(text: str) -> datetime:
    """A moment as TEGEREK_NOW gives it; without an offset it is Bishkek time. Raises Refused."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Refused(f"TEGEREK_NOW={text!r} is not a moment; write it like {DEMO_STARTS}", code=2) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=BISHKEK)
