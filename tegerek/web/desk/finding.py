"""Finding at the desk: what is public, and the office's own drafts and persons."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tegerek.lib import clock
from tegerek.people.rights import Act
from tegerek.search.indexing import freshen
from tegerek.search.rules import query_of
from tegerek.search.sheets import found_at_desk
from tegerek.web.gate import desk, who


@desk(Act.FIND_SEE)
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """/desk/find/ : things and persons by any spelling; persons by the digits of a phone as well.

    The page's own form sends the question in the body, for names may be in it and addresses stay in a browser's memory
    and in logs. A link may ask by ?q=, for what is nobody's name. Changes nothing.
    """
    asked = request.POST if request.method == "POST" else request.GET
    query, number = query_of(asked.get("q", "")), asked.get("page", "")
    if query:
        freshen()
    page = found_at_desk(
        who(request),
        query,
        clock.today(),
        page=int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1,
    )
    return render(request, "desk/find.html", {"query": query, "page": page})
