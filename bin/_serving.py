"""From an empty var/ to a site that answers, and what keeps it answering."""

import collections
import contextlib
import http
import http.client
import os
import re
import shutil
import socket
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

import _environment
from _environment import PYTHON, ROOT
from _guard import Crew, Stopped, end, kill_group, kill_leftovers, reap_orphans
from _site import Site, fingerprint
from _speech import Refused, progress, say

DEATHS, WITHIN = 5, 60.0  # so many deaths within so many seconds end the run
CODE = re.compile(r"[a-z0-9]{4}(-[a-z0-9]{4})*")
READY_WITHIN = 120.0  # seconds from starting the server to its first answer
# Who may be waited for at once while a body comes; see _server.
THREADS = 8
ASKED_EVERY = 2.0  # seconds; see _answers
DJANGO: list[str | Path] = [PYTHON, "-P", "-m", "django"]


@dataclass(frozen=True)
class Address:
    """Where the site listens."""

    host: str
    port: int

    @classmethod
    def wanted(cls) -> "Address":
        """HOST and PORT, or 127.0.0.1 and 8000. Raises Refused."""
        port = os.environ.get("PORT") or "8000"
        if not port.isascii() or not port.isdigit() or not 1 <= int(port) <= 65535:
            raise Refused(f"PORT={port!r} is not understood; use a whole number from 1 to 65535", code=2)
        return cls(os.environ.get("HOST") or "127.0.0.1", int(port))

    @property
    def reachable_host(self) -> str:
        """Where this machine reaches a site that listens everywhere."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104  # nosec B104 - compared, not bound

    def __str__(self) -> str:
        """The address a person on this machine types."""
        host = self.reachable_host
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    def reserve(self) -> socket.socket:
        """Take the port before the long work, so that nobody else does meanwhile. Raises Refused if somebody has it.

        The server shares the port with the socket given back (SO_REUSEPORT); nothing listens on that one, so no
        connection goes there.
        """
        self._wait_for_the_dead()
        with self._bound(socket.SO_REUSEADDR):
            pass
        return self._bound(socket.SO_REUSEPORT)

    def _wait_for_the_dead(self) -> None:
        """A process that was killed lets go of its port a moment later: two seconds at most."""
        for _time in range(40):
            with contextlib.suppress(Refused), self._bound(socket.SO_REUSEADDR):
                return
            time.sleep(0.05)

    def _bound(self, option: int) -> socket.socket:
        try:
            family, kind, protocol, _name, address = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)[
                0
            ]
            found = socket.socket(family, kind, protocol)
            found.setsockopt(socket.SOL_SOCKET, option, 1)
            found.bind(address)
        except OSError as error:
            raise Refused(
                f"Port {self.port} on {self.host} cannot be had: {error.strerror}."
                f" Stop what uses it, or choose another: PORT={self.port + 1 if self.port < 65535 else 8000} bin/run",
                code=2,
            ) from None
        return found


@dataclass
class Child:
    """A process that is started again when it dies."""

    name: str
    command: Sequence[str | Path]
    process: Popen[bytes] | None = None


def clear_the_way(site: Site) -> None:
    """End what a murdered run of this site left behind, before it writes once more."""
    if killed := kill_leftovers(site.mark):
        progress(f"ended {killed} processes that an earlier run of this site had left behind")


def prepare(crew: Crew, site: Site, *, demo: bool) -> None:
    """Environment, database and demo, as far as they are not there yet. A step that was killed is done again.

    Raises Refused with what the failing step said.
    """
    _environment.make(crew, "run")
    site.make_secret()
    if demo:
        site.set_demo_clock()
    database = os.environ.get("TEGEREK_DATABASE", "")
    code = fingerprint([ROOT / "tegerek"], database, _environment.LOCKS["run"].read_text())
    if not database and not (site.var / "tegerek.sqlite3").exists():
        site.forget("code", "demo")
    is_same = site.is_done("code", code) and _words_are_compiled() and (site.var / "static").is_dir()
    if not is_same:
        _step(crew, site, "words: compiling the translations", "words")
    if database or not site.is_done("tables", fingerprint([], code, _applied(site))):
        _step(crew, site, "database: bringing the tables up to date", "migrate", "--noinput", "--verbosity=0")
        site.note_done("tables", fingerprint([], code, _applied(site)))
    if not is_same:
        _step(crew, site, "places: loading oblasts, raions, aiyl aimaks and villages", "load_places")
        # A file that was copied by half would be taken for the newer one.
        shutil.rmtree(site.var / "static", ignore_errors=True)
        _step(crew, site, "static files: collecting and compressing", "collectstatic", "--noinput", "--verbosity=0")
        site.note_done("code", code)
    world = fingerprint([], database)
    if demo and not site.is_done("demo", world):
        # Logins from a set-up that was killed may be cut short, or belong to nobody.
        (site.var / "demo-logins.txt").unlink(missing_ok=True)
        _step(crew, site, "demo: inventing a municipality", "demo", "--stage", "full")
        if not site.logins:
            _step(crew, site, "demo: it stands already; making new passwords", "demo", "--passwords")
        site.note_done("demo", world)


def serve(crew: Crew, site: Site, address: Address) -> None:
    """Serve pages and work through jobs until stopped. Raises Refused after five deaths in a minute."""
    children = [Child("server", _server(address)), Child("worker", [*DJANGO, "work"])]
    deaths: collections.deque[float] = collections.deque(maxlen=DEATHS)
    start = _starter(crew, site, address)
    is_ready, started = False, time.monotonic()
    progress("starting the server and the worker")
    try:
        for child in children:
            start(child)
        while True:
            seconds = ASKED_EVERY if is_ready else 0.1
            crew.wait_for([child.process for child in children if child.process], seconds=seconds)
            for child in children:
                _start_again_if_dead(child, start, deaths)
            reap_orphans()
            if not is_ready and time.monotonic() - started > READY_WITHIN:
                raise Refused(
                    f"The site did not answer at {address}/healthz within {READY_WITHIN:.0f} seconds;"
                    " what it said stands above."
                )
            is_there = _answers(address)  # asked as long as the site runs; see there
            if is_there and not is_ready:
                is_ready = True
                _greet(site, address, _setup_code(crew, site))
    except (Stopped, Refused):
        _stop(children)
        raise


def _stop(children: Sequence[Child]) -> None:
    """All are asked at once and then waited for, so that stopping takes as long as the slowest of them."""
    processes = [child.process for child in children if child.process]
    for process in processes:
        process.terminate()
    for process in processes:
        end(process)


def _server(address: Address) -> list[str | Path]:
    """One process, for more of them only wait for SQLite's one writer; several threads.

    A thread waits for as long as a body takes to come: with one alone, a scan sent over a slow line, or a stranger who
    sends half a form and no more, would hold up everybody.
    """
    options = [
        "--interface=wsgi",
        "--workers=1",
        f"--blocking-threads={THREADS}",
        "--no-ws",
        "--workers-kill-timeout=5",
        "--log-level=warning",
    ]
    where = ["--host", address.host, "--port", str(address.port)]
    return [PYTHON, "-P", "-m", "granian", *options, *where, "tegerek.config.wsgi:application"]


def _starter(crew: Crew, site: Site, address: Address) -> Callable[[Child], None]:
    def start(child: Child) -> None:
        env = site.variables()
        env.setdefault("TEGEREK_ADDRESS", str(address))
        child.process = crew.start(child.command, env=env, cwd=ROOT)

    return start


def _start_again_if_dead(child: Child, start: Callable[[Child], None], deaths: collections.deque[float]) -> None:
    """Raises Refused at the last of too many deaths."""
    process = child.process
    if process is None or process.poll() is None:
        return
    kill_group(process)
    now = time.monotonic()
    deaths.append(now)
    recent = sum(now - death <= WITHIN for death in deaths)
    ended = f"signal {-process.returncode}" if process.returncode < 0 else f"exit {process.returncode}"
    if recent >= DEATHS:
        raise Refused(
            f"The {child.name} ended ({ended}). That was death {recent} within a minute, so everything is stopped;"
            " the reasons stand above."
        )
    progress(
        f"the {child.name} ended ({ended}) and is started again; {recent} of {DEATHS} deaths that a minute may hold"
    )
    start(child)


def _answers(address: Address) -> bool:
    """Whether the site is there; asked as long as it runs.

    Granian adds a thread only when a request comes, and then trusts a thread that has just taken another for idle. A
    request that waits behind half-sent forms for such a thread goes on at the next question.
    """
    connection = http.client.HTTPConnection(address.reachable_host, address.port, timeout=1)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _greet(site: Site, address: Address, code: str) -> None:
    progress("ready")
    say(f"\nTegerek is at {address}/\nStop it with Ctrl-C.\n{site.logins and chr(10)}{site.logins}")
    if code:
        say(f"Nobody works with it yet. Make the first office at {address}/setup/ with the code {code}\n")


def _setup_code(crew: Crew, site: Site) -> str:
    """The code that opens /setup/ of a real office while it has no administrator, else ""."""
    if site.kind != "office":
        return ""
    with tempfile.TemporaryFile() as output:
        crew.run([*DJANGO, "setup_code"], env=site.variables(), cwd=ROOT, output=output)
        output.seek(0)
        said = output.read().decode(errors="replace").strip()
    return said if CODE.fullmatch(said) else ""


def _step(crew: Crew, site: Site, title: str, *command: str) -> None:
    """One management command; what it says is shown when it fails. Raises Refused."""
    progress(title)
    with tempfile.TemporaryFile() as output:
        if crew.run([*DJANGO, *command], env=site.variables(), cwd=ROOT, output=output) != 0:
            output.seek(0)
            said = output.read().decode(errors="replace").strip()
            raise Refused(
                f"{said}\nThe step “{title}” failed; the reason stands above. When it is mended, start again."
            )


def _applied(site: Site) -> str:
    """Which migrations the SQLite database has been through; asked of it each time, for it may be an older copy."""
    address = f"{(site.var / 'tegerek.sqlite3').as_uri()}?mode=ro"
    try:
        with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
            return str(connection.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall())
    except sqlite3.Error:
        return ""


def _words_are_compiled() -> bool:
    """Whether every translation has been compiled since it was last changed."""
    pairs = [(source, source.with_suffix(".mo")) for source in (ROOT / "tegerek").rglob("*.po")]
    return all(made.exists() and made.stat().st_mtime >= source.stat().st_mtime for source, made in pairs)
