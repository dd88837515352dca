"""The personal link: for somebody who looks in once a month. Opening it signs nobody in; pressing its button does."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tegerek.lib import clock
from tegerek.people.keys import link_that_opens
from tegerek.people.limits import Counter
from tegerek.people.models import Sitting, User
from tegerek.people.signing_in import address_of, sit_down
from tegerek.web import errors
from tegerek.web.gate import public


@public
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """/account/link/abcd-efgh-…/ : one button. The same page whatever stands in the address, so that it tells nothing.

    Programmes that read mail open every link in it: they see a page and change nothing.
    """
    response = _pressed(request, token) if request.method == "POST" else render(request, "account/link.html")
    # The address is the secret: it is told to nobody, not even to the own files. The form still names its origin.
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


def _pressed(request: HttpRequest, token: str) -> HttpResponse:
    now = clock.now()
    tries = Counter.of("link", address=address_of(request))
    if not tries.take(now):
        return errors.too_many(request, wait_seconds=300)
    key = link_that_opens(token, now)
    if key is None:
        return render(request, "account/link.html", {"is_wrong": True}, status=422)
    tries.give_back(now)
    # Somebody who is signed in already, with more rights, keeps them.
    if not (isinstance(request.user, User) and request.user.pk == key.user_id):
        sit_down(request, key.user, Sitting.How.LINK, key=key)
    return redirect("desk:today")
