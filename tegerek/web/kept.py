"""Public pages are the same for everybody, so a page once made is kept until something happens.

What happened stands in the journal: the key of its last entry says whether anything did. A page is kept for that
state, that local day and at most for some seconds, for a transaction that was journaled earlier but ended later.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from tegerek.journal.sheets import last_entry
from tegerek.lib import clock

Respond = Callable[[HttpRequest], HttpResponse]
Key = tuple[str, str]
State = tuple[int, date]

MOST = 512
LONGEST_ADDRESS = 300


@dataclass(frozen=True)
class Kept:
    """A page as it was made: for which state, until when (monotonic seconds), its body and headers."""

    state: State
    until: float
    body: bytes
    headers: tuple[tuple[str, str], ...]

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page, or 304 for whoever has it already."""
        response = HttpResponse(self.body)
        for name, value in self.headers:
            response[name] = value
        answer = get_conditional_response(request, etag=response.get("ETag"), response=response)
        return answer if isinstance(answer, HttpResponse) else response


def kept_pages(get_response: Respond) -> Respond:
    """Answer a public page from memory while nothing has happened since it was made. One query."""
    pages: OrderedDict[Key, Kept] = OrderedDict()
    # Threads share the pages: one may push out what another has just found.
    lock = threading.Lock()

    def middleware(request: HttpRequest) -> HttpResponse:
        if not _can_be_kept(request):
            return get_response(request)
        key = (request.get_full_path(), _encoding(request))
        state = (last_entry(), clock.today())
        with lock:
            found = pages.get(key)
            if found is not None:
                pages.move_to_end(key)
        if found is not None and found.state == state and clock.monotonic() < found.until:
            return found.answer(request)
        response = get_response(request)
        if (
            response.status_code == 200
            and not _is_for_nobody(response)
            and not response.cookies
            and not response.streaming
        ):
            with lock:
                pages[key] = _kept(response, state)
                while len(pages) > MOST:
                    pages.popitem(last=False)
        return response

    return middleware


def _can_be_kept(request: HttpRequest) -> bool:
    if settings.KEEP_PAGES_SECONDS == 0 or request.method != "GET" or len(request.get_full_path()) > LONGEST_ADDRESS:
        return False
    # There are as many answers to questions as questions: kept, they would push out the pages that many read.
    if request.path_info.endswith("/search/"):
        return False
    return request.path_info[1:4] in {f"{lang}/" for lang, _name in settings.LANGUAGES}


def _is_for_nobody(response: HttpResponse) -> bool:
    """Whether a page says that nobody may keep it: then this house does not either."""
    return "no-store" in response.headers.get("Cache-Control", "")


def _encoding(request: HttpRequest) -> str:
    """What the answer depends on besides its address: which compression the reader takes."""
    return request.headers.get("Accept-Encoding", "")[:100]


def _kept(response: HttpResponse, state: State) -> Kept:
    until = clock.monotonic() + settings.KEEP_PAGES_SECONDS
    return Kept(state, until, response.content, tuple(response.items()))
