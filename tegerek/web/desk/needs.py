"""What people need in order to come: noted with the person, counted for whoever organises."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tegerek.lib import clock
from tegerek.meetings import roster
from tegerek.meetings.access import line_for, meeting_for
from tegerek.meetings.roster_sheets import roster_sheet
from tegerek.meetings.seat_sheets import needs_sheet, pools_sheet
from tegerek.people.access import may
from tegerek.people.rights import Act
from tegerek.web.desk.answers import at_line
from tegerek.web.desk.forms import attempt, data_of, status_of
from tegerek.web.desk.heads import Part, head_of
from tegerek.web.desk.need_words import NeedsForm, needs_in_words
from tegerek.web.gate import desk, who


@desk(Act.ROSTER_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def line_needs(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/participants/7/needs/ : what somebody on the list needs in order to come."""
    line = line_for(request.user, Act.ROSTER_EDIT, key)
    initial = {"seen": line.version, "needs": line.needs, "attends": line.attends}
    form = NeedsForm(data_of(request), meeting=line.meeting, initial=initial)

    def act() -> None:
        data = form.cleaned_data
        attends = data.get("attends", line.attends)
        roster.set_needs(
            line, needs=data["needs"], attends=attends, seen=data["seen"], by=who(request), now=clock.now()
        )

    if form.is_valid() and attempt(form, act, line):
        messages.success(request, _("Saved."))
        return redirect(at_line(line))
    return render(request, "desk/rosters/needs_of_line.html", {"form": form, "line": line}, status=status_of(form))


@desk(Act.ROSTER_SEE)
@require_GET
def needs(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/needs/ : how many of those who come need what; who, for whoever works with people."""
    meeting = meeting_for(request.user, Act.ROSTER_SEE, key)
    sees = may(request.user, Act.PERSON_SEE, meeting)
    sheet = needs_sheet(roster_sheet(meeting, phones=sees and may(request.user, Act.PHONE_SEE, meeting)).lines)
    pools = {pool.what: pool for pool in pools_sheet(meeting)}
    context = {
        "meeting": meeting,
        "head": head_of(request, meeting, Part.PEOPLE),
        "sheet": sheet,
        "rows": [(needs_in_words([line.need])[0], line, pools.get(line.need)) for line in sheet.needs],
        "has_ways": len(roster.ways_to_attend(meeting)) > 1,
        "sees": sees,
        "may_edit": may(request.user, Act.ROSTER_EDIT, meeting),
    }
    return render(request, "desk/rosters/needs.html", context)
