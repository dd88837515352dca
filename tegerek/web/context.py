"""What the frame of every page needs: its language, the same page in others, the contact, the code to read out.

Nothing here asks the database, so that the page of an error can stand in the same frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.utils import translation

from tegerek.lib.held import is_held
from tegerek.people.signing_in import KEPT

# Where the request carries its code.
CODE = "TEGEREK_CODE"
# Each language by its own name; never translated.
NAMES = {"ky": "Кыргызча", "ru": "Русский", "en": "English"}
WORK = ("/desk/", "/hall/", "/account/", "/setup/")
# The ways in at the head of the desk, each with the nouns that its pages begin with.
AREAS = {
    "programmes": ("programmes", "seminars", "logos", "imports", "invitations", "outside-meetings", "certificates"),
    "meetings": (
        "meetings",
        "participants",
        "lists",
        "sources",
        "initiatives",
        "tellings",
        "chats",
        "chat-posts",
        "passages",
        "remarks",
        "commitments",
        "progress",
        "delays",
        "monitoring",
        "groups",
        "monitors",
        "objects",
        "visits",
        "visit-photos",
        "findings",
        "word-links",
        "trainings",
    ),
    "persons": ("persons",),
    "find": ("find",),
}


@dataclass(frozen=True)
class LanguageLink:
    """The same page in a language; address is what the reader presses, absolute what a search engine reads."""

    code: str
    name: str
    address: str
    absolute: str
    is_current: bool


@dataclass(frozen=True)
class Frame:
    """Around every page.

    site, here: whole addresses; path: of this page, to come back to; area: the part of the desk it belongs to, like
    "meetings"; code: to read out on the phone; is_held: a restored copy from which nothing is sent, told at work alone;
    at_work: a page of the desk.
    """

    lang: str
    languages: tuple[LanguageLink, ...]
    code: str
    contact: str
    site: str
    here: str
    path: str
    area: str
    is_demo: bool
    is_held: bool
    at_work: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context processor. `user` and `messages` exist at work alone: pages of the public know nobody."""
    here = frame_of(request)
    if not here.at_work:
        return {"frame": here}
    user, told = getattr(request, "user", None), get_messages(request)
    return {"frame": here, "user": user, "messages": told, "locks": _locks(request)}


def _locks(request: HttpRequest) -> int:
    """After how many silent minutes the computer locks itself; 0 for one's own."""
    kept = getattr(request, "session", {}).get(KEPT)
    return settings.LOCK_MINUTES if kept and kept["computer"] else 0


def frame_of(request: HttpRequest) -> Frame:
    """What every page needs around its own matter. No query."""
    lang = translation.get_language() or settings.LANGUAGE_CODE
    at_work = is_at_work(request.path_info)
    return Frame(
        lang=lang,
        languages=tuple(_links(request, lang)),
        code=code_of(request),
        contact=settings.OPERATOR_CONTACT,
        site=settings.ADDRESS,
        here=settings.ADDRESS + request.path,
        path=request.path,
        area=area_of(request.path_info) if at_work else "",
        is_demo=settings.DEMO,
        is_held=at_work and is_held(),
        at_work=at_work,
    )


def code_of(request: HttpRequest) -> str:
    """The code of a request; "" before it has one."""
    code: str = request.META.get(CODE, "")
    return code


def is_at_work(path: str) -> bool:
    """Whether an address belongs to the desk, the hall or an account, and not to the public."""
    return path.startswith(WORK)


def language_of_path(path: str) -> str | None:
    """The language that an address begins with.

    >>> language_of_path("/ru/meetings/"), language_of_path("/desk/"), language_of_path("/ky")
    ('ru', None, 'ky')
    """
    first = path.lstrip("/").partition("/")[0]
    return first if first in dict(settings.LANGUAGES) else None


def area_of(path: str) -> str:
    """The part of the desk a page belongs to, as the way in at its head is called; "" for what has none there.

    >>> area_of("/desk/"), area_of("/desk/seminars/7/quota/"), area_of("/desk/meetings/7/"), area_of("/desk/jobs/")
    ('today', 'programmes', 'meetings', '')
    """
    if path == "/desk/":
        return "today"
    noun = path.removeprefix("/desk/").partition("/")[0]
    return next((area for area, nouns in AREAS.items() if noun in nouns), "")


def _links(request: HttpRequest, lang: str) -> list[LanguageLink]:
    """Where the address carries a language it is exchanged, elsewhere it is asked for by ?lang=."""
    links = []
    for code, _name in settings.LANGUAGES:
        address = _in_language(request, code)
        links.append(LanguageLink(code, NAMES.get(code, code), address, settings.ADDRESS + address, code == lang))
    return links


def _in_language(request: HttpRequest, code: str) -> str:
    own = language_of_path(request.path_info)
    if own is None:
        asked = request.GET.copy()
        asked["lang"] = code
        return f"{request.path}?{asked.urlencode()}"
    # Of the query only the page of a list and the question of a search are carried over.
    rest = request.path_info[len(own) + 2 :]
    question = request.GET.get("q", "")[:200] if rest == "search/" else ""
    page = request.GET.get("page", "")
    carried = {"q": question, "page": page if page.isascii() and page.isdigit() else ""}
    query = urlencode({name: value for name, value in carried.items() if value})
    return f"/{code}/{rest}" + (f"?{query}" if query else "")
