"""A question or proposal by its number: what was asked, never who asked."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from tegerek.commitments.sheets import public_lines_of_voice
from tegerek.lib import clock, refs
from tegerek.meetings.sheets import meeting_sheet
from tegerek.voices.answer_sheets import public_document, public_lines, public_story, public_tally
from tegerek.voices.slips import question_sheet
from tegerek.web.downloads import download
from tegerek.web.gate import public
from tegerek.web.public.answers import page, page_number
from tegerek.web.public.meetings import mistyped


@public
@require_safe
def question(request: HttpRequest, lang: str, number: str) -> HttpResponse:
    """/ky/questions/48215/ : what stands on the slip of that number, or that nothing does yet, and what became of it.

    One query for a number on which nothing stands, else nine at most.
    """
    if not refs.is_number(number):
        raise mistyped(number)
    sheet = question_sheet(int(number))
    if sheet is None:
        raise Http404
    story = public_story(sheet.number, clock.today()) if sheet.is_recorded and sheet.kind != "issue" else None
    decisions = public_lines_of_voice(sheet.number, clock.today()) if story else ()
    return page(request, "public/questions/question.html", sheet=sheet, story=story, decisions=decisions)


@public
@require_safe
def of_meeting(request: HttpRequest, lang: str, number: str) -> HttpResponse:
    """/ky/meetings/48215/questions/?page=2 : what was asked and proposed at a meeting, and where each stands.

    Ten queries.
    """
    try:
        sheet = meeting_sheet(int(number))
    except ObjectDoesNotExist:
        raise Http404 from None
    context = {
        "page": public_lines(sheet.line.number, clock.today(), page=page_number(request)),
        "tally": public_tally(sheet.line.number),
        "line": sheet.line,
        "sheet": sheet,
    }
    return page(request, "public/questions/list.html", **context)


@public
@require_safe
def document(request: HttpRequest, lang: str, number: str, paper: int) -> HttpResponseBase:
    """/ky/questions/48215/papers/7/ : the document in which a proposal is reflected, to be saved. Two queries."""
    try:
        file = public_document(int(number), paper)
    except ObjectDoesNotExist:
        raise Http404 from None
    return download(file, name=file.name)
