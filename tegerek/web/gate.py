"""Every view says at its head who may come in: the public, whoever signs in, or whoever may do an act at a desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url

from tegerek.people.access import must
from tegerek.people.models import User
from tegerek.people.rights import Act

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)
View = Callable[Concatenate[HttpRequest, P], R]

PUBLIC = "public"
SIGNED_IN = "signed in"


def public(view: View[P, R]) -> View[P, R]:
    """Open to everybody, without cookie or session."""
    return _marked(view, PUBLIC)


def signed_in(view: View[P, HttpResponseBase]) -> View[P, HttpResponseBase]:
    """Open to whoever is signed in, for the own account; never to somebody who acts for another person.

    Not signed in: the sign-in page.
    """

    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not isinstance(request.user, User):
            return redirect_to_login(request.get_full_path(), resolve_url("account:sign-in"))
        if request.user.assisted_by is not None:
            raise Http404
        return view(request, *args, **kwargs)

    return _marked(update_wrapper(guarded, view), SIGNED_IN)


def desk(act: Act) -> Callable[[View[P, HttpResponseBase]], View[P, HttpResponseBase]]:
    """Open to an account that may do the act to somebody's things; the view then fetches the thing through access.py.

    Not signed in: the sign-in page, for any address. Signed in without the right: 404.
    """

    def gated(view: View[P, HttpResponseBase]) -> View[P, HttpResponseBase]:
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not isinstance(request.user, User):
                return redirect_to_login(request.get_full_path(), resolve_url("account:sign-in"))
            must(request.user, act)
            return view(request, *args, **kwargs)

        return _marked(update_wrapper(guarded, view), act)

    return gated


def who(request: HttpRequest) -> User:
    """The account at the desk; only for views behind `desk`."""
    return cast(User, request.user)


def _marked(view: View[P, R], opened_to: str) -> View[P, R]:
    view.opened_to = opened_to  # type: ignore[attr-defined]  # read by the matrix test
    return view
