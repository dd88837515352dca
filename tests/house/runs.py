"""Real runs of the commands in bin/, watched from outside through /proc."""

import contextlib
import http
import http.client
import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from tests.postgres import free_port

ROOT = Path(__file__).resolve().parents[2]
TICKS = os.sysconf("SC_CLK_TCK")


def until(question: Callable[[], bool], what: str, seconds: float) -> None:
    """Ask again and again until the answer is yes. Fails with `what` when it takes too long."""
    deadline = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        time.sleep(0.02)


class Run:
    """One call of bin/run or bin/setup on a var/ and a port of its own, with what it says kept in a file."""

    def __init__(self, command: str, *arguments: str, var: Path, root: Path = ROOT, port: int = 0, **more: str) -> None:
        self.var, self.port = var, port or free_port()
        self.log = var.with_name(f"{var.name}-{self.port}.log")
        env = clean_variables() | {"TEGEREK_VAR": str(var), "PORT": str(self.port), **more}
        with self.log.open("wb") as log:
            self.script = subprocess.Popen(
                [root / "bin" / command, *arguments], env=env, stdout=log, stderr=log, cwd="/", start_new_session=True
            )
        self._seen: dict[int, str] = {}

    @property
    def said(self) -> str:
        return self.log.read_text(errors="replace")

    def wait_until_it_says(self, text: str, seconds: float = 60) -> None:
        until(lambda: text in self.said or self.script.poll() is not None, f"{text!r} in: {self.said}", seconds)
        assert text in self.said, self.said

    def wait_until_ready(self, seconds: float = 240) -> None:
        """Patience, no measure: other tests may run beside this one."""
        self.wait_until_it_says("] ready\n", seconds)

    def wait_until_busy(self, words: str, seconds: float = 0.2) -> None:
        """Until a process of this run with these words in its command line has worked for so many seconds."""
        known: list[int] = []

        def is_busy() -> bool:
            assert "] ready\n" not in self.said, f"{words} ended too soon: {self.said}"
            # Looking through all processes takes a good part of a short step; one that is known is asked alone.
            known[:] = [pid for pid in known if _parent(pid) is not None] or self.pids_of(words)
            return any(_worked(pid) >= seconds for pid in known)

        until(is_busy, f"{words} at work", 60)

    def work_of(self, steps: Collection[str], seconds: float) -> dict[str, float]:
        """How many seconds of processor time each of these steps of this run takes, watched until the run ends."""
        worked = dict.fromkeys(steps, 0.0)

        def has_ended() -> bool:
            for pid, command in self.members().items():
                for step in steps:
                    if f"django {step}" in command:
                        worked[step] = max(worked[step], _worked(pid))
            return self.script.poll() is not None

        until(has_ended, f"the end of the run; it says: {self.said}", seconds)
        return worked

    def members(self) -> dict[int, str]:
        """Number → command line of the living processes of this run: the script, all below it, all with its mark."""
        parents = {pid: parent for pid in _pids() if (parent := _parent(pid)) is not None}
        found = {self.script.pid} & parents.keys()
        while more := {pid for pid, parent in parents.items() if parent in found} - found:
            found |= more
        found |= {pid for pid in parents if f"=site:{self.var}\0".encode() in _bytes(pid, "environ")}
        living = {pid: _command(pid) for pid in found}
        self._seen |= living
        return living

    def pids_of(self, words: str) -> list[int]:
        """The members with these words in their command line, the elder first."""
        return sorted(pid for pid, command in self.members().items() if words in command)

    @property
    def supervisor(self) -> int:
        """The process that does the work for the script."""
        (found,) = (pid for pid in self.members() if _parent(pid) == self.script.pid)
        return found

    def kill_script(self) -> None:
        self.members()
        self.script.kill()

    def kill_supervisor(self) -> None:
        os.kill(self.supervisor, signal.SIGKILL)

    def assert_all_gone(self, within: float = 5) -> None:
        """No process that this run ever had is alive, and its port is free."""
        deadline = time.monotonic() + within
        until(lambda: not self.survivors(), f"all gone; left: {self.survivors()}", deadline - time.monotonic())
        until(lambda: is_free(self.port), f"port {self.port} is free", deadline - time.monotonic())

    def survivors(self) -> dict[int, str]:
        self.script.poll()
        now = self.members()
        return now | {pid: command for pid, command in self._seen.items() if _parent(pid) is not None}

    def get(self, path: str) -> int:
        """The status of a page; 0 if nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        with contextlib.closing(connection):
            try:
                connection.request("GET", path)
                return connection.getresponse().status
            except (OSError, http.client.HTTPException):
                return 0

    def exit_code(self, seconds: float = 30) -> int:
        return self.script.wait(seconds)

    def clean_up(self) -> None:
        """After a test, also a failed one: stop the run, and make sure nothing of it stays."""
        self.members()
        if self.script.poll() is None:
            self.script.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.script.wait(20)
        for pid in self.survivors():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.script.wait(5)


def clean_variables() -> dict[str, str]:
    """The environment without what a surrounding test run set for itself."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("TEGEREK_", "PYTHON", "PORT"))}


def manage(var: Path, *arguments: str, **more: str) -> str:
    """What a management command prints. Fails if it does not exit 0."""
    env = clean_variables() | {"TEGEREK_VAR": str(var), **more}
    done = subprocess.run([ROOT / "bin" / "manage", *arguments], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def sign_in(port: int, login: str, password: str) -> str:
    """Sign in as a person does, through the form; gives the key of the session that was written."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(jar))
    address = f"http://127.0.0.1:{port}/account/sign-in/"
    form = opener.open(address, timeout=10).read().decode()
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)[0]
    fields = {"login": login, "password": password, "csrfmiddlewaretoken": token}
    opener.open(address, urllib.parse.urlencode(fields).encode(), timeout=10).close()
    return next(cookie.value or "" for cookie in jar if cookie.name == "sessionid")


def is_signed_in(port: int, session: str) -> bool:
    """Whether a session is known: who is signed in is sent on from the sign-in page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    with contextlib.closing(connection):
        connection.request("GET", "/account/sign-in/", headers={"Cookie": f"sessionid={session}"})
        return connection.getresponse().status == http.HTTPStatus.FOUND


def is_free(port: int) -> bool:
    """Whether a server could listen there now."""
    with socket.socket() as found:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


@contextlib.contextmanager
def left_behind(var: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process such as a run leaves behind whose script and supervisor are killed in the same moment."""
    env = clean_variables() | {"TEGEREK_RUN_0123456789abcdef": f"site:{var}"}
    process = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"], env=env)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _pids() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def _parent(pid: int) -> int | None:
    """The parent of a living process; None if it is dead, also if nobody has asked for its exit code yet."""
    fields = _bytes(pid, "stat").rpartition(b")")[2].split()
    return int(fields[1]) if fields and fields[0] != b"Z" else None


def _worked(pid: int) -> float:
    """Seconds of processor time."""
    fields = _bytes(pid, "stat").rpartition(b")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS if fields else 0


def _command(pid: int) -> str:
    return _bytes(pid, "cmdline").replace(b"\0", b" ").decode(errors="replace")


def _bytes(pid: int, name: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except OSError:
        return b""
