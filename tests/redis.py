"""A Redis server to throw away, for the tests of the queue that lies in one."""

import contextlib
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.postgres import end_with_parent, free_port

READY_WITHIN = 20.0  # seconds


@dataclass
class Server:
    """A server on a port of its own. url: for TEGEREK_QUEUE."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it, empty, and wait until it answers. Raises RuntimeError with what it said."""
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        log = self.folder / "log"
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                ["redis-server", *options, "--dir", self.folder],
                stdout=out,
                stderr=out,
                preexec_fn=end_with_parent,  # noqa: PLW1509 - it only calls the system
            )
        deadline = time.monotonic() + READY_WITHIN
        while "eady to accept connections" not in log.read_text():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"Redis did not start:\n{log.read_text()}")
            time.sleep(0.02)

    def kill(self) -> None:
        """End it with all that was queued."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None
            (self.folder / "log").write_text("")


@contextlib.contextmanager
def running() -> Iterator[Server]:
    """A started server, removed afterwards."""
    server = Server(Path(tempfile.mkdtemp(prefix="tegerek-redis-")), free_port())
    try:
        server.start()
        yield server
    finally:
        server.kill()
        shutil.rmtree(server.folder)
