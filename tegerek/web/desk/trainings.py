"""What an office that was trained shows to the programme: which meeting is its next one. It may take that back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tegerek.lib import clock
from tegerek.lib.dates import day_short
from tegerek.lib.errors import Refusal
from tegerek.meetings.access import meetings_for
from tegerek.meetings.models import Meeting
from tegerek.people.rights import Act
from tegerek.programmes.access import own_trainings_for
from tegerek.programmes.models import Invited
from tegerek.programmes.next_meetings import hide_meeting, show_meeting
from tegerek.web.desk.forms import SeenForm
from tegerek.web.gate import desk, who

# So many of the newest trainings and meetings are offered.
MOST, MOST_MEETINGS = 20, 40


class ShowForm(SeenForm):
    """Which meeting it is."""

    invited = forms.IntegerField(widget=forms.HiddenInput)
    meeting = forms.ChoiceField(label=gettext_lazy("Our next meeting"))

    def __init__(self, *args: Any, meetings: list[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(meeting.pk), _named(meeting)) for meeting in meetings]
        self.fields["meeting"].choices = [("", "—"), *named]  # type: ignore[attr-defined]  # a ChoiceField
        self.by_key = {str(meeting.pk): meeting for meeting in meetings}


@dataclass(frozen=True)
class Training:
    """A seminar to which an own aimak was invited; meeting: the one that is shown; form: to show one."""

    invited: Invited
    meeting: Meeting | None
    version: int
    form: ShowForm


@desk(Act.MEETING_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def trainings(request: HttpRequest) -> HttpResponse:
    """/desk/trainings/ : the seminars we were invited to, and the meeting after each that its programme may see."""
    rows = own_trainings_for(request.user, clock.today())[:MOST]
    if request.method == "POST":
        return _press(request, rows)
    meetings = _meetings(request)
    found = [_training(row, meetings) for row in rows]
    return render(request, "desk/next_meetings/trainings.html", {"trainings": found})


def _press(request: HttpRequest, rows: Any) -> HttpResponse:
    """Show a meeting, or take that back."""
    key = request.POST.get("invited", "")
    invited = next((row for row in rows if str(row.pk) == key), None)
    if invited is None:
        raise Http404
    form = ShowForm(request.POST, meetings=_offered(invited, _meetings(request)))
    is_hidden = "hide" in request.POST
    if not form.is_valid() and not (is_hidden and "seen" in form.cleaned_data):
        messages.error(request, _("Choose the meeting first, then press."))
        return redirect("desk:trainings")
    seen, by, now = form.cleaned_data["seen"], who(request), clock.now()
    try:
        if is_hidden:
            hide_meeting(invited, seen=seen, by=by, now=now)
        else:
            show_meeting(invited, form.by_key[form.cleaned_data["meeting"]], seen=seen, by=by, now=now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        told = _("Taken back: the programme sees nothing of it any more.")
        messages.success(request, told if is_hidden else _("The programme sees now how far this meeting is."))
    return redirect("desk:trainings")


def _training(row: Invited, meetings: list[Meeting]) -> Training:
    meant = getattr(row, "next_meeting", None)
    version = meant.version if meant else 0
    form = ShowForm(
        meetings=_offered(row, meetings), initial={"seen": version, "invited": row.pk}, auto_id=f"of-{row.pk}-%s"
    )
    return Training(row, meant.meeting if meant else None, version, form)


def _meetings(request: HttpRequest) -> list[Meeting]:
    """Meetings of one's own offices that could be it, the newest first. One query."""
    rows = meetings_for(request.user, Act.MEETING_EDIT).filter(cancelled_at=None).exclude(kind="seminar")
    return list(rows.order_by("-made_at", "-pk")[:MOST_MEETINGS])


def _offered(row: Invited, meetings: list[Meeting]) -> list[Meeting]:
    trained_on = row.seminar.meeting.held_on
    return [
        meeting
        for meeting in meetings
        if meeting.office.unit_id == row.unit_id
        and (meeting.held_on is None or trained_on is None or meeting.held_on >= trained_on)
    ]


def _named(meeting: Meeting) -> str:
    day = day_short(meeting.held_on) if meeting.held_on else _("the day is not known yet")
    title = meeting.title.in_(get_language() or "ky").text
    rehearsal = _("rehearsal, not counted") if meeting.is_rehearsal else ""
    return " · ".join(filter(None, (day, title, rehearsal)))
