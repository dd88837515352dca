"""The questions that monitors answer at an object, by its kind. Read once from questionnaires.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tegerek.lib.said import Said
from tegerek.procedures.reading import read_toml

FILE = Path(__file__).parent / "questionnaires.toml"


@dataclass(frozen=True)
class Question:
    """name: by which an answer refers to it, unique within a kind."""

    name: str
    text: Said


@cache
def questionnaires() -> Mapping[str, tuple[Question, ...]]:
    """The questions of each kind of object, in the order in which they are asked.

    >>> [one.name for one in questionnaires()["water"]]
    ['flows', 'reaches', 'clean', 'guarded', 'board']
    """
    found = read_toml(FILE)
    return {
        kind: tuple(
            Question(str(row["name"]), Said.of(ky=str(row["ky"]), ru=str(row["ru"]), en=str(row["en"]))) for row in rows
        )
        for kind, rows in found.items()
    }
