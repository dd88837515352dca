"""Hearings not kept here: bring a table, answer its questions, take it over; totals as a source gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegerek.documents.heard import figure_names, odd_sentence, outcome_word
from tegerek.jobs.actions import ask_to_stop
from tegerek.jobs.models import Job
from tegerek.lib import clock
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.pages import Page, number_of, page_in, page_of
from tegerek.lib.said import Said
from tegerek.lib.text import excerpt, mended
from tegerek.meetings.actions import NO_SUCH_DAY
from tegerek.people.access import may, reach
from tegerek.people.rights import Act
from tegerek.places.models import Body, Unit
from tegerek.voices import bringing
from tegerek.voices.access import source_for, sources_for
from tegerek.voices.answer_sheets import OUTCOMES
from tegerek.voices.bringing import About, TypedTotal
from tegerek.voices.brought.judging import ASKED, OUT, STATUSES, WRONG, Looked
from tegerek.voices.brought.reading import figure_in
from tegerek.voices.brought.rows import CONFIRMED, VoiceTable, confirmed, typed_into
from tegerek.voices.brought.words import COLUMNS, kind_in, outcome_in
from tegerek.voices.models import Source, SourceTotal, Voice
from tegerek.voices.outcomes import source_sheet
from tegerek.voices.sums import FIGURES
from tegerek.web.desk.forms import (
    DAY_HINT,
    OfficeField,
    PlaceField,
    add_said,
    data_of,
    full_name,
    offices_of,
    read_said,
    status_of,
)
from tegerek.web.desk.imports import seen_in
from tegerek.web.desk.source_words import column_labels, done_sentences, note_sentences, sentence_of, state_word
from tegerek.web.gate import desk, who

ROWS, MORE_LINES = 50, 8
LONG = ("text", "answer", "document")


class BringForm(forms.Form):
    """What a source is, and its table as text or as a file; without either, its totals are typed next."""

    office = OfficeField(label=gettext_lazy("Office"), queryset=Body.objects.none())
    place = PlaceField(
        label=gettext_lazy("What place it is about"),
        help_text=gettext_lazy("aimak, raion or oblast; its places are looked for there first"),
    )
    publisher = forms.CharField(
        label=gettext_lazy("Who published it, or where it comes from"), required=False, max_length=200
    )
    dated = forms.DateField(
        label=gettext_lazy("Day of the source"),
        required=False,
        help_text=DAY_HINT,
        error_messages={"invalid": gettext_lazy(NO_SUCH_DAY)},
        widget=forms.DateInput(attrs={"class": "short", "inputmode": "numeric"}),
    )
    file = forms.FileField(
        label=gettext_lazy("The table as a file"),
        required=False,
        help_text=gettext_lazy("Excel (xlsx), csv or Word (docx). Who asked is not taken over."),
        max_length=200,
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste the table here"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "class": "tall"}),
        help_text=gettext_lazy("Leave both empty if the source gives only totals: you type them next."),
    )

    def __init__(self, *args: Any, offices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        add_said(self, "title", _("What it is: the title of the report or of the table"))
        lone = self.fields["office"].offer(offices)  # type: ignore[attr-defined]  # an OfficeField
        if lone is not None:
            self.fields["office"].widget = self.fields["office"].hidden_widget()
        self.fields["file"].error_messages["empty"] = _("This file is empty. Choose another one.")
        self.order_fields(["office", *(name for name in self.fields if name.startswith("title_")), "place"])

    def about(self) -> About:
        data = self.cleaned_data
        title = read_said(self, "title", Said(), clock.now())
        return About(data["office"], data["place"], title, mended(data["publisher"]), data["dated"])

    def source(self) -> tuple[bytes, str]:
        """The bytes, and the file's name ("" for pasted text)."""
        file = self.cleaned_data.get("file")
        return (file.read(), file.name or "?") if file else (self.cleaned_data["text"].strip().encode(), "")


@dataclass(frozen=True)
class Choice:
    """One answer to a question: what the form sends, what it says, whether it stands already."""

    value: str
    text: str
    is_chosen: bool = False


@dataclass(frozen=True)
class CellView:
    """One cell: form name, text, heading, what is wrong with it, the choices of a list, answers to what is asked.

    sure: form name of a tick that says “it is right as it stands”.
    """

    name: str
    value: str
    label: str
    wrong: tuple[str, ...]
    is_long: bool
    choices: tuple[Choice, ...] = ()
    answers: tuple[Choice, ...] = ()
    sure: str = ""


@dataclass(frozen=True)
class RowView:
    """One row of the preview. head: day and place in a line; short: the beginning of the text."""

    n: int
    head: str
    short: str
    state: str
    keep: bool
    is_open: bool
    cells: tuple[CellView, ...]


@desk(Act.SOURCE_SEE)
@require_GET
def sources(request: HttpRequest) -> HttpResponse:
    """/desk/sources/ : tables and totals that were brought in, the newest first."""
    found = page_of(sources_for(request.user, Act.SOURCE_SEE), _same, number=number_of(request.GET.get("page")))
    context = {"page": found, "may_bring": _may_bring(request)}
    return render(request, "desk/sources/list.html", context)


@desk(Act.SOURCE_BRING)
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """/desk/sources/new/ : say what it is; choose a file, paste a table, or go on to type totals."""
    form = BringForm(data_of(request), request.FILES or None, offices=offices_of(request, Act.SOURCE_BRING))
    if form.is_valid():
        data, name = form.source()
        try:
            made = bringing.begin(form.about(), data=data, file_name=name, by=who(request), now=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("desk:source-rows" if data else "desk:source-totals", made.pk)
    return render(request, "desk/sources/new.html", {"form": form}, status=status_of(form))


@desk(Act.SOURCE_SEE)
@require_GET
def source(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/sources/7/ : what it is, what of it stands, what does not add up, what waits."""
    found = source_for(request.user, Act.SOURCE_SEE, key)
    context = {
        **_head(request, found),
        "sheet": (sheet := source_sheet(found)),
        "odd": [odd_sentence(one, sheet) for one in sheet.odd],
        "done": done_sentences(found.counts),
        "waiting": bringing.waiting_rows(found),
    }
    return render(request, "desk/sources/source.html", context)


@desk(Act.SOURCE_SEE)
@require_http_methods(["GET", "HEAD", "POST"])
def rows(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/sources/7/rows/ : being read or taken over; or why it cannot be; or every row with its question."""
    act = Act.SOURCE_BRING if request.method == "POST" else Act.SOURCE_SEE
    found = source_for(request.user, act, key)
    if _is_busy(found) or (not found.table and found.job is not None and not found.counts):
        return _waiting(request, found)
    if not found.table:
        return redirect("desk:source", key)
    if request.method != "POST":
        return _preview(request, found)
    table = _typed(request, found)
    try:
        bringing.keep_table(found, table, seen=seen_in(request))
    except Stale as stale:
        found.refresh_from_db(fields=["version"])
        return _preview(request, found, table, trouble=str(stale))
    at = number_of(request.POST.get("page") or request.GET.get("page"))
    return redirect(f"{request.path}?{urlencode({'show': _shown(request), 'page': at})}#rows")


@desk(Act.SOURCE_BRING)
@require_POST
def take(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/sources/7/rows/taking/ : take over every row that is ready, as it stands on the screen."""
    found = source_for(request.user, Act.SOURCE_BRING, key)
    if _is_busy(found) or not found.table:
        return redirect("desk:source", key)
    table = _typed(request, found)
    try:
        bringing.keep_table(found, table, seen=seen_in(request))
        bringing.take_over(found, seen=found.version, by=who(request), now=clock.now())
    except Refusal as refusal:
        found.refresh_from_db(fields=["version"])
        return _preview(request, found, table, trouble=str(refusal))
    if not found.table:
        messages.success(request, " ".join(done_sentences(found.counts)))
        return redirect("desk:source", key)
    return redirect("desk:source-rows", key)


@desk(Act.SOURCE_BRING)
@require_POST
def stop(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/sources/7/stop/ : stop reading it, or taking it over; what is taken over already stays."""
    found = source_for(request.user, Act.SOURCE_BRING, key)
    if found.job is not None:
        ask_to_stop(found.job, by=who(request), now=clock.now())
    return redirect("desk:source-rows", key)


@desk(Act.SOURCE_BRING)
@require_POST
def throw_away(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/sources/7/removal/ : destroy the rows that still wait."""
    found = source_for(request.user, Act.SOURCE_BRING, key)
    left = bringing.waiting_rows(found)
    try:
        bringing.throw_away(found, seen=seen_in(request), by=who(request), now=clock.now())
    except Stale as stale:
        messages.error(request, str(stale))
        return redirect("desk:source-rows", key)
    sentence = ngettext(
        "%d row was left out. What was taken over stays.", "%d rows were left out. What was taken over stays.", left
    )
    messages.success(request, sentence % left)
    return redirect("desk:source", key)


@desk(Act.SOURCE_BRING)
@require_POST
def publish(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/sources/7/publication/ : everybody sees its rows and totals from now on."""
    found = source_for(request.user, Act.SOURCE_BRING, key)
    try:
        bringing.publish(found, seen=seen_in(request), by=who(request), now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Everybody can see it now, on the page of outcomes."))
    return redirect("desk:source", key)


@desk(Act.SOURCE_BRING)
@require_http_methods(["GET", "HEAD", "POST"])
def totals(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/sources/7/totals/ : the totals as the source gives them, typed or read from a table."""
    found = source_for(request.user, Act.SOURCE_BRING, key)
    if request.method != "POST":
        return _totals(request, found, [_line_of(one) for one in found.totals.all()])
    lines, wrong = _typed_lines(request)
    if "read" in request.POST or "add" in request.POST:
        return _read_totals(request, found, lines)
    if wrong:
        return _totals(request, found, lines, wrong)
    try:
        bringing.set_totals(found, lines, seen=seen_in(request), by=who(request), now=clock.now())
    except Refusal as refusal:
        found.refresh_from_db(fields=["version"])
        return _totals(request, found, lines, str(refusal))
    messages.success(request, _("The totals stand as the source gives them."))
    return redirect("desk:source", key)


def _same(row: Source) -> Source:
    return row


def _may_bring(request: HttpRequest) -> bool:
    found = reach(request.user, Act.SOURCE_BRING)
    return bool(found and (found.every or found.offices))


def _is_busy(found: Source) -> bool:
    return found.job is not None and found.job.is_open and not found.trouble


def _head(request: HttpRequest, found: Source) -> dict[str, Any]:
    lang = who(request).language
    return {
        "found": found,
        "place": full_name(found.place, lang),
        "may_edit": may(request.user, Act.SOURCE_BRING, found),
        "is_busy": _is_busy(found),
    }


def _waiting(request: HttpRequest, found: Source) -> HttpResponse:
    """The page while somebody waits for a job, or when it could not be read."""
    is_taking = found.job is not None and found.job.kind == bringing.TAKE
    context = {**_head(request, found), "job": found.job, "is_taking": is_taking, "states": Job.State}
    response = render(request, "desk/sources/waiting.html", context)
    if _is_busy(found):
        response["Refresh"] = "1"
    return response


def _preview(request: HttpRequest, found: Source, table: VoiceTable | None = None, trouble: str = "") -> HttpResponse:
    shown = bringing.preview(found, table, today=clock.today())
    questions = [one for one in shown.rows if one.status in (ASKED, WRONG)]
    is_all = _shown(request) == "all" or not questions
    page = page_in(list(shown.rows) if is_all else questions, number=number_of(request.GET.get("page")), most=ROWS)
    codes = {code: sum(any(f.code == code for f in one.faults) for one in shown.rows) for code in CONFIRMED}
    context = {
        **_head(request, found),
        "rows": _row_views(page, who(request).language),
        "page": page,
        "pages": range(1, page.of + 1),
        "show": "all" if is_all else "questions",
        "questions": len(questions),
        "counts": [(state_word(s), shown.counts[s], s in (ASKED, WRONG)) for s in STATUSES if shown.counts.get(s)],
        "left_out": shown.counts.get(OUT, 0),
        "total": len(shown.rows),
        "ready": sum(one.is_ready for one in shown.rows),
        "here": codes["hearing_here"],
        "done": done_sentences(found.counts),
        "notes": note_sentences(shown.table),
        "trouble": trouble,
    }
    return render(request, "desk/sources/preview.html", context, status=422 if trouble else 200)


def _shown(request: HttpRequest) -> str:
    return "all" if request.GET.get("show") == "all" else "questions"


def _typed(request: HttpRequest, found: Source) -> VoiceTable:
    typed = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    table = typed_into(VoiceTable.from_json(found.table), typed)
    if "all-here" not in typed:
        return table
    shown = bringing.preview(found, table, today=clock.today()).rows
    asked = frozenset(one.row.n for one in shown if any(fault.code == "hearing_here" for fault in one.faults))
    return confirmed(table, "hearing_here", asked)


def _row_views(page: Page[Looked], lang: str) -> list[RowView]:
    """The rows of a page with names of their places: one query."""
    keys = {key for one in page.lines for key in (one.meaning.unit, *one.meaning.units) if key is not None}
    names = {unit.pk: full_name(unit, lang) for unit in Unit.objects.select_related("parent").filter(pk__in=keys)}
    labels = column_labels()
    return [_row_view(one, names, labels) for one in page.lines]


def _row_view(one: Looked, names: Mapping[int, str], labels: Mapping[str, str]) -> RowView:
    row = one.row
    place = names.get(one.meaning.unit, row.place) if one.meaning.unit else row.place
    return RowView(
        n=row.n,
        head=" · ".join(text for text in (row.day, place, f"№ {row.slip}" if row.slip else "") if text),
        short=excerpt(row.text, 90),
        state=state_word(one.status),
        keep=row.keep,
        is_open=one.status in (ASKED, WRONG),
        cells=tuple(_cell(one, column, names, labels[column]) for column in COLUMNS),
    )


def _cell(one: Looked, column: str, names: Mapping[int, str], label: str) -> CellView:
    row, faults = one.row, [fault for fault in one.faults if fault.column == column]
    codes = {fault.code for fault in faults}
    is_asked = column == "place" and "several_places" in codes
    return CellView(
        name=f"{row.n}-{column}",
        value=getattr(row, column),
        label=label,
        wrong=tuple(sentence_of(fault) for fault in faults),
        is_long=column in LONG,
        choices=_choices(column, getattr(row, column)),
        answers=tuple(Choice(str(key), names.get(key, "")) for key in one.meaning.units) if is_asked else (),
        sure=next((f"{row.n}-sure-{code}" for code in CONFIRMED if code in codes), ""),
    )


def _choices(column: str, text: str) -> tuple[Choice, ...]:
    """What can be chosen in a cell of kinds or outcomes; what stands there and is not understood stays the first."""
    if column == "kind":
        found, known = kind_in(text), (Voice.Kind.QUESTION.value, Voice.Kind.PROPOSAL.value)
        words = {known[0]: _("question"), known[1]: _("proposal")}
    elif column == "outcome":
        found, known = outcome_in(text), OUTCOMES[:-1]  # type: ignore[assignment]  # longer
        words = {slug: outcome_word(slug) for slug in known}
    else:
        return ()
    first = Choice(text, text or "—", is_chosen=True) if not found else Choice("", "—")
    return (first, *(Choice(slug, words[slug], slug == found) for slug in known))


# Totals


def _line_of(row: SourceTotal) -> TypedTotal:
    return TypedTotal(row.name, {column: getattr(row, column) for column in FIGURES}, row.is_whole)


def _typed_lines(request: HttpRequest) -> tuple[list[TypedTotal], str]:
    """The lines as typed, and a sentence about the first figure that is none."""
    lines, wrong = [], ""
    for n in range(min(int(number_of(request.POST.get("lines"))), bringing.LINES)):
        figures: dict[str, int | None] = {}
        for column in FIGURES:
            text = request.POST.get(f"{n}-{column}", "").strip()
            figures[column] = figure_in(text)
            if text and figures[column] is None and not wrong:
                wrong = _("“%(found)s” is not a number. Use digits only, or leave it empty.") % {"found": text[:40]}
        name = mended(request.POST.get(f"{n}-name", "").replace("\0", "")).strip()[:200]
        lines.append(TypedTotal(name, figures, request.POST.get("whole") == str(n)))
    return lines, wrong


def _read_totals(request: HttpRequest, found: Source, lines: list[TypedTotal]) -> HttpResponse:
    """The page with lines of a file or a pasted table in it, nothing kept yet; or with more empty lines."""
    filled = [line for line in lines if not line.is_empty]
    if "read" not in request.POST:
        return _totals(request, found, filled)
    file = request.FILES.get("file")
    data, name = (file.read(), file.name or "?") if file else (request.POST.get("text", "").encode(), "")
    try:
        return _totals(request, found, [*filled, *bringing.totals_in(data, name)])
    except Refusal as refusal:
        return _totals(request, found, filled, str(refusal))


def _totals(request: HttpRequest, found: Source, lines: list[TypedTotal], trouble: str = "") -> HttpResponse:
    shown = [*lines, *[TypedTotal("")] * MORE_LINES]
    names = figure_names()
    views = [
        {
            "n": n,
            "name": line.name,
            "is_whole": line.is_whole,
            "cells": [(f"{n}-{c}", line.figures.get(c), names[c], c) for c in FIGURES],
        }
        for n, line in enumerate(shown)
    ]
    context = {
        **_head(request, found),
        "lines": views,
        "count": len(shown),
        "names": [names[column] for column in FIGURES],
        "trouble": trouble,
        "has_whole": any(line.is_whole for line in lines),
    }
    return render(request, "desk/sources/totals.html", context, status=422 if trouble else 200)
