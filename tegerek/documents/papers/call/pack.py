"""The pack: all papers of a call in the order in which they are needed, and a cover that says what is in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext, pgettext_lazy

from tegerek.documents.papers.call.at_meeting import comers_paper, minutes_papers, script_papers, slips_paper
from tegerek.documents.papers.call.common import call_paper
from tegerek.documents.papers.call.handout import handout_papers
from tegerek.documents.papers.call.notice import (
    cards_paper,
    doors_papers,
    facts_of,
    notice_paper,
    poster_papers,
    spoken_paper,
)
from tegerek.documents.papers.call.order import letters_papers, order_papers
from tegerek.documents.papers.parts import Column, Heading, Line, Paper, Table, in_each, langs_of
from tegerek.documents.papers.pdf import pages_of
from tegerek.meetings.call_sheets import CallSheet

Written = Callable[[CallSheet, str], tuple[Paper, ...]]


@dataclass(frozen=True)
class CallKind:
    """A paper of a call: its name, when it is needed, how it is written, on how many pages it should fit.

    most: pages in one language, 0 for no limit: lists grow with their people.
    """

    name: str | Promise
    when: str | Promise
    write: Written
    most: int = 1
    in_pack: bool = True


FIRST = pgettext_lazy("when a paper is needed", "first")
TELLING = pgettext_lazy("when a paper is needed", "to tell people")
THERE = pgettext_lazy("when a paper is needed", "at the meeting")
READING = pgettext_lazy("when a paper is needed", "to read beforehand")

# In the order of use, and last what explains. A new paper is a line here.
CALL_KINDS: dict[str, CallKind] = {
    "order": CallKind(gettext_lazy("Order to hold the meeting"), FIRST, order_papers, 1),
    "notice": CallKind(gettext_lazy("Notice"), TELLING, lambda sheet, lang: (notice_paper(sheet, lang),), 1),
    "poster": CallKind(gettext_lazy("Poster of two sheets"), TELLING, poster_papers, 1),
    "cards": CallKind(gettext_lazy("Invitation cards"), TELLING, lambda sheet, lang: (cards_paper(sheet, lang),), 0),
    "letters": CallKind(gettext_lazy("Letters to those invited"), TELLING, letters_papers, 1),
    "doors": CallKind(gettext_lazy("List for going from door to door"), TELLING, doors_papers, 0),
    "loudspeaker": CallKind(
        gettext_lazy("Loudspeaker text"), TELLING, lambda sheet, lang: (spoken_paper(sheet, lang),), 1
    ),
    "comers": CallKind(
        gettext_lazy("Sign-in sheet of all who come"), THERE, lambda sheet, lang: (comers_paper(sheet, lang),), 0
    ),
    "script": CallKind(gettext_lazy("Chair’s script"), THERE, script_papers, 2),
    "slips": CallKind(gettext_lazy("Question slips"), THERE, lambda sheet, lang: (slips_paper(sheet, lang),), 0),
    "minutes": CallKind(gettext_lazy("Blank minutes"), THERE, minutes_papers, 0),
    "handout": CallKind(gettext_lazy("Hand-out: what, why, how"), READING, handout_papers, 1),
}


@dataclass(frozen=True)
class Counted:
    """How many pages a kind of paper takes in all, and whether one of its papers takes more than it should."""

    pages: int
    is_long: bool


def pack_papers(
    sheet: CallSheet,
    lang: str,
    slips: Sequence[int] = (),
    address: str = "",
    codes: Mapping[int, str] | None = None,
) -> tuple[Paper, ...]:
    """The cover and everything else, in the order of use. slips: the numbers reserved for question slips.

    address: of the site, where these are looked up. codes: of personal links by number.
    """
    slips_made = (slips_paper(sheet, lang, slips, address, codes),)
    made = {
        key: slips_made if key == "slips" else CALL_KINDS[key].write(sheet, lang)
        for key, kind in CALL_KINDS.items()
        if kind.in_pack
    }
    return (_cover(sheet, lang, tuple(made)), *(paper for papers in made.values() for paper in papers))


@lru_cache(maxsize=64)
def counted(sheet: CallSheet, lang: str) -> Mapping[str, Counted]:
    """How many pages each kind of paper takes, in the order of use, found by laying all of them out at once.

    Kept for as long as the sheet says the same. Raises Refusal as papers_pdf does.
    """
    made = {key: kind.write(sheet, lang) for key, kind in CALL_KINDS.items()}
    pages = iter(pages_of([paper for papers in made.values() for paper in papers]))
    found = {}
    for key, papers in made.items():
        taken, most = [next(pages) for _paper in papers], CALL_KINDS[key].most
        found[key] = Counted(sum(taken), bool(most) and max(taken, default=0) > most)
    return MappingProxyType(found)


def _cover(sheet: CallSheet, lang: str, keys: tuple[str, ...]) -> Paper:
    langs = langs_of(lang)
    names = in_each(langs, lambda one: pgettext("paper", "Pack of papers"))
    columns = (
        Column(("№",), 10),
        Column(in_each(langs, lambda one: pgettext("column", "Paper")), 90),
        Column(in_each(langs, lambda one: pgettext("column", "When it is needed")), 50),
        Column(in_each(langs, lambda one: pgettext("column", "Done")), 20),
    )
    rows = tuple((str(n), *_row(CALL_KINDS[key], langs), "") for n, key in enumerate(keys, start=1))
    told = " / ".join(in_each(langs, lambda one: _("With this pack the meeting can be held on paper alone.")))
    parts = (Heading(names), facts_of(sheet, langs), Table("", columns, rows), Line(told))
    with override(langs[0]):
        return call_paper(sheet, lang, names[0], parts)


def _row(kind: CallKind, langs: tuple[str, ...]) -> tuple[str, str]:
    name = " / ".join(in_each(langs, lambda one: str(kind.name)))
    return name, " / ".join(in_each(langs, lambda one: str(kind.when)))
