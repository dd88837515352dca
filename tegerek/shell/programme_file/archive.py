"""The file itself: a zip with a manifest, a file of lines for each table, and the bytes of the files by their digests.

The data part (everything but the manifest's moment) is the same, byte for byte, whenever the rows are the same.
"""

from __future__ import annotations

import hashlib
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from tegerek.lib.errors import Refusal
from tegerek.shell.programme_file.values import Row, line_of

FORMAT, VERSION = "tegerek-programme", 1
MANIFEST = "manifest.json"
MOST_BYTES = 2 * 1024**3
# What reading stumbles over in bytes that somebody bent.
BROKEN = (
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
# A zip knows no moment without a year; every entry has this one, so that the same content makes the same bytes.
MOMENT = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Bundle:
    """What a file of a programme holds.

    slug: of the programme. with_people: whether people stand in it. made_at: ISO moment. columns: of each table, as
    the program that wrote it had them. rows: of each table, in order; a row that points at another names its number,
    which counts from 1. blobs: bytes by digest.
    """

    slug: str
    with_people: bool
    made_at: str
    columns: Mapping[str, list[str]]
    rows: Mapping[str, list[Row]]
    blobs: Mapping[str, bytes] = field(default_factory=dict)


def written(bundle: Bundle) -> bytes:
    """The file of a bundle."""
    files = {_data_name(label): _lines(rows) for label, rows in sorted(bundle.rows.items())}
    files |= {f"files/{digest}": data for digest, data in sorted(bundle.blobs.items())}
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "programme": bundle.slug,
        "with_people": bundle.with_people,
        "made_at": bundle.made_at,
        "columns": dict(sorted(bundle.columns.items())),
        "rows": {label: len(rows) for label, rows in sorted(bundle.rows.items())},
        "sha256": {name: hashlib.sha256(body).hexdigest() for name, body in files.items()},
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        told = json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1).encode()
        for name, body in {MANIFEST: told, **files}.items():
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            archive.writestr(entry, body)
    return made.getvalue()


def opened(data: bytes) -> Bundle:
    """The bundle of a file, every digest checked. Raises Refusal, saying what is wrong with it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
                raise Refusal(_("This file is too large to be the file of a programme."))
            manifest = json.loads(archive.read(MANIFEST))
            _check_kind(manifest)
            files = {name: archive.read(name) for name in manifest["sha256"]}
        _check_digests(manifest, files, set(archive.namelist()) - {MANIFEST})
        return _bundle(manifest, files)
    except BROKEN:
        raise Refusal(_("This is not the file of a programme, or it is broken. Copy it anew and try again.")) from None


def data_part(data: bytes) -> dict[str, bytes]:
    """What two files of the same programme have in common: everything but the manifest."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != MANIFEST}


def _check_kind(manifest: Mapping[str, Any]) -> None:
    if manifest["format"] != FORMAT:
        raise ValueError("another kind of file")
    if manifest["version"] != VERSION:
        told = _(
            "This file has version %(found)s of its form; this program reads version %(known)s. Bring both sites to "
            "the same release, and write the file anew."
        )
        raise Refusal(told % {"found": manifest["version"], "known": VERSION})


def _check_digests(manifest: Mapping[str, Any], files: Mapping[str, bytes], found: set[str]) -> None:
    wrong = [name for name, body in files.items() if hashlib.sha256(body).hexdigest() != manifest["sha256"][name]]
    if wrong or found != set(files):
        raise Refusal(_("Something in this file was changed or damaged after it was written. Copy it anew."))


def _bundle(manifest: Mapping[str, Any], files: Mapping[str, bytes]) -> Bundle:
    rows = {label: _rows(files[_data_name(label)]) for label in manifest["rows"]}
    if any(len(rows[label]) != number for label, number in manifest["rows"].items()):
        raise ValueError("rows are missing")
    return Bundle(
        slug=manifest["programme"],
        with_people=manifest["with_people"],
        made_at=manifest["made_at"],
        columns=manifest["columns"],
        rows=rows,
        blobs={name.removeprefix("files/"): body for name, body in files.items() if name.startswith("files/")},
    )


def _data_name(label: str) -> str:
    return f"data/{label}.jsonl"


def _lines(rows: list[Row]) -> bytes:
    return "".join(f"{line_of(row)}\n" for row in rows).encode()


def _rows(body: bytes) -> list[Row]:
    return [json.loads(line) for line in body.decode().split("\n") if line]
