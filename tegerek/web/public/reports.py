"""Yearly reports that were given: served as they were, in a frame that tells how people rated them."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tegerek.commitments.report_sheets import public_piece, public_report, public_reports
from tegerek.documents.papers.kinds import FORMS
from tegerek.lib import refs
from tegerek.web.downloads import DAY_SECONDS, made_file
from tegerek.web.gate import public
from tegerek.web.giving import report_name
from tegerek.web.public.answers import page, page_number
from tegerek.web.public.meetings import mistyped


@public
@require_safe
def reports(request: HttpRequest, lang: str) -> HttpResponse:
    """/ky/reports/?page=2 : every report that was given, the latest time first. Three queries."""
    return page(request, "public/reports/list.html", page=public_reports(page=page_number(request)))


@public
@require_safe
def report(request: HttpRequest, lang: str, number: str) -> HttpResponse:
    """/ky/reports/48215/ : one report, as it was given, and how it was rated. Four queries."""
    if not refs.is_number(number):
        raise mistyped(number)
    try:
        found = public_report(int(number), lang)
    except ObjectDoesNotExist:
        raise Http404 from None
    return page(request, "public/reports/report.html", report=found)


@public
@require_safe
def file(request: HttpRequest, lang: str, number: str, kind: str, form: str) -> HttpResponse:
    """/ky/reports/48215/board.pdf : a file of a report, byte for byte as it was given. One query."""
    try:
        piece = public_piece(int(number), lang, f"{kind}.{form}")
    except ObjectDoesNotExist:
        raise Http404 from None
    response = made_file(bytes(piece.body), FORMS[form].content_type, report_name(int(number), kind, lang, form))
    response.headers["Cache-Control"] = f"public, max-age={DAY_SECONDS}"
    response.headers["ETag"] = f'"{piece.sha256}"'
    return response
