"""The call list: whom to phone, of what to remind them, and a box to tick. For the desk alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from tegerek.commitments.due_sheets import DueGroup, DueLine, Holder
from tegerek.documents.dues import due_sentence, to_words
from tegerek.documents.papers.parts import Column, Heading, Lead, Line, Paper, Part, Prose, Section, Table, langs_of
from tegerek.documents.plain import plain, plain_line
from tegerek.lib.dates import day_in_words
from tegerek.lib.phones import phone_in_words

BOX = "☐"


def call_list_papers(groups: Sequence[DueGroup], lang: str, today: date, now: datetime) -> tuple[Paper, ...]:
    """Who is to be phoned, one entry for each; in two languages it is two papers. now: when it was made."""
    return tuple(_paper(groups, one, today, now) for one in langs_of(lang))


def _paper(groups: Sequence[DueGroup], lang: str, today: date, now: datetime) -> Paper:
    with override(lang):
        name = _("Whom to remind")
        offices = " · ".join(dict.fromkeys(plain(group.office_name, lang) for group in groups))
        return Paper(
            lang=lang,
            title=name,
            author=offices,
            changed_at=now,
            foot=name,
            pages=_("page {n} of {of}"),
            parts=tuple(_parts(groups, name, offices, lang, today)),
        )


def _parts(groups: Sequence[DueGroup], name: str, offices: str, lang: str, today: date) -> Iterator[Part]:
    yield Heading((name,))
    yield Lead(", ".join(filter(None, (offices, day_in_words(today, lang)))))
    if not groups:
        yield Line(_("Nothing is near its day or past it."))
    for group in groups:
        yield Section(to_words(group, lang))
        yield Prose(tuple(_holder(one) for one in group.holders) or (_("Name and phone: ____________________"),))
        yield Table("", _columns(), tuple(_row(line, lang, today) for line in group.lines))


def _holder(holder: Holder) -> str:
    phones = ", ".join(phone_in_words(phone).replace(" ", "\u00a0") for phone in holder.phones)
    return ", ".join(filter(None, (plain_line(holder.name), phones)))


def _columns() -> tuple[Column, ...]:
    heads = (
        (pgettext("column", "What is waited for"), 78),
        (pgettext("column", "Last day"), 40),
        (pgettext("column", "How far"), 36),
        (pgettext("column", "Told"), 20),
    )
    return tuple(Column((head,), share) for head, share in heads)


def _row(line: DueLine, lang: str, today: date) -> tuple[str, ...]:
    thing = line.thing
    number = f"№\u00a0{thing.number}" if thing.number else ""
    what = " · ".join(filter(None, (plain(thing.what, lang), plain(thing.place_name, lang), number)))
    told = pgettext("on the call list", "told") if line.told_at else BOX
    return (what, day_in_words(thing.due_on, lang), due_sentence(thing, today), told)
