"""The shortest address, as it stands on paper, in SMS and in QR: /48215."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from tegerek.journal.sheets import thing_of
from tegerek.lib import refs
from tegerek.web.gate import public
from tegerek.web.public.meetings import mistyped

# Which page shows the things of a table, by number.
PAGES = {
    "meetings.meeting": "meetings",
    "voices.initiative": "initiatives",
    "voices.voice": "questions",
    "commitments.commitment": "decisions",
    "commitments.report": "reports",
    "commitments.visit": "visits",
    "commitments.finding": "findings",
}


@public
@require_safe
def number(request: HttpRequest, number: str) -> HttpResponse:
    """/48215 : to the page of what has this number. One query."""
    if not refs.is_number(number):
        raise mistyped(number)
    thing = thing_of(number)
    if thing is None or thing.label not in PAGES:
        raise Http404
    return HttpResponseRedirect(f"/{get_language()}/{PAGES[thing.label]}/{number}/")


@public
@require_safe
def typed(request: HttpRequest, typed: str) -> HttpResponse:
    """/№ 10 019, /1OO19 : a number as somebody typed it from paper; to the address that was meant. No query."""
    digits = refs.read(typed)
    if not digits:
        raise Http404
    if not refs.is_number(digits):
        raise mistyped(digits)
    return HttpResponseRedirect(f"/{digits}")
