"""The day sheet of a trainer: where, when, who is expected, what is done in which order, what to bring."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tegerek.documents.papers.day import day_facts, day_paper
from tegerek.documents.papers.parts import (
    BLANK,
    Column,
    Facts,
    Heading,
    Lead,
    Paper,
    Part,
    Rules,
    Table,
    Ticks,
    in_each,
    langs_of,
)
from tegerek.documents.papers.programme_of_day import EMPTY_ROWS, programme_columns, programme_rows
from tegerek.documents.plain import plain, plain_line
from tegerek.lib.dates import day_short, time_in_words
from tegerek.meetings.day_sheets import DaySheet
from tegerek.programmes.trainer_sheets import TrainerLine, TrainingDay

# Lines to write by hand what else is needed.
OWN_LINES = 2


def trainer_day_paper(day: DaySheet, training: TrainingDay, lang: str) -> Paper:
    """All a trainer needs on the way and in the hall. What is not known yet is a blank to fill by hand."""
    langs = langs_of(lang)
    names = in_each(langs, lambda one: _("Trainer’s day sheet"))
    parts: list[Part] = [Heading(names), day_facts(day, lang), Facts(tuple(_facts(training, langs)))]
    parts.append(_trainers(training.trainers, langs))
    parts += [Lead(_all(langs, lambda one: _("Programme of the day"))), _programme(day, langs)]
    parts += [Lead(_all(langs, lambda one: _("To bring along"))), Ticks("", tuple(_to_bring(langs))), Rules(OWN_LINES)]
    if training.aimaks:
        parts.append(_aimaks(training, langs))
    return day_paper(day, lang, names, tuple(parts))


def lang_word(lang: str) -> str:
    """The name of a language of training, with the language of the reader active; "" for none."""
    words = {
        "ky": pgettext("language of training", "Kyrgyz"),
        "ru": pgettext("language of training", "Russian"),
        "uz": pgettext("language of training", "Uzbek"),
        "tg": pgettext("language of training", "Tajik"),
        "en": pgettext("language of training", "English"),
    }
    return words.get(lang, "")


def _facts(training: TrainingDay, langs: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    yield _all(langs, lambda one: _("People expected")), str(training.expected or BLANK)
    yield _all(langs, lambda one: _("On the list, and of those confirmed")), f"{training.listed}, {training.confirmed}"
    contact = training.contact
    told = ", ".join((plain(contact.name, langs[0]), *contact.phones)) if contact else ""
    yield _all(langs, lambda one: pgettext("fact", "Whom to call")), told or BLANK


def _trainers(lines: tuple[TrainerLine, ...], langs: tuple[str, ...]) -> Table:
    columns = (
        Column(in_each(langs, lambda one: pgettext("column", "Trainer")), 50),
        Column(in_each(langs, lambda one: pgettext("column", "Day and hours")), 45),
        Column(in_each(langs, lambda one: pgettext("column", "Where")), 45),
        Column(in_each(langs, lambda one: pgettext("column", "Language")), 30),
    )
    rows = tuple(_trainer(line, langs) for line in lines) or (("", "", "", ""),) * 2
    return Table("", columns, rows)


def _trainer(line: TrainerLine, langs: tuple[str, ...]) -> tuple[str, ...]:
    hours = time_in_words(line.starts, line.ends, langs[0])
    when = ", ".join(filter(None, (day_short(line.day) if line.day else "", hours)))
    return plain_line(line.name), when, plain(line.place, langs[0]), _all(langs, lambda one: lang_word(line.lang))


def _programme(day: DaySheet, langs: tuple[str, ...]) -> Table:
    rows = programme_rows(day, langs) or (("", "", ""),) * EMPTY_ROWS
    return Table("", programme_columns(langs), rows, tall=not day.agenda)


def _to_bring(langs: tuple[str, ...]) -> Iterator[str]:
    things: tuple[Callable[[str], str], ...] = (
        lambda one: _("sign-in sheets"),
        lambda one: _("programme of the day"),
        lambda one: _("hand-outs, one for each"),
        lambda one: _("test sheets"),
        lambda one: _("evaluation sheets"),
        lambda one: _("money lists"),
        lambda one: _("pens and paper"),
        lambda one: _("markers and large sheets"),
        lambda one: _("projector and extension cord"),
        lambda one: _("question slips and a box for the mock assembly"),
    )
    return (_all(langs, thing) for thing in things)


def _aimaks(training: TrainingDay, langs: tuple[str, ...]) -> Table:
    columns = (
        Column(in_each(langs, lambda one: pgettext("column", "Aiyl aimak")), 120),
        Column(in_each(langs, lambda one: pgettext("column", "On the list")), 50),
    )
    title = _all(langs, lambda one: _aimaks_title(len(training.aimaks)))
    return Table(title, columns, tuple((plain(name, langs[0]), str(listed)) for name, listed in training.aimaks))


def _aimaks_title(number: int) -> str:
    return ngettext("%d aiyl aimak is invited", "%d aiyl aimaks are invited", number) % number


def _all(langs: tuple[str, ...], say: Callable[[str], str]) -> str:
    return " / ".join(in_each(langs, say))
