"""Handing out a file that somebody kept. Whoever calls this has asked the owner's room whether the reader may.

A file has no address of its own: each stands at an address of the thing it belongs to, behind the gate of that thing.
"""

from __future__ import annotations

import logging
import re

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header

from tegerek.files import store
from tegerek.files.models import File
from tegerek.files.rules import JPEG, PNG

log = logging.getLogger("tegerek.web")

SHOWN = {PNG, JPEG}
DAY_SECONDS = 24 * 3600
WHOLE_BYTES = 1024 * 1024  # what is larger is sent piece by piece


def download(file: File, *, name: str = "") -> HttpResponseBase:
    """The bytes, kept by no browser or server between. Pictures may be shown, all else is saved.

    name: under which it is saved, and then not shown, instead of that under which it was brought. Large files are
    streamed. Raises Http404 when the bytes are missing, and tells the log which file that is.
    """
    response = _response(file, is_shown=file.type in SHOWN and not name)
    if name:
        response.headers["Content-Disposition"] = content_disposition_header(True, _offered(name)) or "attachment"
    patch_cache_control(response, no_store=True, private=True)
    return response


def made_file(body: bytes, content_type: str, name: str) -> HttpResponse:
    """A file that was made for this reader: saved, not shown, and kept by no browser and no server between."""
    response = HttpResponse(body, content_type=content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(response, no_store=True, private=True)
    return response


def public_picture(file: File) -> HttpResponseBase:
    """A picture that belongs to a public page: may be kept by anybody for a day, known by the digest of its bytes.

    Raises Http404 when the bytes are missing, or for what is no picture.
    """
    if file.type not in SHOWN:
        raise Http404
    response = _response(file, is_shown=True)
    response.headers["ETag"] = f'"{file.sha256}"'
    patch_cache_control(response, public=True, max_age=DAY_SECONDS)
    return response


def sound(request: HttpRequest, file: File, *, is_public: bool) -> HttpResponseBase:
    """A recording, whole or the part that a player asks for: some telephones play nothing that comes only whole.

    Public ones may be kept by anybody for a day, known by the digest. Raises Http404 when the bytes are missing.
    """
    response = _response(file, is_shown=True)
    response.headers["Accept-Ranges"] = "bytes"
    part = _part(request.headers.get("Range", ""), file.size)
    if part is not None and isinstance(response, HttpResponse):
        first, last = part
        response.content, response.status_code = response.content[first : last + 1], 206
        response.headers["Content-Range"] = f"bytes {first}-{last}/{file.size}"
        response.headers["Content-Length"] = str(last + 1 - first)
    if is_public:
        response.headers["ETag"] = f'"{file.sha256}"'
        patch_cache_control(response, public=True, max_age=DAY_SECONDS)
    else:
        patch_cache_control(response, no_store=True, private=True)
    return response


def _part(wanted: str, size: int) -> tuple[int, int] | None:
    """The first and last byte that a Range header asks for; None for the whole, and for what cannot be met.

    >>> _part("bytes=0-1", 10), _part("bytes=4-", 10), _part("bytes=-3", 10), _part("bytes=4-99", 10)
    ((0, 1), (4, 9), (7, 9), (4, 9))
    >>> _part("", 10), _part("bytes=10-", 10), _part("bytes=3-1", 10), _part("bytes=0-1,4-5", 10), _part("bytes=-0", 10)
    (None, None, None, None, None)
    """
    found = re.fullmatch(r"bytes=([0-9]{0,9})-([0-9]{0,9})", wanted)
    if found is None or not any(found.groups()):
        return None
    begin, end = found.groups()
    first = int(begin) if begin else max(0, size - int(end))
    last = min(size - 1, int(end)) if begin and end else size - 1
    return (first, last) if first <= last else None


def _response(file: File, *, is_shown: bool) -> HttpResponseBase:
    try:
        response = _whole(file) if file.size <= WHOLE_BYTES else FileResponse(store.opened(file))
    except FileNotFoundError:
        log.error("the bytes of file %s are missing", file.pk)
        raise Http404 from None
    response.headers["Content-Type"] = file.type
    response.headers["Content-Length"] = str(file.size)
    response.headers["Content-Disposition"] = content_disposition_header(not is_shown, _offered(file.name)) or "inline"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _whole(file: File) -> HttpResponseBase:
    return HttpResponse(store.read(file))


def _offered(name: str) -> str:
    """The name as it was made safe when the file was kept; also if something else has come to stand in the table.

    >>> _offered("барак_7.pdf"), _offered('a"; x=<b>.pdf'), _offered("..")
    ('барак_7.pdf', 'axb.pdf', 'file')
    """
    return re.sub(r"[^-\w.]", "", name).strip(".") or "file"
