"""What monitors found: one visit by its number, all of a place. Members are counted; nobody is named."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from tegerek.commitments.monitoring_sheets import public_visit, public_visit_photo, visit_of_finding, visits_of_place
from tegerek.lib import clock, refs
from tegerek.places.models import Unit
from tegerek.places.sheets import place_sheet
from tegerek.web.downloads import public_picture
from tegerek.web.gate import public
from tegerek.web.public.answers import page
from tegerek.web.public.meetings import mistyped


@public
@require_safe
def visit(request: HttpRequest, lang: str, number: str) -> HttpResponse:
    """/ky/visits/48215/ : what was seen, what was found, and the office's answer beside it. Five queries."""
    if not refs.is_number(number):
        raise mistyped(number)
    try:
        sheet = public_visit(int(number), clock.today())
    except ObjectDoesNotExist:
        raise Http404 from None
    return page(request, "public/monitoring/visit.html", sheet=sheet, thing=sheet.thing)


@public
@require_safe
def finding(request: HttpRequest, lang: str, number: str) -> HttpResponse:
    """/ky/findings/48216/ : to its place on the page of the visit. One query."""
    if not refs.is_number(number):
        raise mistyped(number)
    try:
        found = visit_of_finding(int(number))
    except ObjectDoesNotExist:
        raise Http404 from None
    return HttpResponseRedirect(f"/{lang}/visits/{found}/#f{number}")


@public
@require_safe
def photo(request: HttpRequest, lang: str, number: str, key: int) -> HttpResponseBase:
    """/ky/visits/48215/photos/7/ : a photograph on which nobody is seen who did not agree. Two queries."""
    try:
        file = public_visit_photo(int(number), key)
    except ObjectDoesNotExist:
        raise Http404 from None
    return public_picture(file)


@public
@require_safe
def of_place(request: HttpRequest, lang: str, slug: str) -> HttpResponse:
    """/ky/places/kochkor/monitoring/ : the visits of monitors there and below, the latest first."""
    try:
        sheet = place_sheet(slug, on=clock.today())
    except ObjectDoesNotExist:
        raise Http404 from None
    # Only its key is asked for by what follows.
    return page(request, "public/monitoring/place.html", sheet=sheet, visits=visits_of_place(Unit(pk=sheet.place.key)))
