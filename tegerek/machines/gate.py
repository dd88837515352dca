"""Every address for machines says at its head who may read it. For now all of them are open to everybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def public(view: View[P]) -> View[P]:
    """Open to everybody, without cookie or session, for reading alone (GET and HEAD)."""
    safe: View[P] = require_safe(view)
    safe.opened_to = "public"  # type: ignore[attr-defined]  # read by the matrix test
    return safe
