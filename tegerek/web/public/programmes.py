"""Training programmes: the list, the page of one, and its press release."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from tegerek.documents.jsonld import programme_jsonld
from tegerek.documents.take_home import HTML_TYPE, take_home_page
from tegerek.lib import clock
from tegerek.programmes.material_sheets import TakenHome, has_materials, public_material, taken_home
from tegerek.programmes.next_sheets import told_next
from tegerek.programmes.sheets import Group, ProgrammeSheet, programme_sheet, public_logo, published, release_sheet
from tegerek.web.downloads import download, made_file, public_picture
from tegerek.web.gate import public
from tegerek.web.public.answers import page, page_number

# A schedule shows so many seminars at once; a longer one is paged, so that the page stays light.
MOST_SEMINARS = 60


@dataclass(frozen=True)
class Schedule:
    """A page of a schedule: its seminars by oblast, its number from 1, and of how many."""

    groups: tuple[Group, ...]
    number: int
    of: int

    @property
    def before(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        return self.number + 1 if self.number < self.of else None


@public
@require_safe
def programmes(request: HttpRequest, lang: str) -> HttpResponse:
    """/ky/programmes/ : the programmes, the latest first. One query."""
    return page(request, "public/programmes/list.html", page=published(page=page_number(request)))


@public
@require_safe
def programme(request: HttpRequest, lang: str, slug: str) -> HttpResponse:
    """/ky/programmes/reform/?page=2 : what it is and its schedule by oblast. Five queries."""
    try:
        sheet = programme_sheet(slug)
    except ObjectDoesNotExist:
        raise Http404 from None
    is_short = len(sheet.seminars) <= MOST_SEMINARS
    return page(
        request,
        "public/programmes/programme.html",
        sheet=sheet,
        schedule=schedule_of(sheet, page_number(request)),
        told=told_next(slug),
        has_materials=has_materials(slug),
        jsonld=programme_jsonld(sheet, lang, settings.ADDRESS) if is_short else "",
    )


@public
@require_safe
def press_release(request: HttpRequest, lang: str, slug: str) -> HttpResponse:
    """/ky/programmes/reform/press-release/?page=2 : the prose around the live schedule. Six queries."""
    try:
        sheet = release_sheet(slug)
    except ObjectDoesNotExist:
        raise Http404 from None
    return page(
        request,
        "public/programmes/press_release.html",
        sheet=sheet,
        schedule=schedule_of(sheet.programme, page_number(request)),
    )


@public
@require_safe
def logo(request: HttpRequest, lang: str, slug: str, key: int) -> HttpResponseBase:
    """/ky/programmes/reform/logos/3/ : a logo of a programme that is published. One query."""
    try:
        return public_picture(public_logo(slug, key))
    except ObjectDoesNotExist:
        raise Http404 from None


@public
@require_safe
def materials(request: HttpRequest, lang: str, slug: str) -> HttpResponse:
    """/ky/programmes/reform/materials/ : what people take home. Four queries; 404 while there is nothing."""
    return page(request, "public/programmes/materials.html", home=_home(slug))


@public
@require_safe
def take_home(request: HttpRequest, lang: str, slug: str) -> HttpResponse:
    """/ky/programmes/reform/take-home.html : the same as one page to be saved; it opens without a network."""
    return made_file(take_home_page(_home(slug)), HTML_TYPE, f"{slug}.html")


@public
@require_safe
def material(request: HttpRequest, lang: str, slug: str, key: int) -> HttpResponseBase:
    """/ky/programmes/reform/materials/3/ : a file to take home. One query."""
    try:
        file = public_material(slug, key)
    except ObjectDoesNotExist:
        raise Http404 from None
    return download(file, name=file.name)


def _home(slug: str) -> TakenHome:
    try:
        home = taken_home(slug, clock.today())
    except ObjectDoesNotExist:
        raise Http404 from None
    if home.is_empty:
        raise Http404
    return home


def schedule_of(sheet: ProgrammeSheet, number: int) -> Schedule:
    """One page of a schedule, in the order of its oblasts; beyond the last one, the last."""
    rows = [seminar for group in sheet.groups for seminar in group.seminars]
    pages = max(1, -(-len(rows) // MOST_SEMINARS))
    at = min(max(number, 1), pages)
    shown = groupby(rows[(at - 1) * MOST_SEMINARS : at * MOST_SEMINARS], key=lambda seminar: seminar.oblast)
    return Schedule(tuple(Group(oblast, tuple(seminars)) for oblast, seminars in shown), at, pages)
