"""The bytes themselves: a file for each digest, below files/ in TEGEREK_VAR, readable by the account of the site alone.

A blob is written whole or not at all, and the same bytes are written once. Who removes one holds the folder's lock
alone; who keeps one shares it, so that nobody removes what somebody has just found there.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from tegerek.files.models import File

DIGEST_LENGTH = 64


def folder() -> Path:
    """The folder of all blobs; made when it is not there."""
    found: Path = settings.FILES
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def path_of(digest: str) -> Path:
    """Where the bytes of a digest lie, or would lie."""
    return folder() / digest[:2] / digest


def read(file: File) -> bytes:
    """All bytes of a file. Raises FileNotFoundError when the blob is missing; `doctor` tells of such."""
    return path_of(file.sha256).read_bytes()


def bytes_of(digest: str) -> bytes | None:
    """The bytes of a digest; None when they are missing."""
    try:
        return path_of(digest).read_bytes()
    except FileNotFoundError:
        return None


def opened(file: File) -> BinaryIO:
    """The bytes of a file to be read piece by piece; the caller closes it. Raises FileNotFoundError."""
    return path_of(file.sha256).open("rb")


def put(data: bytes) -> str:
    """Keep bytes and give their digest. What is there already only becomes young again, so that no sweep takes it."""
    digest = hashlib.sha256(data).hexdigest()
    path = path_of(digest)
    with _locked(fcntl.LOCK_SH):
        try:
            os.utime(path)
        except FileNotFoundError:
            _write_whole(path, data)
    return digest


def remove(digest: str, *, unless_younger_than: float | None = None) -> bool:
    """Destroy the bytes of a digest that no row names; whether they were destroyed.

    unless_younger_than: seconds since the epoch; a blob written or found after that moment stays, for its row may not
    be committed yet. One query.
    """
    path = path_of(digest)
    with _locked(fcntl.LOCK_EX):
        try:
            changed = path.stat().st_mtime
        except FileNotFoundError:
            return False
        if unless_younger_than is not None and changed >= unless_younger_than:
            return False
        if File.objects.filter(sha256=digest).exists():
            return False
        path.unlink()
    return True


def digests() -> Iterator[str]:
    """The digests of all blobs that lie there, in no order."""
    for path in folder().glob("??/*"):
        if len(path.name) == DIGEST_LENGTH:
            yield path.name


def drafts() -> Iterator[Path]:
    """What killed writers left half-written."""
    yield from folder().glob("??/*.draft")


def is_whole(digest: str) -> bool:
    """Whether the bytes of a digest are there and are those."""
    try:
        with path_of(digest).open("rb") as blob:
            return hashlib.file_digest(blob, "sha256").hexdigest() == digest
    except FileNotFoundError:
        return False


def _write_whole(path: Path, data: bytes) -> None:
    """On the disk, its name as well, before anybody is told that it is kept."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=path.parent, suffix=".draft")
    with os.fdopen(descriptor, "wb") as blob:
        blob.write(data)
        blob.flush()
        os.fsync(blob.fileno())
    Path(draft).replace(path)
    for changed in (path.parent, path.parent.parent):
        _sync(changed)


def _sync(changed: Path) -> None:
    descriptor = os.open(changed, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _locked(how: int) -> Iterator[None]:
    descriptor = os.open(folder() / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, how)
        yield
    finally:
        os.close(descriptor)
