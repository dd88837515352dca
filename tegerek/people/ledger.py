"""The ledger of erasures: a file beside the database, so that a restored backup does not bring anybody back.

One line of JSON for each erasure: the card's uid, the moment, keys of the accounts emptied with it. No name. It is
written to TEGEREK_VAR and to every folder named in ERASURES_BESIDE (where backups lie).
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from tegerek.people.models import Erasure

NAME = "erasures.jsonl"


@dataclass(frozen=True)
class Erased:
    """One line of the ledger."""

    uid: UUID
    at: datetime
    accounts: tuple[int, ...] = ()

    def as_line(self) -> str:
        return json.dumps({"uid": str(self.uid), "at": self.at.isoformat(), "accounts": list(self.accounts)}) + "\n"


def folders() -> tuple[Path, ...]:
    """Where ledgers lie."""
    return (settings.VAR, *settings.ERASURES_BESIDE)


def write_down() -> None:
    """Add what the database knows to be erased and a ledger does not tell yet, in every folder that is there.

    Called after each erasure, and every night for one that was interrupted. One query.
    """
    known = [Erased(row.uid, row.at, tuple(row.accounts)) for row in Erasure.objects.order_by("pk")]
    for folder in folders():
        if folder.is_dir():
            _add(folder / NAME, known)


def read(path: Path) -> list[Erased]:
    """The lines of a ledger, the oldest first; none without a file. A line that a power cut left half is left out."""
    return list(_lines(path)) if path.exists() else []


def _add(path: Path, known: Iterable[Erased]) -> None:
    """Two processes write one after the other; what is written is on the disk before the lock is let go."""
    with path.open("a+", encoding="utf-8") as ledger:
        path.chmod(0o600)
        fcntl.flock(ledger, fcntl.LOCK_EX)
        told = {line.uid for line in _lines(path)}
        missing = [line for line in known if line.uid not in told]
        if not missing:
            return
        # A line that was cut off must not swallow the next one.
        ledger.write(("" if _ends_whole(path) else "\n") + "".join(line.as_line() for line in missing))
        ledger.flush()
        os.fsync(ledger.fileno())


def _ends_whole(path: Path) -> bool:
    text = path.read_bytes()
    return not text or text.endswith(b"\n")


def _lines(path: Path) -> Iterator[Erased]:
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            told = json.loads(line)
            yield Erased(UUID(told["uid"]), datetime.fromisoformat(told["at"]), tuple(told.get("accounts", ())))
        except (ValueError, KeyError, TypeError):
            continue
