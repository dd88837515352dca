"""Settings come from the environment through these helpers, which name the variable, the value found and the
values accepted.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# Every variable the settings asked for: docs/operating.md is held against it.
asked: set[str] = set()


def text(name: str, default: str = "") -> str:
    """The text of a variable, noted as asked for."""
    asked.add(name)
    return os.environ.get(name, default)


def flag(name: str, default: bool) -> bool:
    """1 or 0; anything else is an error."""
    found = text(name, "1" if default else "0")
    if found not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name}={found!r} is not understood; use 1 or 0")
    return found == "1"


def whole(name: str, default: int, *, least: int = 1) -> int:
    """A whole number, at least `least`."""
    found = text(name, str(default))
    if not found.isascii() or not found.isdigit() or int(found) < least:
        raise ImproperlyConfigured(f"{name}={found!r} is not understood; use a whole number from {least} up")
    return int(found)


def words(name: str, default: str) -> list[str]:
    """A list parted by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    """A folder, as a whole path; ~ is the home of the account."""
    return Path(text(name, str(default))).expanduser().resolve()


def database(name: str, var: Path) -> dict[str, object]:
    """Django's description of the database:

    SQLite below `var` when the variable is empty, else the PostgreSQL of its address.
    """
    found = text(name)
    if not found:
        return sqlite(var / "tegerek.sqlite3")
    parts = urlsplit(found)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(f"{name}={found!r} is not understood; use postgresql://user:password@host:5432/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": _host(parts.hostname, parse_qs(parts.query)),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def queue(name: str) -> str:
    """The address of a Redis or Valkey that queues the long work; "" when the database does."""
    found = text(name)
    if found and urlsplit(found).scheme not in {"redis", "rediss", "unix"}:
        raise ImproperlyConfigured(f"{name} is not understood; leave it empty or use redis://host:6379/0")
    return found


def one_of(name: str, accepted: tuple[str, ...]) -> str:
    """One of a few words; the first is the default."""
    found = text(name, accepted[0])
    if found not in accepted:
        raise ImproperlyConfigured(f"{name}={found!r} is not understood; use {' or '.join(accepted)}")
    return found


def sqlite(path: Path) -> dict[str, object]:
    """WAL and IMMEDIATE so that two clerks never meet "database is locked"; FULL because halls have no spare power.

    `secure_delete` overwrites what is erased: a person's name must not linger in free pages.
    """
    pragmas = (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA secure_delete=ON;"
        "PRAGMA mmap_size=134217728;PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY;"
        "PRAGMA journal_size_limit=27103364"
    )
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": options, "CONN_MAX_AGE": None}


def secret(name: str, path: Path) -> str:
    """The signing key:

    given, else read from a file that `bin/setup` makes once; without either the product does not start.
    """
    found = text(name)
    if found:
        return found
    if path.exists():
        return path.read_text().strip()
    raise ImproperlyConfigured(f"{name} is empty and {path} does not exist; run bin/setup, which makes it")


def _host(host: str | None, query: Mapping[str, list[str]]) -> str:
    return query.get("host", [host or ""])[0]
