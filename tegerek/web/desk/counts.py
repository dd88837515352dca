"""Plan and fact of a programme, and the results that its press release tells."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tegerek.documents.counts import counts_tables
from tegerek.documents.results import results_by_post, results_sentences
from tegerek.documents.tables import CSV_TYPE, XLSX_TYPE, csv_of, xlsx_of
from tegerek.lib import clock
from tegerek.people.access import may
from tegerek.people.rights import Act
from tegerek.programmes.access import programme_for
from tegerek.programmes.counts import series_counts
from tegerek.programmes.figures import ResultsLine, results_of
from tegerek.programmes.results import offered_results, publish_results
from tegerek.web.desk.forms import SeenForm, attempt, data_of, status_of
from tegerek.web.downloads import made_file
from tegerek.web.gate import desk, who


class ResultsForm(SeenForm):
    """Nothing to type: which figures were on the page, so that no others are published."""

    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def now_show(self, mark: str) -> None:
        """The next press speaks of the figures that stand on this page."""
        self.initial["shown"] = mark
        if self.is_bound:
            self.data = self.data.copy()
            self.data["shown"] = mark


@desk(Act.PROGRAMME_SEE)
@require_GET
def counts(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/counts/ : how many were planned, invited, confirmed and came."""
    found = programme_for(request.user, Act.PROGRAMME_SEE, key)
    figures = series_counts(found)
    context = {
        "programme": found,
        "counts": figures,
        "tables": counts_tables(figures, get_language() or "ky"),
        "offered": offered_results(found, figures) is not None,
        "may_publish": may(request.user, Act.PROGRAMME_PUBLISH, found),
    }
    return render(request, "desk/programmes/counts.html", context)


@desk(Act.PROGRAMME_SEE)
@require_GET
def as_csv(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/counts.csv : the same tables for any spreadsheet."""
    found = programme_for(request.user, Act.PROGRAMME_SEE, key)
    tables = counts_tables(series_counts(found), get_language() or "ky")
    return made_file(csv_of(tables), CSV_TYPE, f"counts-{found.slug}.csv")


@desk(Act.PROGRAMME_SEE)
@require_GET
def as_xlsx(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/counts.xlsx : the same tables, a sheet each."""
    found = programme_for(request.user, Act.PROGRAMME_SEE, key)
    tables = counts_tables(series_counts(found), get_language() or "ky")
    return made_file(xlsx_of(tables), XLSX_TYPE, f"counts-{found.slug}.xlsx")


@desk(Act.PROGRAMME_PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def results(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/results/ : read what the press release will tell of the results, then publish it."""
    found = programme_for(request.user, Act.PROGRAMME_PUBLISH, key)
    form = ResultsForm(data_of(request), initial={"seen": found.version})

    def act() -> None:
        data = form.cleaned_data
        publish_results(found, seen=data["seen"], shown=data["shown"], by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("The press release tells the results now."))
        return redirect("desk:programme", key)
    told = results_of(found)
    offered = offered_results(found)
    lang = get_language() or "ky"
    preview = (
        None
        if offered is None
        else ResultsLine(offered, clock.today(), told is not None, told.figures.came if told else 0)
    )
    form.now_show(offered.mark if offered else "")
    context = {
        "form": form,
        "programme": found,
        "told": told,
        "told_sentences": results_sentences(told, lang) if told else (),
        "sentences": results_sentences(preview, lang) if preview else (),
        "posts": results_by_post(preview.figures, lang) if preview else (),
    }
    return render(request, "desk/programmes/results.html", context, status=status_of(form))
