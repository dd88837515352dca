"""Bringing a list of people to a meeting: paste, choose a file or type; correct row by row; take over what is ready."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST

from tegerek.jobs.actions import ask_to_stop
from tegerek.jobs.models import Job
from tegerek.lib import clock
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.pages import Page, page_in
from tegerek.lib.phones import phone_in_words
from tegerek.lib.text import fold
from tegerek.meetings import listing
from tegerek.meetings.access import list_for, meeting_for
from tegerek.meetings.ages import BANDS
from tegerek.meetings.lists.rows import NEW, ListTable, confirmed, typed_into
from tegerek.meetings.matching import DOUBLE, EMPTY, HERE, KNOWN, OUT, Card, Looked
from tegerek.meetings.models import ListImport
from tegerek.people.access import may
from tegerek.people.models import Sex
from tegerek.people.posts import post_said
from tegerek.people.rights import Act
from tegerek.places.models import Unit
from tegerek.programmes.rosters import taken
from tegerek.web.desk.forms import full_name, status_of
from tegerek.web.desk.heads import Part, head_of
from tegerek.web.desk.imports import seen_in
from tegerek.web.desk.list_words import (
    column_labels,
    done_sentences,
    here_sentences,
    look_sentence,
    note_sentences,
    sentence_of,
    state_word,
)
from tegerek.web.desk.persons_on_list import beyond_seats
from tegerek.web.gate import desk, who

ROWS = 100
MORE_ROWS = 10
HIDDEN = "•"
COUNTED = (NEW, KNOWN, HERE, "asked", "wrong", DOUBLE)
LOOKS = {"asked": "unsure", "wrong": "unsure", DOUBLE: "gone", HERE: "gone", OUT: "gone"}


class BringForm(forms.Form):
    """A list as text, or as a file."""

    text = forms.CharField(
        label=gettext_lazy("Paste the list here, from Excel, Word or a message"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "class": "tall"}),
    )
    file = forms.FileField(
        label=gettext_lazy("Or choose a file"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy("Word (docx), Excel (xlsx), csv or txt"),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        file = data.get("file")
        if file and not file.size:
            raise forms.ValidationError(
                _("The file “%(name)s” is empty. Choose the file with the list.") % {"name": file.name}
            )
        if not file and not (data.get("text") or "").strip():
            raise forms.ValidationError(_("There is nothing in it. Paste the list of people, or choose a file."))
        return data

    def source(self) -> tuple[bytes, str]:
        """The bytes, and the file's name ("" for pasted text)."""
        file = self.cleaned_data.get("file")
        return (file.read(), file.name or "?") if file else (self.cleaned_data["text"].encode(), "")


@dataclass(frozen=True)
class Choice:
    """One answer to a question: what the form sends, what it says, whether it stands already."""

    value: str
    text: str
    is_chosen: bool = False


@dataclass(frozen=True)
class CellView:
    """One cell: column, form name, text, heading beside it on a phone, what is wrong, what it was understood as.

    look: what somebody should look at before the row goes in, though nothing is wrong.
    """

    column: str
    name: str
    value: str
    label: str
    wrong: tuple[str, ...]
    hint: str
    choices: tuple[Choice, ...] = ()
    look: tuple[str, ...] = ()


@dataclass(frozen=True)
class RowView:
    """One row of the preview. questions: form name of each question with its answers. sure: form names of ticks.

    is_idle: nothing becomes of it, so there is nothing to tick.
    """

    n: int
    look: str
    state: str
    keep: bool
    is_idle: bool
    cells: tuple[CellView, ...]
    answers: Mapping[str, tuple[str, tuple[Choice, ...]]]
    sure: Mapping[str, tuple[str, str]]


@desk(Act.ROSTER_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/lists/new/ : paste a list, choose a file, or begin with empty rows."""
    meeting = meeting_for(request.user, Act.ROSTER_EDIT, key)
    if "empty" in request.POST:
        return redirect("desk:list", listing.begin_empty(meeting, by=who(request), now=clock.now()).pk)
    form = BringForm(_without_nulls(request), request.FILES or None)
    if form.is_valid():
        data, name = form.source()
        try:
            made = listing.bring(meeting, data, file_name=name, by=who(request), now=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("desk:list", made.pk)
    context = {
        "form": form,
        "meeting": meeting,
        "head": head_of(request, meeting, Part.PEOPLE),
        "waiting": listing.waiting(meeting),
    }
    return render(request, "desk/lists/new.html", context, status=status_of(form))


@desk(Act.ROSTER_SEE)
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/lists/7/ : being read or taken over; or why it cannot be; or every row with its question."""
    found = list_for(request.user, Act.ROSTER_EDIT if request.method == "POST" else Act.ROSTER_SEE, key)
    if found.ended_at or not found.table or (found.job is not None and found.job.is_open):
        return _without_table(request, found)
    if request.method != "POST":
        return _preview(request, found)
    table = _typed(request, found)
    if "add" in request.POST:
        table = table.with_more(MORE_ROWS)
    try:
        listing.keep_table(found, table, seen=seen_in(request))
    except Stale as stale:
        found.refresh_from_db(fields=["version"])
        return _preview(request, found, table, trouble=str(stale))
    at = _number(request.POST.get("page") or request.GET.get("page", "1"))
    shown = {"show": "questions"} if _only_questions(request) and "add" not in request.POST else {}
    page = (len(table.rows) - 1) // ROWS + 1 if "add" in request.POST else at
    return redirect(f"{request.path}?{urlencode({**shown, 'page': page})}#rows")


@desk(Act.ROSTER_EDIT)
@require_POST
def take(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/lists/7/roster/ : take over every row that is ready, as it stands on the screen."""
    found = list_for(request.user, Act.ROSTER_EDIT, key)
    if found.ended_at or not found.table or (found.job is not None and found.job.is_open):
        return redirect("desk:list", key)
    table = _typed(request, found)
    try:
        listing.keep_table(found, table, seen=seen_in(request))
        listing.take_over(found, seen=found.version, by=who(request), now=clock.now())
    except Refusal as refusal:
        found.refresh_from_db(fields=["version"])
        return _preview(request, found, table, trouble=str(refusal))
    if found.ended_at:
        messages.success(request, " ".join(done_sentences(found.counts)))
        return redirect("desk:roster", found.meeting_id)
    return redirect("desk:list", key)


@desk(Act.ROSTER_EDIT)
@require_POST
def stop(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/lists/7/stop/ : stop reading it, or taking it over; what is taken over already stays."""
    found = list_for(request.user, Act.ROSTER_EDIT, key)
    if found.job is not None:
        ask_to_stop(found.job, by=who(request), now=clock.now())
    return redirect("desk:list", key)


@desk(Act.ROSTER_EDIT)
@require_POST
def throw_away(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/lists/7/removal/ : destroy what is left of it."""
    found = list_for(request.user, Act.ROSTER_EDIT, key)
    if found.ended_at:
        return redirect("desk:list", key)
    try:
        listing.throw_away(found, seen=seen_in(request), by=who(request), now=clock.now())
    except Stale as stale:
        messages.error(request, str(stale))
        return redirect("desk:list", key)
    left = int(found.counts.get(OUT, 0))
    messages.success(
        request,
        ngettext(
            "The list is ended; %d row was left out. Whoever was taken over stays.",
            "The list is ended; %d rows were left out. Whoever was taken over stays.",
            left,
        )
        % left,
    )
    return redirect("desk:roster", found.meeting_id)


def _without_nulls(request: HttpRequest) -> Any:
    """What was sent, without the sign that some programs copy along and no text may hold."""
    if request.method != "POST":
        return None
    typed = request.POST.copy()
    typed["text"] = typed.get("text", "").replace("\0", "")
    return typed


def _without_table(request: HttpRequest, found: ListImport) -> HttpResponse:
    """The page while somebody waits for a job, or when there is nothing to show any more."""
    is_open = found.job is not None and found.job.is_open and not found.ended_at
    context = {
        "found": found,
        "job": found.job,
        "is_open": is_open,
        "is_taking": is_open and found.job is not None and found.job.kind == listing.TAKE,
        "done": done_sentences(found.counts),
        "may_edit": may(request.user, Act.ROSTER_EDIT, found),
        "states": Job.State,
    }
    response = render(request, "desk/lists/waiting.html", context)
    if is_open and not found.trouble:
        response["Refresh"] = "1"
    return response


def _preview(
    request: HttpRequest, found: ListImport, table: ListTable | None = None, trouble: str = ""
) -> HttpResponse:
    shown = listing.preview(found, table)
    only = _only_questions(request)
    rows = [one for one in shown.rows if not only or _is_question(one)]
    page = page_in(rows, number=_number(request.GET.get("page", "1")), most=ROWS)
    may_phone = may(request.user, Act.PHONE_SEE, found)
    filled = len(shown.rows) - shown.counts.get(EMPTY, 0)
    context = {
        "found": found,
        "table": shown.table,
        "rows": _row_views(page, may_phone, who(request).language),
        "page": page,
        "pages": range(1, page.of + 1),
        "only": only,
        "columns": column_labels(may_phone),
        "counts": {status: shown.counts.get(status, 0) for status in COUNTED},
        "to_look_at": sum(bool(one.looks) for one in shown.rows),
        "questions": sum(_is_question(one) for one in shown.rows),
        "left_out": shown.counts.get(OUT, 0),
        "filled": filled,
        "is_all_left_out": bool(filled) and filled == shown.counts.get(OUT, 0),
        "guessed": sum(bool(one.meaning.guessed) and one.status not in (HERE, OUT, EMPTY) for one in shown.rows),
        "elsewhere": sum(fault.code == "unit_elsewhere" for one in shown.rows for fault in one.faults),
        **beyond_seats(taken(found.meeting), shown.counts.get(NEW, 0)),
        "done": done_sentences(found.counts) if found.counts else (),
        "notes": note_sentences(shown.table),
        "trouble": trouble,
        "may_edit": may(request.user, Act.ROSTER_EDIT, found),
        "place": full_name(found.meeting.place, who(request).language),
    }
    return render(request, "desk/lists/preview.html", context, status=422 if trouble else 200)


def _is_question(one: Looked) -> bool:
    return one.status in ("asked", "wrong", DOUBLE) or bool(one.looks)


def _only_questions(request: HttpRequest) -> bool:
    return request.GET.get("show") == "questions"


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def _typed(request: HttpRequest, found: ListImport) -> ListTable:
    # A cell that was shown without its digits cannot have been corrected.
    typed = {name: value for name, value in request.POST.items() if isinstance(value, str) and HIDDEN not in value}
    table = typed_into(ListTable.from_json(found.table), typed)
    if "all-elsewhere" in typed:
        table = confirmed(table, "unit_elsewhere")
    return replace(table, with_guessed="guessed" in typed) if "asks-guessed" in typed else table


def _row_views(page: Page[Looked], may_phone: bool, lang: str) -> list[RowView]:
    """The rows of a page with names of their places: one query."""
    keys = {key for one in page.lines for key in (one.meaning.unit, *one.meaning.units) if key is not None}
    keys |= {unit for one in page.lines for card in one.cards for _post, unit in card.posts if unit is not None}
    units = Unit.objects.select_related("parent").filter(pk__in=keys)
    names = {unit.pk: full_name(unit, lang) for unit in units}
    return [_row_view(one, names, may_phone, lang) for one in page.lines]


def _row_view(one: Looked, names: Mapping[int, str], may_phone: bool, lang: str) -> RowView:
    row = one.row
    return RowView(
        n=row.n,
        look="unsure" if one.looks else LOOKS.get(one.status, one.status),
        state=state_word(one.status, to_look_at=bool(one.looks)),
        keep=row.keep,
        is_idle=one.status in (HERE, DOUBLE),
        cells=_cells(one, names, may_phone, lang),
        answers=_answers(one, names, may_phone, lang),
        sure={
            fault.column: (f"{row.n}-sure-{fault.code}", _("Yes, it is right as it stands"))
            for fault in one.faults
            if fault.code in ("unit_elsewhere", "sex_differs")
        },
    )


def _cells(one: Looked, names: Mapping[int, str], may_phone: bool, lang: str) -> tuple[CellView, ...]:
    cells = []
    for column, label in column_labels(may_phone).items():
        text = getattr(one.row, column)
        wrong = tuple(
            _hidden(sentence_of(fault, one, names), may_phone) for fault in one.faults if fault.column == column
        )
        value = text if column == "phone" else _hidden(text, may_phone)
        choices = _sexes(one) if column == "sex" else _ages(one) if column == "age" else ()
        hint, look = _hint(one, column, names, lang), _look(one, column, names, may_phone)
        cells.append(CellView(column, f"{one.row.n}-{column}", value, label, wrong, hint, choices, look))
    return tuple(cells)


def _look(one: Looked, column: str, names: Mapping[int, str], may_phone: bool) -> tuple[str, ...]:
    """What somebody should look at in a cell, or know of a row that does nothing."""
    if one.status == HERE:
        return here_sentences(one) if column == "name" else ()
    return tuple(_hidden(look_sentence(look, one, names), may_phone) for look in one.looks if look.column == column)


def _hint(one: Looked, column: str, names: Mapping[int, str], lang: str) -> str:
    """How a cell was understood, where that is not plain from what stands in it."""
    meaning = one.meaning
    if one.status in (EMPTY, OUT, HERE):
        return ""
    if column == "name" and one.card:
        return _("known: %(name)s") % {"name": one.card.name}
    if column == "post" and meaning.post != "other" and not meaning.posts:
        name = str(post_said(meaning.post).in_(lang).text)
        return "" if fold(name) == fold(one.row.post) else name
    if column == "unit" and meaning.unit is not None and not any(f.code == "unit_elsewhere" for f in one.faults):
        return "" if any(look.column == "unit" for look in one.looks) else names.get(meaning.unit, "")
    if column == "sex" and meaning.guessed:
        word = pgettext("sex", "woman") if meaning.guessed == Sex.FEMALE else pgettext("sex", "man")
        return _("guessed from the father’s name: %(sex)s") % {"sex": word}
    return ""


def _sexes(one: Looked) -> tuple[Choice, ...]:
    """The choices of a sex. What the list says stays as it is written, so that nothing changes unless chosen."""
    text, sex = one.row.sex, one.meaning.sex
    words = {Sex.FEMALE: pgettext("sex", "woman"), Sex.MALE: pgettext("sex", "man")}
    known = [Choice(text if sex == key else str(key), word, sex == key) for key, word in words.items()]
    odd = [Choice(text, text, True)] if text.strip() and not sex else []
    return (Choice("", pgettext("sex", "not stated"), not text.strip()), *known, *odd)


def _ages(one: Looked) -> tuple[Choice, ...]:
    """The choices of an age; what could not be read as one stays as it is written until something is chosen."""
    text = one.row.age.strip()
    known = [Choice(band, str(word), text == band) for band, word in BANDS.items()]
    odd = [Choice(text, text, True)] if text and text not in BANDS else []
    return (Choice("", pgettext("age", "not asked"), not text), *known, *odd)


def _answers(
    one: Looked, names: Mapping[int, str], may_phone: bool, lang: str
) -> dict[str, tuple[str, tuple[Choice, ...]]]:
    """The questions of a row that are answered by choosing: by column, the form's name and the choices."""
    meaning, n = one.meaning, one.row.n
    codes = {fault.code for fault in one.faults}
    answers: dict[str, tuple[str, tuple[Choice, ...]]] = {}
    if "maybe_known" in codes or "maybe_double" in codes:
        cards = [Choice(str(card.key), _card_in_words(card, names, may_phone, lang)) for card in one.cards]
        answers["name"] = (f"{n}-card", (*cards, Choice(NEW, _("another person: gets a card of their own"))))
    if "post_unclear" in codes:
        posts = [Choice(post, str(post_said(post).in_(lang).text)) for post in meaning.posts]
        answers["post"] = (f"{n}-which-post", tuple(posts))
    if "unit_unclear" in codes:
        units = [Choice(str(key), names.get(key, "")) for key in meaning.units]
        answers["unit"] = (f"{n}-which-unit", tuple(units))
    return answers


def _card_in_words(card: Card, names: Mapping[int, str], may_phone: bool, lang: str) -> str:
    """A card as the one who chooses needs it: name, posts with places, phones."""
    posts = sorted(card.posts, key=str)[:3]
    told = [
        ", ".join(
            text
            for text in (
                "" if post == "other" else str(post_said(post).in_(lang).text),
                names.get(unit, "") if unit is not None else "",
            )
            if text
        )
        for post, unit in posts
    ]
    # The spaces within a phone do not break.
    phones = [phone_in_words(phone).replace(" ", "\u00a0") for phone in sorted(card.phones)] if may_phone else []
    return " · ".join(text for text in (card.name, *told, *sorted(card.titles)[:2], *phones) if text)


def _hidden(text: str, may_phone: bool) -> str:
    """A text for those who may not see phones: a phone that stands in the wrong cell is not shown either."""
    return text if may_phone or len(re.sub(r"\D", "", text)) < 6 else re.sub(r"\d", HIDDEN, text)
