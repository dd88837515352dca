"""What was understood of a schedule, with its doubts: the shape that the preview, the command and the import read."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from tegerek.places.names import Match, Named
from tegerek.programmes.schedule.sentences import warning_sentence

# Warnings that a person must answer before anything is made of the schedule; the others only ask to be read.
QUESTIONS = frozenset(
    {
        "no_rows",
        "day_missing",
        "bad_day",
        "year_unknown",
        "weekday_differs",
        "end_before_start",
        "bad_time",
        "unit_missing",
        "unit_unknown",
        "unit_ambiguous",
        "unit_elsewhere",
        "unit_twice_on_day",
        "outside_period",
        "formula_empty",
    }
)


@dataclass(frozen=True)
class Warned:
    """One warning. line: of the source, from 1, or None for the whole.

    params: what the sentence needs; days in ISO form.
    """

    code: str
    line: int | None
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The sentence, in the language of the moment."""
        return warning_sentence(self.code, self.params)

    @property
    def is_question(self) -> bool:
        """Whether a person must decide before the schedule can be used."""
        return self.code in QUESTIONS


@dataclass(frozen=True)
class Row:
    """One seminar. line: where it stands. text: the row as written. date, end_date, start, end: None where unknown
    or none.

    unit: the place, None where it is unknown or may be several (candidates). venue: as written, "" for none.
    confidence: how sure the unit is, 0…1. group: the heading it stands under, "" for none.
    """

    line: int
    text: str
    date: datetime.date | None
    end_date: datetime.date | None
    start: time | None
    end: time | None
    unit: Named | None
    candidates: tuple[Match, ...]
    venue: str
    confidence: float
    group: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "date": self.date.isoformat() if self.date else None,
            "end_date": self.end_date.isoformat() if self.end_date else None,
            "start": self.start.strftime("%H:%M") if self.start else None,
            "end": self.end.strftime("%H:%M") if self.end else None,
            "unit": _unit_json(self.unit) if self.unit else None,
            "candidates": [{**_unit_json(match.unit), "confidence": match.confidence} for match in self.candidates],
            "venue": self.venue or None,
            "confidence": self.confidence,
        }


@dataclass(frozen=True)
class Prose:
    """What stands around the table, each None or empty where it was not found with certainty.

    lead: the paragraphs before the quote. about: the paragraph on the project. approved: who approved the paper.
    """

    dated: datetime.date | None = None
    place: str = ""
    heading: str = ""
    lead: str = ""
    quote: str = ""
    speaker_name: str = ""
    speaker_post: str = ""
    about: str = ""
    contact_post: str = ""
    contact_name: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    site: str = ""
    approved: str = ""


@dataclass(frozen=True)
class Understood:
    """A whole schedule. lang.

    "ky", "ru" or "en". period: first and last day as stated, not as counted. planned: people.
    """

    lang: str
    title: str
    heading: str
    period: tuple[datetime.date, datetime.date] | None
    planned: int | None
    project: str
    donor: str
    implementer: str
    topics: tuple[str, ...]
    prose: Prose
    seminars: tuple[Row, ...]
    warnings: tuple[Warned, ...]

    @property
    def has_open_questions(self) -> bool:
        """Whether a row lacks a sure place or day, or something contradicts itself so that a person must decide."""
        return any(warned.is_question for warned in self.warnings) or any(
            row.unit is None or row.date is None for row in self.seminars
        )

    def as_json(self) -> dict[str, Any]:
        """The form that `import_schedule --json` prints: days ISO, times HH:MM, what is unknown null."""
        period = {"from": self.period[0].isoformat(), "to": self.period[1].isoformat()} if self.period else None
        return {
            "title": self.title or None,
            "period": period,
            "planned": self.planned,
            "seminars": [row.as_json() for row in self.seminars],
            "warnings": [{"code": warned.code, "line": warned.line, "text": warned.text} for warned in self.warnings],
        }


def _unit_json(unit: Named) -> dict[str, Any]:
    return {"soate": unit.soate, "kind": unit.kind, "name": unit.ky or unit.ru}
