"""Decisions on their way to being done: the list, one decision, and each thing that happens to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from tegerek.commitments import actions
from tegerek.commitments.access import commitment_for, commitments_for, delay_for, progress_for
from tegerek.commitments.models import Commitment, CouncilStep
from tegerek.commitments.rules import State
from tegerek.commitments.sheets import Asked, by_post, commitment_sheet, listed, words_of
from tegerek.documents.measures import STATES
from tegerek.files.actions import files_of
from tegerek.lib import clock
from tegerek.lib.dates import day_short
from tegerek.lib.errors import Refusal
from tegerek.lib.numbers import key_of
from tegerek.lib.pages import number_of
from tegerek.meetings.models import Meeting
from tegerek.people.access import may
from tegerek.people.models import Post
from tegerek.people.posts import post_said
from tegerek.people.rights import Act
from tegerek.places.models import Unit
from tegerek.places.rules import long_said
from tegerek.web.desk.commitment_forms import (
    CouncilForm,
    DayForm,
    DelayForm,
    EndForm,
    ProgressForm,
    ResidentForm,
    WordsForm,
)
from tegerek.web.desk.forms import SeenForm, attempt, data_of, status_of
from tegerek.web.downloads import download
from tegerek.web.gate import desk, who

# So many lines stand on a page; so many meetings a list can be narrowed to.
LINES, MEETINGS = 30, 60


@desk(Act.COMMITMENT_SEE)
@require_GET
def commitments(request: HttpRequest) -> HttpResponse:
    """/desk/commitments/?state=late&post=ao_head&place=7&meeting=3 : decisions, what presses first. Seven queries."""
    rows = commitments_for(request.user, Act.COMMITMENT_SEE)
    asked = Asked(
        state=request.GET.get("state", "waiting"),
        post=request.GET.get("post", ""),
        place=key_of(request.GET.get("place", "")) or None,
        meeting=key_of(request.GET.get("meeting", "")) or None,
    )
    found = listed(rows, clock.today(), asked, page=number_of(request.GET.get("page")), most=LINES)
    context = {
        "page": found.page,
        "found": found,
        "asked": asked,
        "states": _state_choices(),
        "posts": _post_choices(),
        "places": _place_choices(rows.order_by().values("place")),
        "meetings": _meeting_choices(rows.order_by().values("meeting")),
        "more": _query(request),
    }
    return render(request, "desk/commitments/list.html", context)


@desk(Act.COMMITMENT_SEE)
@require_GET
def posts(request: HttpRequest) -> HttpResponse:
    """/desk/commitments/posts/ : what is near its day or past it, by the post that answers; to be printed."""
    found = by_post(commitments_for(request.user, Act.COMMITMENT_SEE), clock.today())
    return render(request, "desk/commitments/posts.html", {"posts": found, "today": clock.today()})


@desk(Act.COMMITMENT_SEE)
@require_GET
def commitment(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/commitments/7/ : what is to be done, its whole story, and what can be done next."""
    found = commitment_for(request.user, Act.COMMITMENT_SEE, key)
    sheet = commitment_sheet(found, clock.today())
    may_edit = may(request.user, Act.COMMITMENT_EDIT, found)
    context = {
        "commitment": found,
        "sheet": sheet,
        "line": sheet.line,
        "words": words_of(found, with_names=may(request.user, Act.PERSON_SEE, found)),
        "may_edit": may_edit,
        "may_do": may_edit and sheet.line.state not in {State.WITH_COUNCIL, State.NOT_APPROVED},
        "has_ended": found.done_on is not None or found.given_up_on is not None,
    }
    return render(request, "desk/commitments/commitment.html", context)


@desk(Act.COMMITMENT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/commitments/7/words/ : correct what, who, from which money; by when only until it is public."""
    found = commitment_for(request.user, Act.COMMITMENT_EDIT, key)
    form = WordsForm(
        data_of(request), meeting=found.meeting, office=found.office, commitment=found, initial={"seen": found.version}
    )

    def act(seen: int) -> None:
        actions.change(found, form.wanted, seen=seen, by=who(request), now=clock.now())

    return _form(request, found, form, act, title=_("Correct what is to be done"), said=_("Saved."))


@desk(Act.COMMITMENT_EDIT)
@require_POST
def publish(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/commitments/7/publication/ : everybody can read it from now on."""
    found = commitment_for(request.user, Act.COMMITMENT_EDIT, key)
    try:
        actions.publish(found, seen=_seen(request), by=who(request), now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It has its number now, and everybody can read it."))
    return redirect("desk:commitment", key)


@desk(Act.COMMITMENT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def council(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/commitments/7/council/ : handed to the council; what it said."""
    found = commitment_for(request.user, Act.COMMITMENT_EDIT, key)
    step = CouncilStep.objects.filter(commitment=found).first()
    form = CouncilForm(data_of(request), step=step, initial={"seen": found.version})

    def act(seen: int) -> None:
        by, now, said = who(request), clock.now(), form.council
        if said:
            actions.record_council(found, said, seen=seen, by=by, now=now)
        else:
            actions.hand_to_council(found, handed_on=form.cleaned_data["handed"], seen=seen, by=by, now=now)

    return _form(request, found, form, act, title=_("Before the council"), said=_("Written down."))


@desk(Act.COMMITMENT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def progress(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/commitments/7/progress/new/ : what was done on a day, with photographs, often from a telephone."""
    found = commitment_for(request.user, Act.COMMITMENT_EDIT, key)
    form = ProgressForm(data_of(request), request.FILES or None)

    def act() -> None:
        actions.add_progress(
            found,
            on=form.cleaned_data["on"],
            text=form.text,
            photos=form.pictures,
            by=who(request),
            now=clock.now(),
        )

    if form.is_valid() and _did(form, act):
        messages.success(request, _("Written down."))
        return redirect("desk:commitment", key)
    return _page(request, found, form, title=_("What was done"), with_files=True)


@desk(Act.COMMITMENT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def take_back_progress(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/progress/7/removal/ : it was written down by mistake."""
    note = progress_for(request.user, Act.COMMITMENT_EDIT, key)
    form = forms.Form(data_of(request))

    def act() -> None:
        actions.take_back_progress(note, by=who(request), now=clock.now())

    if form.is_valid() and _did(form, act):
        messages.success(request, _("Taken back. Nobody reads it any more."))
        return redirect("desk:commitment", note.commitment_id)
    context = {
        "hint": _("Only for what was written down by mistake. Its photographs are destroyed."),
        "quoted": note.text,
        "press": _("Take it back"),
        "is_danger": True,
    }
    return _page(request, note.commitment, form, title=_("Take the note back"), **context)


@desk(Act.COMMITMENT_SEE)
@require_safe
def photo(request: HttpRequest, key: int, photo: int) -> HttpResponseBase:
    """/desk/progress/7/photos/3/ : a photograph of a note."""
    note = progress_for(request.user, Act.COMMITMENT_SEE, key)
    file = files_of(note).filter(pk=photo, closed_at=None).first()
    if file is None:
        raise Http404
    return download(file)


@desk(Act.COMMITMENT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def day(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/commitments/7/day/ : another day by which it is to be done, and why."""
    found = commitment_for(request.user, Act.COMMITMENT_EDIT, key)
    form = DayForm(data_of(request), was=found.due_on, initial={"seen": found.version})

    def act(seen: int) -> None:
        to = form.cleaned_data["to"]
        actions.move_due(found, to=to, why=form.why, seen=seen, by=who(request), now=clock.now())

    title = _("Move the day") if found.due_on else _("Set the day")
    return _form(request, found, form, act, title=title, said=_("The day is written down."))


@desk(Act.COMMITMENT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def delay(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/commitments/7/delays/new/ : a lawful delay; while it lasts nothing is called late."""
    found = commitment_for(request.user, Act.COMMITMENT_EDIT, key)
    form = DelayForm(data_of(request), initial={"seen": found.version})

    def act(_seen: int) -> None:
        data = form.cleaned_data
        actions.record_delay(
            found, since=data["since"], until=data["until"], why=form.why, by=who(request), now=clock.now()
        )

    return _form(request, found, form, act, title=_("Delayed on a lawful ground"), said=_("Written down."))


@desk(Act.COMMITMENT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def end_delay(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/delays/7/ending/ : the last day of a lawful delay."""
    found = delay_for(request.user, Act.COMMITMENT_EDIT, key)
    form = EndForm(data_of(request), label=_("The last day of the delay"), initial={"seen": found.commitment.version})

    def act(_seen: int) -> None:
        actions.end_delay(found, until=form.cleaned_data["on"], by=who(request), now=clock.now())

    return _form(request, found.commitment, form, act, title=_("The delay has ended"), said=_("Written down."))


@desk(Act.COMMITMENT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def carry_out(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/commitments/7/completion/ : it is done."""
    found = commitment_for(request.user, Act.COMMITMENT_EDIT, key)
    form = EndForm(data_of(request), label=_("Done on"), initial={"seen": found.version})

    def act(seen: int) -> None:
        actions.carry_out(found, done_on=form.cleaned_data["on"], seen=seen, by=who(request), now=clock.now())

    said = _("It is written down as done. Residents may say whether they see it so.")
    return _form(request, found, form, act, title=_("It is done"), said=said)


@desk(Act.COMMITMENT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def give_up(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/commitments/7/giving-up/ : it will not be done, and why."""
    found = commitment_for(request.user, Act.COMMITMENT_EDIT, key)
    form = EndForm(data_of(request), label=_("Decided on"), asks_why=True, initial={"seen": found.version})

    def act(seen: int) -> None:
        on = form.cleaned_data["on"]
        actions.give_up(found, on=on, why=form.why, seen=seen, by=who(request), now=clock.now())

    return _form(request, found, form, act, title=_("It will not be done"), said=_("Written down."))


@desk(Act.COMMITMENT_EDIT)
@require_POST
def reopen(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/commitments/7/reopening/ : it was called done or given up by mistake."""
    found = commitment_for(request.user, Act.COMMITMENT_EDIT, key)
    try:
        actions.reopen(found, seen=_seen(request), by=who(request), now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is open again."))
    return redirect("desk:commitment", key)


@desk(Act.COMMITMENT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def resident(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/commitments/7/residents/new/ : what a resident says of it."""
    found = commitment_for(request.user, Act.COMMITMENT_EDIT, key)
    form = ResidentForm(data_of(request), office=found.office)

    def act() -> None:
        actions.hear_resident(found, form.heard, by=who(request), now=clock.now())

    if form.is_valid() and _did(form, act):
        messages.success(request, _("Written down. Everybody sees the numbers, and nobody who said it."))
        return redirect("desk:commitment", key)
    return _page(request, found, form, title=_("What a resident says"))


@desk(Act.COMMITMENT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/commitments/7/removal/ : throw away what nobody outside has read."""
    found = commitment_for(request.user, Act.COMMITMENT_EDIT, key)
    form = SeenForm(data_of(request), initial={"seen": found.version})

    def act() -> None:
        actions.remove(found, seen=form.cleaned_data["seen"], by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("Thrown away."))
        return redirect("desk:meeting-commitments", found.meeting_id) if found.meeting_id else redirect("desk:today")
    context = {"press": _("Throw it away"), "is_danger": True, "hint": _("Nobody outside has read it yet.")}
    return _page(request, found, form, title=_("Throw it away"), **context)


# The pages of a form


def _form(
    request: HttpRequest, found: Commitment, form: SeenForm, act: Callable[[int], None], *, title: str, said: str
) -> HttpResponse:
    """A form on a version: done it leads back to the decision; else it is shown again with what stands in the way."""
    if form.is_valid() and attempt(form, lambda: act(form.cleaned_data["seen"]), found):
        messages.success(request, said)
        return redirect("desk:commitment", found.pk)
    return _page(request, found, form, title=title)


def _page(request: HttpRequest, found: Commitment, form: forms.Form, *, title: str, **more: Any) -> HttpResponse:
    context = {"commitment": found, "form": form, "title": title, "press": _("Save"), "to": request.path_info, **more}
    return render(request, "desk/commitments/form.html", context, status=status_of(form))


def _did(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do an act that needs no version; a refusal stands at the head of the form, with everything typed kept."""
    try:
        act()
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _seen(request: HttpRequest) -> int:
    return key_of(request.POST.get("seen", "")) or 0


# What a list is narrowed by


def _state_choices() -> list[tuple[str, str]]:
    groups = [
        ("waiting", _("still to be done")),
        ("late", _("past their day")),
        ("pressing", _("near or past their day")),
    ]
    return [("", _("all")), *groups, *((state.value, str(name)) for state, name in STATES.items())]


def _post_choices() -> list[tuple[str, str]]:
    lang = get_language() or "ky"
    return [("", _("all")), *((post, str(post_said(post).in_(lang))) for post in Post.values)]


def _place_choices(keys: Any) -> list[tuple[str, str]]:
    lang = get_language() or "ky"
    units = Unit.objects.filter(pk__in=keys).in_alphabetical_order()
    return [("", _("all")), *((str(unit.pk), str(long_said(unit.kind, unit.name).in_(lang))) for unit in units)]


def _meeting_choices(keys: Any) -> list[tuple[str, str]]:
    """The latest meetings that decided something, with their days."""
    lang = get_language() or "ky"
    found = Meeting.objects.filter(pk__in=keys).order_by("-held_on", "-pk")[:MEETINGS]
    named = ((str(one.pk), str(one.title.in_(lang)), one.held_on) for one in found)
    return [("", _("all")), *((key, f"{day_short(day)} {title}" if day else title) for key, title, day in named)]


def _query(request: HttpRequest) -> str:
    """What is asked besides the page, to stand in the ways to the other pages."""
    asked = request.GET.copy()
    asked.pop("page", None)
    return asked.urlencode()
