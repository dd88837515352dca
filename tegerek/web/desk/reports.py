"""Yearly reports at the desk: begun, read, completed in own words, given and frozen, rated."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tegerek.commitments import reports as actions
from tegerek.commitments.access import report_for, reports_for
from tegerek.commitments.models import Rating, Report, ReportPiece
from tegerek.commitments.report_sheets import choices_of, digest_of, line_of, report_lines, report_sheet
from tegerek.documents.papers.kinds import FORMS
from tegerek.documents.papers.report import REPORTS
from tegerek.documents.report_text import report_text
from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.lib.numbers import key_of
from tegerek.lib.pages import number_of
from tegerek.meetings.access import meetings_for
from tegerek.meetings.models import Meeting
from tegerek.people.access import may
from tegerek.people.rights import Act
from tegerek.web.context import NAMES
from tegerek.web.desk.forms import SeenForm, attempt, data_of, offices_of, status_of
from tegerek.web.desk.report_forms import BeginForm, GiveForm, RateForm, RowsForm, WordsForm
from tegerek.web.downloads import made_file
from tegerek.web.gate import desk, who
from tegerek.web.giving import report_file, report_name, report_writer
from tegerek.web.issuing import FILE_LANGS


@desk(Act.REPORT_SEE)
@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    """/desk/reports/ : those being written and those given, the latest time first."""
    rows = reports_for(request.user, Act.REPORT_SEE)
    context = {"page": report_lines(rows, page=number_of(request.GET.get("page")))}
    return render(request, "desk/reports/list.html", context)


@desk(Act.REPORT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """/desk/reports/new/?meeting=7 : who reports, of which time."""
    offices = offices_of(request, Act.REPORT_EDIT).exclude(unit=None)
    meetings = meetings_for(request.user, Act.MEETING_SEE).filter(kind=actions.KIND)
    form = BeginForm(data_of(request), offices=offices, meeting=_asked(request, meetings))
    if form.is_valid():
        meeting = meetings.filter(pk=form.cleaned_data["meeting"]).first()
        office = form.cleaned_data["office"]
        try:
            made = actions.begin_report(office, form.told, meeting=meeting, by=who(request), now=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Begun. Every figure comes from the records; complete it in own words."))
            return redirect("desk:report", made.pk)
    context = {"form": form, "title": _("Begin a yearly report"), "press": _("Begin"), "to": request.get_full_path()}
    return render(request, "desk/reports/form.html", context, status=status_of(form))


@desk(Act.REPORT_SEE)
@require_GET
def report(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/reports/7/ : the report as it stands or was given, its papers, and what comes next."""
    found = report_for(request.user, Act.REPORT_SEE, key)
    line = line_of(found)
    context: dict[str, Any] = {
        "report": found,
        "line": line,
        "may_edit": may(request.user, Act.REPORT_EDIT, found),
        "may_give": may(request.user, Act.REPORT_GIVE, found),
        "kinds": tuple(REPORTS),
        "forms": tuple(FORMS),
        "langs": FILE_LANGS,
        "lang": get_language() or "ky",
        **(_given(found) if found.given_at else _drafted(found)),
    }
    return render(request, "desk/reports/report.html", context)


@desk(Act.REPORT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/reports/7/words/ : own words, and at which meeting it is given."""
    found = report_for(request.user, Act.REPORT_EDIT, key)
    form = WordsForm(data_of(request), report=found, initial={"seen": found.version})

    def act(seen: int) -> None:
        meeting = Meeting.objects.filter(pk=form.cleaned_data["meeting"]).first()
        actions.word_report(found, form.own, meeting=meeting, seen=seen, by=who(request), now=clock.now())

    return _form(request, found, form, act, title=_("Own words and the meeting"), said=_("Saved."))


@desk(Act.REPORT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def rows(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/reports/7/rows/ : which questions and decisions are this deputy's."""
    found = report_for(request.user, Act.REPORT_EDIT, key)
    if found.whose != Report.Whose.DEPUTY:
        return redirect("desk:report", key)
    choices = choices_of(found, clock.today())
    form = RowsForm(data_of(request), choices=choices, initial={"seen": found.version})

    def act(seen: int) -> None:
        asked, decided = form.ticked("asked"), form.ticked("decided")
        actions.pick_rows(found, voices=asked, commitments=decided, seen=seen, by=who(request), now=clock.now())

    hint = _("Only the post is on record there. Tick what this deputy answers for; nothing ticked means: none of it.")
    if not choices.asked and not choices.decided:
        hint = _("Nothing is on record for the deputies in this time. Press to say so in the report.")
    return _form(request, found, form, act, title=_("What is this deputy’s"), said=_("Written down."), hint=hint)


@desk(Act.REPORT_GIVE)
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/reports/7/giving/ : read it, then give it; from then on it stays as it is."""
    found = report_for(request.user, Act.REPORT_GIVE, key)
    sheet = report_sheet(found, clock.today())
    digest = digest_of(sheet)
    form = GiveForm(data_of(request), initial={"seen": found.version, "read": digest})

    def act() -> None:
        data, now = form.cleaned_data, clock.now()
        actions.give_report(found, report_writer(now), read=data["read"], seen=data["seen"], by=who(request), now=now)

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("Given. Everybody can read it, and it stays as it is."))
        return redirect("desk:report", key)
    if form.is_bound:
        form.now_read(digest)
    context = {"report": found, "line": line_of(found), "sheet": sheet, "form": form, "lang": get_language() or "ky"}
    return render(request, "desk/reports/give.html", context, status=status_of(form))


@desk(Act.REPORT_GIVE)
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/reports/7/rating/ : satisfactory or unsatisfactory, as the meeting announced it, with the hands raised."""
    found = report_for(request.user, Act.REPORT_GIVE, key)
    rating = Rating.objects.filter(report=found).first()
    form = RateForm(data_of(request), rating=rating, initial={"seen": found.version})

    def act(seen: int) -> None:
        actions.rate_report(found, form.rated, seen=seen, by=who(request), now=clock.now())

    hint = _("No rule known to us says how many hands decide: write down what the meeting announced.")
    title = _("Rating of those present")
    return _form(request, found, form, act, title=title, said=_("The rating is written down."), hint=hint)


@desk(Act.REPORT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/reports/7/removal/ : throw a draft away."""
    found = report_for(request.user, Act.REPORT_EDIT, key)
    form = SeenForm(data_of(request), initial={"seen": found.version})

    def act() -> None:
        actions.remove_report(found, seen=form.cleaned_data["seen"], by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("Thrown away."))
        return redirect("desk:reports")
    more = {"press": _("Throw it away"), "is_danger": True, "hint": _("Nobody outside has read it yet.")}
    return _page(request, found, form, title=_("Throw the draft away"), **more)


@desk(Act.REPORT_SEE)
@require_GET
def paper(request: HttpRequest, key: int, kind: str, form: str) -> HttpResponse:
    """/desk/reports/7/papers/board.pdf?lang=ky : a paper as it stands now, or byte for byte as it was given."""
    found = report_for(request.user, Act.REPORT_SEE, key)
    lang = request.GET.get("lang", "ky")
    if kind not in REPORTS or form not in FORMS or lang not in FILE_LANGS:
        raise Http404
    name = report_name(found.number, kind, lang, form)
    if found.given_at is not None:
        kept = ReportPiece.objects.get(report=found, lang=lang, form=f"{kind}.{form}")
        return made_file(bytes(kept.body), FORMS[form].content_type, name)
    sheet = report_sheet(found, clock.today())
    try:
        body = report_file(sheet, kind, lang, form, found.changed_at)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:report", key)
    return made_file(body, FORMS[form].content_type, name)


def _asked(request: HttpRequest, meetings: QuerySet[Meeting]) -> Meeting | None:
    """The meeting that the address names, if it may be seen."""
    key = key_of(request.GET.get("meeting", ""))
    return meetings.filter(pk=key).first() if key else None


# What a page of a report shows


def _drafted(found: Report) -> dict[str, Any]:
    sheet = report_sheet(found, clock.today())
    texts = [(lang, NAMES[lang], report_text(sheet, lang, settings.ADDRESS)) for lang in FILE_LANGS]
    return {"sheet": sheet, "texts": texts}


def _given(found: Report) -> dict[str, Any]:
    """The bytes as they were given, in the language of the page."""
    rows = ReportPiece.objects.filter(report=found, form__in=("page", "text")).order_by("lang")
    kept = {(one.form, one.lang): bytes(one.body) for one in rows}
    texts = [(lang, NAMES[lang], kept["text", lang].decode()) for lang in FILE_LANGS if ("text", lang) in kept]
    return {"body": kept.get(("page", get_language() or "ky")), "texts": texts}


def _form(
    request: HttpRequest,
    found: Report,
    form: SeenForm,
    act: Callable[[int], None],
    *,
    title: str,
    said: str,
    **more: Any,
) -> HttpResponse:
    """A form on a version: done it leads back to the report; else it is shown again with what stands in the way."""
    if form.is_valid() and attempt(form, lambda: act(form.cleaned_data["seen"]), found):
        messages.success(request, said)
        return redirect("desk:report", found.pk)
    return _page(request, found, form, title=title, **more)


def _page(request: HttpRequest, found: Report, form: SeenForm, *, title: str, **more: Any) -> HttpResponse:
    context = {
        "report": found,
        "line": line_of(found),
        "form": form,
        "title": title,
        "press": _("Save"),
        "to": request.path_info,
        **more,
    }
    return render(request, "desk/reports/form.html", context, status=status_of(form))
