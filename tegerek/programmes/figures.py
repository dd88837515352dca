"""The figures of a press release after the series, as they were issued: they stay what they were."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tegerek.lib.dates import local_day
from tegerek.lib.said import Said
from tegerek.programmes.models import Programme


@dataclass(frozen=True)
class Figures:
    """The figures of a press release after the series. No names.

    seminars: in the series, cancelled ones too; held: of them. first, last: days of those held. came: people, each
    once a seminar; women: of them; unstated: whose sex no list states. places: aimaks and towns they are from. posts:
    slug to people who came. held_in: where, in the order of days.
    """

    seminars: int
    held: int
    first: date | None
    last: date | None
    came: int
    women: int
    unstated: int
    places: int
    posts: tuple[tuple[str, int], ...]
    held_in: tuple[Said, ...]

    def as_json(self) -> dict[str, Any]:
        """Numbers, ISO days, slugs and names of places."""
        days = {"first": self.first and self.first.isoformat(), "last": self.last and self.last.isoformat()}
        places = [said.as_json() for said in self.held_in]
        return {**vars(self), **days, "posts": [list(pair) for pair in self.posts], "held_in": places}

    @property
    def mark(self) -> str:
        """Sixteen signs that differ wherever any figure does: what was seen can be held against what is published."""
        return hashlib.sha256(json.dumps(self.as_json(), sort_keys=True).encode()).hexdigest()[:16]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Figures:
        """The inverse of as_json. Raises KeyError or ValueError for anything as_json did not write."""
        first, last = (date.fromisoformat(data[name]) if data[name] else None for name in ("first", "last"))
        posts = tuple((post, number) for post, number in data["posts"])
        held_in = tuple(Said.from_json(said) for said in data["held_in"])
        return cls(**{**data, "first": first, "last": last, "posts": posts, "held_in": held_in})


@dataclass(frozen=True)
class ResultsLine:
    """The results as they stand in the press release: the figures, the day they were issued.

    corrected: whether others were issued before; before: how many people those had said came.
    """

    figures: Figures
    issued_on: date
    corrected: bool
    before: int


def results_of(programme: Programme) -> ResultsLine | None:
    """What the press release tells of the results, None until somebody published them. One query."""
    rows = list(programme.results.all())
    if not rows:
        return None
    before = Figures.from_json(rows[-2].figures).came if len(rows) > 1 else 0
    return ResultsLine(Figures.from_json(rows[-1].figures), local_day(rows[-1].issued_at), len(rows) > 1, before)
