"""Finding, for everybody: a form that is a question, and a list that is its answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from tegerek.journal.sheets import thing_of
from tegerek.lib import clock
from tegerek.search.indexing import freshen
from tegerek.search.rules import query_of
from tegerek.search.sheets import found
from tegerek.web.gate import public
from tegerek.web.public.answers import page, page_number
from tegerek.web.public.numbers import PAGES


@public
@require_safe
def search(request: HttpRequest, lang: str) -> HttpResponse:
    """/ky/search/?q=таза+суу&page=2 : what is public, found by any spelling; a public number leads to its page.

    Four queries, two more for a number; none without a question.
    """
    query = query_of(request.GET.get("q", ""))
    thing = thing_of(query.number) if query.number else None
    if thing is not None and thing.label in PAGES:
        return HttpResponseRedirect(f"/{lang}/{PAGES[thing.label]}/{query.number}/")
    if query:
        freshen()
    return page(request, "public/search.html", query=query, page=found(query, clock.today(), page=page_number(request)))
