"""A PostgreSQL server to throw away, for the tests that touch the database: fast, and careless of power cuts."""

import contextlib
import ctypes
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

USER = DATABASE = "tegerek"
READY_WITHIN = 30.0  # seconds
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)

_FASTER = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "50",
}


@dataclass(frozen=True)
class Server:
    """A running server with an empty database. url: for TEGEREK_DATABASE."""

    url: str
    folder: Path
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """End the server and remove what it kept."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder)


def start() -> Server:
    """Make a cluster in a temporary folder and serve it on a free port of the loopback; about two seconds.

    Root may not run PostgreSQL: then it runs as the user `postgres`, whom Debian's package brings.
    Raises RuntimeError with what PostgreSQL said, or FileNotFoundError if it is not installed.
    """
    folder = Path(tempfile.mkdtemp(prefix="tegerek-pg-"))
    owner = "postgres" if os.geteuid() == 0 else None
    if owner:
        shutil.chown(folder, owner, owner)
    try:
        return _start_in(folder, owner)
    except BaseException:
        shutil.rmtree(folder)
        raise


def serve(told: Path) -> None:
    """Serve until asked to stop, having written the address to a file; what `python -m tests.postgres FILE` does."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    server = start()
    draft = told.with_suffix(".draft")
    draft.write_text(server.url)
    draft.replace(told)
    signal.sigwait({signal.SIGTERM, signal.SIGINT})
    server.stop()


def _start_in(folder: Path, owner: str | None) -> Server:
    programs, port = _programs(), free_port()
    make: list[str | Path] = [programs / "initdb", "-D", folder / "data", "-U", USER, "--auth=trust", "--encoding=UTF8"]
    _call([*make, "--locale=C.UTF-8", "--no-sync"], folder, owner)
    settings = _FASTER | {"listen_addresses": "127.0.0.1", "unix_socket_directories": str(folder), "port": str(port)}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", *options],
            cwd=folder,
            stdout=log,
            stderr=log,
            user=owner,
            group=owner,
            extra_groups=[] if owner else None,
            preexec_fn=end_with_parent,  # noqa: PLW1509 - no thread of ours runs yet; it only calls the system
        )
    where = ["-h", "127.0.0.1", "-p", str(port), "-U", USER]
    deadline = time.monotonic() + READY_WITHIN
    while subprocess.run([programs / "pg_isready", "-q", *where, "-d", "postgres"], check=False).returncode != 0:
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            process.wait()
            raise RuntimeError(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}")
        time.sleep(0.05)
    _call([programs / "createdb", *where, DATABASE], folder, owner)
    return Server(f"postgresql://{USER}@127.0.0.1:{port}/{DATABASE}", folder, process)


def _programs() -> Path:
    """The folder of the newest PostgreSQL; Debian keeps them side by side and not on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if not found:
        raise FileNotFoundError("PostgreSQL is not installed; bin/test installs it when root, or names it")
    return found[-1].parent


def _call(command: list[str | Path], folder: Path, owner: str | None) -> None:
    groups: list[str] | None = [] if owner else None
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, user=owner, group=owner, extra_groups=groups
    )
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")


def free_port() -> int:
    """A free port below those that the kernel lends to clients, so that no connection takes it before we listen."""
    while True:
        port = 15000 + secrets.randbelow(15000)
        with socket.socket() as found, contextlib.suppress(OSError):
            found.bind(("127.0.0.1", port))
            return port


def end_with_parent() -> None:
    """Have the kernel ask for an immediate stop when the tests are killed, so that no server is left behind.

    It starts with no signal blocked, whatever `serve` blocks for itself.
    """
    signal.pthread_sigmask(signal.SIG_SETMASK, set())
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGQUIT, 0, 0, 0)


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
