"""The pages on which phones answer a seminar's test or evaluation: by the link on the wall, without a name or a cookie.

What was sent twice counts once: the page carries a key of its own. Nothing is kept by caches or search engines.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from tegerek.learning.evaluating import LETTERS
from tegerek.learning.models import Door, EvaluationForm
from tegerek.learning.phones import door_of, send_reply, send_sheet
from tegerek.learning.rules import LEAST, MOST, NONE, read_code
from tegerek.learning.sheets import evaluation_sheet, sheet_of_test
from tegerek.learning.testing import is_open
from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.people.keys import tidy
from tegerek.people.limits import Counter
from tegerek.people.signing_in import address_of
from tegerek.web import errors
from tegerek.web.gate import public

MOST_TYPED = 60


@dataclass(frozen=True)
class Ask:
    """A question of the page. name: of its field; options: (value, words), none for own words; chosen: as sent."""

    number: int
    name: str
    text: Said
    options: tuple[tuple[str, Said], ...]
    chosen: str


# No session stands behind this page that a stranger could borrow: whoever sends the form has read the link.
@csrf_exempt
@public
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, lang: str, code: str) -> HttpResponse:
    """/ky/answers/abc234/ : the test or the evaluation of a seminar, until the evening of its day. Else 404."""
    now = clock.now()
    tries = Counter.of("door", address=address_of(request))
    if not tries.take(now):
        return _closed(errors.too_many(request, wait_seconds=300))
    door = door_of(code[:MOST_TYPED])
    if door is None:
        return _closed(render(request, "public/answers/enter.html", {"is_wrong": True}, status=404))
    tries.give_back(now)
    if request.method == "POST":
        return _closed(_sent(request, door, lang))
    if "sent" in request.GET:
        return _closed(render(request, "public/answers/sent.html", {"door": door}))
    return _closed(_page(request, door))


@public
@require_safe
def short(request: HttpRequest, code: str) -> HttpResponse:
    """/a/abc234 : as it stands on the wall; to the page, in the language of the browser."""
    return _closed(HttpResponseRedirect(_address(get_language() or "ky", code[:MOST_TYPED])))


@public
@require_safe
def short_entrance(request: HttpRequest) -> HttpResponse:
    """/a/ : to the page on which the code of the wall is typed."""
    return HttpResponseRedirect(reverse("public:enter-answers", args=[get_language() or "ky"]))


# As above: there is no session, and what is sent leads to another page and changes nothing.
@csrf_exempt
@public
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, lang: str) -> HttpResponse:
    """/ky/answers/ : type the code from the wall."""
    code = tidy(request.POST.get("code", "")[:MOST_TYPED])
    if request.method == "POST" and code:
        return _closed(_see_other(_address(lang, code)))
    is_empty = request.method == "POST"
    context = {"is_empty": is_empty}
    return _closed(render(request, "public/answers/enter.html", context, status=422 if is_empty else 200))


def _sent(request: HttpRequest, door: Door, lang: str) -> HttpResponse:
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        key = uuid4()
    try:
        _keep(request, door, key)
    except Refusal as refusal:
        return _page(request, door, refused=str(refusal), key=key)
    return _see_other(f"{_address(lang, door.code)}?sent=1")


def _keep(request: HttpRequest, door: Door, key: UUID) -> None:
    """Keep what was sent. Raises Refusal."""
    asks = _asks(request, door)
    scales = "".join(ask.chosen or NONE for ask in asks if ask.options)
    if door.what == Door.What.EVALUATION:
        words = tuple(ask.chosen for ask in asks if not ask.options)
        send_reply(door, scales, words, key=key, now=clock.now())
        return
    code = read_code(request.POST.get("code", "")[:MOST_TYPED])
    if not code:
        raise Refusal(_("Type the five digits of your strip; one of them is missing or mistyped."))
    if not scales.strip(NONE):
        raise Refusal(_("Nothing is answered yet. Answer at least one question."))
    send_sheet(door, code, scales, key=key, now=clock.now())


def _page(request: HttpRequest, door: Door, *, refused: str = "", key: UUID | None = None) -> HttpResponse:
    now = clock.now()
    context = {
        "door": door,
        "seminar": door.seminar,
        "asks": _asks(request, door),
        "is_test": door.what != Door.What.EVALUATION,
        "is_open": is_open(door.seminar, now),
        "refused": refused,
        "code": request.POST.get("code", "")[:MOST_TYPED],
        "key": key or uuid4(),
        "letters": LETTERS,
    }
    return render(request, "public/answers/answer.html", context, status=422 if refused else 200)


def _asks(request: HttpRequest, door: Door) -> list[Ask]:
    """The questions in their order, with what was sent to each; a value that is not offered is none."""
    if door.what == Door.What.EVALUATION:
        scale = tuple((str(n), Said.of(ky=str(n))) for n in range(LEAST, MOST + 1))
        asked = [(text, scale if kind == EvaluationForm.SCALE else ()) for kind, text in _evaluation(door)]
    else:
        asked = [
            (line.text, tuple((str(n), option) for n, option in enumerate(line.options, start=1)))
            for line in sheet_of_test(door.seminar).asked
        ]
    return [_ask(request, n, text, options) for n, (text, options) in enumerate(asked, start=1)]


def _evaluation(door: Door) -> tuple[tuple[str, Said], ...]:
    return evaluation_sheet(door.seminar).asked


def _ask(request: HttpRequest, number: int, text: Said, options: tuple[tuple[str, Said], ...]) -> Ask:
    name = f"answer_{number}"
    sent = request.POST.get(name, "")[:LETTERS]
    is_offered = not options or sent in {value for value, _words in options}
    return Ask(number, name, text, options, sent if is_offered else "")


def _address(lang: str, code: str) -> str:
    return reverse("public:answer", args=[lang, code])


def _see_other(address: str) -> HttpResponse:
    """A page to be fetched, so that loading anew sends nothing again."""
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


def _closed(response: HttpResponse) -> HttpResponse:
    """Nobody keeps the page, lists it or passes its address on."""
    patch_cache_control(response, no_store=True, private=True)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
