"""The rows of a programme without people: cards are emptied as an erasure would empty them, words lose the names."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import models

from tegerek.files.rules import ENDINGS
from tegerek.lib import personal
from tegerek.lib.said import Said
from tegerek.lib.text import fold
from tegerek.people.holding import Traces, traces_of_all
from tegerek.people.mentions import LEFT_OUT, without
from tegerek.people.models import Person
from tegerek.shell.programme_file.carried import Table, column_of

# A phone of the country, whoever it belongs to, and an address of e-mail.
PHONE = re.compile(r"(?<!\d)(?:\+?\s?996|0)(?:[\s()\u00a0-]*\d){9}(?!\d)")
MAIL = re.compile(r"[^\s@<>«»,;:]+@[^\s@<>«»,;:]+\.[^\s@<>«»,;:.]+")
# Cards carried without people are known by numbers of their own, the same each time.
CARDS = uuid.UUID("7f3b4d39-8a47-5c4b-9a4e-1d0f6f5c2b11")


class Emptied:
    """Empties rows of a programme, known by its slug, of everything that tells who somebody is.

    What people counted as (sex, age group, post, ticks) stays; place, needs and reasons go, as at an erasure. moment:
    when the cards are told to have been emptied. Three queries.
    """

    def __init__(self, slug: str, moment: datetime, people: Iterable[Person], named: Iterable[Said]) -> None:
        self.slug, self.moment = slug, moment
        self.traces = _with_names(traces_of_all(people), named)

    def row(self, table: Table, number: int, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values of a row, by column, without what tells who somebody is. number: of the row in its table."""
        kept = dict(values)
        for name, declared in getattr(table.model, "personal", {}).items():
            if declared is personal.COUNTED:
                continue
            if declared is not personal.OWN_WORDS or name in table.words:
                kept[name] = _empty(column_of(table.model, name))
            else:
                kept[name] = self._words(values[name])
        return kept | self._besides(table.label, number, kept)

    def _besides(self, label: str, number: int, kept: Mapping[str, Any]) -> dict[str, Any]:
        """What no declaration says: a card counts as erased, a line of a roster loses its place like at an erasure."""
        if label == "people.person":
            uid = uuid.uuid5(CARDS, f"{self.slug}:{number}")
            moments = dict.fromkeys(("made_at", "changed_at", "erased_at"), self.moment)
            return {"uid": uid, "name": "", "name_key": "", "keep_until": None, "version": 1, **moments}
        if label == "meetings.participant":
            return {"unit": None, "attends": ""}
        return {"name": f"{number}.{ENDINGS[kept['type']]}"} if label == "files.file" else {}

    def _words(self, value: Any) -> Any:
        if isinstance(value, Said):
            texts = {lang: self._clean(text) for lang, text in value.texts.items()}
            return Said(texts, value.changed, value.original)
        return self._clean(value) if isinstance(value, str) else value

    def _clean(self, text: str) -> str:
        return MAIL.sub(LEFT_OUT, PHONE.sub(LEFT_OUT, without(text, self.traces)))


def _with_names(traces: Traces, named: Iterable[Said]) -> Traces:
    """The same, and the names of those who stand in public: in every language, in either order."""
    return Traces(traces.names | frozenset(_spelt(named)), traces.phones, traces.emails)


def _spelt(named: Iterable[Said]) -> Iterator[str]:
    for said in named:
        for text in said.texts.values():
            words = fold(text).split()
            if len(words) > 1:
                yield from (" ".join(words), f"{words[0]} {words[1]}", f"{words[1]} {words[0]}")


def _empty(column: models.Field[Any, Any]) -> Any:
    """What stands in a column in which nothing stands."""
    if column.null:
        return None
    return column.get_default() if column.has_default() else b"" if isinstance(column, models.BinaryField) else ""
