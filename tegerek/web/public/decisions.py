"""What became of what was decided: one decision by its number, all of a place. Never a resident's name."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from tegerek.commitments.due_sheets import public_late
from tegerek.commitments.monitoring_sheets import found_of
from tegerek.commitments.rules import PUBLIC_AFTER
from tegerek.commitments.sheets import public_commitment, public_of_place, public_photo, views_of
from tegerek.lib import clock, refs
from tegerek.lib.pages import page_in
from tegerek.places.models import Unit
from tegerek.places.sheets import place_sheet
from tegerek.web.downloads import public_picture
from tegerek.web.gate import public
from tegerek.web.public.answers import page, page_number
from tegerek.web.public.meetings import mistyped

# To what everybody may narrow the list of a place.
NARROWED = ("waiting", "late", "done")


@public
@require_safe
def decision(request: HttpRequest, lang: str, number: str) -> HttpResponse:
    """/ky/decisions/48215/ : what is to be done, who answers for it, and its whole story. Seven queries."""
    if not refs.is_number(number):
        raise mistyped(number)
    try:
        sheet = public_commitment(int(number), clock.today())
    except ObjectDoesNotExist:
        raise Http404 from None
    views = views_of(sheet, found_of(int(number)))
    return page(request, "public/decisions/decision.html", sheet=sheet, line=sheet.line, views=views)


@public
@require_safe
def photo(request: HttpRequest, lang: str, number: str, key: int) -> HttpResponseBase:
    """/ky/decisions/48215/photos/7/ : a photograph of what was done. Two queries."""
    try:
        file = public_photo(int(number), key)
    except ObjectDoesNotExist:
        raise Http404 from None
    return public_picture(file)


@public
@require_safe
def of_place(request: HttpRequest, lang: str, slug: str) -> HttpResponse:
    """/ky/places/kochkor/decisions/?state=late&page=2 : what became of what was decided there and below, what presses
    first.
    """
    today = clock.today()
    try:
        sheet = place_sheet(slug, on=today)
    except ObjectDoesNotExist:
        raise Http404 from None
    # Only its key is asked for by what follows.
    # What is no way to narrow it shows everything.
    state = request.GET.get("state", "") if request.GET.get("state", "") in NARROWED else ""
    found = public_of_place(Unit(pk=sheet.place.key), today, state=state, page=page_number(request))
    return page(request, "public/decisions/place.html", sheet=sheet, found=found, state=state)


@public
@require_safe
def late_of_place(request: HttpRequest, lang: str, slug: str) -> HttpResponse:
    """/ky/places/kochkor/late/ : what is long past its day there and below it. Nineteen queries."""
    today = clock.today()
    try:
        sheet = place_sheet(slug, on=today)
    except ObjectDoesNotExist:
        raise Http404 from None
    late = page_in(public_late(Unit(pk=sheet.place.key), today), number=page_number(request))
    return page(request, "public/decisions/late.html", sheet=sheet, page=late, days=PUBLIC_AFTER)
