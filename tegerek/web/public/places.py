"""Places: the country by oblasts and raions, and the page of one place."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tegerek.lib import clock
from tegerek.meetings.sheets import coming, past
from tegerek.places.models import Unit
from tegerek.places.sheets import oblasts_with_raions, place_sheet
from tegerek.voices.sheets import public_initiatives
from tegerek.web.gate import public
from tegerek.web.public.answers import page, page_number

# So many appeals stand on the page of a place, the newest; all of them stand on the list of appeals.
APPEALS = 10


@public
@require_safe
def places(request: HttpRequest, lang: str) -> HttpResponse:
    """/ky/places/ : oblasts, raions and cities by the alphabet. One query."""
    return page(request, "public/places/list.html", regions=oblasts_with_raions(on=clock.today()))


@public
@require_safe
def place(request: HttpRequest, lang: str, slug: str) -> HttpResponse:
    """/ky/places/kochkor/?page=2 : what is next and what was (paged) in a place and below it, what residents asked
    for there. Twelve queries."""
    today = clock.today()
    try:
        sheet = place_sheet(slug, on=today)
    except ObjectDoesNotExist:
        raise Http404 from None
    # Only its key is asked for by what follows.
    unit = Unit(pk=sheet.place.key)
    return page(
        request,
        "public/places/place.html",
        sheet=sheet,
        soon=coming(today, place=unit),
        appeals=public_initiatives(today, place=unit, most=APPEALS),
        happened=past(today, place=unit, page=page_number(request)),
    )
