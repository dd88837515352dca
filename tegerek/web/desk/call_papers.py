"""What the page of papers says of each paper of a call: how long it is, and what stays blank on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tegerek.documents.papers.call.at_meeting import SIGN_ROWS, slip_sheets
from tegerek.documents.papers.call.common import asked_told, is_without_words
from tegerek.documents.papers.call.pack import CALL_KINDS, Counted, counted
from tegerek.documents.papers.parts import langs_of
from tegerek.lib.errors import Refusal
from tegerek.meetings.call_sheets import Asked, CallSheet, missing

WHEN_AND_WHERE = (Asked.PLACE, Asked.DATE, Asked.TIME)
# Which of the six things of a notice stand on which paper.
ASKED_ON = {
    "order": tuple(Asked),
    "notice": tuple(Asked),
    "poster": tuple(Asked),
    "cards": WHEN_AND_WHERE,
    "letters": WHEN_AND_WHERE,
    "loudspeaker": WHEN_AND_WHERE,
}
SIGNED = ("order", "letters")


@dataclass(frozen=True)
class CallLine:
    """A paper of the call. pages: 0 where they cannot be counted; is_long: more than it should take. blanks: words."""

    kind: str
    name: str
    when: str
    pages: int
    is_long: bool
    blanks: tuple[str, ...]


@dataclass(frozen=True)
class CallLines:
    """All papers of a call. missing: what a notice must tell and nobody has said yet.

    trouble: why no PDF can be made, "" if one can. lacks_words: something is not translated.
    """

    lines: tuple[CallLine, ...]
    pages: int
    missing: tuple[Asked, ...]
    trouble: str
    lacks_words: bool

    @property
    def long(self) -> tuple[CallLine, ...]:
        return tuple(line for line in self.lines if line.is_long)


def call_lines(sheet: CallSheet, lang: str, *, slips: int = 0, in_pack: int = 0) -> CallLines:
    """The papers in the order in which they are needed, laid out once to count their pages.

    slips: for how many question slips numbers are reserved now; in_pack: how many the pack will carry.
    """
    trouble = ""
    try:
        pages = {**counted(sheet, lang), "slips": Counted(slip_sheets(slips), False)}
    except Refusal as refusal:
        pages, trouble = {}, str(refusal)
    lines = tuple(_line(sheet, kind, pages.get(kind, Counted(0, False))) for kind in CALL_KINDS)
    return CallLines(
        lines=lines,
        # The cover is a page of its own.
        pages=sum(line.pages for line in lines) + 1 + slip_sheets(in_pack) - slip_sheets(slips),
        missing=missing(sheet),
        trouble=trouble,
        lacks_words=any(is_without_words(sheet, one) for one in langs_of(lang)),
    )


def _line(sheet: CallSheet, kind: str, found: Counted) -> CallLine:
    paper = CALL_KINDS[kind]
    return CallLine(kind, str(paper.name), str(paper.when), found.pages, found.is_long, tuple(_blanks(sheet, kind)))


def _blanks(sheet: CallSheet, kind: str) -> Iterator[str]:
    """What stays blank on that paper, in words."""
    yield from (asked_told(asked) for asked in missing(sheet) if asked in ASKED_ON.get(kind, ()))
    if kind in SIGNED and not sheet.letterhead.signer:
        yield _("who signs (the letterhead does not say)")
    if kind in {"cards", "letters"} and not sheet.invitees:
        yield _("to whom (nobody is on the list of those invited)")
    if kind in {"script", "minutes"} and not sheet.agenda:
        yield _("the agenda")
    if kind == "comers" and sheet.expected is None:
        yield _("how many are expected (so it has %(rows)d rows)") % {"rows": SIGN_ROWS}
