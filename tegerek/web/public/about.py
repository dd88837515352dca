"""What this site is, under which licence, and who can use it with what."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tegerek.web.gate import public
from tegerek.web.public.answers import page


@public
@require_safe
def about(request: HttpRequest, lang: str) -> HttpResponse:
    """/ky/about/ . No query."""
    return page(request, "public/about.html")
