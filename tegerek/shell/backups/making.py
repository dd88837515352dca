"""Making a backup while the site runs, and opening it again before anybody is told that it is good."""

from __future__ import annotations

import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from tegerek import __version__
from tegerek.files import store
from tegerek.files.models import File
from tegerek.lib.errors import Refusal
from tegerek.shell.backups import archive, databases
from tegerek.shell.backups.archive import Manifest

# What lies in TEGEREK_VAR and is made anew at a start, or belongs to one run alone.
NOT_KEYS = {"lock", "held", "backup-made", "code-made", "tables-made"}
LAST = "backup-made"
PREFIX, SUFFIX = "tegerek-", ".zip"


def make(path: Path, *, now: datetime) -> Manifest:
    """Write database, files and keys into one archive, verify it, and note when that was.

    Nothing stands under the name until it is whole; an archive that is there already is not written over.
    Needs free room for the copy of the database in the folder of the archive. Raises Refusal.
    """
    if path.exists():
        raise Refusal(_("%(file)s is there already. Choose another name.") % {"file": path})
    if not path.parent.is_dir():
        raise Refusal(_("There is no folder %(folder)s. Make it first.") % {"folder": path.parent})
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as folder:
            manifest = _write(path, Path(folder), now)
            _verify(path, Path(folder))
    except OSError as error:
        path.unlink(missing_ok=True)
        told = _("The backup could not be written: %(why)s. Make room, or choose another folder.")
        raise Refusal(told % {"why": error.strerror or type(error).__name__}) from None
    except Refusal:
        path.unlink(missing_ok=True)
        raise
    _note(manifest)
    return manifest


def make_nightly(now: datetime) -> None:
    """The backup of the night, in TEGEREK_BACKUPS; the oldest beyond those to be kept are deleted after it is good.

    A demo makes none: there is nothing in it to lose.
    """
    if settings.DEMO:
        return
    folder: Path = settings.BACKUPS
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{PREFIX}{now:%Y%m%dT%H%M%SZ}{SUFFIX}"
    if not path.exists():
        make(path, now=now)
    for old in sorted(folder.glob(f"{PREFIX}*{SUFFIX}"))[: -settings.BACKUPS_KEPT]:
        old.unlink()


def last_good() -> datetime | None:
    """When the last verified backup of this site was made; None if there has been none."""
    try:
        return datetime.fromisoformat((settings.VAR / LAST).read_text().strip())
    except (OSError, ValueError):
        return None


def keys() -> list[Path]:
    """The small files that make the site the one it is."""
    var: Path = settings.VAR
    database = databases.NAMES[databases.SQLITE]
    found = [path for path in sorted(var.iterdir()) if path.is_file() and archive.NAMES.fullmatch(f"keys/{path.name}")]
    return [
        path
        for path in found
        if path.name not in NOT_KEYS
        and not path.name.startswith(database)
        and path.suffix not in {".draft", ".log", SUFFIX}
    ]


def _write(path: Path, folder: Path, now: datetime) -> Manifest:
    copied = databases.copy(folder)
    missing = []
    with archive.written(path) as writer:
        with copied.path.open("rb") as source:
            writer.add(f"database/{copied.path.name}", source, pack=True)
        for digest in copied.digests:
            if not _add_blob(writer, digest):
                missing.append(digest)
        for key in keys():
            with key.open("rb") as source:
                writer.add(f"keys/{key.name}", source)
        manifest = Manifest(
            made_at=now.isoformat(),
            demo=settings.DEMO,
            version=__version__,
            engine=copied.engine,
            counts=copied.counts,
            migrations=copied.migrations,
            missing=missing,
            own_secret=(settings.VAR / "secret").exists(),
        )
        writer.finish(manifest)
    return manifest


def _add_blob(writer: archive.Writer, digest: str) -> bool:
    """Whether the bytes were there, or their row has gone meanwhile. Raises Refusal for bytes that are others."""
    try:
        with store.path_of(digest).open("rb") as source:
            written = writer.add(f"files/{digest[:2]}/{digest}", source)
    except FileNotFoundError:
        return not File.objects.filter(sha256=digest).exists()
    if written != digest:
        told = _("The file %(digest)s is damaged on the disk. bin/manage doctor says to whom it belongs.")
        raise Refusal(told % {"digest": digest[:12]})
    return True


def _verify(path: Path, folder: Path) -> None:
    """Read every byte of the archive again and open the database in it. Raises Refusal."""
    manifest = archive.verified(path)
    shutil.rmtree(folder / "again", ignore_errors=True)
    archive.unpack(path, folder / "again", only="database/")
    name = databases.NAMES[manifest.engine]
    databases.check(folder / "again" / "database" / name, manifest.engine, manifest.counts)


def _note(manifest: Manifest) -> None:
    draft = settings.VAR / f"{LAST}.draft"
    draft.write_text(manifest.made_at + "\n")
    draft.replace(settings.VAR / LAST)
