"""The page behind a personal link: whoever asked, or lives there, says whether it was done. No script, no cookie.

The address is the secret: it is never kept by caches or search engines, and told to no other site. Looking changes
nothing, so that programmes which open every link in a message say nothing for anybody.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from tegerek.commitments import links
from tegerek.commitments.link_sheets import link_sheet
from tegerek.commitments.models import WordLink
from tegerek.lib import clock
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.numbers import key_of
from tegerek.lib.said import Said
from tegerek.lib.text import mended, one_line
from tegerek.people.keys import grouped
from tegerek.people.limits import Counter
from tegerek.people.signing_in import address_of
from tegerek.web import errors
from tegerek.web.gate import public
from tegerek.web.public.answers import page_number

# What somebody adds in their own words, in letters; longer than anybody types on a telephone.
LETTERS = 500
MOST_TYPED = 60


# No session stands behind this page that a stranger could borrow: whoever sends the form has to know its address.
@csrf_exempt
@public
@require_http_methods(["GET", "HEAD", "POST"])
def own_word(request: HttpRequest, lang: str, code: str) -> HttpResponse:
    """/ky/me/abcd-efgh-2345/ : what I asked, and what became of it; my word on what was decided. Else 404."""
    now = clock.now()
    tries = Counter.of("word", address=address_of(request))
    if not tries.take(now):
        return _closed(errors.too_many(request, wait_seconds=300))
    link = links.link_of_code(code[:MOST_TYPED], now)
    if link is None:
        return _closed(render(request, "public/me/enter.html", {"is_wrong": True}, status=404))
    tries.give_back(now)
    return _closed(_said(request, link) if request.method == "POST" else _page(request, link))


@public
@require_safe
def short(request: HttpRequest, code: str) -> HttpResponse:
    """/me/abcd-efgh-2345 : as it stands on paper; to the page, in the language of the browser."""
    return _closed(HttpResponseRedirect(_address(get_language() or "ky", code[:MOST_TYPED])))


@public
@require_safe
def short_entrance(request: HttpRequest) -> HttpResponse:
    """/me/ : to the page on which a code is typed."""
    return HttpResponseRedirect(reverse("public:enter-code", args=[get_language() or "ky"]))


# As above: there is no session, and what is sent leads to another page and changes nothing.
@csrf_exempt
@public
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, lang: str) -> HttpResponse:
    """/ky/me/ : type the code from the paper. It is sent in the body, so that it stands in no log of addresses."""
    code = links.read_code(request.POST.get("code", "")[:MOST_TYPED])
    if request.method == "POST" and code:
        return _closed(_see_other(_address(lang, grouped(code))))
    is_empty = request.method == "POST"
    return _closed(render(request, "public/me/enter.html", {"is_empty": is_empty}, status=422 if is_empty else 200))


def _said(request: HttpRequest, link: WordLink) -> HttpResponse:
    """Do what was pressed, then lead back to the page; a refusal is told on it."""
    number = key_of(request.POST.get("number", "")) or 0
    text = _typed(request)
    now = clock.now()

    def act() -> None:
        if request.POST.get("what") == "dispute":
            links.dispute(link, text, seen=key_of(request.POST.get("seen", "")) or 0, now=now)
        else:
            links.say(link, number, request.POST.get("word", ""), text, now=now)

    refused = _refused(act)
    if refused:
        fresh = links.link_of_code(links.code_of(link), now) or link
        return _page(request, fresh, refused=refused, status=422)
    return _see_other(_back(request, link, number))


def _back(request: HttpRequest, link: WordLink, number: int) -> str:
    """The page once more, at the decision that was spoken of, else at its head."""
    address = _address(get_language() or "ky", links.code_of(link))
    kept: dict[str, int | str] = {"said": number or "question"}
    if page_number(request) > 1:
        kept["page"] = page_number(request)
    return f"{address}?{urlencode(kept)}#{f'd{number}' if number else 'said'}"


def _refused(act: Callable[[], None]) -> str:
    """Do it; why it was refused, "" if it was done."""
    try:
        act()
    except Stale:
        return _("The answer has changed since you opened this page. Read it again first.")
    except Refusal as refusal:
        return str(refusal)
    return ""


def _page(request: HttpRequest, link: WordLink, *, refused: str = "", status: int = 200) -> HttpResponse:
    sheet = link_sheet(link, clock.today(), page=page_number(request))
    said = request.GET.get("said", "")
    context = {
        "sheet": sheet,
        "page": sheet.page,
        "refused": refused,
        "said": key_of(said) or 0,
        "has_disputed": said == "question",
        "letters": LETTERS,
    }
    return render(request, "public/me/me.html", context, status=status)


def _typed(request: HttpRequest) -> Said:
    """What was added in own words, in the language of the page."""
    text = one_line(mended(request.POST.get("text", "")))[:LETTERS]
    return Said().with_text(get_language() or "ky", text, clock.now())


def _address(lang: str, code: str) -> str:
    return reverse("public:own-word", args=[lang, code])


def _see_other(address: str) -> HttpResponse:
    """A page to be fetched, so that loading anew sends nothing again."""
    answer = HttpResponseRedirect(address)
    answer.status_code = 303
    return answer


def _closed(answer: HttpResponse) -> HttpResponse:
    """The address is the secret: nobody keeps it, lists it or passes it on."""
    patch_cache_control(answer, no_store=True, private=True)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
