"""The list of all addresses, tests/house/addresses.txt: `python -m tests.house.addresses` adds the new ones to it.

What was once in the list stays in it. An address that moved is kept in the URLconf and redirects.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
from django.urls import URLPattern, URLResolver, get_resolver

LIST = Path(__file__).with_name("addresses.txt")


def written() -> list[str]:
    """The addresses of the list."""
    return LIST.read_text().splitlines() if LIST.exists() else []


def served(patterns: list[Any] | None = None, above: str = "/") -> Iterator[str]:
    """The addresses the product answers, as they are written in the code."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            yield from served(entry.url_patterns, f"{above}{entry.pattern}")
        elif isinstance(entry, URLPattern):
            yield f"{above}{entry.pattern}"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tegerek.config.settings")
    os.environ.setdefault("TEGEREK_SECRET", "for writing a list alone")
    django.setup()
    LIST.write_text("".join(f"{address}\n" for address in sorted({*written(), *served()})))
