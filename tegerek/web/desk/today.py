"""The first page of a desk: what is next, what waits to be finished."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from tegerek.lib import clock
from tegerek.meetings.access import meetings_for
from tegerek.people.access import reach
from tegerek.people.rights import Act
from tegerek.programmes.access import imports_for, programmes_for
from tegerek.web.gate import desk


@desk(Act.DESK_OPEN)
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """/desk/ : today."""
    day = clock.today()
    meetings = meetings_for(request.user, Act.MEETING_SEE)
    open_ones = meetings.filter(cancelled_at=None, closed_at=None)
    context = {
        "today": day,
        "unrecorded": open_ones.filter(
            called_at__isnull=False, held_at=None, postponed_at=None, held_on__lt=day
        ).order_by("-held_on")[:5],
        "postponed": open_ones.filter(postponed_at__isnull=False, held_at=None).order_by("postponed_at")[:5],
        "drafts": open_ones.filter(called_at=None, seminar=None).order_by("held_on")[:10],
        "coming": open_ones.filter(called_at__isnull=False, held_on__gte=day, postponed_at=None).order_by(
            "held_on", "starts_at"
        )[:10],
        "imports": imports_for(request.user, Act.IMPORT_SEE).filter(committed_at=None)[:5],
        "programmes": programmes_for(request.user, Act.PROGRAMME_SEE)[:5],
        "may_import": bool(reach(request.user, Act.IMPORT_MAKE)),
        "may_see_jobs": bool(reach(request.user, Act.JOB_SEE)),
        "may_set_office": bool(reach(request.user, Act.OFFICE_SET)),
        "may_begin": bool(reach(request.user, Act.MEETING_EDIT)),
    }
    return render(request, "desk/today.html", context)


@desk(Act.DESK_OPEN)
def nothing_here(request: HttpRequest, rest: str) -> HttpResponseBase:
    """/desk/… : whatever is not a page of the desk."""
    if not rest.endswith("/") and request.method == "GET":
        return redirect(f"{request.path}/")
    raise Http404
