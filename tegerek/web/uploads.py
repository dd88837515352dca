"""What may be sent to us, and how large."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tegerek.web import errors

Respond = Callable[[HttpRequest], HttpResponse]


# The addresses that take scans, papers, logos and photographs; everywhere else a schedule is the largest thing.
TAKING_SCANS = ("/scans/new/", "/handouts/new/", "/logos/", "/telling/new/", "/chats/posts/new/", "/progress/new/")


def most_bytes(path: str) -> int:
    """The largest body that an address takes."""
    large, small = settings.SCAN_UPLOAD_BYTES, settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return large if path.startswith("/desk/") and path.endswith(TAKING_SCANS) else small


def not_too_large(get_response: Respond) -> Respond:
    """Answer 413 with a sentence before a byte of a body that is too large is read."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.headers.get("Content-Length", "")
        if length.isdigit() and int(length) > most_bytes(request.path_info):
            return errors.too_large(request, most_bytes(request.path_info))
        return get_response(request)

    return middleware
