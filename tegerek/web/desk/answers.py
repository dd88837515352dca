"""What somebody says on the phone, noted in one tap and taken back in another; and what a line of a list says."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.lib.numbers import key_of
from tegerek.meetings import roster as actions
from tegerek.meetings.access import line_for
from tegerek.meetings.models import Participant, Seat
from tegerek.people.access import may
from tegerek.people.rights import Act
from tegerek.web.desk.forms import attempt, data_of, status_of
from tegerek.web.desk.persons_on_list import SeatForm
from tegerek.web.gate import desk, who


@desk(Act.ROSTER_EDIT)
@require_POST
def confirm(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/participants/7/confirmation/ : said on the phone that they will come."""

    def act(line: Participant) -> None:
        words = full_sentence(actions.confirm(line, by=who(request), now=clock.now()))
        if words:
            messages.warning(request, words)

    return pressed(request, key, act)


@desk(Act.ROSTER_EDIT)
@require_POST
def decline(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/participants/7/refusal/ : said that they will not come."""
    return pressed(request, key, lambda line: actions.decline(line, by=who(request), now=clock.now()))


@desk(Act.ROSTER_EDIT)
@require_POST
def no_answer(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/participants/7/tries/ : phoned, and nobody answered."""
    return pressed(request, key, lambda line: actions.note_no_answer(line, by=who(request), now=clock.now()))


@desk(Act.ROSTER_EDIT)
@require_POST
def take_back(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/participants/7/answer/removal/ : the answer was noted by mistake; the line is not confirmed yet."""
    return pressed(request, key, lambda line: actions.take_back(line, by=who(request), now=clock.now()))


@desk(Act.ROSTER_EDIT)
@require_POST
def take_off(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/participants/7/removal/ : off the list, while nothing has happened to the line."""
    version = key_of(request.POST.get("seen", ""))
    return pressed(
        request, key, lambda line: actions.take_off(line, seen=version, by=who(request), now=clock.now()), stays=False
    )


@desk(Act.ROSTER_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def change_line(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/participants/7/post/ : the post and the aimak for which somebody is on this list, and the age."""
    line = line_for(request.user, Act.ROSTER_EDIT, key)
    form = SeatForm(data_of(request), line=line)

    def act() -> None:
        data = form.cleaned_data
        actions.change_line(
            line,
            post=data["post"],
            unit=form.seat(),
            band=data["age"],
            seen=data["seen"],
            by=who(request),
            now=clock.now(),
        )

    if form.is_valid() and attempt(form, act, line):
        messages.success(request, _("Saved."))
        return redirect(at_line(line))
    context = {"form": form, "line": line, "may_open": may(request.user, Act.PERSON_EDIT, line.meeting)}
    return render(request, "desk/rosters/line.html", context, status=status_of(form))


def pressed(request: HttpRequest, key: int, act: Callable[[Participant], None], *, stays: bool = True) -> HttpResponse:
    """Do it and go back to where the finger was."""
    line = line_for(request.user, Act.ROSTER_EDIT, key)
    try:
        act(line)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(at_line(line))
    if request.POST.get("back") == "calls" and may(request.user, Act.PHONE_SEE, line.meeting):
        return redirect(reverse("desk:calls", args=[line.meeting_id]) + f"?line={line.pk}#line-{line.pk}")
    return redirect(at_line(line) if stays else reverse("desk:roster", args=[line.meeting_id]))


def full_sentence(seat: Seat | None) -> str:
    """What is said of somebody who confirmed and finds no place; "" for whoever has one, and where all have."""
    if seat is None or not seat.is_waiting:
        return ""
    return _("Every place is taken: this person is on the waiting list and gets an offer when a place is free.")


def at_line(line: Participant) -> str:
    """The address of a line on its list."""
    return reverse("desk:roster", args=[line.meeting_id]) + f"?line={line.pk}#line-{line.pk}"
