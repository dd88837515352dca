"""Monitoring at the desk: groups and plans, objects, visits with photographs, findings and what the office answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from tegerek.commitments import monitoring as actions
from tegerek.commitments.access import (
    finding_for,
    group_for,
    groups_for,
    monitor_for,
    object_for,
    visit_for,
    visit_photo_for,
)
from tegerek.commitments.models import Finding, Visit, VisitPhoto
from tegerek.commitments.monitoring_sheets import (
    goers_of,
    group_line,
    groups_with_plans,
    members_of,
    object_line,
    object_sheet,
    visit_sheet,
    year_sheet,
)
from tegerek.documents.papers.kinds import FORMS
from tegerek.documents.papers.monitoring import OF_VISIT, OF_YEAR, blank_papers, visit_papers, year_papers
from tegerek.documents.papers.parts import LANGS, Paper
from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.lib.numbers import key_of
from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting
from tegerek.meetings.sheets import office_line
from tegerek.people.access import may, reach
from tegerek.people.letterheads import letterhead_sheet
from tegerek.people.rights import Act
from tegerek.web.desk.forms import SeenForm, Versioned, asks_for_facts, attempt, data_of, offices_of, status_of
from tegerek.web.desk.monitoring_forms import (
    AnswerForm,
    BlurForm,
    FindingForm,
    GroupForm,
    HandForm,
    MemberForm,
    ObjectForm,
    PhotoForm,
    VisitForm,
)
from tegerek.web.downloads import download, made_file
from tegerek.web.gate import desk, who


@desk(Act.MONITORING_SEE)
@require_GET
def monitoring(request: HttpRequest) -> HttpResponse:
    """/desk/monitoring/ : the groups with their decision, and what each looks at, by year. Six queries."""
    found = groups_with_plans(groups_for(request.user, Act.MONITORING_SEE))
    context = {
        "groups": found,
        "may_set": bool(reach(request.user, Act.MONITORING_SET)),
        "may_edit": bool(reach(request.user, Act.MONITORING_EDIT)),
    }
    return render(request, "desk/monitoring/groups.html", context)


@desk(Act.MONITORING_SET)
@require_http_methods(["GET", "HEAD", "POST"])
def new_group(request: HttpRequest) -> HttpResponse:
    """/desk/monitoring/new/ : a group, by the decision of the council."""
    office = offices_of(request, Act.MONITORING_SET).order_by("pk").first()
    if office is None:
        raise Http404
    form = GroupForm(data_of(request), office=office, initial={"seen": 1})

    def act() -> None:
        place = form.places[form.cleaned_data["place"]]
        actions.found_group(office, place, form.words, by=who(request), now=clock.now())

    if form.is_valid() and _did(form, act):
        messages.success(request, _("Written down. Now write down who is in it, and what it looks at."))
        return redirect("desk:monitoring")
    return _page(request, form, title=_("A monitoring group"), back=reverse("desk:monitoring"))


@desk(Act.MONITORING_SET)
@require_http_methods(["GET", "HEAD", "POST"])
def group_words(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/groups/7/words/ : its name, and what the council decided."""
    group = group_for(request.user, Act.MONITORING_SET, key)
    form = GroupForm(data_of(request), office=group.office, group=group, initial={"seen": group.version})

    def act(seen: int) -> None:
        actions.word_group(group, form.words, seen=seen, by=who(request), now=clock.now())

    return _form(request, group, form, act, title=_("The group and its decision"), back=reverse("desk:monitoring"))


@desk(Act.MONITORING_SET)
@require_http_methods(["GET", "HEAD", "POST"])
def members(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/groups/7/members/ : who is in it; names stay at the desk."""
    group = group_for(request.user, Act.MONITORING_SET, key)
    form = MemberForm(data_of(request))

    def act() -> None:
        actions.add_monitor(group, form.cleaned_data["name"], by=who(request), now=clock.now())

    if form.is_valid() and _did(form, act):
        messages.success(request, _("Written down."))
        return redirect("desk:monitoring-members", key)
    context = {"group": group, "members": members_of(group), "form": form}
    return render(request, "desk/monitoring/members.html", context, status=status_of(form))


@desk(Act.MONITORING_SET)
@require_POST
def release(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/monitors/7/leaving/ : no longer a member."""
    monitor = monitor_for(request.user, Act.MONITORING_SET, key)
    actions.release_monitor(monitor, by=who(request), now=clock.now())
    messages.success(request, _("No longer in the group."))
    return redirect("desk:monitoring-members", monitor.group_id)


@desk(Act.MONITORING_SEE)
@require_GET
def year_paper(request: HttpRequest, key: int, kind: str, form: str) -> HttpResponse:
    """/desk/groups/7/year.docx?year=2026&lang=ky : the report of a year, the page for the board."""
    group = group_for(request.user, Act.MONITORING_SEE, key)
    if kind not in OF_YEAR:
        raise Http404
    year = key_of(request.GET.get("year", "")) or clock.today().year
    sheet = year_sheet(group, year, clock.today())
    return _paper(request, form, f"{kind}-{key}-{year}", lambda lang: year_papers(kind, sheet, lang, clock.today()))


# Objects


@desk(Act.MONITORING_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def new_object(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/groups/7/objects/new/ : one more thing in the plan of a year; without a council decision there is none."""
    group = group_for(request.user, Act.MONITORING_EDIT, key)
    form = ObjectForm(data_of(request), group=group, initial={"seen": group.version})

    def act() -> None:
        actions.plan_object(group, form.words, by=who(request), now=clock.now())

    if form.is_valid() and _did(form, act):
        messages.success(request, _("It stands in the plan."))
        return redirect("desk:monitoring")
    hint = "" if group.is_decided else _("The council has not decided on this group yet: nothing can be planned.")
    return _page(request, form, title=_("What to look at"), back=reverse("desk:monitoring"), hint=hint)


@desk(Act.MONITORING_SEE)
@require_GET
def monitored(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/objects/7/ : what is known of it, and its visits. Nine queries."""
    thing = object_for(request.user, Act.MONITORING_SEE, key)
    context = {
        "thing": thing,
        "sheet": object_sheet(thing, clock.today()),
        "may_edit": may(request.user, Act.MONITORING_EDIT, thing),
    }
    return render(request, "desk/monitoring/object.html", context)


@desk(Act.MONITORING_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def object_words(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/objects/7/words/ : correct what is known of it."""
    thing = object_for(request.user, Act.MONITORING_EDIT, key)
    form = ObjectForm(data_of(request), group=thing.group, thing=thing, initial={"seen": thing.version})

    def act(seen: int) -> None:
        actions.word_object(thing, form.words, seen=seen, by=who(request), now=clock.now())

    return _form(request, thing, form, act, title=_("What is known of it"), back=reverse("desk:monitored", args=[key]))


@desk(Act.MONITORING_SEE)
@require_GET
def visit_form(request: HttpRequest, key: int, form: str) -> HttpResponse:
    """/desk/objects/7/sheet.docx?lang=ky : the sheet to write a visit on by hand."""
    thing = object_for(request.user, Act.MONITORING_SEE, key)
    line, group, office = object_line(thing), group_line(thing.group), office_line(thing.group.office)
    return _paper(request, form, f"sheet-{key}", lambda lang: blank_papers(line, group, office, lang, thing.changed_at))


# Visits


@desk(Act.MONITORING_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def new_visit(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/objects/7/visits/new/ : a visit, on a phone there or from the sheet."""
    thing = object_for(request.user, Act.MONITORING_EDIT, key)
    form = VisitForm(data_of(request), thing=thing, initial={"seen": thing.version, "key": uuid4()})
    made: list[Visit] = []

    def act() -> None:
        sent = form.cleaned_data["key"]
        made.append(actions.record_visit(thing, form.words, key=sent, by=who(request), now=clock.now()))

    if form.is_valid() and _did(form, act):
        return _visited(request, made[0], _("Written down. Now add photographs and what was found."))
    context = {"thing": thing, "form": form, "back": reverse("desk:monitored", args=[key])}
    return render(request, "desk/monitoring/visiting.html", context, status=status_of(form))


@desk(Act.MONITORING_SEE)
@require_GET
def visit(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/visits/7/ : a visit whole, and what to do next. Nine queries."""
    found = visit_for(request.user, Act.MONITORING_SEE, key)
    sheet = visit_sheet(found, clock.today())
    new = any(one.may_be_shown and not one.is_public for one in sheet.findings)
    context = {
        "visit": found,
        "sheet": sheet,
        "goers": goers_of(found) if may(request.user, Act.PERSON_SEE, found) else (),
        "may_edit": may(request.user, Act.MONITORING_EDIT, found),
        "may_answer": may(request.user, Act.MONITORING_ANSWER, found),
        "may_show": found.published_at is None or new,
        "next_meeting": _next_meeting(found) if may(request.user, Act.MEETING_EDIT, found) else None,
    }
    return render(request, "desk/monitoring/visit.html", context)


@desk(Act.MONITORING_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def visit_words(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/visits/7/words/ : correct a visit until everybody can read it."""
    found = visit_for(request.user, Act.MONITORING_EDIT, key)
    form = VisitForm(data_of(request), thing=found.object, visit=found, initial={"seen": found.version})

    def act(seen: int) -> None:
        actions.word_visit(found, form.words, seen=seen, by=who(request), now=clock.now())

    back = reverse("desk:visit", args=[key])
    if form.is_valid() and attempt(form, lambda: act(form.cleaned_data["seen"]), found):
        return _visited(request, found, _("Saved."))
    context = {"thing": found.object, "form": form, "back": back}
    return render(request, "desk/monitoring/visiting.html", context, status=status_of(form))


@desk(Act.MONITORING_EDIT)
@require_POST
def remove_visit(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/visits/7/removal/ : throw away what was written down twice."""
    found = visit_for(request.user, Act.MONITORING_EDIT, key)
    try:
        actions.remove_visit(found, seen=_seen(request), by=who(request), now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:visit", key)
    messages.success(request, _("Thrown away."))
    return redirect("desk:monitored", found.object_id)


@desk(Act.MONITORING_EDIT)
@require_POST
def publish_visit(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/visits/7/publication/ : everybody can read it, and the findings that may be shown."""
    found = visit_for(request.user, Act.MONITORING_EDIT, key)
    try:
        actions.publish_visit(found, seen=_seen(request), by=who(request), now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Everybody can read it now."))
    return redirect("desk:visit", key)


@desk(Act.MONITORING_SEE)
@require_GET
def visit_paper(request: HttpRequest, key: int, kind: str, form: str) -> HttpResponse:
    """/desk/visits/7/report.docx?lang=ky : the report of a visit, the page for the board."""
    found = visit_for(request.user, Act.MONITORING_SEE, key)
    if kind not in OF_VISIT:
        raise Http404
    sheet, head = visit_sheet(found, clock.today()), letterhead_sheet(found.object.group.office)
    return _paper(request, form, f"{kind}-{key}", lambda lang: visit_papers(kind, sheet, head, lang, clock.today()))


# Photographs


@desk(Act.MONITORING_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def new_photo(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/visits/7/photos/new/ : one photograph, often from a telephone."""
    found = visit_for(request.user, Act.MONITORING_EDIT, key)
    form = PhotoForm(data_of(request), request.FILES or None)
    made: list[VisitPhoto] = []

    def act() -> None:
        people = form.cleaned_data["people"]
        made.append(actions.add_photo(found, form.picture, people=people, by=who(request), now=clock.now()))

    back = reverse("desk:visit", args=[key])
    if form.is_valid() and _did(form, act):
        if made[0].is_for_everybody:
            messages.success(request, _("Kept."))
            return redirect(back)
        messages.success(request, _("Kept, and not shown to anybody outside. Blur whoever has not agreed."))
        return redirect("desk:blur-photo", made[0].pk)
    return _page(request, form, title=_("A photograph"), back=back, with_files=True)


@desk(Act.MONITORING_SEE)
@require_safe
def photo(request: HttpRequest, key: int) -> HttpResponseBase:
    """/desk/visit-photos/7/ : a photograph of a visit."""
    file = actions.photo_file(visit_photo_for(request.user, Act.MONITORING_SEE, key))
    if file is None:
        raise Http404
    return download(file)


@desk(Act.MONITORING_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def blur_photo(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/visit-photos/7/blur/ : make a part unrecognisable; by four numbers, or drawn by finger."""
    found = visit_photo_for(request.user, Act.MONITORING_EDIT, key)
    form = BlurForm(data_of(request), photo=found)

    def act() -> None:
        left = bool(form.cleaned_data.get("nobody"))
        actions.blur_photo(found, form.box, nobody_left=left, by=who(request), now=clock.now())

    if form.is_valid() and _did(form, act):
        messages.success(request, _("Blurred. The picture as it was before is destroyed."))
        if found.is_for_everybody:
            return redirect("desk:visit", found.visit_id)
        return redirect("desk:blur-photo", key)
    context = {"photo": found, "form": form}
    return render(request, "desk/monitoring/blur.html", context, status=status_of(form))


@desk(Act.MONITORING_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def remove_photo(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/visit-photos/7/removal/ : destroy a photograph."""
    found = visit_photo_for(request.user, Act.MONITORING_EDIT, key)
    form, back = forms.Form(data_of(request)), reverse("desk:visit", args=[found.visit_id])

    def act() -> None:
        actions.remove_photo(found, by=who(request), now=clock.now())

    if form.is_valid() and _did(form, act):
        messages.success(request, _("Destroyed."))
        return redirect(back)
    context = {"press": _("Destroy it"), "is_danger": True, "hint": _("Nobody will be able to see it again.")}
    return _page(request, form, title=_("Destroy the photograph"), back=back, **context)


# Findings


@desk(Act.MONITORING_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def new_finding(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/visits/7/findings/new/ : what was found, and what the group recommends."""
    found = visit_for(request.user, Act.MONITORING_EDIT, key)
    form, back = FindingForm(data_of(request), initial={"seen": found.version}), reverse("desk:visit", args=[key])

    def act() -> None:
        actions.add_finding(found, form.text, form.advice, by=who(request), now=clock.now())

    if form.is_valid() and _did(form, act):
        messages.success(request, _("Written down. Hand it to the office next."))
        return redirect(back)
    return _page(request, form, title=_("What was found"), back=back)


@desk(Act.MONITORING_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def finding_words(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/findings/7/words/ : correct a finding until the office has it."""
    found = finding_for(request.user, Act.MONITORING_EDIT, key)
    form = FindingForm(data_of(request), finding=found, initial={"seen": found.version})

    def act(seen: int) -> None:
        actions.word_finding(found, form.text, form.advice, seen=seen, by=who(request), now=clock.now())

    return _of_finding(request, found, form, act, title=_("Correct the finding"))


@desk(Act.MONITORING_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/findings/7/handing/ : the office has it, and is asked to answer by a day that the group sets."""
    found = finding_for(request.user, Act.MONITORING_EDIT, key)
    form = HandForm(data_of(request), finding=found, initial={"seen": found.version})

    def act(seen: int) -> None:
        handed_on, answer_by = form.cleaned_data["handed"], form.cleaned_data["by"]
        actions.hand_over(found, handed_on=handed_on, answer_by=answer_by, seen=seen, by=who(request), now=clock.now())

    return _of_finding(request, found, form, act, title=_("Hand it to the office"), quoted=found.text)


@desk(Act.MONITORING_ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/findings/7/answer/ : what the office says; it stands beside the finding."""
    found = finding_for(request.user, Act.MONITORING_ANSWER, key)
    form = AnswerForm(data_of(request), finding=found, initial={"seen": found.version})

    def act(seen: int) -> None:
        data = form.cleaned_data
        actions.answer_finding(
            found,
            form.answer,
            answered_on=data["on"],
            post=data["post"],
            seen=seen,
            by=who(request),
            now=clock.now(),
        )

    return _of_finding(request, found, form, act, title=_("Answer the finding"), quoted=found.text)


@desk(Act.MEETING_EDIT)
@require_POST
def on_agenda(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/findings/7/agenda/ : the last item of the next meeting that is being prepared."""
    found = finding_for(request.user, Act.MEETING_EDIT, key)
    meeting = _next_meeting(found.visit)
    if meeting is None:
        messages.error(request, _("No meeting is being prepared. It is offered when the next agenda is written."))
        return redirect("desk:visit", found.visit_id)
    try:
        actions.put_on_agenda(found, meeting, by=who(request), now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:visit", found.visit_id)
    messages.success(request, _("It is the last item of this agenda."))
    return redirect("desk:agenda", meeting.pk)


def _visited(request: HttpRequest, visit: Visit, words: str) -> HttpResponse:
    """The page of the visit; for the script what it must know to go on."""
    visit.refresh_from_db()
    to = reverse("desk:visit", args=[visit.pk])
    if asks_for_facts(request):
        return JsonResponse({"version": visit.version, "to": to})
    messages.success(request, words)
    return redirect(to)


# The pages of a form


def _form(
    request: HttpRequest,
    thing: Versioned,
    form: SeenForm,
    act: Callable[[int], None],
    *,
    title: str,
    back: str,
    quoted: Said | None = None,
) -> HttpResponse:
    """A form on a version: done it leads back; else it is shown again with what stands in the way."""
    if form.is_valid() and attempt(form, lambda: act(form.cleaned_data["seen"]), thing):
        messages.success(request, _("Saved."))
        return redirect(back)
    return _page(request, form, title=title, back=back, quoted=quoted)


def _of_finding(
    request: HttpRequest,
    found: Finding,
    form: SeenForm,
    act: Callable[[int], None],
    *,
    title: str,
    quoted: Said | None = None,
) -> HttpResponse:
    back = reverse("desk:visit", args=[found.visit_id])
    return _form(request, found, form, act, title=title, back=back, quoted=quoted)


def _page(request: HttpRequest, form: forms.Form, *, title: str, back: str, **more: Any) -> HttpResponse:
    context = {"form": form, "title": title, "back": back, "press": _("Save"), "to": request.path_info, **more}
    return render(request, "desk/monitoring/form.html", context, status=status_of(form))


def _did(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do an act that needs no version; a refusal stands at the head of the form, with everything typed kept."""
    try:
        act()
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _paper(request: HttpRequest, form: str, name: str, papers: Callable[[str], Sequence[Paper]]) -> HttpResponse:
    if form not in FORMS:
        raise Http404
    lang = request.GET.get("lang", "")
    made = FORMS[form].write(tuple(papers(lang if lang in LANGS else "ky")))
    return made_file(made, FORMS[form].content_type, f"{name}.{form}")


def _next_meeting(visit: Visit) -> Meeting | None:
    """The next meeting of the office that is being prepared; one without a day comes last. One query."""
    rows = Meeting.objects.filter(
        office=visit.object.group.office_id, called_at=None, cancelled_at=None, held_at=None, is_rehearsal=False
    )
    ahead = rows.exclude(held_on__lt=clock.today()).exclude(kind="seminar")
    return ahead.order_by(F("held_on").asc(nulls_last=True), "pk").first()


def _seen(request: HttpRequest) -> int:
    return key_of(request.POST.get("seen", "")) or 0
