"""Places that can run out, at the desk: how many there are, who waits, what is offered and by when it ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tegerek.lib import clock
from tegerek.lib.errors import Refusal, Stale
from tegerek.meetings import roster
from tegerek.meetings import seats as actions
from tegerek.meetings.access import meeting_for, seat_for
from tegerek.meetings.models import Seat, SeatPool
from tegerek.meetings.seat_sheets import PoolSheet, SeatLine, pools_sheet
from tegerek.people.access import may
from tegerek.people.rights import Act
from tegerek.web.desk.answers import at_line
from tegerek.web.desk.forms import SeenForm, data_of
from tegerek.web.desk.heads import Part, head_of
from tegerek.web.gate import desk, who

POOLS = {
    SeatPool.What.SEMINAR: gettext_lazy("Places in the room"),
    SeatPool.What.TRANSPORT: gettext_lazy("Places in the transport"),
    SeatPool.What.CHILD_CARE: gettext_lazy("Places in child care"),
}


class SizeForm(SeenForm):
    """How many places there are in one pool; empty: as many as are needed."""

    what = forms.CharField(widget=forms.HiddenInput)
    size = forms.IntegerField(
        label=gettext_lazy("How many places"),
        required=False,
        min_value=0,
        max_value=100_000,
        help_text=gettext_lazy("leave it empty where places cannot run out: then nobody waits"),
    )


@dataclass(frozen=True)
class PoolPart:
    """One pool on the page: its name, what is known of it, the form for its size."""

    name: str
    pool: PoolSheet
    form: SizeForm


@dataclass(frozen=True)
class Offer:
    """An open offer on the list of whom to phone: of which pool, and to whom."""

    pool: str
    line: SeatLine


@desk(Act.ROSTER_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def seats(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/seats/ : how many places there are, who waits for one, which offers are open."""
    meeting, now = meeting_for(request.user, Act.ROSTER_EDIT, key), clock.now()
    actions.lapse_of(meeting, now)
    asked = SizeForm(data_of(request), prefix=_asked_pool(request))

    def act() -> None:
        data = asked.cleaned_data
        actions.set_pool(meeting, data["what"], size=data["size"], seen=data["seen"], by=who(request), now=now)

    if asked.is_valid() and _attempt(asked, act, lambda: pools_sheet(meeting)):
        messages.success(request, _("Saved."))
        return redirect("desk:seats", key)
    phones = may(request.user, Act.PHONE_SEE, meeting)
    context = {
        "meeting": meeting,
        "head": head_of(request, meeting, Part.PEOPLE),
        "parts": [_part(pool, asked) for pool in pools_sheet(meeting, phones=phones)],
        "hours": actions.OFFER_HOURS,
        "may_edit": True,
    }
    return render(request, "desk/rosters/seats.html", context, status=422 if asked.is_bound and asked.errors else 200)


@desk(Act.ROSTER_EDIT)
@require_POST
def accept(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/seats/7/acceptance/ : said on the phone that they take the place."""
    return _pressed(request, key, lambda seat: actions.accept(seat, by=who(request), now=clock.now()))


@desk(Act.ROSTER_EDIT)
@require_POST
def decline(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/seats/7/refusal/ : they do not take it; of a seminar they then do not come."""

    def act(seat: Seat) -> None:
        if seat.pool.what == SeatPool.What.SEMINAR and seat.ended_at is None:
            roster.decline(seat.participant, by=who(request), now=clock.now())
        else:
            actions.decline(seat, by=who(request), now=clock.now())

    return _pressed(request, key, act)


@desk(Act.ROSTER_EDIT)
@require_POST
def phoned(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/seats/7/tries/ : phoned about the offer, and nobody answered."""
    return _pressed(request, key, lambda seat: actions.note_phoned(seat, by=who(request), now=clock.now()))


def offers_of(pools: Sequence[PoolSheet]) -> list[Offer]:
    """The offers somebody has to phone about, that which ends first at the head. No query."""
    found = [Offer(str(POOLS[SeatPool.What(pool.what)]), line) for pool in pools for line in pool.offers]
    return sorted(found, key=lambda offer: (offer.line.offer_until or offer.line.asked_at, offer.line.key))


def _pressed(request: HttpRequest, key: int, act: Callable[[Seat], None]) -> HttpResponse:
    """Do it and go back to where the finger was."""
    seat = seat_for(request.user, Act.ROSTER_EDIT, key)
    meeting = seat.pool.meeting
    actions.lapse_of(meeting, clock.now())
    try:
        act(seat)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Noted."))
    if request.POST.get("back") == "calls" and may(request.user, Act.PHONE_SEE, meeting):
        return redirect("desk:calls", meeting.pk)
    if request.POST.get("back") == "seats":
        return redirect(reverse("desk:seats", args=[meeting.pk]) + f"#{seat.pool.what}")
    return redirect(at_line(seat.participant))


def _asked_pool(request: HttpRequest) -> str:
    """The pool whose button was pressed; each form of the page sends its own."""
    return next((what.value for what in SeatPool.What if f"{what.value}-what" in request.POST), "")


def _part(pool: PoolSheet, asked: SizeForm) -> PoolPart:
    initial: dict[str, Any] = {"seen": pool.version, "what": pool.what, "size": pool.size}
    form = asked if asked.is_bound and asked.prefix == pool.what else SizeForm(prefix=pool.what, initial=initial)
    return PoolPart(str(POOLS[SeatPool.What(pool.what)]), pool, form)


def _attempt(form: SizeForm, act: Callable[[], None], now_is: Callable[[], Sequence[PoolSheet]]) -> bool:
    """Do it; a refusal becomes a sentence at the form of that pool, and the next press goes on from what is now."""
    try:
        act()
    except Stale as stale:
        form.add_error(None, str(stale))
        typed = form.data.copy()
        typed[f"{form.prefix}-seen"] = str(next(pool.version for pool in now_is() if pool.what == form.prefix))
        form.data = typed
        return False
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
