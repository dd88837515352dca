"""The programme of the day: from the agenda and its minutes; without an agenda, rows to fill by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tegerek.documents.papers.day import day_facts, day_paper
from tegerek.documents.papers.parts import Column, Facts, Heading, Paper, Part, Table, in_each, langs_of
from tegerek.documents.plain import plain
from tegerek.lib.dates import clock_time
from tegerek.lib.said import Said
from tegerek.meetings.day_sheets import DaySheet
from tegerek.meetings.sheets import AgendaLine

EMPTY_ROWS = 10


def day_programme_paper(day: DaySheet, lang: str) -> Paper:
    """The hours stand as far as they follow from the start and the minutes of the items; never guessed."""
    langs = langs_of(lang)
    names = in_each(langs, lambda one: _("Programme of the day"))
    rows = programme_rows(day, langs) or (("", "", ""),) * EMPTY_ROWS
    parts: list[Part] = [Heading(names), day_facts(day, lang)]
    if day.topics:
        name = " / ".join(in_each(langs, lambda one: _("Topics")))
        parts.append(Facts(((name, "; ".join(_both(topic, langs) for topic in day.topics)),)))
    parts.append(Table("", programme_columns(langs), rows, tall=not day.agenda))
    return day_paper(day, lang, names, tuple(parts))


def programme_columns(langs: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns of the programme: when, what, who."""
    return (
        Column(in_each(langs, lambda one: pgettext("column", "Time")), 30),
        Column(in_each(langs, lambda one: pgettext("column", "What")), 90),
        Column(in_each(langs, lambda one: pgettext("column", "Who")), 50),
    )


def programme_rows(day: DaySheet, langs: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """A row for each item, in order; none where there is no agenda."""
    return tuple(_rows(day, langs))


def hours(starts: time | None, agenda: tuple[AgendaLine, ...]) -> tuple[str, ...]:
    """When each item begins and ends: «09:30–09:45»; "" from the first item on whose beginning nobody knows.

    >>> line = AgendaLine(1, Said(), "inform", Said(), 15)
    >>> hours(time(9, 30), (line, line)), hours(None, (line,))
    (('09:30–09:45', '09:45–10:00'), ('',))
    """
    told: list[str] = []
    at = starts
    for item in agenda:
        until = _later(at, item.minutes) if at and item.minutes else None
        told.append((clock_time(at) if at else "") + (f"–{clock_time(until)}" if until else ""))
        at = until
    return tuple(told)


def _later(at: time, minutes: int) -> time:
    """That many minutes later, around midnight."""
    all_minutes = (at.hour * 60 + at.minute + minutes) % (24 * 60)
    return time(all_minutes // 60, all_minutes % 60)


def _rows(day: DaySheet, langs: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for item, hour in zip(day.agenda, hours(day.when.starts, day.agenda), strict=True):
        yield hour, _both(item.title, langs), _both(item.rapporteur, langs)


def _both(said: Said, langs: tuple[str, ...]) -> str:
    return " / ".join(in_each(langs, lambda one: plain(said, one)))
