"""bin/manage doctor : what is misconfigured on this site, and what to do about it."""

from __future__ import annotations

import ipaddress
import json
import shutil
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.http.request import validate_host
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tegerek.jobs.models import Job
from tegerek.journal.models import Entry
from tegerek.lib import clock
from tegerek.lib.dates import local_day
from tegerek.lib.held import is_held
from tegerek.places.models import Unit
from tegerek.procedures.days import BadDays, official
from tegerek.shell import ground_checks as ground
from tegerek.shell.backups.making import last_good

SHORTEST_KEY, FEWEST_SIGNS = 32, 10
LEAST_FREE_BYTES = 500 * 1024 * 1024
LONGEST_WAIT = timedelta(minutes=10)
SLOW_CLOCK = timedelta(minutes=2)
AHEAD = timedelta(days=60)  # meetings are called so far ahead that the days off of these must be known
LOCAL_NAMES = (".local", ".localhost", ".lan", ".internal", ".home.arpa")


@dataclass(frozen=True)
class Finding:
    """One thing looked at. trouble: "" when it is fine, else what was found and what to do, in whole sentences."""

    about: str
    trouble: str = ""

    def __str__(self) -> str:
        said = {"about": self.about, "trouble": self.trouble}
        return _("look at this: %(about)s. %(trouble)s") % said if self.trouble else _("fine: %(about)s") % said


class Command(BaseCommand):
    help = (
        "Say what is misconfigured on this site and what to do about it, one line each. Changes nothing, names nobody. "
        "Exits 0 when all is fine, 1 when something must be mended, 2 when misused."
    )
    # It has to speak when other things are broken.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        languages = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("--lang", choices=languages, default="ky", help="language of the sentences")

    def handle(self, *args: Any, lang: str, **options: Any) -> None:
        with translation.override(lang):
            troubles = 0
            for finding in findings(now=clock.now()):
                self.stdout.write(str(finding))
                troubles += bool(finding.trouble)
            if troubles:
                told = ngettext("%d thing must be mended.", "%d things must be mended.", troubles)
                raise CommandError(told % troubles, returncode=1)


def findings(*, now: datetime) -> Iterator[Finding]:
    """Everything that is looked at. What lies in the database is left out when the database does not answer."""
    yield Finding(_("signing key"), key_trouble(settings.SECRET_KEY))
    yield Finding(_("folder of database, files and keys"), folder_trouble(settings.VAR))
    yield Finding(_("room on the disk"), disk_trouble(shutil.disk_usage(settings.VAR).free))
    yield Finding(_("address"), address_trouble(settings.ADDRESS))
    behind_proxy = settings.SECURE_PROXY_SSL_HEADER is not None
    yield Finding(_("names this site answers to"), hosts_trouble(settings.ADDRESS, settings.ALLOWED_HOSTS))
    yield Finding(_("server in front"), proxy_trouble(settings.ADDRESS, behind_proxy=behind_proxy))
    yield Finding(_("contact of the operator"), contact_trouble(settings.OPERATOR_CONTACT, demo=settings.DEMO))
    yield Finding(_("clock"), clock_trouble(demo=settings.DEMO, shifted=clock.is_shifted()))
    yield Finding(_("translations"), translations_trouble([Path(path) for path in settings.LOCALE_PATHS]))
    yield Finding(_("style sheets and pictures"), static_trouble(Path(settings.STATIC_ROOT)))
    yield Finding(_("days off"), days_trouble(local_day(now)))
    yield Finding(_("backup"), ground.backup_trouble(last_good(), now, demo=settings.DEMO))
    yield Finding(_("sending"), ground.held_trouble(held=is_held()))
    yield Finding(_("queue of long work"), ground.queue_trouble())
    silence = silence_trouble(connection)
    yield Finding(_("database"), silence or mode_trouble(connection))
    if silence:
        return
    age = tables_trouble(connection)
    yield Finding(_("tables"), age)
    if not age:
        yield Finding(_("places"), places_trouble())
        yield Finding(_("long work"), jobs_trouble(now))
        yield Finding(_("worker"), ground.worker_trouble(now))
        yield Finding(_("chores of the night"), ground.nights_trouble(now))
        yield Finding(_("files"), ground.files_trouble())
        yield Finding(_("order of what happened"), journal_trouble(now))


def key_trouble(key: str) -> str:
    """Whether the key that signs sessions and links could be guessed."""
    if len(key) >= SHORTEST_KEY and len(set(key)) >= FEWEST_SIGNS:
        return ""
    return _(
        "TEGEREK_SECRET can be guessed: it has fewer than %(length)d signs, or few different ones. Leave it out, so "
        "that bin/setup makes a key; everybody signs in again."
    ) % {"length": SHORTEST_KEY}


def folder_trouble(var: Path) -> str:
    """Whether var/ can be written by us and read by nobody else."""
    try:
        with tempfile.TemporaryFile(dir=var):
            pass
    except OSError as error:
        return _("%(folder)s cannot be written (%(why)s). Give it to the account that runs the site.") % {
            "folder": var,
            "why": error.strerror,
        }
    if var.stat().st_mode & 0o077:
        return _("%(folder)s can be read by other accounts of this machine. Close it: chmod 700 %(folder)s") % {
            "folder": var
        }
    return ""


def disk_trouble(free: int) -> str:
    """free: bytes left where the database lies."""
    if free >= LEAST_FREE_BYTES:
        return ""
    told = _("The disk is nearly full: %(free)d MB are left. Make room, or move TEGEREK_VAR to another disk.")
    return told % {"free": free // 1024 // 1024}


def address_trouble(address: str) -> str:
    """Whether the address is one, and passwords sent to it cannot be read on the way."""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        told = _("TEGEREK_ADDRESS is “%(address)s”. Write it like https://meetings.example.kg")
        return told % {"address": address}
    if parts.scheme == "http" and not is_local(parts.hostname):
        return _(
            "%(address)s is open to the internet without https, so passwords can be read on the way. Put a server with "
            "a certificate in front, and set TEGEREK_ADDRESS to https://%(host)s and TEGEREK_BEHIND_PROXY to 1."
        ) % {"address": address, "host": parts.netloc}
    return ""


def hosts_trouble(address: str, hosts: Sequence[str]) -> str:
    """Whether the site answers to its own address, and on the internet to no other name."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if "*" in hosts:
        if parts.scheme != "https":
            return ""
        told = _("TEGEREK_HOSTS is *: links in the name of any address are believed. Set it to %(host)s")
        return told % {"host": host}
    if validate_host(host, list(hosts)):
        return ""
    return _("TEGEREK_HOSTS does not name %(host)s, the host of TEGEREK_ADDRESS: nobody gets an answer. Add it.") % {
        "host": host
    }


def proxy_trouble(address: str, *, behind_proxy: bool) -> str:
    """Whether the site, which speaks http itself, knows that a server in front makes https of it."""
    if not address.startswith("https://") or behind_proxy:
        return ""
    return _(
        "TEGEREK_ADDRESS is https, but TEGEREK_BEHIND_PROXY is 0, so forms are refused. Set it to 1, and let the "
        "server in front send X-Forwarded-Proto."
    )


def contact_trouble(contact: str, *, demo: bool) -> str:
    """Whether people who meet an error know whom to call."""
    if contact or demo:
        return ""
    return _("Nobody is named whom people can call. Set TEGEREK_CONTACT to the telephone of your office.")


def clock_trouble(*, demo: bool, shifted: bool) -> str:
    """shifted: TEGEREK_NOW has set the clock to another moment than the machine's."""
    if demo or not shifted:
        return ""
    return _("TEGEREK_NOW sets the clock of a real office to another day. Take it out; it is for demo and tests.")


def translations_trouble(folders: Sequence[Path]) -> str:
    """Whether every catalogue was compiled after it last changed."""
    catalogues = [path for folder in folders for path in sorted(folder.glob("*/LC_MESSAGES/*.po"))]
    stale = [path.parts[-3] for path in catalogues if not _is_compiled(path)]
    if not stale:
        return ""
    told = _("The translations are not compiled (%(languages)s). Run bin/manage words, then start the site again.")
    return told % {"languages": ", ".join(stale)}


def static_trouble(root: Path) -> str:
    """Whether every file the browser loads was collected into var/static."""
    try:
        collected = json.loads((root / "staticfiles.json").read_text())["paths"]
    except (OSError, ValueError):
        collected = {}
    missing = {str(path) for finder in get_finders() for path, _storage in finder.list([])} - set(collected)
    if not missing:
        return ""
    return _("They are not collected, so pages come without their looks. Stop the site and start it with bin/run.")


def days_trouble(today: date) -> str:
    """Whether the days off are known as far ahead as meetings are called."""
    try:
        untyped = official().untyped_years(today, today + AHEAD)
    except BadDays as error:
        return _("A list of days cannot be used: %(why)s") % {"why": "; ".join(str(error).splitlines())}
    if not untyped:
        return ""
    return _("Nobody has typed in the days off of %(year)d. Add data/days/%(year)d.csv as data/days/README says.") % {
        "year": untyped[0]
    }


def silence_trouble(database: BaseDatabaseWrapper) -> str:
    """Whether it answers. What it says instead is not repeated: such messages quote names and addresses."""
    try:
        with database.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return _(
            "The database does not answer. Look whether it runs and whether TEGEREK_DATABASE is right; "
            "bin/manage check --database default says more."
        )
    return ""


def mode_trouble(database: BaseDatabaseWrapper) -> str:
    """Whether SQLite keeps its journal in the mode in which readers and the writer do not stop one another."""
    if database.vendor != "sqlite":
        return ""
    with database.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        mode = cursor.fetchone()[0]
    if mode == "wal":
        return ""
    return _("SQLite runs in the mode “%(mode)s” instead of “wal”. Put TEGEREK_VAR on a disk of this machine.") % {
        "mode": mode
    }


def tables_trouble(database: BaseDatabaseWrapper) -> str:
    """Whether the tables are those of this code."""
    executor = MigrationExecutor(database)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _("The tables are older than the program. Run bin/manage migrate") if missing else ""


def places_trouble() -> str:
    """Whether the units of the country are loaded."""
    return "" if Unit.objects.exists() else _("No oblast, raion or aimak is known. Run bin/manage load_places")


def jobs_trouble(now: datetime) -> str:
    """Whether the worker takes up what people start."""
    waiting = Job.objects.filter(state=Job.State.WAITING, made_at__lt=now - LONGEST_WAIT).count()
    if not waiting:
        return ""
    told = ngettext(
        "%(number)d job has waited for more than %(minutes)d minutes. Start the worker: bin/run, or bin/manage work",
        "%(number)d jobs have waited for more than %(minutes)d minutes. Start the worker: bin/run, or bin/manage work",
        waiting,
    )
    return told % {"number": waiting, "minutes": LONGEST_WAIT.seconds // 60}


def journal_trouble(now: datetime) -> str:
    """Whether the journal ends before now: an old office computer forgets the day when its battery is empty."""
    if not Entry.objects.filter(at__gt=now + SLOW_CLOCK).exists():
        return ""
    return _("The journal knows of things that happen later than now. Set the clock of this machine right.")


def is_local(host: str) -> bool:
    """Whether only this machine or its own network reaches a host.

    >>> [is_local(host) for host in ("localhost", "127.0.0.1", "192.168.1.5", "::1", "office-pc", "pc.local")]
    [True, True, True, True, True, True]
    >>> [is_local(host) for host in ("meetings.example.kg", "8.8.8.8")]
    [False, False]
    """
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith(LOCAL_NAMES)


def _is_compiled(catalogue: Path) -> bool:
    compiled = catalogue.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime_ns >= catalogue.stat().st_mtime_ns
