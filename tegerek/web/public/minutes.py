"""Minutes that were issued: served as they were, in a frame that may change; what a correction corrected."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import condition, require_safe

from tegerek.documents.minuted import copy_lines
from tegerek.documents.papers.kinds import FORMS
from tegerek.lib import refs
from tegerek.minutes.diffs import diff_lines
from tegerek.minutes.edition_sheets import EditionPage, frozen_sheet, public_digest, public_edition, public_issued
from tegerek.web.downloads import DAY_SECONDS, made_file
from tegerek.web.gate import public
from tegerek.web.issuing import paper_name
from tegerek.web.public.answers import page
from tegerek.web.public.meetings import mistyped


@public
@require_safe
def minutes(request: HttpRequest, lang: str, number: str, edition: int | None = None) -> HttpResponse:
    """/ky/meetings/48215/minutes/, /ky/meetings/48215/minutes/1/ : the newest edition, or one by its number. Three
    queries.
    """
    return page(request, "public/minutes/minutes.html", edition=_edition(number, lang, edition))


@public
@require_safe
def changes(request: HttpRequest, lang: str, number: str, edition: int) -> HttpResponse:
    """/ky/meetings/48215/minutes/2/changes/ : what this edition says otherwise than the one before. Five queries."""
    found = _edition(number, lang, edition)
    before = next((one for one in found.editions if one.number == edition - 1), None)
    if before is None:
        raise Http404
    old, new = (copy_lines(frozen_sheet(key), lang) for key in (before.key, found.line.key))
    lines = diff_lines(old, new)
    return page(request, "public/minutes/changes.html", edition=found, before=before, lines=lines)


def _etag(request: HttpRequest, lang: str, number: str, edition: int, form: str) -> str | None:
    digest = public_digest(int(number), edition, lang, form)
    return f'"{digest}"' if digest else None


@public
@require_safe
@condition(etag_func=_etag)
def file(request: HttpRequest, lang: str, number: str, edition: int, form: str) -> HttpResponse:
    """/ky/meetings/48215/minutes/1/docx/ : a file of an edition, byte for byte as it was issued. Two queries."""
    try:
        issued = public_issued(int(number), edition, lang, form)
    except ObjectDoesNotExist:
        raise Http404 from None
    name = paper_name(int(number), edition, lang, form)
    response = made_file(bytes(issued.body or b""), FORMS[form].content_type, name)
    response.headers["Cache-Control"] = f"public, max-age={DAY_SECONDS}"
    return response


def _edition(number: str, lang: str, edition: int | None) -> EditionPage:
    if not refs.is_number(number):
        raise mistyped(number)
    try:
        return public_edition(int(number), lang, edition)
    except ObjectDoesNotExist:
        raise Http404 from None
