"""The day itself: who was there in the morning and in the afternoon, on one page; who came unlisted."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.meetings import roster as actions
from tegerek.meetings.access import meeting_for
from tegerek.meetings.models import Meeting
from tegerek.meetings.roster import Saved, Tick
from tegerek.meetings.roster_sheets import RosterLine, RosterSheet, roster_sheet
from tegerek.meetings.rules import half_of
from tegerek.people.access import may
from tegerek.people.rights import Act
from tegerek.web.desk.forms import attempt, data_of, status_of
from tegerek.web.desk.heads import Part, head_of
from tegerek.web.desk.persons_on_list import WalkInForm
from tegerek.web.gate import desk, who


@dataclass(frozen=True)
class TickRow:
    """A line on the page: what is ticked there; is_apart: somebody else changed it meanwhile to what `line` says."""

    line: RosterLine
    morning: bool
    afternoon: bool
    is_apart: bool = False


@desk(Act.ROSTER_TICK)
@require_http_methods(["GET", "HEAD", "POST"])
def ticks(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/ticks/ : boxes for everybody, saved in one press."""
    meeting = meeting_for(request.user, Act.ROSTER_TICK, key)
    asked, refused, done = [], "", Saved(0, frozenset())
    if request.method == "POST":
        asked = _read(request.POST, roster_sheet(meeting))
        try:
            done = actions.tick_all(meeting, asked, by=who(request), now=clock.now())
        except Refusal as refusal:
            refused = str(refusal)
    if request.method == "POST" and not refused and not done.kept_apart:
        messages.success(request, saved_words(done.written))
        return redirect("desk:walk-in" if "walk-in" in request.POST else "desk:ticks", key)
    today = clock.today()
    context = {
        "meeting": meeting,
        "head": head_of(request, meeting, Part.DAY),
        "rows": _rows(roster_sheet(meeting), asked, done.kept_apart),
        "may_edit": may(request.user, Act.ROSTER_EDIT, meeting),
        "refused": refused,
        "apart": len(done.kept_apart),
        "is_too_early": meeting.held_on is None or today < meeting.held_on,
        "is_later": meeting.when.final_day is not None and today > meeting.when.final_day,
    }
    return render(request, "desk/rosters/ticks.html", context, status=422 if refused or done.kept_apart else 200)


@desk(Act.ROSTER_TICK)
@require_http_methods(["GET", "HEAD", "POST"])
def walk_in(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/walk-ins/new/ : somebody came who is not on the list."""
    meeting = meeting_for(request.user, Act.ROSTER_TICK, key)
    form = WalkInForm(
        data_of(request),
        meeting=meeting,
        may_ask=may(request.user, Act.PERSON_SEE, meeting),
        may_see_phones=may(request.user, Act.PHONE_SEE, meeting),
        initial={"seen": meeting.version, **_half_now(meeting)},
    )

    def act() -> None:
        data = form.cleaned_data
        actions.walk_in(
            meeting,
            form.typed(),
            person=form.person(),
            morning=data["morning"],
            afternoon=data["afternoon"],
            by=who(request),
            now=clock.now(),
        )

    if form.is_valid() and attempt(form, act, meeting):
        messages.success(request, _("Added, with the ticks."))
        return redirect("desk:ticks", key)
    context = {"form": form, "meeting": meeting, "head": head_of(request, meeting, Part.DAY)}
    return render(request, "desk/rosters/walk_in.html", context, status=status_of(form))


def saved_words(written: int) -> str:
    """How many lines of a page were written."""
    if not written:
        return _("Nothing had changed.")
    return ngettext("Saved: %d line written anew.", "Saved: %d lines written anew.", written) % written


def _half_now(meeting: Meeting) -> dict[str, bool]:
    """On the day itself the half of it in which somebody is typing is ticked; afterwards neither."""
    now = clock.now()
    half = half_of(meeting.when, now)
    return {half: True} if half else {}


def _read(data: QueryDict, sheet: RosterSheet) -> list[Tick]:
    """What was ticked for the lines that stood on the page; a line that came since is not spoken of."""
    return [_tick(data, line.key) for line in sheet.lines if f"seen_{line.key}" in data]


def _tick(data: QueryDict, key: int) -> Tick:
    return Tick(key, version_seen(data, key), f"morning_{key}" in data, f"afternoon_{key}" in data)


def version_seen(data: QueryDict, key: int) -> int:
    """The version of a line that was on the page that was sent, 0 where it is no number."""
    text = str(data.get(f"seen_{key}", ""))
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _rows(sheet: RosterSheet, asked: list[Tick], apart: frozenset[int]) -> list[TickRow]:
    """Everybody with a seat and whoever was ticked; boxes as last pressed, else as written down."""
    pressed = {tick.line: tick for tick in asked}
    return [
        _row(line, pressed.get(line.key), line.key in apart)
        for line in sheet.lines
        if line.is_coming or line.came or line.key in apart
    ]


def _row(line: RosterLine, pressed: Tick | None, is_apart: bool) -> TickRow:
    if pressed is not None:
        return TickRow(line, pressed.morning, pressed.afternoon, is_apart)
    return TickRow(line, bool(line.morning), bool(line.afternoon))
