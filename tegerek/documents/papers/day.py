"""What every paper of one day says of it: its title, when, where; and what tells a loose page of it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from tegerek.documents.names import place_on_paper
from tegerek.documents.papers.parts import BLANK, Facts, Paper, Part, in_each, langs_of
from tegerek.documents.plain import plain
from tegerek.documents.samples import sample_mark
from tegerek.documents.words import when_short
from tegerek.lib.dates import day_in_words, days_in_words, time_in_words
from tegerek.meetings.day_sheets import DaySheet
from tegerek.meetings.rules import When


def day_paper(
    day: DaySheet, lang: str, names: tuple[str, ...], parts: tuple[Part, ...], *, wide: bool = False
) -> Paper:
    """A paper of that day. names: what the paper is called, one for each language."""
    first = langs_of(lang)[0]
    with override(first):
        pages = _("page {n} of {of}")
    told = filter(None, (names[0], plain(day.where.unit, first), when_short(day.when, first)))
    foot = " · ".join(told)
    mark = sample_mark(day.is_sample, langs_of(lang))
    return Paper(first, foot, plain(day.office, first), day.changed_at, foot, pages, parts, wide, mark)


def day_facts(day: DaySheet, lang: str) -> Facts:
    """What, when and where; what is not known yet is a blank to fill by hand."""
    langs = langs_of(lang)
    rows = (
        (lambda one: _("What it is about"), lambda one: title_of(day, one)),
        (lambda one: pgettext("fact", "When"), lambda one: when_in_words(day.when, one)),
        (lambda one: pgettext("fact", "Where"), lambda one: place_on_paper(day.where, one)),
        (lambda one: _("Organised by"), lambda one: plain(day.office, one)),
    )
    return Facts(tuple((" / ".join(in_each(langs, name)), " / ".join(in_each(langs, value))) for name, value in rows))


def title_of(day: DaySheet, lang: str) -> str:
    """The title, that of its kind where none was given."""
    return plain(day.title, lang) or plain(day.series, lang) or plain(day.kind_name, lang)


def when_in_words(when: When, lang: str) -> str:
    """Day and hours on a paper: «2026-жылдын 17-марты, шейшемби, саат 09:30–16:30»; blanks for what nobody knows."""
    return ", ".join(_when(when, lang))


def _when(when: When, lang: str) -> Iterator[str]:
    if when.first is None:
        yield BLANK
    elif when.last and when.last != when.first:
        yield days_in_words(when.first, when.last, lang)
    else:
        yield day_in_words(when.first, lang, weekday=True)
    hours = time_in_words(when.starts, when.ends, lang)
    yield hours or pgettext("hour", "at %(hour)s") % {"hour": "____:____"}
