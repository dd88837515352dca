"""Finding at the desk: what is public, and the office's own drafts and persons."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tegerek.lib import clock
from tegerek.people.rights import Act
from tegerek.search.indexing import freshen
from tegerek.search.rules import query_of
from tegerek.search.sheets import found_at_desk
from tegerek.web.gate import desk, who


@desk(Act.FIND_SEE)
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """/desk/find/?q=Мисалов&page=2 : things and persons by any spelling; persons by the digits of a phone as well."""
    query = query_of(request.GET.get("q", ""))
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    if query:
        freshen()
    page = found_at_desk(who(request), query, clock.today(), page=number)
    return render(request, "desk/find.html", {"query": query, "page": page})
