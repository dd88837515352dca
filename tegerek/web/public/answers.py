"""How a public page is answered: fresh at every visit, but sent only when it changed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tegerek.lib import clock
from tegerek.lib.pages import number_of


def page(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    """A page that every cache may keep and must ask about: what moved is seen at once, what did not costs a 304."""
    answer = render(request, template, {"today": clock.today(), **context})
    answer.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    return answer


def page_number(request: HttpRequest) -> int:
    """Which page of a list is asked for; the first where what is asked is no number."""
    return number_of(request.GET.get("page"))
