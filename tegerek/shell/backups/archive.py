"""The archive: a ZIP with a manifest that names every member with its size and digest.

`database/…` one copy of the database, `files/ab/<digest>` every file that a row of that copy names, `keys/…` what else
makes the site the one it is (the signing key, its kind, the clock of a demo, the ledger of erasures), `manifest.json`.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from tegerek.lib.errors import Refusal

FORMAT = 1
MANIFEST = "manifest.json"
PIECE = 1024 * 1024
# Nothing else is ever unpacked, so that no archive can write outside its folder.
NAMES = re.compile(r"database/tegerek\.(sqlite3|pgdump)|files/[0-9a-f]{2}/[0-9a-f]{64}|keys/[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True)
class Member:
    """One member as the manifest tells of it. size: bytes."""

    size: int
    sha256: str


@dataclass
class Manifest:
    """What an archive holds.

    made_at: ISO moment; demo: whether of a demo; version: of the program; engine: "sqlite" or "postgresql"; counts:
    rows of each table of the copy; migrations: app → names applied; missing: digests that a row names and whose bytes
    were not there; own_secret: whether the signing key lies in the archive and not in the environment.
    """

    made_at: str
    demo: bool
    version: str
    engine: str
    counts: dict[str, int]
    migrations: dict[str, list[str]]
    missing: list[str] = field(default_factory=list)
    own_secret: bool = True
    members: dict[str, Member] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def moment(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.made_at)

    def as_json(self) -> str:
        return json.dumps(asdict(self), indent=1, sort_keys=True)

    @classmethod
    def from_json(cls, text: bytes) -> Manifest:
        """Raises Refusal for one that this version of the program does not know."""
        told = json.loads(text)
        if told.get("format") != FORMAT:
            raise Refusal(_("This archive was made by a newer version of the program. Bring the program up to date."))
        return cls(**{**told, "members": {name: Member(**member) for name, member in told["members"].items()}})


class Writer:
    """Adds members to an archive and notes their sizes and digests."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.members: dict[str, Member] = {}

    def add(self, name: str, source: IO[bytes], *, pack: bool = False) -> str:
        """Copy a member piece by piece; its digest."""
        digest, size = hashlib.sha256(), 0
        info = zipfile.ZipInfo(name)
        info.external_attr = 0o600 << 16
        info.compress_type = zipfile.ZIP_DEFLATED if pack else zipfile.ZIP_STORED
        with self.archive.open(info, "w", force_zip64=True) as out:
            while piece := source.read(PIECE):
                digest.update(piece)
                size += len(piece)
                out.write(piece)
        self.members[name] = Member(size, digest.hexdigest())
        return digest.hexdigest()

    def finish(self, manifest: Manifest) -> None:
        """Write the manifest, last of all."""
        manifest.members = self.members
        self.archive.writestr(zipfile.ZipInfo(MANIFEST), manifest.as_json())


@contextmanager
def written(path: Path) -> Iterator[Writer]:
    """An archive that appears under its name whole or not at all, readable by its owner alone."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.draft")
    try:
        descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w+b") as out:
            with zipfile.ZipFile(out, "w") as archive:
                yield Writer(archive)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def verified(path: Path) -> Manifest:
    """What an archive holds, after every byte of it was read and held against the manifest. Raises Refusal."""
    with _opened(path) as archive:
        manifest = _manifest(archive)
        names = {name for name in archive.namelist() if name != MANIFEST}
        if names != manifest.members.keys() or not all(NAMES.fullmatch(name) for name in names):
            raise Refusal(_damaged())
        for name, member in manifest.members.items():
            if archive.getinfo(name).file_size != member.size or _digest(archive, name) != member.sha256:
                raise Refusal(_damaged())
            if name.startswith("files/") and name.rpartition("/")[2] != member.sha256:
                raise Refusal(_damaged())
    return manifest


def unpack(path: Path, folder: Path, *, only: str = "") -> None:
    """Write the members of a verified archive below a folder, each readable by its owner alone, and onto the disk.

    only: members whose names begin so. Keys are written into the folder itself.
    """
    with _opened(path) as archive:
        for name in archive.namelist():
            if NAMES.fullmatch(name) and name.startswith(only):
                target = folder / name.removeprefix("keys/")
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                _write(archive, name, target)


def _write(archive: zipfile.ZipFile, name: str, target: Path) -> None:
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        with archive.open(name) as source:
            while piece := source.read(PIECE):
                out.write(piece)
        out.flush()
        os.fsync(out.fileno())


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with archive.open(name) as source:
        while piece := source.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    try:
        return Manifest.from_json(archive.read(MANIFEST))
    except (KeyError, ValueError, TypeError):
        raise Refusal(_damaged()) from None


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Raises Refusal for what cannot be read, also when that shows in the middle."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except OSError as error:
        told = _("%(file)s cannot be read: %(why)s.")
        raise Refusal(told % {"file": path, "why": error.strerror or type(error).__name__}) from None
    except (zipfile.BadZipFile, EOFError, zlib.error, NotImplementedError):
        raise Refusal(_damaged()) from None


def _damaged() -> str:
    return _("This archive is damaged or is no archive of this program. Take another one.")
