"""The register of a series' letters: to whom, under which number, of which day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tegerek.documents.papers.letter import to_in_words
from tegerek.lib import clock
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.text import mended, one_line
from tegerek.meetings.rules import State
from tegerek.people.access import may, reach
from tegerek.people.rights import Act
from tegerek.programmes.access import programme_for
from tegerek.programmes.letter_sheets import LetterSheet, SeminarLetters, series_letters
from tegerek.programmes.letters import NUMBER_LETTERS, Numbered, is_to_be_sent, number_letters, write_letters
from tegerek.programmes.models import Programme
from tegerek.web.desk.forms import DAY_HINT, data_of, status_of
from tegerek.web.gate import desk, who


class RunForm(forms.Form):
    """Numbers for all letters that have none, and days where none stands."""

    begin = forms.CharField(
        label=gettext_lazy("Begin with the number"),
        required=False,
        max_length=NUMBER_LETTERS,
        help_text=gettext_lazy("as your own register goes on, for example 01-14/25; the next are 26, 27 and so on"),
    )
    dated = forms.DateField(label=gettext_lazy("Day of the letters"), required=False, help_text=DAY_HINT)
    answer_by = forms.DateField(label=gettext_lazy("People are to be named until"), required=False, help_text=DAY_HINT)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not any(data.values()):
            raise forms.ValidationError(_("Enter a number to begin with, or a day."))
        return data


class LettersForm(forms.Form):
    """A number and two days for each letter, each with the version its writer saw."""

    data: QueryDict

    def __init__(self, *args: Any, letters: list[LetterSheet], lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.letters = letters
        for letter in letters:
            self._add(letter, to_in_words(letter, lang))

    def _add(self, letter: LetterSheet, to: str) -> None:
        stem = stem_of(letter)
        self.fields[f"number-{stem}"] = forms.CharField(
            required=False,
            max_length=NUMBER_LETTERS,
            initial=letter.number,
            widget=forms.TextInput(attrs={"aria-label": _("Number: %(to)s") % {"to": to}}),
        )
        for name, label, day in (
            ("dated", _("Day: %(to)s"), letter.dated),
            ("answer", _("Answer until: %(to)s"), letter.answer_by),
        ):
            widget = forms.DateInput(attrs={"aria-label": label % {"to": to}, "inputmode": "numeric"})
            self.fields[f"{name}-{stem}"] = forms.DateField(required=False, initial=day, widget=widget)
        self.fields[f"seen-{stem}"] = forms.IntegerField(initial=letter.version, widget=forms.HiddenInput)

    def typed(self) -> Iterator[Numbered]:
        for letter in self.letters:
            stem, data = stem_of(letter), self.cleaned_data
            yield Numbered(
                letter.seminar,
                letter.to.key,
                one_line(mended(data[f"number-{stem}"])),
                data[f"dated-{stem}"],
                data[f"answer-{stem}"],
                data[f"seen-{stem}"],
            )

    def now_see(self) -> None:
        """Let the next press go on from the newest versions, with everything typed kept."""
        sent = self.data.copy()
        for letter in self.letters:
            sent[f"seen-{stem_of(letter)}"] = str(letter.version)
        self.data = sent


@dataclass(frozen=True)
class LetterRow:
    """One line of the register."""

    letter: LetterSheet
    to: str
    number: forms.BoundField
    dated: forms.BoundField
    answer: forms.BoundField
    seen: forms.BoundField


@dataclass(frozen=True)
class SeminarRows:
    """A seminar and the lines below it."""

    seminar: SeminarLetters
    is_cancelled: bool
    rows: tuple[LetterRow, ...]

    @property
    def blanks(self) -> int:
        """How many letters do not say of some post how many people are asked for."""
        return sum(any(seat.seats is None for seat in row.letter.seats) for row in self.rows)


@desk(Act.LETTER_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/letters/?seminar=3 : one line for each letter, of all seminars or of one, to type its number
    and days.
    """
    found = programme_for(request.user, Act.LETTER_WRITE, key)
    seminar = _asked(request, found)
    form = _form(found, seminar, data_of(request))
    if form.is_valid():
        try:
            changed = write_letters(found, form.typed(), by=who(request), now=clock.now())
        except Refusal as refusal:
            if isinstance(refusal, Stale):
                form = _form(found, seminar, request.POST)
                form.is_valid()
                form.now_see()
            form.add_error(None, str(refusal))
        else:
            _say(request, changed)
            return redirect(_here(found, seminar))
    return _register(request, found, seminar, form, RunForm(initial=_days(form.letters)), status_of(form))


@desk(Act.LETTER_WRITE)
@require_POST
def number(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/letters/numbers/?seminar=3 : give numbers and days to all letters that have none."""
    found = programme_for(request.user, Act.LETTER_WRITE, key)
    seminar = _asked(request, found)
    run = RunForm(request.POST)
    if run.is_valid():
        data = run.cleaned_data
        try:
            changed = number_letters(
                found,
                begin=mended(data["begin"]),
                dated=data["dated"],
                answer_by=data["answer_by"],
                by=who(request),
                now=clock.now(),
                seminar=seminar,
            )
        except Refusal as refusal:
            run.add_error(None, str(refusal))
        else:
            _say(request, changed)
            return redirect(_here(found, seminar))
    return _register(request, found, seminar, _form(found, seminar, None), run, status_of(run))


def stem_of(letter: LetterSheet) -> str:
    """What the fields of a letter are called by."""
    return f"{letter.seminar}-{letter.to.key}"


def _asked(request: HttpRequest, found: Programme) -> int | None:
    """The one seminar the address names, None for all of the series; 404 for one that is not of it."""
    typed = request.GET.get("seminar", "")
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) < 19):
        raise Http404
    if not found.seminars.filter(pk=int(typed)).exists():
        raise Http404
    return int(typed)


def _here(found: Programme, seminar: int | None) -> str:
    return reverse("desk:letters", args=(found.pk,)) + _query(seminar)


def _query(seminar: int | None) -> str:
    return f"?seminar={seminar}" if seminar is not None else ""


def _days(letters: list[LetterSheet]) -> dict[str, date]:
    """The day of the letters, and until when to answer, where all that have one have the same."""
    days = {
        "dated": {letter.dated for letter in letters if letter.dated},
        "answer_by": {letter.answer_by for letter in letters if letter.answer_by},
    }
    return {name: next(iter(found)) for name, found in days.items() if len(found) == 1}


def _form(found: Programme, seminar: int | None, data: Any) -> LettersForm:
    flat = [letter for row in series_letters(found, seminar=seminar) for letter in row.letters]
    return LettersForm(data, letters=flat, lang=get_language() or "ky")


def _register(
    request: HttpRequest, found: Programme, seminar: int | None, form: LettersForm, run: RunForm, status: int
) -> HttpResponse:
    groups: dict[int, list[LetterRow]] = {}
    lang = get_language() or "ky"
    to_send = [letter for letter in form.letters if is_to_be_sent(letter)]
    for letter in form.letters:
        stem = stem_of(letter)
        fields = (form[f"{name}-{stem}"] for name in ("number", "dated", "answer", "seen"))
        groups.setdefault(letter.seminar, []).append(LetterRow(letter, to_in_words(letter, lang), *fields))
    context = {
        "programme": found,
        "form": form,
        "run": run,
        "seminars": [_rows(row, groups) for row in series_letters(found, seminar=seminar)],
        "one": seminar is not None,
        "query": _query(seminar),
        "may_ask": may(request.user, Act.PROGRAMME_EDIT, found),
        "may_mend": bool(reach(request.user, Act.PLACE_MEND)),
        "unnumbered": sum(not letter.number for letter in to_send),
        "undated": sum(not (letter.dated and letter.answer_by) for letter in to_send),
        "has_letterhead": not form.letters or form.letters[0].letterhead.version > 0,
    }
    return render(request, "desk/letters/register.html", context, status=status)


def _rows(seminar: SeminarLetters, groups: dict[int, list[LetterRow]]) -> SeminarRows:
    return SeminarRows(seminar, seminar.day.state is State.CANCELLED, tuple(groups.get(seminar.key, ())))


def _say(request: HttpRequest, changed: int) -> None:
    if changed:
        words = ngettext("%d letter is written down.", "%d letters are written down.", changed)
        messages.success(request, words % changed)
    else:
        messages.success(request, _("Nothing was to be changed."))
