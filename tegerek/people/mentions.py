"""Names in the office's own words: titles, reasons, prose. An erasure takes the name out and leaves the sentence.

Which columns those are, their declarations say (`Personal.is_free`); rooms above need not register them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from tegerek.journal.actions import record
from tegerek.lib.said import Said
from tegerek.lib.text import fold
from tegerek.people.holding import Holder, Row, Traces, is_name, traces_of
from tegerek.people.models import Person

LEFT_OUT = "…"
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
PHONE = re.compile(r"\+?\d[\d\s()\u00a0-]{4,}\d")


def told(person: Person) -> list[Row]:
    """In which texts the person is named. A query for each table with free words, and one."""
    return [
        {"kind": "text", "text": _plain(getattr(row, name))} for row, names in _mentioning(person) for name in names
    ]


def erase(person: Person, *, by: int | None, now: datetime) -> Mapping[str, int]:
    """Put … for name, phones and e-mails in every text; how many texts. A query for each row besides those of told."""
    traces, count = traces_of(person), 0
    for row, names in list(_mentioning(person)):
        cleaned = {name: _without(getattr(row, name), traces) for name in names}
        type(row)._default_manager.filter(pk=row.pk).update(**cleaned)
        _outdate(_thing_of(row))
        # Whoever keeps words of the thing elsewhere (finding, pages in memory) reads in the journal that they changed.
        record("words.name_removed", _thing_of(row), by=by, at=now, office=person.office_id)
        count += len(names)
    return {"mention": count}


def without(text: str, traces: Traces) -> str:
    """The text without names, phones and e-mails that are traces of a person; … stands for each.

    >>> who = Traces(frozenset({"misalova ainura", "ainura misalova"}), frozenset({"555000001"}), frozenset())
    >>> without("Суроолор: Айнура Мисалова, 0555 00-00-01.", who)
    'Суроолор: …, ….'
    """
    for mail in traces.emails:
        text = re.sub(re.escape(mail), LEFT_OUT, text, flags=re.IGNORECASE)
    text = PHONE.sub(lambda found: LEFT_OUT if traces.are_phone(found.group()) else found.group(), text)
    for name in sorted(traces.names, key=len, reverse=True):
        text = _without_name(text, name)
    return text


def _without_name(text: str, name: str) -> str:
    """Windows of as many words as the name has, compared folded, from the end so that places before it stay true."""
    words, wide = list(WORD.finditer(text)), len(name.split())
    for first in range(len(words) - wide, -1, -1):
        begin, end = words[first].start(), words[first + wide - 1].end()
        if is_name(fold(text[begin:end]), name):
            text = text[:begin] + LEFT_OUT + text[end:]
    return text


def _mentioning(person: Person) -> Iterator[tuple[models.Model, list[str]]]:
    """Rows of the person's office whose free words name the person, with the columns that do."""
    traces = traces_of(person)
    for model, columns in _free():
        path = f"{model.office_path}_id" if model.office_path != "" else "pk"  # type: ignore[attr-defined]
        for row in model._default_manager.filter(**{path: person.office_id}).only("pk", *columns).iterator():
            names = [name for name in columns if traces.are_in(_plain(getattr(row, name)))]
            if names:
                yield row, names


def _outdate(thing: models.Model) -> None:
    """Whoever has the thing open in a form typed over the name: their press is stale, so that it does not come back."""
    if any(field.name == "version" for field in thing._meta.fields):
        type(thing)._default_manager.filter(pk=thing.pk).update(version=F("version") + 1)


def _thing_of(row: models.Model) -> models.Model:
    """What a row is a part of: the meeting of an item, the programme of a press release; else the row itself."""
    first, part, _rest = str(row.office_path).partition("__")  # type: ignore[attr-defined]  # _free chose it
    thing: models.Model = getattr(row, first) if part else row
    return thing


def _free() -> Iterator[tuple[type[models.Model], list[str]]]:
    for model in apps.get_models():
        columns = [name for name, told in getattr(model, "personal", {}).items() if told.is_free]
        if columns and getattr(model, "office_path", None) is not None:
            yield model, columns


def _plain(value: Any) -> str:
    return "\n".join(value.texts.values()) if isinstance(value, Said) else str(value or "")


def _without(value: Any, traces: Traces) -> Any:
    if not isinstance(value, Said):
        return without(str(value), traces)
    return Said({lang: without(text, traces) for lang, text in value.texts.items()}, value.changed, value.original)


HOLDER = Holder(
    "words",
    _("Texts of the office in which the name stands"),
    _("The name is taken out at once, … stands in its place; the texts stay."),
    told,
    erase,
)
