"""Office files are archives that keep the moment of packing: packed anew, they are the same each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime


def packed_at(made: bytes, moment: datetime, other: Mapping[str, bytes] | None = None) -> bytes:
    """The same archive as if it had been packed in that moment: the same parts make the same bytes at any time.

    other: parts in whose place these bytes stand.
    """
    # A zip knows no year before 1980.
    stamp = max(moment.astimezone(UTC), datetime(1980, 1, 1, tzinfo=UTC)).timetuple()[:6]
    stable = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as source, zipfile.ZipFile(stable, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            target.writestr(entry, (other or {}).get(name) or source.read(name))
    return stable.getvalue()
