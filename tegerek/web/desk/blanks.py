"""What a person should know before papers are printed: what will stay a blank on them, and which names to check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tegerek.lib.said import Told
from tegerek.meetings.rules import State
from tegerek.programmes.letter_sheets import Addressee, LetterSheet, SeminarLetters
from tegerek.programmes.letters import is_to_be_sent


@dataclass(frozen=True)
class NameToCheck:
    """A place whose Kyrgyz name no speaker has checked: its key, the name as it would be printed."""

    unit: int
    name: Told


def letters_ahead(seminars: Iterable[SeminarLetters]) -> list[LetterSheet]:
    """The letters that are going to be printed."""
    return [letter for seminar in seminars for letter in seminar.letters if is_to_be_sent(letter)]


def blanks_of(seminars: Sequence[SeminarLetters]) -> list[str]:
    """What is printed as a line to fill in by hand, one sentence each; none where everything is known."""
    ahead = [seminar for seminar in seminars if seminar.day.state is not State.CANCELLED]
    letters = letters_ahead(seminars)
    told = [*_of_the_office(letters), *_of_each(letters)]
    if any(len(seminar.letters) < 2 for seminar in ahead):
        told.append(
            _("No aiyl aimak is invited yet.")
            if len(seminars) == 1
            else _("Some seminars have invited no aiyl aimak yet.")
        )
    return told


def names_to_check(addressees: Iterable[Addressee], place: NameToCheck | None = None) -> list[NameToCheck]:
    """The places these papers name whose Kyrgyz name is a guess so far, each once; place: that of the meeting."""
    found = [NameToCheck(to.key, to.long.in_("ky")) for to in addressees if to.ky_needs_look]
    rows = {name.unit: name for name in ([place] if place else []) + found}
    return list(rows.values())


def _of_the_office(letters: list[LetterSheet]) -> Iterator[str]:
    if not letters:
        return
    if letters[0].letterhead.version == 0:
        yield _("The letterhead has not been set.")
    elif not letters[0].letterhead.signer:
        yield _("Nobody is named who signs the letters.")
    if letters[0].contact is None:
        yield _("Nobody is named for questions: the letters leave a blank.")


def _of_each(letters: list[LetterSheet]) -> Iterator[str]:
    if n := sum(not letter.number for letter in letters):
        yield (
            ngettext(
                "%d letter has no number: it will be printed with a blank.",
                "%d letters have no number: they will be printed with a blank.",
                n,
            )
            % n
        )
    if n := sum(letter.dated is None for letter in letters):
        yield (
            ngettext(
                "%d letter has no day: it will be printed with a blank.",
                "%d letters have no day: they will be printed with a blank.",
                n,
            )
            % n
        )
    if n := sum(letter.answer_by is None for letter in letters):
        yield (
            ngettext(
                "%d letter does not say until when people are to be named.",
                "%d letters do not say until when people are to be named.",
                n,
            )
            % n
        )
    if n := sum(not letter.seats for letter in letters):
        yield (
            ngettext(
                "%d letter does not say which posts are asked for: it has empty rows.",
                "%d letters do not say which posts are asked for: they have empty rows.",
                n,
            )
            % n
        )
    yield from _uneven(letters)


def _uneven(letters: list[LetterSheet]) -> Iterator[str]:
    lang = get_language() or "ky"
    with_blank = [letter for letter in letters if any(seat.seats is None for seat in letter.seats)]
    posts = dict.fromkeys(seat.post.in_(lang).text for one in with_blank for seat in one.seats if seat.seats is None)
    if with_blank:
        yield ngettext(
            "In %(n)d letter “How many” is a blank, because the seats do not divide evenly among the aiyl aimaks: "
            "%(posts)s.",
            "In %(n)d letters “How many” is a blank, because the seats do not divide evenly among the aiyl aimaks: "
            "%(posts)s.",
            len(with_blank),
        ) % {"n": len(with_blank), "posts": ", ".join(posts)}
