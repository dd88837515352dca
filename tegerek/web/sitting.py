"""Around every page at work: is this browser still signed in, by what, and does somebody act for another person?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypedDict

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from tegerek.journal.actions import acting_for
from tegerek.lib import clock
from tegerek.people import sittings
from tegerek.people.assisting import assistance_going_on, end_assistance
from tegerek.people.models import Assistance, Sitting, User
from tegerek.people.signing_in import KEPT
from tegerek.web.context import is_at_work

Answer = Callable[[HttpRequest], HttpResponseBase]

ASSISTS = "assists"


class Kept(TypedDict):
    """What the session keeps of its sitting. seen: seconds; computer: the key of the office's computer, if any."""

    key: int
    how: str
    computer: int | None
    seen: float
    must_set: bool


NOTHING_LEFT = '"cache", "storage"'
# At a computer that locked itself what its writer typed and could not send yet stays for that writer alone.
NO_PAGE_LEFT = '"cache"'


def who_sits_here(answer: Answer) -> Answer:
    """Lock a shared computer that nobody touched, hold whoever came by a card until a password is chosen, and let an
    assistant act. Without a cookie nothing is asked; else two queries each half minute, five while somebody assists.

    Nothing at work is kept by a browser: behind the back button of a shared computer there is nothing to see.
    """

    def with_sitting(request: HttpRequest) -> HttpResponseBase:
        if not is_at_work(request.path_info):
            return answer(request)
        response = _refused(request) or _answered(request, answer)
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return with_sitting


def end_sitting(request: HttpRequest, now: datetime) -> None:
    """Sign out: an assistance ends, the row goes, the session goes."""
    going_on = Assistance.objects.filter(pk=request.session.get(ASSISTS, 0)).first()
    if going_on is not None:
        end_assistance(going_on, now=now)
    kept = request.session.get(KEPT)
    sitting = Sitting.objects.filter(pk=kept["key"]).first() if kept else None
    if sitting is not None:
        sittings.end(sitting, by=sitting.user_id, now=now)
    logout(request)


def _refused(request: HttpRequest) -> HttpResponseBase | None:
    """Where somebody is sent who may not go on; None for everybody else."""
    kept = _kept(request)
    if kept is None:
        return None
    now = clock.now()
    silent = now.timestamp() - kept["seen"]
    if kept["computer"] and silent > settings.LOCK_MINUTES * 60:
        end_sitting(request, now)
        locked = redirect("account:computer")
        locked.headers["Clear-Site-Data"] = NO_PAGE_LEFT
        return locked
    if silent >= sittings.SEEN_SECONDS:
        if not sittings.seen(kept["key"], now):
            logout(request)
            return redirect("account:sign-in")
        request.session[KEPT] = {**kept, "seen": now.timestamp()}
    allowed = {reverse(f"account:{name}") for name in ("password", "sign-out", "language")}
    return redirect("account:password") if kept["must_set"] and request.path_info not in allowed else None


def _answered(request: HttpRequest, answer: Answer) -> HttpResponseBase:
    """The page, seen as whoever sits there, or as the person for whom an assistant acts."""
    kept, user = _kept(request), request.user
    if kept is None or not isinstance(user, User):
        return answer(request)
    user.only_reads = kept["how"] == Sitting.How.LINK
    wanted = request.session.get(ASSISTS)
    found = assistance_going_on(wanted, user, clock.now()) if wanted else None
    if found is None:
        if wanted:
            del request.session[ASSISTS]
        return answer(request)
    request.user = found.user
    found.user.assisted_by = user.pk
    with acting_for(user.pk, found.user_id):
        return answer(request)


def _kept(request: HttpRequest) -> Kept | None:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not isinstance(request.user, User):
        return None
    kept: Kept | None = request.session.get(KEPT)
    return kept
