"""Pages for what went wrong, in three languages: what happened, what to do next, and a code to read out on the phone.

None of them asks the database or trusts that the rest of the request worked.
"""

from __future__ import annotations

import logging
import sys
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.template import loader
from django.utils.translation import gettext as _

from tegerek.lib.logs import way_of
from tegerek.web.context import code_of, frame_of

log = logging.getLogger("tegerek.web")

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


class NoSuchPage(Http404):
    """A 404 that says in a sentence of its own what happened."""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what came is not a request we understand; 413 if there was too much of it."""
    if isinstance(exception, TOO_LARGE):
        return too_large(request)
    return _page(
        request,
        HTTPStatus.BAD_REQUEST,
        _("This request could not be read"),
        _("Something in the address or in what was sent is not in order."),
        _("Go back, check what you typed and send it again."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: it is known who asks, and it is not open to them."""
    return _page(
        request,
        HTTPStatus.FORBIDDEN,
        _("This is not open to you"),
        _("You may not see or do this."),
        _("If it belongs to your work, ask the administrator of your office to give you the right."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404. Only a NoSuchPage is quoted: other exceptions speak to programmers."""
    told = str(exception) if isinstance(exception, NoSuchPage) else ""
    return _page(
        request,
        HTTPStatus.NOT_FOUND,
        _("There is no such page"),
        told or _("Nothing is published at this address. A letter may be missing, or it was never published."),
        _("Check the address, or look for the meeting in the list of all meetings."),
        places_to_go=True,
    )


def method_not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    """405. allowed: the methods of the Allow header."""
    page = _page(
        request,
        HTTPStatus.METHOD_NOT_ALLOWED,
        _("This address cannot be used that way"),
        _("The page exists, but it was asked for in a way it does not know."),
        _("Open the page anew and press its button again."),
    )
    page.headers["Allow"] = allowed
    return page


def too_large(request: HttpRequest, most: int = 0) -> HttpResponse:
    """413. most: bytes that would have been taken, a megabyte of them for what is around a file."""
    most = most or settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return _page(
        request,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        _("This is too much at once"),
        _("What you sent is larger than %(size)d MB, and nothing of it was kept.") % {"size": most // 1024 // 1024 - 1},
        _("Send a smaller file, or send it in parts."),
    )


def too_many(request: HttpRequest, *, wait_seconds: int) -> HttpResponse:
    """429: too often in a short time."""
    page = _page(
        request,
        HTTPStatus.TOO_MANY_REQUESTS,
        _("Too many tries"),
        _("This was tried too often in a short time."),
        _("Wait a few minutes, then try again."),
    )
    page.headers["Retry-After"] = str(wait_seconds)
    return page


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form came back without its token, mostly because the page was open for too long."""
    return _page(
        request,
        HTTPStatus.FORBIDDEN,
        _("The form could not be accepted"),
        _("This page was open for too long, or the browser keeps no cookies. Nothing was changed."),
        _("Go back, open the page anew, and send the form once more."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500. The log gets the kind of error and where it arose, but no message: messages quote what people typed."""
    kind, _error, trace = sys.exc_info()
    if kind is not None:
        log.error("%s %s at %s", code_of(request), kind.__name__, way_of(trace))
    return _page(
        request,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        _("Something broke on our side"),
        _("It is not your mistake. What you sent may not have been kept."),
        _("Wait a minute and try again. If it happens again, call and read out the code."),
    )


def with_words(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The response, but a page in place of a refusal without words (Django's 405)."""
    if isinstance(response, HttpResponseNotAllowed) and not response.content:
        return method_not_allowed(request, response.headers["Allow"])
    return response


def route_of(request: HttpRequest) -> str:
    """Where a request went, as the address is written in the code: no names, numbers or queries in it."""
    return request.resolver_match.route if request.resolver_match else "an unknown address"


def _page(
    request: HttpRequest, status: HTTPStatus, heading: str, happened: str, next_step: str, *, places_to_go: bool = False
) -> HttpResponse:
    context = {
        "frame": frame_of(request),
        "heading": heading,
        "happened": happened,
        "next_step": next_step,
        "places_to_go": places_to_go,
    }
    # Rendered without the request: no context processor runs.
    page = HttpResponse(loader.get_template("errors/page.html").render(context), status=status)
    page.headers["Cache-Control"] = "no-store"
    return page
