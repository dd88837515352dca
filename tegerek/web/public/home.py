"""The first page, and the way to it."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from tegerek.lib import clock
from tegerek.meetings.sheets import coming, past
from tegerek.places.sheets import oblasts
from tegerek.programmes.sheets import latest
from tegerek.web.gate import public
from tegerek.web.public.answers import page

NEXT = 8
LAST = 5


@public
@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """/ : to the first page in the language of the browser, else in Kyrgyz."""
    return HttpResponseRedirect(f"/{get_language()}/")


@public
@require_safe
def home(request: HttpRequest, lang: str) -> HttpResponse:
    """/ky/ : what is next, what happened, where, and which programmes run. Six queries."""
    today = clock.today()
    soon = coming(today, most=NEXT)
    return page(
        request,
        "public/home.html",
        soon=soon.lines,
        more=soon.total > NEXT,
        happened=past(today, most=LAST).lines,
        oblasts=oblasts(on=today),
        programmes=latest(5),
    )
