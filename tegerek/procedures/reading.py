"""Reading files that a lawyer writes: a mistake is told with its file and entry, what was found, what is accepted."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

from tegerek.lib.said import ORDER, Said

E = TypeVar("E", bound=Enum)
Entry = Mapping[str, Any]


class BadProcedure(ValueError):  # noqa: N818 - named for what the file has, not for the program
    """A file of procedures cannot be used: which file, which entry, what was found, what is accepted."""


class Place:
    """Where in the files we are, for what is said of a mistake."""

    def __init__(self, file: str, entry: str) -> None:
        self.file, self.entry = file, entry

    def bad(self, key: str, found: object, accepted: object) -> BadProcedure:
        return BadProcedure(f"{self.file}, {self.entry}: {key} is {found!r}; accepted: {accepted}.")

    def keys(self, entry: Entry, must: set[str], may: set[str]) -> None:
        for key in sorted(must - set(entry)):
            raise self.bad(key, "missing", "an entry")
        for key in sorted(set(entry) - must - may):
            raise self.bad(key, "no such key", ", ".join(sorted(must | may)))

    def one_of(self, kinds: type[E], key: str, found: object) -> E:
        for member in kinds:
            if member.value == found:
                return member
        raise self.bad(key, found, ", ".join(str(member.value) for member in kinds))

    def said(self, key: str, entry: object) -> Said:
        """A text in every language of the house."""
        if (
            isinstance(entry, dict)
            and set(entry) == set(ORDER)
            and all(isinstance(t, str) and t.strip() for t in entry.values())
        ):
            return Said.of(**{lang: entry[lang] for lang in ORDER})
        raise self.bad(key, entry, f"a text in each of {', '.join(ORDER)}")

    def typed(self, key: str, found: object, kinds: type | tuple[type, ...], accepted: str) -> Any:
        # A TOML true is an int to Python; it must not pass for a number.
        if isinstance(found, kinds) and (kinds is bool or not isinstance(found, bool)):
            return found
        raise self.bad(key, found, accepted)


def read_toml(path: Path) -> dict[str, Any]:
    """The file as it stands. Raises BadProcedure if it is no TOML, and OSError."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise BadProcedure(f"{path.name}: {problem}") from None
