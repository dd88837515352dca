"""A demo site of its own, served as it is in earnest: granian, hashed and packed files, SQLite in a throw-away var/."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from tests.once import once

ROOT = Path(__file__).parents[2]
LANGUAGES = ("ky", "ru", "en")
PATIENCE_SECONDS = 60
# The day of the demo.
MORNING = "2026-03-06T09:00+06:00"


@dataclass(frozen=True)
class Site:
    """A served demo. root: its address, without a slash at the end; pages: addresses behind /<lang>/ by name.

    prepared: what the module printed that prepared it. var: where its things lie, the logins too.
    """

    root: str
    pages: dict[str, str]
    prepared: str = ""
    var: Path = Path()

    def page(self, lang: str, address: str) -> str:
        return f"{self.root}/{lang}/{address}"


@contextmanager
def served(prepare: str = "", *, moment: str = MORNING) -> Iterator[Site]:
    """Serve a whole demo of its own until the block ends; some seconds to start. Raises CalledProcessError.

    prepare: a module of the tests that is run beside the demo before it is served. moment: where its clock begins.
    """
    with tempfile.TemporaryDirectory(prefix="tegerek-served-") as folder:
        var = f"{folder}/var"
        shutil.copytree(_made(moment), var)
        port = _free_port()
        environment = _environment(var, port) | {"TEGEREK_NOW": moment}
        pages = dict(line.split("\t") for line in _said(environment, "-c", PAGES).splitlines())
        prepared = _said(environment, "-m", prepare) if prepare else ""
        granian = str(Path(sys.executable).with_name("granian"))
        server = subprocess.Popen(
            [granian, "--interface", "wsgi", "--port", str(port), "--no-log", "tegerek.config.wsgi:application"],
            cwd=ROOT,
            env=environment,
        )
        try:
            _wait_for(port)
            yield Site(f"http://127.0.0.1:{port}", pages, prepared, Path(var))
        finally:
            server.terminate()
            server.wait(PATIENCE_SECONDS)


def _made(moment: str) -> Path:
    """Where a demo lies that nobody serves: made once, and copied for each site."""
    return once("demo-" + re.sub(r"\D", "", moment), lambda folder: _make(folder / "var", moment)) / "var"


def _make(var: Path, moment: str) -> None:
    var.mkdir()
    environment = _environment(str(var), _free_port()) | {"TEGEREK_NOW": moment}
    for command in (["migrate"], ["load_places"], ["demo"], ["collectstatic", "--noinput"]):
        subprocess.run(
            [sys.executable, "-m", "django", *command], cwd=ROOT, env=environment, check=True, capture_output=True
        )


# Which pages the demo has; run beside the site, where its database is.
PAGES = """
import django
django.setup()
from tegerek.meetings.models import Meeting
from tegerek.programmes.models import Programme
from tegerek.commitments.models import Commitment
from tegerek.minutes.models import Edition
from tegerek.voices.answer_sheets import public_voices
from tegerek.voices.models import Voice
pages = {"home": "", "meetings": "meetings/", "second page": "meetings/?page=2", "month": "calendar/2026-03/",
    "empty month": "calendar/2027-01/", "day": "calendar/2026-03-20/", "places": "places/", "programmes": "programmes/",
    "raion": "places/kochkor-raion/", "oblast": "places/naryn-oblast/",
    "about": "about/", "missing": "nothing/"}
for meeting in Meeting.objects.filter(called_at__isnull=False).order_by("pk"):
    pages.setdefault(f"{meeting.kind} {meeting.state}", f"meetings/{meeting.number}/")
village = Meeting.objects.filter(kind="assembly").order_by("pk")[0].place
pages |= {"village": f"places/{village.slug}/", "aimak": f"places/{village.parent.slug}/"}
pages["what became of it"] = f"places/{village.parent.slug}/decisions/"
for decision in Commitment.objects.filter(number__isnull=False).order_by("pk"):
    pages.setdefault(f"{decision.origin} {decision.done_on is None}", f"decisions/{decision.number}/")
pages["what is done"] = pages["what became of it"] + "?state=done"
for voice in public_voices(Voice.objects.order_by("pk")).select_related("meeting"):
    pages.setdefault(f"{voice.kind} put to a meeting", f"questions/{voice.number}/")
    pages.setdefault("all that was put to a meeting", f"meetings/{voice.meeting.number}/questions/")
for edition in Edition.objects.filter(kind="public").select_related("minutes__meeting").order_by("-pk")[:1]:
    pages["minutes"] = f"meetings/{edition.minutes.meeting.number}/minutes/"
for programme in Programme.objects.filter(published_at__isnull=False):
    pages[f"programme {programme.pk}"] = f"programmes/{programme.slug}/"
    pages[f"press release {programme.pk}"] = f"programmes/{programme.slug}/press-release/"
for name, address in pages.items():
    print(name, address, sep="\\t")
"""


def _said(environment: dict[str, str], *arguments: str) -> str:
    """What a program prints that runs beside the site, where its database is."""
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def _environment(var: str, port: int) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("TEGEREK_")}
    return own | {
        "DJANGO_SETTINGS_MODULE": "tegerek.config.settings",
        "TEGEREK_VAR": var,
        "TEGEREK_SECRET": "a secret of the tests alone",
        "TEGEREK_DEMO": "1",
        "TEGEREK_ADDRESS": f"http://127.0.0.1:{port}",
        "TEGEREK_CONTACT": "Көк-Булут айыл өкмөтү, 00000 5-00-00",
    }


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            # On a busy machine an answer may come too late; what was opened is closed even then.
            with closing(HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
                connection.request("GET", "/ky/about/")
                connection.getresponse().read()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
