"""What became of what was asked, over many hearings: here, brought in, and as sources say it. Never who asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tegerek.documents.heard import WORDS, odd_sentence, rows_table
from tegerek.documents.tables import CSV_TYPE, XLSX_TYPE, Table, csv_of, xlsx_of
from tegerek.places.models import Unit
from tegerek.procedures.kinds import all_kinds
from tegerek.voices.outcomes import (
    HEARINGS,
    NOT_SAID,
    Wanted,
    outcomes_sheet,
    public_source,
    rows_of,
)
from tegerek.web.downloads import made_file
from tegerek.web.gate import public
from tegerek.web.public.answers import page, page_number

FILES: dict[str, tuple[Callable[[Sequence[Table]], bytes], str]] = {
    "csv": (csv_of, CSV_TYPE),
    "xlsx": (xlsx_of, XLSX_TYPE),
}


@public
@require_safe
def outcomes(request: HttpRequest, lang: str) -> HttpResponse:
    """/ky/outcomes/?place=kochkor&year=2018&kind=hearings&outcome=accepted : what became of what was asked.

    Fourteen queries, whatever the number of hearings and rows.
    """
    wanted = _wanted(request)
    sheet = outcomes_sheet(wanted, page=page_number(request))
    context = {
        "sheet": sheet,
        "wanted": wanted,
        "page": sheet.page,
        "sources": [(one, [odd_sentence(odd, one) for odd in one.odd]) for one in sheet.sources],
        "kinds": [(slug, kind.plural) for slug, kind in all_kinds().items() if slug != "seminar"],
        "outcomes": [(slug or NOT_SAID, word) for slug, word in WORDS.items()],
        "chosen": urlencode(_asked(wanted)),
    }
    return page(request, "public/outcomes/outcomes.html", **context)


@public
@require_safe
def file(request: HttpRequest, lang: str, form: str) -> HttpResponse:
    """/ky/outcomes/outcomes.xlsx?year=2018 : the same rows as a table, which can be brought in again. Three queries."""
    if form not in FILES:
        raise Http404
    write, content_type = FILES[form]
    return made_file(write([rows_table(rows_of(_wanted(request)), lang)]), content_type, f"outcomes.{form}")


@public
@require_safe
def source(request: HttpRequest, lang: str, key: int) -> HttpResponse:
    """/ky/outcomes/sources/7/ : what a source says, with what does not add up in it. Five queries."""
    try:
        sheet = public_source(key)
    except ObjectDoesNotExist:
        raise Http404 from None
    odd = [odd_sentence(one, sheet) for one in sheet.odd]
    return page(request, "public/outcomes/source.html", sheet=sheet, odd=odd)


def _wanted(request: HttpRequest) -> Wanted:
    """What is asked for; a place, a year or a kind that there is not asks for everything. A query for a place."""
    slug, year = request.GET.get("place", ""), request.GET.get("year", "")
    kind, outcome = request.GET.get("kind", ""), request.GET.get("outcome", "")
    return Wanted(
        place=Unit.objects.filter(slug=slug).first() if slug and "\0" not in slug else None,
        year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 and year != "0000" else None,
        kind=kind if kind == HEARINGS or kind in all_kinds() else "",
        outcome=outcome if outcome == NOT_SAID or (outcome and outcome in WORDS) else "",
    )


def _asked(wanted: Wanted) -> dict[str, str]:
    asked = {
        "place": wanted.place.slug if wanted.place else "",
        "year": str(wanted.year or ""),
        "kind": wanted.kind,
        "outcome": wanted.outcome,
    }
    return {name: value for name, value in asked.items() if value}
