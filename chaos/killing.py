"""bin/chaos killing : SIGKILL of server and worker under load; every acknowledged write and every job is there.

Clients who have signed in write through HTTP, as browsers do: new meetings, and schedules to be read in the background.
They note what was acknowledged (302 and the address of what was made). Meanwhile the server, the worker or both are
killed and started again, round after round. At the end each acknowledged thing is looked for in the database, and every
job must have ended well.

    bin/chaos killing                          300 rounds on SQLite, queue in the database
    bin/chaos killing --rounds 30 --postgresql --redis
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests import postgres, redis
from tests.house.runs import sign_in

ROOT = Path(__file__).parents[1]
PYTHON = sys.executable
CLERKS, BRINGERS = 3, 1
PAUSE_BETWEEN_SCHEDULES = 1.5  # seconds; the worker reads about one a second
LIVES = (0.2, 1.0)  # how long what was started may live, in seconds after it answers
SERVER, WORKER = "server", "worker"
VICTIMS = ((SERVER,), (WORKER,), (SERVER, WORKER))
ALL_ENDED_WITHIN = 240.0  # seconds
SCHEDULE = "Айылда чогуу чечебиз {}\n24.10.2017 Кочкор району, РМА жыйындар залы\n25.10.2017 Нарын району, мектеп"


@dataclass
class Noted:
    """What the site has acknowledged. meetings: key → title; schedules: keys; refused: answers that were no promise."""

    meetings: dict[int, str] = field(default_factory=dict)
    schedules: set[int] = field(default_factory=set)
    refused: int = 0


@dataclass
class Site:
    """Server and worker of one site, each in a process group of its own."""

    env: dict[str, str]
    port: int
    log: Path
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str) -> None:
        """Start one of the two; the server is waited for."""
        granian = [
            "granian",
            "--interface=wsgi",
            "--workers=1",
            "--blocking-threads=1",
            "--no-ws",
            "--log-level=warning",
        ]
        server = [*granian, "--host", "127.0.0.1", "--port", str(self.port), "tegerek.config.wsgi:application"]
        command = server if name == SERVER else ["django", "work"]
        with self.log.open("ab") as log:
            self.running[name] = subprocess.Popen(
                [PYTHON, "-P", "-m", *command], env=self.env, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )
        if name == SERVER:
            self._wait()

    def kill(self, name: str) -> None:
        """SIGKILL to the whole group: granian's own process and the one that answers."""
        process = self.running.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        for name in list(self.running):
            self.kill(name)

    def _wait(self) -> None:
        deadline = time.monotonic() + 60
        while _status(self.port, "/healthz") != 200:
            assert time.monotonic() < deadline, self.log.read_text(errors="replace")
            time.sleep(0.02)


class Browser:
    """Somebody who has signed in and posts forms; a connection that breaks is opened anew."""

    def __init__(self, port: int, session: str) -> None:
        self.port, self.session, self.csrf, self.token = port, session, "", ""

    def post(self, address: str, fields: dict[str, str]) -> tuple[int, str]:
        """Status and Location; (0, "") when nobody answered, which promises nothing."""
        try:
            if not self.token:
                self._look(address)
            body = urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": self.token})
            headers = {"Cookie": f"sessionid={self.session}; csrftoken={self.csrf}"}
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            with contextlib.closing(self._connection()) as connection:
                connection.request("POST", address, body.encode(), headers)
                response = connection.getresponse()
                response.read()
                return response.status, response.headers.get("Location", "")
        except (OSError, http.client.HTTPException):
            return 0, ""

    def _look(self, address: str) -> None:
        """Read the token of the forms, and the cookie that goes with it."""
        with contextlib.closing(self._connection()) as connection:
            connection.request("GET", address, headers={"Cookie": f"sessionid={self.session}"})
            response = connection.getresponse()
            page = response.read().decode()
        cookie = re.search(r"csrftoken=([^;]+)", response.headers.get("Set-Cookie", ""))
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        if cookie and token:
            self.csrf, self.token = cookie[1], token[1]

    def _connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)


def main(words: Sequence[str]) -> int:
    """Run the trial, tell what came of it on the last line as JSON; 0 when nothing was lost."""
    parser = argparse.ArgumentParser(prog="bin/chaos killing", description=__doc__)
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgresql", action="store_true", help="on a PostgreSQL to throw away")
    parser.add_argument("--redis", action="store_true", help="with the queue in a Redis to throw away")
    chosen = parser.parse_args(words)
    # Whoever ends the trial early gets it cleaned up as well.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(1))
    with _site(postgresql=chosen.postgresql, in_redis=chosen.redis) as (site, sessions):
        noted = _under_load(site, sessions, chosen.rounds, random.Random(chosen.seed))  # noqa: S311 - a trial, not a key
        lost = _lost(site, noted)
    told = {"rounds": chosen.rounds, "meetings": len(noted.meetings), "schedules": len(noted.schedules), **lost}
    print(json.dumps(told))
    return 0 if not any(lost.values()) and noted.meetings and noted.schedules else 1


def _under_load(site: Site, sessions: dict[str, str], rounds: int, chance: random.Random) -> Noted:
    """Kill and start again while people write; what they were promised."""
    noted, over = Noted(), threading.Event()
    people = [
        threading.Thread(target=_call_meetings, args=(site, sessions["clerk"], n, noted, over)) for n in range(CLERKS)
    ]
    people += [
        threading.Thread(target=_bring_schedules, args=(site, sessions["coordinator"], noted, over))
        for _ in range(BRINGERS)
    ]
    for person in people:
        person.start()
    try:
        for number in range(rounds):
            time.sleep(chance.uniform(*LIVES))
            victims = chance.choice(VICTIMS)
            for victim in victims:
                site.kill(victim)
            for victim in reversed(victims):
                site.start(victim)
            if number % 10 == 9:
                print(
                    f"round {number + 1}: {len(noted.meetings)} meetings, {len(noted.schedules)} schedules", flush=True
                )
    finally:
        over.set()
        for person in people:
            person.join()
    return noted


def _call_meetings(site: Site, session: str, clerk: int, noted: Noted, over: threading.Event) -> None:
    browser, number = Browser(site.port, session), 0
    while not over.is_set():
        number += 1
        title = f"Жыйын {clerk}-{number}"
        fields = {"seen": "0", "office": "", "title_ky": title, "place": "Кочкор району"}
        status, location = browser.post("/desk/meetings/new/assembly/", fields | _only_office(session))
        found = re.fullmatch(r"/desk/meetings/(\d+)/agenda/", location)
        if status == 302 and found:
            noted.meetings[int(found[1])] = title
        elif status:
            noted.refused += 1
        over.wait(0.02 if status else 0.1)


def _bring_schedules(site: Site, session: str, noted: Noted, over: threading.Event) -> None:
    browser, number = Browser(site.port, session), 0
    while not over.is_set():
        number += 1
        fields = {"office": "", "text": SCHEDULE.format(number)}
        status, location = browser.post("/desk/imports/new/", fields | _only_office(session))
        found = re.fullmatch(r"/desk/imports/(\d+)/", location)
        if status == 302 and found:
            noted.schedules.add(int(found[1]))
        elif status:
            noted.refused += 1
        over.wait(PAUSE_BETWEEN_SCHEDULES if status == 302 else 0.1)


# Filled once per session: the key of the office that the form offers.
_offices: dict[str, str] = {}


def _only_office(session: str) -> dict[str, str]:
    return {"office": _offices[session]}


def _lost(site: Site, noted: Noted) -> dict[str, list[object]]:
    """What was promised and is not there; jobs that did not end, or not well."""
    deadline = time.monotonic() + ALL_ENDED_WITHIN
    while True:
        found = json.loads(_asked(site, LOOK))
        if not found["open"] or time.monotonic() > deadline:
            break
        time.sleep(1)
    meetings = {int(key): title for key, title in found["meetings"].items()}
    return {
        "lost meetings": [key for key, title in noted.meetings.items() if meetings.get(key) != title],
        "lost schedules": sorted(noted.schedules - set(found["read"])),
        "jobs not ended": found["open"],
        "jobs failed": found["failed"],
        "answers that were no promise": [noted.refused] if noted.refused else [],
    }


LOOK = """
import json
from tegerek.jobs.models import Job
from tegerek.meetings.models import Meeting
from tegerek.programmes.models import ScheduleImport
print(json.dumps({
    "meetings": {m.pk: m.title.texts.get("ky", "") for m in Meeting.objects.all()},
    "read": [row.pk for row in ScheduleImport.objects.all() if row.table],
    "open": list(Job.objects.filter(state__in=Job.OPEN).values_list("pk", flat=True)),
    "failed": list(Job.objects.filter(state=Job.State.FAILED).values_list("pk", flat=True)),
}))
"""
OFFICES = """
import json
from tegerek.people.models import Grant
print(json.dumps({g.user.email or g.user.phone: g.office_id for g in Grant.objects.select_related("user")}))
"""


def _asked(site: Site, code: str) -> str:
    command = [PYTHON, "-P", "-m", "django", "shell", "-v", "0", "-c", code]
    return subprocess.run(command, env=site.env, cwd=ROOT, check=True, capture_output=True, text=True).stdout


@contextlib.contextmanager
def _site(*, postgresql: bool, in_redis: bool) -> Iterator[tuple[Site, dict[str, str]]]:
    """A demo of its own, served, and the sessions of a clerk and a coordinator who have signed in."""
    folder = Path(tempfile.mkdtemp(prefix="tegerek-chaos-"))
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, folder)
        var = folder / "var"
        var.mkdir(mode=0o700)
        (var / "secret").write_text("a key of this trial alone, 0123456789")
        env = _variables(var)
        if postgresql:
            server = postgres.start()
            stack.callback(server.stop)
            env["TEGEREK_DATABASE"] = server.url
        if in_redis:
            env["TEGEREK_QUEUE"] = stack.enter_context(redis.running()).url
        site = Site(env, postgres.free_port(), folder / "log")
        for command in (["migrate", "-v0"], ["load_places"], ["demo"], ["collectstatic", "--noinput", "-v0"]):
            subprocess.run([PYTHON, "-P", "-m", "django", *command], env=env, cwd=ROOT, check=True, capture_output=True)
        stack.callback(site.stop)
        site.start(SERVER)
        site.start(WORKER)
        yield site, _signed_in(site, var)


def _signed_in(site: Site, var: Path) -> dict[str, str]:
    sessions: dict[str, str] = {}
    rows = [line.split() for line in (var / "demo-logins.txt").read_text().splitlines()]
    offices = json.loads(_asked(site, OFFICES))
    for login, password, role in rows:
        if role in {"clerk", "coordinator"} and role not in sessions:
            sessions[role] = sign_in(site.port, login, password)
            _offices[sessions[role]] = str(offices[login])
    return sessions


def _variables(var: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TEGEREK_", "PYTHON"))}
    return kept | {
        "PATH": f"{Path(PYTHON).parent}:{kept.get('PATH', os.defpath)}",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "DJANGO_SETTINGS_MODULE": "tegerek.config.settings",
        "TEGEREK_VAR": str(var),
        "TEGEREK_DEMO": "1",
        "TEGEREK_NOW": "2026-03-06T09:00+06:00",
        # Whoever is killed every second needs more than three attempts, and shall not wait long for each.
        "TEGEREK_JOB_LEASE_SECONDS": "2",
        "TEGEREK_JOB_ATTEMPTS": "1000",
    }


def _status(port: int, address: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    with contextlib.closing(connection):
        try:
            connection.request("GET", address)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
