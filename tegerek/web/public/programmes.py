"""Training programmes: the list, the page of one, and its press release."""

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tegerek.documents.jsonld import programme_jsonld
from tegerek.programmes.sheets import programme_sheet, published, release_sheet
from tegerek.web.gate import public
from tegerek.web.public.answers import page


@public
@require_safe
def programmes(request: HttpRequest, lang: str) -> HttpResponse:
    """/ky/programmes/ : the programmes, the latest first. One query."""
    return page(request, "public/programmes/list.html", programmes=published(most=100))


@public
@require_safe
def programme(request: HttpRequest, lang: str, slug: str) -> HttpResponse:
    """/ky/programmes/reform/ : what it is and its schedule by oblast. Three queries."""
    try:
        sheet = programme_sheet(slug)
    except ObjectDoesNotExist:
        raise Http404 from None
    return page(
        request,
        "public/programmes/programme.html",
        sheet=sheet,
        jsonld=programme_jsonld(sheet, lang, settings.ADDRESS),
    )


@public
@require_safe
def press_release(request: HttpRequest, lang: str, slug: str) -> HttpResponse:
    """/ky/programmes/reform/press-release/ : the prose around the live schedule. Four queries."""
    try:
        sheet = release_sheet(slug)
    except ObjectDoesNotExist:
        raise Http404 from None
    return page(request, "public/programmes/press_release.html", sheet=sheet)
