"""What the doctor looks at on the ground floor: worker, queue, chores of the night, files, backups.

Each answers "" when it is fine, else what was found and what to do.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tegerek.files import sweeping
from tegerek.files.models import File
from tegerek.jobs import engine
from tegerek.jobs.models import Alive, Night
from tegerek.lib.dates import local_day

LONGEST_SILENCE = timedelta(minutes=5)
OLDEST_BACKUP = timedelta(days=2)
NAMED = 5  # so many keys are named


def worker_trouble(now: datetime) -> str:
    """Whether the worker is still seen; where there never was one, the site has not been started yet."""
    seen = Alive.objects.order_by("seen_at").last()
    if seen is None or seen.seen_at > now - LONGEST_SILENCE:
        return ""
    return _("No worker has been seen for more than %(minutes)d minutes. Start it: bin/run, or bin/manage work") % {
        "minutes": LONGEST_SILENCE.seconds // 60
    }


def queue_trouble() -> str:
    """Whether the queue of long work answers."""
    return "" if engine.answers() else _("The queue does not answer. Look whether Redis runs where TEGEREK_QUEUE says.")


def nights_trouble(now: datetime) -> str:
    """Whether all chores of the last two nights were done; one that failed is tried again by itself."""
    since = local_day(now) - timedelta(days=1)
    failed = Night.objects.filter(day__gte=since, ended_at=None).exclude(trouble="").order_by("name")
    names = sorted(set(failed.values_list("name", flat=True)))
    if not names:
        return ""
    return _("Not done last night: %(names)s. The log says why; it is tried again.") % {"names": ", ".join(names)}


def files_trouble() -> str:
    """Whether the bytes of all files are there and are those; reads all of them."""
    digests = list(sweeping.broken())
    if not digests:
        return ""
    keys = list(File.objects.filter(sha256__in=digests).order_by("pk").values_list("pk", flat=True))
    told = ngettext(
        "The bytes of %(number)d file are missing or damaged (key %(keys)s). Take it from a backup.",
        "The bytes of %(number)d files are missing or damaged (keys %(keys)s). Take them from a backup.",
        len(keys),
    )
    return told % {"number": len(keys), "keys": ", ".join(map(str, keys[:NAMED])) + (" …" if len(keys) > NAMED else "")}


def backup_trouble(last: datetime | None, now: datetime, *, demo: bool) -> str:
    """last: when the last verified backup was made; in a demo there is nothing to lose."""
    if demo or (last is not None and now - last <= OLDEST_BACKUP):
        return ""
    if last is None:
        return _("There has never been a backup. Make one: bin/manage backup FILE")
    days = (now - last).days
    told = ngettext(
        "The last good backup is %(days)d day old. Make one: bin/manage backup FILE",
        "The last good backup is %(days)d days old. Make one: bin/manage backup FILE",
        days,
    )
    return told % {"days": days}


def held_trouble(*, held: bool) -> str:
    """Whether this is a restored copy that nobody has released."""
    if not held:
        return ""
    return _("This is a restored copy: nothing is sent. When all is in order: bin/manage release_held")
