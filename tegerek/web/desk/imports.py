"""Bringing a schedule: paste or choose a file, watch it being read, correct the cells, take it over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tegerek.jobs.actions import ask_to_stop
from tegerek.jobs.models import Job
from tegerek.lib import clock
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.said import Said
from tegerek.lib.text import mended
from tegerek.people.access import may
from tegerek.people.rights import Act
from tegerek.places.finding import finder
from tegerek.places.models import Body, Unit
from tegerek.programmes import imports
from tegerek.programmes.access import import_for
from tegerek.programmes.models import ScheduleImport
from tegerek.programmes.tables import Problem, Table, TableRow, problems, typed_into
from tegerek.web.desk.forms import OfficeField, data_of, full_name, offices_of, status_of
from tegerek.web.gate import desk, who


class BringForm(forms.Form):
    """A schedule as text, or as a file."""

    office = OfficeField(label=gettext_lazy("Office"), queryset=Body.objects.none())
    text = forms.CharField(
        label=gettext_lazy("Paste the schedule here, with everything around it"),
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

    def __init__(self, *args: Any, offices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].offer(offices)  # type: ignore[attr-defined]  # an OfficeField

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        file = data.get("file")
        if file and not file.size:
            raise forms.ValidationError(
                _("The file “%(name)s” is empty. Choose the file with the schedule.") % {"name": file.name}
            )
        if not file and not (data.get("text") or "").strip():
            raise forms.ValidationError(_("There is nothing in it. Paste the schedule from Word, or choose a file."))
        return data

    def source(self) -> tuple[bytes, str]:
        """The bytes, and the file's name ("" for pasted text)."""
        file = self.cleaned_data.get("file")
        return (file.read(), file.name) if file else (self.cleaned_data["text"].encode(), "")


@dataclass(frozen=True)
class CellView:
    """One cell of the preview:

    its form name, what stands in it, the heading beside it on a phone, what is wrong with it.
    """

    column: str
    name: str
    value: str
    label: str
    wrong: str


@dataclass(frozen=True)
class RowView:
    """One row of the preview. choices: key and full name of each place it may be, when that is a question."""

    n: int
    row: TableRow
    cells: tuple[CellView, ...]
    place: str
    choices: tuple[tuple[int, str], ...]
    is_unsure: bool


@desk(Act.IMPORT_MAKE)
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """/desk/imports/new/ : paste a schedule, or choose a file."""
    form = BringForm(data_of(request), request.FILES or None, offices=offices_of(request, Act.IMPORT_MAKE))
    if form.is_valid():
        data, name = form.source()
        try:
            made = imports.bring(
                data, file_name=name, office=form.cleaned_data["office"], by=who(request), now=clock.now()
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("desk:import", made.pk)
    return render(request, "desk/imports/new.html", {"form": form}, status=status_of(form))


@desk(Act.IMPORT_SEE)
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/imports/7/ : being read; or why it cannot be; or what was understood, with every cell to correct."""
    act = Act.IMPORT_MAKE if request.method == "POST" else Act.IMPORT_SEE
    found = import_for(request.user, act, key)
    if not found.table:
        return _reading(request, found)
    if request.method != "POST" or found.committed_at:
        return _preview(request, found, Table.from_json(found.table))
    table = _typed(request, found)
    if "add" in request.POST:
        table = replace(table, rows=(*table.rows, TableRow()))
    try:
        imports.keep_table(found, table, seen=seen_in(request))
    except Stale as stale:
        found.refresh_from_db(fields=["version"])
        return _preview(request, found, table, trouble=str(stale))
    # What was ticked for later stays ticked.
    ticked = "?sample=1" if "sample" in request.POST else ""
    return redirect(f"{request.path}{ticked}#rows")


@desk(Act.IMPORT_MAKE)
@require_POST
def make(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/imports/7/programme/ : take the preview over as it stands on the screen: all or nothing."""
    found = import_for(request.user, Act.IMPORT_MAKE, key)
    if not found.table or found.committed_at:
        return redirect("desk:import", key)
    table = _typed(request, found)
    reason = Said.of(at=clock.now(), **{table.lang: mended(request.POST.get("reason", "").replace("\0", ""))[:500]})
    try:
        if problems(table):
            raise Refusal(_("Some cells still have a question. Answer them, then go on."))
        made = imports.take_over(
            table,
            programme=None if "separate" in request.POST else found.programme,
            office=found.office,
            by=who(request),
            now=clock.now(),
            reason=reason,
            found=found,
            seen=seen_in(request),
            is_sample="sample" in request.POST,
        )
    except Refusal as refusal:
        # What was typed is kept even though nothing was made of it.
        found.refresh_from_db(fields=["version", "committed_at"])
        return _preview(request, found, table, trouble=str(refusal), reason=reason)
    messages.success(request, _("The programme stands. Look it through, then publish it."))
    return redirect("desk:programme", made.pk)


@desk(Act.IMPORT_MAKE)
@require_POST
def stop(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/imports/7/stop/ : stop reading."""
    found = import_for(request.user, Act.IMPORT_MAKE, key)
    if found.job is not None:
        ask_to_stop(found.job, by=who(request), now=clock.now())
    return redirect("desk:import", key)


def _reading(request: HttpRequest, found: ScheduleImport) -> HttpResponse:
    """The page while the schedule is being read; it asks again by itself, without a script."""
    response = render(request, "desk/imports/reading.html", {"found": found, "job": found.job, "states": Job.State})
    if found.job is not None and found.job.is_open and not found.trouble:
        response["Refresh"] = "1"
    return response


def _preview(
    request: HttpRequest, found: ScheduleImport, table: Table, trouble: str = "", reason: Said | None = None
) -> HttpResponse:
    open_questions = problems(table)
    planned = imports.plan(table, found.programme) if not open_questions else None
    context = {
        "found": found,
        "table": table,
        "rows": _rows(table, open_questions, who(request).language),
        "heads": {problem.column: sentence_of(problem) for problem in open_questions if problem.row is None},
        "questions": len(open_questions),
        "plan": planned,
        "plan_counts": _counts(planned),
        "trouble": trouble,
        "reason": (reason or Said()).in_(table.lang).text,
        "is_separate": "separate" in request.POST,
        "begins_sample": "sample" in request.POST or "sample" in request.GET,
        "may_make": may(request.user, Act.IMPORT_MAKE, found),
    }
    return render(request, "desk/imports/preview.html", context, status=422 if trouble else 200)


def _counts(planned: imports.Plan | None) -> Mapping[str, int]:
    rows = planned.rows if planned else ()
    return {what: sum(matched.what == what for matched in rows) for what in ("new", "changed", "same")}


def _rows(table: Table, open_questions: tuple[Problem, ...], lang: str) -> list[RowView]:
    keys = {key for row in table.rows for key in (row.unit, *row.candidates) if key is not None}
    names = {unit.pk: full_name(unit, lang) for unit in Unit.objects.select_related("parent").filter(pk__in=keys)}
    wrong = {(problem.row, problem.column): sentence_of(problem) for problem in open_questions}
    labels = {
        "day": _("Day"),
        "last": _("Last day"),
        "starts": _("Start"),
        "ends": _("End"),
        "place": _("Place"),
        "venue": _("Hall"),
    }
    views = []
    for n, row in enumerate(table.rows):
        cells = tuple(
            CellView(name, f"{n}-{name}", getattr(row, name), label, wrong.get((n, name), ""))
            for name, label in labels.items()
        )
        is_question = row.unit is None and len(row.candidates) > 1
        choices = tuple((key, names[key]) for key in row.candidates if key in names) if is_question else ()
        place = names.get(row.unit, "") if row.unit is not None else ""
        views.append(RowView(n, row, cells, place, choices, row.unit is not None and row.confidence < 0.9))
    return views


def sentence_of(problem: Problem) -> str:
    """What is wrong in a cell and what to do."""
    sentences = {
        "no_title": _("Give the programme a title."),
        "bad_day": _("“%(found)s” is not a day of the calendar. Enter it like 24.10.2017."),
        "no_day": _("Enter the day, or take the row out."),
        "bad_hour": _("“%(found)s” is not an hour. Enter it like 10:00, or leave it empty."),
        "bad_number": _("“%(found)s” is not a number of people. Use digits only, or leave it empty."),
        "no_place": _("No place “%(found)s” is known. Check the spelling, or write the raion with it."),
        "several_places": _("Several places are called “%(found)s”. Choose which one is meant."),
        "ends_before_start": _("The end comes before the start."),
        "too_long": _("This is too long. Leave only what belongs in this cell."),
        "end_without_start": _("There is an end but no start."),
    }
    if problem.code == "no_place" and not problem.found:
        return _("Enter the place, or take the row out.")
    return sentences[problem.code] % {"found": problem.found}


def _typed(request: HttpRequest, found: ScheduleImport) -> Table:
    typed = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    return typed_into(Table.from_json(found.table), typed, finder())


def seen_in(request: HttpRequest) -> int:
    """The version that whoever pressed had seen; -1 for none."""
    seen = request.POST.get("seen", "")
    # More digits than any version has are none; thousands of them Python refuses to read.
    return int(seen) if seen.isdecimal() and len(seen) < 10 else -1
