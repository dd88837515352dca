"""What all papers of a call share: their foot and their mark, what the meeting is called, when, where and how it is.

Every function that says something speaks the active language, which is also the `lang` it is given.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from tegerek.documents.names import place_on_paper
from tegerek.documents.papers.day import when_in_words
from tegerek.documents.papers.parts import BLANK, Paper, Part, in_each, langs_of
from tegerek.documents.plain import paragraphs, plain, plain_line
from tegerek.documents.samples import sample_mark
from tegerek.documents.words import when_short
from tegerek.lib.dates import day_by, day_in_words, time_in_words
from tegerek.lib.phones import phone_in_words
from tegerek.lib.said import Said
from tegerek.meetings.call_sheets import Asked, CallSheet, ItemLine
from tegerek.meetings.models import AgendaItem, Turn
from tegerek.meetings.rules import State, When
from tegerek.procedures.terms import Initiator

# A line that fills what is left of it, to write on.
LONG_BLANK = "_" * 40


def call_paper(
    sheet: CallSheet,
    lang: str,
    name: str,
    parts: Iterable[Part],
    *,
    wide: bool = False,
    foot: str = "",
    size: float = 11.5,
    least: float = 0.0,
) -> Paper:
    """A paper of a call in one language or two. name: what it is called, in the first; foot: more to stand there.

    size, least: as in Paper.
    """
    langs = langs_of(lang)
    first = langs[0]
    with override(first):
        pages = _("page {n} of {of}")
        ref = f"№ {sheet.number}" if sheet.number else ""
    told = (name, plain(sheet.where.unit, first), when_short(sheet.when, first), ref, foot)
    return Paper(
        lang=first,
        title=" · ".join(filter(None, (name, called(sheet, first)))),
        author=plain(sheet.office.name, first),
        changed_at=sheet.changed_at,
        foot=" · ".join(filter(None, told)),
        pages=pages,
        parts=tuple(parts),
        wide=wide,
        mark=mark_of(sheet, langs),
        size=size,
        least=least,
    )


def mark_of(sheet: CallSheet, langs: tuple[str, ...]) -> str:
    """What stands at the head of every page: that it is a sample or a rehearsal, that the day does not hold; "" for
    none of these.
    """
    sample = filter(None, (sample_mark(sheet.is_sample, langs),))
    rehearsal = in_each(langs, lambda one: pgettext("mark on paper", "REHEARSAL") if sheet.is_rehearsal else "")
    return " · ".join((*sample, *rehearsal, *in_each(langs, lambda one: _state_mark(sheet))))


def _state_mark(sheet: CallSheet) -> str:
    if sheet.state is State.CANCELLED:
        return pgettext("mark on paper", "CANCELLED")
    if sheet.state is State.POSTPONED:
        return pgettext("mark on paper", "POSTPONED")
    return pgettext("mark on paper", "NEW DAY OR HOUR") if sheet.is_moved else ""


def called(sheet: CallSheet, lang: str) -> str:
    """The title of the meeting, that of its kind where none was given."""
    return plain(sheet.title, lang) or plain(sheet.kind_name, lang)


def change_told(sheet: CallSheet, lang: str) -> tuple[str, ...]:
    """What changed since people were told, and why; nothing for a meeting that goes on as announced."""
    was = {"when": when_short(sheet.was, lang) if sheet.was else BLANK}
    if sheet.state is State.CANCELLED:
        told = _("This meeting was cancelled. It was announced for %(when)s.") % was
    elif sheet.state is State.POSTPONED:
        told = _("This meeting was postponed. It was announced for %(when)s; the new day will be announced.") % was
    elif sheet.is_moved:
        told = _("The day or the hour has changed. It was announced for %(when)s.") % was
    else:
        return ()
    why = plain(sheet.why, lang)
    return (told, _("Reason: %(reason)s") % {"reason": why}) if why else (told,)


def when_told(sheet: CallSheet, lang: str) -> str:
    """Day and hour; blanks for what nobody knows, and for both while it is postponed."""
    return f"{day_told(sheet, lang)}, {hour_told(sheet, lang)}"


def day_told(sheet: CallSheet, lang: str) -> str:
    """«2026-жылдын 14-марты, ишемби»; a blank while no day holds."""
    return when_in_words(_holding(sheet), lang).rsplit(", ", 1)[0]


def hour_told(sheet: CallSheet, lang: str) -> str:
    """«саат 10:00»; a blank while no hour holds."""
    when = _holding(sheet)
    return time_in_words(when.starts, when.ends, lang) or pgettext("hour", "at %(hour)s") % {"hour": "____:____"}


def _holding(sheet: CallSheet) -> When:
    return When() if sheet.state is State.POSTPONED else sheet.when


def where_told(sheet: CallSheet, lang: str) -> str:
    """Hall and place, the address in the network, or both; a blank for what nobody has said."""
    hall = place_on_paper(sheet.where, lang) + ("" if sheet.where.venue else f", {BLANK}")
    online = _("online: %(address)s") % {"address": plain_line(sheet.online_at) or BLANK}
    return "; ".join((hall,) * sheet.in_hall + (online,) * sheet.is_online)


def afar_told(sheet: CallSheet, lang: str) -> str:
    """The place to be read from afar; where it has an address besides, hall and village alone."""
    if not sheet.in_hall or not (sheet.where.address or sheet.is_online):
        return where_told(sheet, lang)
    hall = plain(sheet.where.venue, lang) or BLANK
    return ", ".join(filter(None, (hall, plain(sheet.where.unit, lang))))


def urgent_told(sheet: CallSheet, lang: str) -> tuple[str, ...]:
    """That the meeting is an urgent one, and why; nothing for any other."""
    if sheet.short is None or sheet.short.way != Turn.Way.URGENT:
        return ()
    why = plain(sheet.short.why, lang)
    told = _("This meeting is called urgently.")
    return (f"{told} {_('Reason: %(reason)s') % {'reason': why}}" if why else told,)


def initiator_told(sheet: CallSheet, lang: str) -> str:
    """Who asked for the meeting, as a post or a body; a blank while nobody said."""
    return _initiators()[sheet.initiator] if sheet.initiator else LONG_BLANK


def _initiators() -> dict[Initiator, str]:
    return {
        Initiator.GROUP: pgettext("initiator", "an initiative group of residents"),
        Initiator.COUNCIL: pgettext("initiator", "the local council"),
        Initiator.COUNCIL_CHAIR: pgettext("initiator", "the chair of the local council"),
        Initiator.DEPUTY: pgettext("initiator", "a deputy of the local council"),
        Initiator.HEAD: pgettext("initiator", "the head of the aiyl okmotu (the mayor)"),
        Initiator.PROGRAMME: pgettext("initiator", "a training programme"),
    }


def procedure_told(sheet: CallSheet, lang: str) -> tuple[str, ...]:
    """How it goes, and how opinions and proposals are taken; a blank while nobody said."""
    return paragraphs(sheet.procedure.in_(lang).text) or (LONG_BLANK,)


def agenda_told(sheet: CallSheet, lang: str) -> tuple[str, ...]:
    """The items, numbered, each with its purpose and its rapporteur; the title alone where there is no agenda."""
    if not sheet.agenda:
        return (f"1. {plain(sheet.title, lang) or LONG_BLANK}",)
    return tuple(f"{item.position}. {item_told(item, lang)}" for item in sheet.agenda)


def item_told(item: ItemLine, lang: str) -> str:
    """«Таза суунун тарифи – чечим; баяндамачы: …»."""
    who = plain(item.rapporteur, lang)
    more = (purpose_told(item.purpose), _("rapporteur: %(who)s") % {"who": who} if who else "")
    return f"{plain(item.title, lang) or LONG_BLANK} ({'; '.join(filter(None, more))})"


def purpose_told(purpose: str) -> str:
    """To which end an item is on the agenda, in a word."""
    return {
        AgendaItem.Purpose.INFORM.value: pgettext("purpose of an item", "information"),
        AgendaItem.Purpose.DISCUSS.value: pgettext("purpose of an item", "discussion"),
        AgendaItem.Purpose.DECIDE.value: pgettext("purpose of an item", "decision"),
        AgendaItem.Purpose.ELECT.value: pgettext("purpose of an item", "election"),
        AgendaItem.Purpose.REPORT.value: pgettext("purpose of an item", "report"),
    }.get(purpose, "")


def suggest_told(sheet: CallSheet, lang: str) -> str:
    """Until which day residents may suggest issues; "" where no day was set."""
    if sheet.suggest_until is None:
        return ""
    return _("Residents may suggest issues %(until)s.") % {"until": day_by(sheet.suggest_until, lang)}


def contact_told(sheet: CallSheet, lang: str) -> str:
    """The office, its address and phone."""
    phone = phone_in_words(sheet.office.phone).replace(" ", "\u00a0") if sheet.office.phone else ""
    told = (plain(sheet.office.name, lang), plain(sheet.office.address, lang))
    return ", ".join(filter(None, (*told, _("tel. %(phones)s") % {"phones": phone} if phone else "")))


def both(said: Said, langs: tuple[str, ...]) -> str:
    """What is said in each language, in a line."""
    return " / ".join(in_each(langs, lambda one: plain(said, one)))


def is_without_words(sheet: CallSheet, lang: str) -> bool:
    """Whether the paper in that language would hold texts in another: the title or an item is not translated."""
    texts = (sheet.title, sheet.about, sheet.procedure, *(item.title for item in sheet.agenda))
    return any(said and said.in_(lang).is_fallback for said in texts)


def dated(day: date | None, lang: str) -> str:
    """A day, or room to write one."""
    return day_in_words(day, lang) if day else _("“____” ______________ 20____")


def asked_told(asked: Asked) -> str:
    """What a notice must tell, in a word."""
    return {
        Asked.INITIATOR: pgettext("missing on a notice", "who calls for it"),
        Asked.ISSUE: pgettext("missing on a notice", "the issue"),
        Asked.PROCEDURE: pgettext("missing on a notice", "how it goes (the procedure)"),
        Asked.PLACE: pgettext("missing on a notice", "the place"),
        Asked.DATE: pgettext("missing on a notice", "the day"),
        Asked.TIME: pgettext("missing on a notice", "the hour"),
    }[asked]
