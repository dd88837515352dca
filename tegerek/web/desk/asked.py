"""How many people of each post the letter to each invited aimak asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tegerek.lib import clock
from tegerek.people.rights import Act
from tegerek.programmes import actions
from tegerek.programmes.access import seminar_for
from tegerek.programmes.letter_sheets import LetterSheet, SeatLine, series_letters
from tegerek.programmes.models import Seminar
from tegerek.web.desk.forms import SeenForm, attempt, data_of, status_of
from tegerek.web.desk.heads import Part, head_of
from tegerek.web.gate import desk, who

MOST = 99


class AskedForm(SeenForm):
    """A number for each invited aimak and post; empty: as the seats divide."""

    def __init__(self, *args: Any, letters: list[LetterSheet], typed: dict[int, dict[str, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.letters, lang = letters, get_language() or "ky"
        for letter in letters:
            for seat in letter.seats:
                label = f"{letter.to.name.in_(lang).text}: {seat.post.in_(lang).text}"
                evenly = "" if seat.evenly is None else str(seat.evenly)
                attrs = {"aria-label": label, "placeholder": evenly, "max": MOST, "inputmode": "numeric"}
                self.fields[_stem(letter, seat)] = forms.IntegerField(
                    label=label,
                    required=False,
                    min_value=0,
                    max_value=MOST,
                    initial=typed[letter.to.key].get(seat.slug),
                    widget=forms.NumberInput(attrs=attrs),
                )

    def rows(self) -> Iterator[tuple[LetterSheet, list[tuple[SeatLine, forms.BoundField]]]]:
        """Each aimak with its fields, in the order of the register."""
        for letter in self.letters:
            yield letter, [(seat, self[_stem(letter, seat)]) for seat in letter.seats]

    def asked(self) -> dict[int, dict[str, int]]:
        """What was typed, by key of the aimak and slug of the post."""
        return {letter.to.key: self._typed(letter) for letter in self.letters}

    def _typed(self, letter: LetterSheet) -> dict[str, int]:
        numbers = {seat.slug: self.cleaned_data[_stem(letter, seat)] for seat in letter.seats}
        return {slug: number for slug, number in numbers.items() if number is not None}


@dataclass(frozen=True)
class PostSum:
    """Of one post: the seats there are, how many people all letters ask for, how many letters leave a blank."""

    post: SeatLine
    seats: int
    asked: int
    blanks: int

    @property
    def is_off(self) -> bool:
        """Whether every letter names a number, and together they are not the seats."""
        return not self.blanks and self.asked != self.seats


@desk(Act.PROGRAMME_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def asked(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/seminars/7/asked/ : how many people of each post the letter to each invited aimak asks for."""
    found = seminar_for(request.user, Act.PROGRAMME_EDIT, key)
    letters = _letters(found)
    typed = {row.unit_id: row.asked for row in found.invited.all()}
    initial = {"seen": found.programme.version}
    form = AskedForm(data_of(request), letters=letters, typed=typed, initial=initial)

    def act() -> None:
        actions.ask_aimaks(found, form.asked(), seen=form.cleaned_data["seen"], by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, found.programme):
        messages.success(request, _("Saved: the letters ask for these people."))
        return redirect(f"{reverse('desk:letters', args=[found.programme_id])}?seminar={found.pk}")
    context = {
        "form": form,
        "seminar": found,
        "meeting": found.meeting,
        "head": head_of(request, found.meeting, Part.PEOPLE, seminar=found),
        "sums": _sums(found, letters),
        "rows": list(form.rows()),
    }
    return render(request, "desk/seminars/asked.html", context, status=status_of(form))


def _letters(found: Seminar) -> list[LetterSheet]:
    """The letters to those who are invited; not that to the raion, which names all seats."""
    rows = (letter for one in series_letters(found.programme, seminar=found.pk) for letter in one.letters)
    return [letter for letter in rows if letter.is_invited and not letter.to.to_raion]


def _sums(found: Seminar, letters: list[LetterSheet]) -> list[PostSum]:
    seats, _each = actions.quota_of(found)
    by_post: dict[str, list[SeatLine]] = {}
    for letter in letters:
        for seat in letter.seats:
            by_post.setdefault(seat.slug, []).append(seat)
    return [_sum(lines, seats[slug]) for slug, lines in by_post.items()]


def _sum(lines: list[SeatLine], seats: int) -> PostSum:
    blanks = sum(line.seats is None for line in lines)
    return PostSum(lines[0], seats, sum(line.seats or 0 for line in lines), blanks)


def _stem(letter: LetterSheet, seat: SeatLine) -> str:
    return f"{letter.to.key}-{seat.slug}"
