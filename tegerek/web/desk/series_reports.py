"""The report of a series to whoever pays for it: as it stands, frozen, on paper; what differs since."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tegerek.documents.papers.kinds import FORMS
from tegerek.documents.papers.series_report import series_report_paper
from tegerek.documents.series_report import change_words, report_facts, report_sections, report_title, report_xlsx
from tegerek.documents.tables import XLSX_TYPE
from tegerek.lib import clock
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.said import Said
from tegerek.meetings.rules import is_possible
from tegerek.people.access import may
from tegerek.people.rights import Act
from tegerek.programmes.access import programme_for, series_report_for
from tegerek.programmes.models import Programme, ReportWords
from tegerek.programmes.report_rows import RowBehind
from tegerek.programmes.report_sheets import ReportSheet, changes, draft_sheet, frozen_rows, frozen_sheet, report_lines
from tegerek.programmes.reports import freeze_report, word_report
from tegerek.web.context import NAMES
from tegerek.web.desk.counts import ResultsForm
from tegerek.web.desk.forms import DAY_HINT, SeenForm, add_said, attempt, data_of, read_said, status_of, version_of
from tegerek.web.downloads import made_file
from tegerek.web.gate import desk, who
from tegerek.web.issuing import FILE_LANGS

XLSX = "xlsx"
PAPER_FORMS = (*FORMS, XLSX)


class UntilForm(ResultsForm):
    """The last day that a report counts, and the mark of what was read."""

    until = forms.DateField(label=gettext_lazy("Last day that it counts"), help_text=DAY_HINT)


class DisclaimerForm(SeenForm):
    """What the donor asks to be said in every report."""

    def __init__(self, *args: Any, said: Said, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = _("It stands at the end of every report, on page and paper.")
        add_said(self, "disclaimer", _("Disclaimer of the donor"), is_long=True, said=said, hint=hint)


@desk(Act.PROGRAMME_SEE)
@require_GET
def report(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/report/?until=2026-04-01 : the report as it stands, and those that were frozen."""
    found = programme_for(request.user, Act.PROGRAMME_SEE, key)
    until = _until(request, found)
    sheet, _rows = draft_sheet(found, until)
    context = {
        "programme": found,
        "until": until,
        "frozen": report_lines(found),
        "may_freeze": may(request.user, Act.PROGRAMME_PUBLISH, found),
        "may_edit": may(request.user, Act.PROGRAMME_EDIT, found),
        **_told(sheet),
    }
    return render(request, "desk/series_reports/draft.html", context)


@desk(Act.PROGRAMME_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/report/words/ : the disclaimer of the donor."""
    found = programme_for(request.user, Act.PROGRAMME_EDIT, key)
    typed = ReportWords.objects.filter(programme=found).first() or ReportWords(programme=found, version=0)
    form = DisclaimerForm(data_of(request), said=typed.disclaimer, initial={"seen": typed.version})

    if form.is_valid():
        said, now = read_said(form, "disclaimer", typed.disclaimer, clock.now()), clock.now()
        try:
            word_report(found, said, seen=form.cleaned_data["seen"], by=who(request), now=now)
        except Stale as stale:
            form.add_error(None, str(stale))
            form.now_see(version_of(ReportWords.objects.filter(programme=found)))
        else:
            messages.success(request, _("Saved."))
            return redirect("desk:series-report", key)
    return render(request, "desk/series_reports/words.html", {"programme": found, "form": form}, status=status_of(form))


@desk(Act.PROGRAMME_PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def freeze(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/report/freezing/?until=2026-04-01 : read the report, then freeze it."""
    found = programme_for(request.user, Act.PROGRAMME_PUBLISH, key)
    form = UntilForm(data_of(request), initial={"seen": found.version, "until": _until(request, found)})

    def act() -> None:
        data = form.cleaned_data
        freeze_report(found, data["until"], shown=data["shown"], by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("The report is frozen. What changes later is told as a difference."))
        return redirect("desk:series-report", key)
    until = form.cleaned_data.get("until") if form.is_bound else None
    sheet, _rows = draft_sheet(found, until or _until(request, found))
    form.now_show(sheet.mark)
    context = {"programme": found, "form": form, **_told(sheet)}
    return render(request, "desk/series_reports/freeze.html", context, status=status_of(form))


@desk(Act.PROGRAMME_SEE)
@require_GET
def draft_file(request: HttpRequest, key: int, form: str) -> HttpResponse:
    """/desk/programmes/7/report/report.pdf?lang=ky&until=2026-04-01 : the report as it stands, as a file."""
    found = programme_for(request.user, Act.PROGRAMME_SEE, key)
    return _file(request, *draft_sheet(found, _until(request, found)), form)


@desk(Act.PROGRAMME_SEE)
@require_GET
def frozen(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/series-reports/3/ : a report as it was frozen, and which figures are other ones now."""
    found = series_report_for(request.user, Act.PROGRAMME_SEE, key)
    sheet = frozen_sheet(found)
    now, _rows = draft_sheet(found.programme, found.cut_off)
    context = {
        "programme": found.programme,
        "report": found,
        "changes": change_words(changes(sheet, now), get_language() or "ky"),
        **_told(sheet),
    }
    return render(request, "desk/series_reports/frozen.html", context)


@desk(Act.PROGRAMME_SEE)
@require_GET
def frozen_file(request: HttpRequest, key: int, form: str) -> HttpResponse:
    """/desk/series-reports/3/report.pdf?lang=ky : the same on paper, or as a workbook with the rows behind it."""
    found = series_report_for(request.user, Act.PROGRAMME_SEE, key)
    return _file(request, frozen_sheet(found), frozen_rows(found), form)


def _told(sheet: ReportSheet) -> dict[str, Any]:
    lang = get_language() or "ky"
    return {
        "sheet": sheet,
        "title": report_title(sheet, lang),
        "facts": report_facts(sheet, lang),
        "sections": report_sections(sheet, lang),
        "forms": [(form, name) for form, name in (("pdf", "PDF"), ("docx", "Word"), (XLSX, "Excel"))],
        "langs": [(lang, NAMES[lang]) for lang in FILE_LANGS],
    }


def _file(request: HttpRequest, sheet: ReportSheet, rows: Sequence[RowBehind], form: str) -> HttpResponse:
    lang = request.GET.get("lang", "ky")
    if form not in PAPER_FORMS or lang not in FILE_LANGS:
        raise Http404
    name = "-".join(filter(None, ("report", sheet.slug, str(sheet.number or "draft"), lang)))
    if form == XLSX:
        return made_file(report_xlsx(sheet, rows, lang), XLSX_TYPE, f"{name}.{form}")
    try:
        body = FORMS[form].write((series_report_paper(sheet, lang),))
    except Refusal as refusal:
        return HttpResponse(str(refusal), content_type="text/plain; charset=utf-8", status=409)
    return made_file(body, FORMS[form].content_type, f"{name}.{form}")


def _until(request: HttpRequest, programme: Programme) -> date:
    """The day that is asked for; else that of the last seminar that is over, today where none is."""
    with suppress(ValueError):
        asked = date.fromisoformat(request.GET.get("until", ""))
        if is_possible(asked):
            return asked
    today = clock.today()
    over = programme.seminars.filter(meeting__held_on__lte=today).order_by("-meeting__held_on")
    return over.values_list("meeting__held_on", flat=True).first() or today
