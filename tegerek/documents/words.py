"""What files say of a meeting, in the language that is active: its state, its time, its title."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tegerek.documents.plain import plain
from tegerek.documents.samples import as_sample
from tegerek.lib.dates import day_in_words, days_in_words, days_short, time_in_words
from tegerek.meetings.rules import State, When
from tegerek.meetings.sheets import MeetingLine


def state_word(state: State) -> str:
    """The word beside a day that does not hold; "" for a meeting that goes on as announced."""
    if state is State.CANCELLED:
        return pgettext("meeting", "cancelled")
    if state is State.POSTPONED:
        return pgettext("meeting", "postponed")
    return ""


def title(line: MeetingLine, lang: str) -> str:
    """The title, that of its kind where none was given; that of a sample says so."""
    return as_sample(plain(line.title, lang) or plain(line.kind_name, lang), line.is_sample)


def title_with_state(line: MeetingLine, lang: str) -> str:
    """The title, led by the word for a day that does not hold: many calendars and readers show nothing else."""
    if line.state is State.CANCELLED:
        return _("Cancelled: %(title)s") % {"title": title(line, lang)}
    if line.state is State.POSTPONED:
        return _("Postponed: %(title)s") % {"title": title(line, lang)}
    return title(line, lang)


def time_sentences(line: MeetingLine, lang: str) -> str:
    """When it is, or that it is not: complete for whoever reads nothing else, and no sentence lures anybody in vain."""
    was = {"when": when_short(line.when, lang)}
    if line.state is State.CANCELLED:
        return _("This meeting was cancelled. It was announced for %(when)s.") % was
    if line.state is State.POSTPONED:
        return _("This meeting was postponed. It was announced for %(when)s; the new day will be announced.") % was
    return when_sentence(line.when, lang)


def when_sentence(when: When, lang: str) -> str:
    """Day and hours as a sentence, or that they will be announced: «2026-жылдын 14-марты, ишемби, саат 10:00.»"""
    if when.first is None:
        return _("The day will be announced.")
    several = when.last is not None and when.last != when.first
    days = (
        days_in_words(when.first, when.last, lang)
        if several and when.last
        else day_in_words(when.first, lang, weekday=True)
    )
    days = days[:1].upper() + days[1:]
    hours = time_in_words(when.starts, when.ends, lang)
    return f"{days}, {hours}." if hours else _("%(days)s. The hour will be announced.") % {"days": days}


def when_short(when: When, lang: str) -> str:
    """Day and hours in the middle of a sentence: «24.10.2017, саат 10:00»; "" while no day is known."""
    if when.first is None:
        return ""
    return ", ".join(
        filter(None, (days_short(when.first, when.last or when.first), time_in_words(when.starts, when.ends, lang)))
    )
