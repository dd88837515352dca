"""What may be sent to us, and how large."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tegerek.web import errors

Respond = Callable[[HttpRequest], HttpResponse]


def not_too_large(get_response: Respond) -> Respond:
    """Answer 413 with a sentence before a byte of a body that is too large is read."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.headers.get("Content-Length", "")
        if length.isdigit() and int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return errors.too_large(request)
        return get_response(request)

    return middleware
