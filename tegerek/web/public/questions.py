"""A question or proposal by its number: what was asked, never who asked."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tegerek.lib import refs
from tegerek.voices.slips import question_sheet
from tegerek.web.gate import public
from tegerek.web.public.answers import page
from tegerek.web.public.meetings import mistyped


@public
@require_safe
def question(request: HttpRequest, lang: str, number: str) -> HttpResponse:
    """/ky/questions/48215/ : what stands on the slip of that number, or that nothing does yet. One query."""
    if not refs.is_number(number):
        raise mistyped(number)
    sheet = question_sheet(int(number))
    if sheet is None:
        raise Http404
    return page(request, "public/questions/question.html", sheet=sheet)
