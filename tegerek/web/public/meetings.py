"""Meetings: the list of all, and the page of one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tegerek.commitments.report_sheets import public_lines_of as reports_given_at
from tegerek.commitments.reports import KIND as REPORTING
from tegerek.commitments.rules import State as Stand
from tegerek.commitments.sheets import CommitmentLine, public_lines_of
from tegerek.documents.jsonld import meeting_jsonld
from tegerek.lib import clock, refs
from tegerek.meetings.closing_sheets import public_result
from tegerek.meetings.recordings import Read
from tegerek.meetings.rules import State, Step
from tegerek.meetings.sheets import MeetingSheet, everything, meeting_sheet, public_handout, public_recording
from tegerek.meetings.telling import public_telling
from tegerek.minutes.edition_sheets import public_since
from tegerek.procedures.kinds import kind as kind_of
from tegerek.programmes.sheets import programme_of
from tegerek.voices.answer_sheets import Tally, public_tally
from tegerek.voices.sheets import origins_of
from tegerek.web.downloads import download, sound
from tegerek.web.errors import NoSuchPage
from tegerek.web.gate import public
from tegerek.web.public.answers import page, page_number


@public
@require_safe
def meetings(request: HttpRequest, lang: str) -> HttpResponse:
    """/ky/meetings/?page=2 : every meeting, the latest day first. Two queries."""
    return page(request, "public/meetings/list.html", page=everything(page=page_number(request)))


@public
@require_safe
def meeting(request: HttpRequest, lang: str, number: str) -> HttpResponse:
    """/ky/meetings/48215/ : one meeting. Seven queries; nine where people were told; ten more once it is over,
    two for reports.
    """
    if not refs.is_number(number):
        raise mistyped(number)
    try:
        sheet = meeting_sheet(int(number))
    except ObjectDoesNotExist:
        raise Http404 from None
    over = sheet.line.state in {State.HELD, State.CLOSED}
    minutes_on = public_since(sheet.line.number) if over else None
    tally = public_tally(sheet.line.number) if over else None
    decisions = public_lines_of(sheet.line.number, clock.today()) if over else ()
    return page(
        request,
        "public/meetings/meeting.html",
        result=public_result(sheet.line.number) if over else None,
        has_minutes=minutes_on is not None,
        tally=tally,
        reports=reports_given_at(sheet.line.number) if sheet.line.kind == REPORTING else (),
        decisions=decisions,
        sheet=sheet,
        line=replace(sheet.line, steps=_steps(sheet.line.steps, minutes_on, tally, decisions)),
        jsonld=meeting_jsonld(sheet, lang, settings.ADDRESS),
        origins=origins_of(sheet.line.number),
        programme=programme_of(sheet.line.number),
        comers=kind_of(sheet.line.kind).comers.value,
        is_ahead=is_ahead(sheet),
        telling=public_telling(sheet),
        short_notices=[turn for turn in sheet.turns if turn.despite_days is not None],
    )


@public
@require_safe
def handout(request: HttpRequest, lang: str, number: str, paper: int) -> HttpResponseBase:
    """/ky/meetings/48215/papers/7/ : a paper of the agenda, to be saved. Three queries."""
    try:
        file = public_handout(int(number), paper)
    except ObjectDoesNotExist:
        raise Http404 from None
    return download(file, name=file.name)


@public
@require_safe
def recording(request: HttpRequest, lang: str, number: str, of: str) -> HttpResponseBase:
    """/ky/meetings/48215/recordings/notice/ : the notice or the result, read aloud. Two queries."""
    try:
        file = public_recording(int(number), Read(of))
    except (ObjectDoesNotExist, ValueError):
        raise Http404 from None
    return sound(request, file, is_public=True)


def _steps(
    steps: tuple[Step, ...], minutes_on: date | None, tally: Tally | None, decisions: Sequence[CommitmentLine]
) -> tuple[Step, ...]:
    """The steps with what rooms above the meeting know: minutes are public, all is answered, all is carried out."""
    taken = {
        "minutes": minutes_on is not None,
        "answers": tally is not None and bool(tally) and tally.is_done,
        "done": bool(decisions) and all(one.state in {Stand.DONE, Stand.GIVEN_UP} for one in decisions),
    }
    days = {"minutes": minutes_on}
    return tuple(
        replace(step, is_taken=True, day=days.get(step.name)) if taken.get(step.name) else step for step in steps
    )


def is_ahead(sheet: MeetingSheet) -> bool:
    """Whether one can still come."""
    day = sheet.line.when.final_day
    return sheet.line.state is State.CALLED and day is not None and day >= clock.today()


def mistyped(number: str) -> NoSuchPage:
    """What to say of a number whose check digit is wrong."""
    return NoSuchPage(
        _("The number %(number)s cannot be right: one of its digits is wrong or missing.") % {"number": number}
    )
