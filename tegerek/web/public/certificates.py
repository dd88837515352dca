"""A certificate as whoever has its code sees it: every printed field, and whether it holds. No script, no cookie.

The code is the only way to it, so the address is never kept by caches or search engines, and told to no other site.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from tegerek.learning.certificate_sheets import public_certificate
from tegerek.learning.certificates import certificate_of_code, published_keys
from tegerek.lib import clock
from tegerek.people.keys import grouped, tidy
from tegerek.people.limits import Counter
from tegerek.people.signing_in import address_of
from tegerek.web import errors
from tegerek.web.gate import public

MOST_TYPED = 60
WAIT_SECONDS = 300


# No session stands behind this page: what is sent leads to another page and changes nothing.
@csrf_exempt
@public
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, lang: str) -> HttpResponse:
    """/ky/verify/ : type the code from the paper. It is sent in the body, so that it stands in no log of addresses."""
    code = tidy(request.POST.get("code", "")[:MOST_TYPED])
    if request.method == "POST" and code:
        return _closed(_see_other(reverse("public:certificate", args=[lang, grouped(code)])))
    is_empty = request.method == "POST"
    context = {"is_empty": is_empty}
    return _closed(render(request, "public/certificates/enter.html", context, status=422 if is_empty else 200))


@public
@require_safe
def certificate(request: HttpRequest, lang: str, code: str) -> HttpResponse:
    """/ky/verify/abcd-efgh-2345-6789/ : what stands on the certificate, and whether it holds. Else 404."""
    now = clock.now()
    tries = Counter.of("certificate", address=address_of(request))
    if not tries.take(now):
        return _closed(errors.too_many(request, wait_seconds=WAIT_SECONDS))
    found = certificate_of_code(code[:MOST_TYPED])
    if found is None:
        return _closed(render(request, "public/certificates/enter.html", {"is_wrong": True}, status=404))
    tries.give_back(now)
    return _closed(render(request, "public/certificates/certificate.html", {"sheet": public_certificate(found)}))


@public
@require_safe
def short(request: HttpRequest, code: str) -> HttpResponse:
    """/verify/abcd-efgh-2345-6789 : as it stands on paper; to the page, in the language of the browser."""
    return _closed(
        HttpResponseRedirect(reverse("public:certificate", args=[get_language() or "ky", code[:MOST_TYPED]]))
    )


@public
@require_safe
def short_entrance(request: HttpRequest) -> HttpResponse:
    """/verify : to the page on which a code is typed."""
    return HttpResponseRedirect(reverse("public:verify", args=[get_language() or "ky"]))


@public
@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """/verify/keys.txt : the public keys by which certificates are checked without a network, one a line."""
    lines = [f"# {settings.ADDRESS}", *published_keys()]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _see_other(address: str) -> HttpResponse:
    answer = HttpResponseRedirect(address)
    answer.status_code = 303
    return answer


def _closed(answer: HttpResponse) -> HttpResponse:
    """The address is the secret: nobody keeps it, lists it or passes it on."""
    patch_cache_control(answer, no_store=True, private=True)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
