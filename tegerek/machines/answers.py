"""How a file leaves the house: its language, its name, how long it may be kept."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

KEEP_SECONDS = 300


def language_of(request: HttpRequest) -> str:
    """What ?lang= asks for if the house speaks it, else Kyrgyz. Browsers prefer in vain: an address is one file."""
    asked = request.GET.get("lang", "")
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def file_answer(body: bytes, content_type: str, *, lang: str, name: str = "") -> HttpResponse:
    """name: what the file is called when it is saved, in Latin letters; "" for what is read in place."""
    response = HttpResponse(body, content_type=content_type)
    response.headers["Cache-Control"] = f"public, max-age={KEEP_SECONDS}"
    response.headers["Content-Language"] = lang
    if name:
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
