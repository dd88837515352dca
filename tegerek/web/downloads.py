"""Handing out a file that somebody kept. Whoever calls this has asked the owner's room whether the reader may.

A file has no address of its own: each stands at an address of the thing it belongs to, behind the gate of that thing.
"""

from __future__ import annotations

import logging

from django.http import FileResponse, Http404
from django.utils.cache import patch_cache_control

from tegerek.files import store
from tegerek.files.models import File
from tegerek.files.rules import JPEG, PNG

log = logging.getLogger("tegerek.web")

SHOWN = {PNG, JPEG}
DAY_SECONDS = 24 * 3600


def download(file: File) -> FileResponse:
    """The bytes, streamed, kept by no browser or server between. Pictures may be shown, all else is saved.

    Raises Http404 when the bytes are missing, and tells the log which file that is.
    """
    response = _response(file, is_shown=file.type in SHOWN)
    patch_cache_control(response, no_store=True, private=True)
    return response


def public_picture(file: File) -> FileResponse:
    """A picture that belongs to a public page: may be kept by anybody for a day, known by the digest of its bytes.

    Raises Http404 when the bytes are missing, or for what is no picture.
    """
    if file.type not in SHOWN:
        raise Http404
    response = _response(file, is_shown=True)
    response.headers["ETag"] = f'"{file.sha256}"'
    patch_cache_control(response, public=True, max_age=DAY_SECONDS)
    return response


def _response(file: File, *, is_shown: bool) -> FileResponse:
    try:
        source = store.opened(file)
    except FileNotFoundError:
        log.error("the bytes of file %s are missing", file.pk)
        raise Http404 from None
    response = FileResponse(source, as_attachment=not is_shown, filename=file.name, content_type=file.type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
