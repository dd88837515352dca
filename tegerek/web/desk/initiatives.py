"""Appeals of groups that ask for an assembly: typed, received, decided, answered on paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tegerek.documents.papers.appeals import KINDS, appeal_papers, file_name
from tegerek.documents.papers.kinds import FORMS
from tegerek.documents.papers.parts import LANGS
from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.lib.pages import number_of, page_of
from tegerek.people.access import may, reach
from tegerek.people.models import Post
from tegerek.people.rights import Act
from tegerek.voices import actions
from tegerek.voices.access import initiative_for, initiatives_for
from tegerek.voices.models import Initiative
from tegerek.voices.sheets import answer_sheet, counted, group_of, initiative_lines, initiative_sheet
from tegerek.web.desk.forms import SeenForm, attempt, data_of, offices_of, status_of
from tegerek.web.desk.initiative_forms import GROUNDS, AppealForm, DecisionForm, ReceiveForm
from tegerek.web.desk.papers import PaperForm, PaperLine
from tegerek.web.downloads import made_file
from tegerek.web.gate import desk, who


@desk(Act.INITIATIVE_SEE)
@require_GET
def initiatives(request: HttpRequest) -> HttpResponse:
    """/desk/initiatives/ : all appeals of one's offices, the newest first."""
    rows = counted(initiatives_for(request.user, Act.INITIATIVE_SEE)).order_by("-pk")
    page = page_of(rows, lambda row: row, number=number_of(request.GET.get("page")), most=30)
    context = {
        "page": page,
        "lines": initiative_lines(page.lines, clock.today()),
        "may_begin": bool(reach(request.user, Act.INITIATIVE_EDIT)),
    }
    return render(request, "desk/initiatives/list.html", context)


@desk(Act.INITIATIVE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """/desk/initiatives/new/ : type an appeal from its paper."""
    offices = offices_of(request, Act.INITIATIVE_EDIT)
    form = AppealForm(data_of(request), offices=offices, initial={"seen": 0})
    if form.is_valid():
        try:
            made = actions.draft_initiative(
                office=form.cleaned_data["office"],
                appeal=form.appeal(),
                members=form.group(),
                by=who(request),
                now=clock.now(),
                is_rehearsal=form.cleaned_data["rehearsal"],
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("desk:receive-initiative", made.pk)
    return render(request, "desk/initiatives/new.html", {"form": form}, status=status_of(form))


@desk(Act.INITIATIVE_SEE)
@require_GET
def initiative(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/initiatives/7/ : the appeal, its clock, its group, what can be done next."""
    found = initiative_for(request.user, Act.INITIATIVE_SEE, key)
    sees_phones = may(request.user, Act.PHONE_SEE, found)
    sheet = initiative_sheet(found, clock.today())
    context = {
        "initiative": found,
        "sheet": sheet,
        "line": sheet.line,
        "group": group_of(found, with_phones=sees_phones),
        "ground": dict(GROUNDS).get(found.ground, ""),
        "form": PaperForm(phones=False, lang="ky"),
        "papers": _papers(found),
        "can": _can(request, found),
    }
    return render(request, "desk/initiatives/initiative.html", context)


@desk(Act.INITIATIVE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/initiatives/7/words/ : correct what was typed, until the decision."""
    found = initiative_for(request.user, Act.INITIATIVE_EDIT, key)
    group = group_of(found, with_phones=may(request.user, Act.PHONE_SEE, found))
    initial = AppealForm.initial_of(found, group, who(request).language)
    form = AppealForm(data_of(request), initiative=found, initial=initial)

    def act() -> None:
        actions.change_initiative(
            found,
            appeal=form.appeal(),
            members=form.group(),
            seen=form.cleaned_data["seen"],
            by=who(request),
            now=clock.now(),
        )

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("Saved."))
        return redirect("desk:initiative", key)
    return _page(request, "words", found, form)


@desk(Act.INITIATIVE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def receive(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/initiatives/7/receipt/ : register the appeal; from that day on it is to be decided."""
    found = initiative_for(request.user, Act.INITIATIVE_EDIT, key)
    form = ReceiveForm(data_of(request), initial={"seen": found.version, "received_on": clock.today()})

    def act() -> None:
        data = form.cleaned_data
        actions.receive(
            found,
            received_on=data["received_on"],
            register_number=data["register_number"],
            seen=data["seen"],
            by=who(request),
            now=clock.now(),
        )

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("The appeal is registered. Print the receipt and give it to the group."))
        return redirect("desk:initiative", key)
    return _page(request, "receive", found, form)


@desk(Act.INITIATIVE_DECIDE)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/initiatives/7/decision/ : hold the assembly, or refuse it on one of three grounds."""
    found = initiative_for(request.user, Act.INITIATIVE_DECIDE, key)
    form = DecisionForm(data_of(request), initial=_proposed(found))

    def act() -> None:
        seen, by, now = form.cleaned_data["seen"], who(request), clock.now()
        if form.cleaned_data["decision"] == Initiative.Decision.HOLD:
            actions.decide_to_hold(found, decided=form.decided, seen=seen, by=by, now=now)
        else:
            actions.refuse(found, refused=form.refused, decided=form.decided, seen=seen, by=by, now=now)

    if form.is_valid() and attempt(form, act, found):
        held = form.cleaned_data["decision"] == Initiative.Decision.HOLD
        messages.success(
            request,
            _("Decided: the draft of the assembly is made. Print the answer to the group, then set the day.")
            if held
            else _("Decided: the assembly is refused. Print the answer and give it to the group."),
        )
        return redirect("desk:initiative", key)
    return _page(request, "decide", found, form)


@desk(Act.INITIATIVE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/initiatives/7/removal/ : throw away what was typed and never received."""
    found = initiative_for(request.user, Act.INITIATIVE_EDIT, key)
    form = SeenForm(data_of(request), initial={"seen": found.version})

    def act() -> None:
        actions.delete_draft(found, seen=form.cleaned_data["seen"], by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("The draft is gone."))
        return redirect("desk:initiatives")
    return _page(request, "remove", found, form)


@desk(Act.INITIATIVE_SEE)
@require_GET
def paper(request: HttpRequest, key: int, kind: str, form: str) -> HttpResponse:
    """/desk/initiatives/7/papers/receipt.pdf?lang=ky : a paper of the appeal. Nine queries at most.

    409 with a sentence if it cannot be made in that form; 404 for a paper whose time has not come.
    """
    found = initiative_for(request.user, Act.INITIATIVE_SEE, key)
    if kind not in KINDS or form not in FORMS:
        raise Http404
    lang = request.GET.get("lang", "")
    lang = lang if lang in LANGS else "ky"
    made = appeal_papers(kind, answer_sheet(found, clock.today()), lang)
    if not made:
        raise Http404
    try:
        body = FORMS[form].write(made)
    except Refusal as refusal:
        return HttpResponse(str(refusal), content_type="text/plain; charset=utf-8", status=409)
    return made_file(body, FORMS[form].content_type, file_name(kind, found.pk, lang, form))


def _page(request: HttpRequest, name: str, found: Initiative, form: SeenForm) -> HttpResponse:
    context = {"initiative": found, "form": form, "sheet": initiative_sheet(found, clock.today())}
    return render(request, f"desk/initiatives/{name}.html", context, status=status_of(form))


def _papers(found: Initiative) -> list[PaperLine]:
    """The papers whose time has come, the one that is needed next first."""
    names = {
        "answer": (_("Answer to the group"), bool(found.decision)),
        "receipt": (_("Receipt for the group"), found.received_on is not None),
        "checklist": (_("Checklist of the group"), True),
    }
    return [PaperLine(kind, name, tuple(FORMS)) for kind, (name, has_come) in names.items() if has_come]


def _proposed(found: Initiative) -> dict[str, Any]:
    """Who decides is most often whom the appeal was addressed to."""
    post = Post.COUNCIL_CHAIR if found.to == Initiative.To.COUNCIL_CHAIR else Post.AO_HEAD
    return {"seen": found.version, "post": post.value, "decided_on": clock.today()}


def _can(request: HttpRequest, found: Initiative) -> dict[str, bool]:
    """What this account may do with it now."""
    edits, is_received = may(request.user, Act.INITIATIVE_EDIT, found), found.received_on is not None
    return {
        "edit": edits and not found.decision,
        "receive": edits and not is_received,
        "remove": edits and not is_received,
        "decide": may(request.user, Act.INITIATIVE_DECIDE, found) and is_received and not found.decision,
        "see_meeting": found.meeting is not None and may(request.user, Act.MEETING_SEE, found.meeting),
    }
