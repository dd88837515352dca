"""The call list after a seminar: whom to phone about the next meeting, with room to write down what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from tegerek.documents.next_meetings import due_words, meant_words, outcome_words, step_question
from tegerek.documents.papers.parts import Facts, Heading, Lead, Line, Paper, Part, Prose, Section, Ticks, langs_of
from tegerek.documents.plain import plain, plain_line
from tegerek.documents.samples import sample_mark
from tegerek.lib.dates import day_in_words
from tegerek.lib.phones import phone_in_words
from tegerek.lib.said import Said
from tegerek.programmes.next_call_sheets import CallPerson, NextCallEntry
from tegerek.programmes.next_sheets import Step


def next_call_papers(
    entries: Sequence[NextCallEntry],
    programme: Said,
    office: Said,
    lang: str,
    today: date,
    now: datetime,
    *,
    is_sample: bool = False,
) -> tuple[Paper, ...]:
    """One entry for each aimak; in two languages it is two papers. now: when it was made. is_sample: see Programme."""
    papers = (_paper(entries, programme, office, one, today, now) for one in langs_of(lang))
    return tuple(replace(paper, mark=sample_mark(is_sample, (paper.lang,))) for paper in papers)


def _paper(
    entries: Sequence[NextCallEntry], programme: Said, office: Said, lang: str, today: date, now: datetime
) -> Paper:
    with override(lang):
        name = _("Whom to ask about the next meeting")
        return Paper(
            lang=lang,
            title=name,
            author=plain(office, lang),
            changed_at=now,
            foot=name,
            pages=_("page {n} of {of}"),
            parts=tuple(_parts(entries, name, programme, lang, today)),
        )


def _parts(entries: Sequence[NextCallEntry], name: str, programme: Said, lang: str, today: date) -> Iterator[Part]:
    yield Heading((name,))
    yield Lead(", ".join(filter(None, (plain(programme, lang), day_in_words(today, lang)))))
    if not entries:
        yield Line(_("Nobody is to be phoned today."))
    for entry in entries:
        yield from _entry(entry, lang)


def _entry(entry: NextCallEntry, lang: str) -> Iterator[Part]:
    line = entry.line
    yield Section(f"{plain(line.name, lang)}, {plain(line.raion, lang)}")
    seminar = day_in_words(line.trained_on, lang) if line.trained_on else ""
    rows = [(_("Seminar"), seminar), (_("Call"), due_words(line.due) if line.due else "")]
    rows.append((_("What was meant"), meant_words(line, lang) or _("nothing is written down")))
    if line.last_call:
        rows.append((_("Last call"), outcome_words(line.last_call)))
    yield Facts(tuple(rows))
    yield Prose(tuple(_person(one, lang) for one in entry.people) or (_("Name and phone: ____________________"),))
    choices = (pgettext("answer", "yes"), pgettext("answer", "no"), pgettext("answer", "not known"))
    for step in Step:
        yield Ticks(step_question(step), choices)
    yield Ticks(_("Day of the call: ______________"), (_("nobody was reached"), _("there will be no meeting")))


def _person(person: CallPerson, lang: str) -> str:
    phones = ", ".join(phone_in_words(phone).replace(" ", "\u00a0") for phone in person.phones)
    return ", ".join(filter(None, (plain_line(person.name), plain(person.post, lang), phones)))
