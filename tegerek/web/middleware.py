"""What happens around every view: a code to read out, strict headers, small bodies, the language of the address."""

from __future__ import annotations

import gzip
import logging
import re
import secrets
from collections.abc import Callable

import brotli
from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from tegerek.lib import clock
from tegerek.people.models import User
from tegerek.web import errors
from tegerek.web.context import CODE, code_of, is_at_work, language_of_path

Answer = Callable[[HttpRequest], HttpResponseBase]

log = logging.getLogger("tegerek.web")

METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}
# What supervisors ask every few seconds, and what browsers load with each page.
QUIET = ("/healthz", "/readyz", "/static/")
QUALITY = 5
# Below this the compressed body and its header weigh more than they spare.
LEAST_BYTES = 200
TEXTS = ("text/", "application/json", "application/ld+json", "application/atom+xml", "application/xml", "image/svg+xml")

NOTHING = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"
PAGE = f"{NOTHING}; style-src 'self'; img-src 'self'; media-src 'self'; form-action 'self'"
PAGE_AT_WORK = f"{PAGE}; script-src 'self'; connect-src 'self'"
# Direction marks, embeddings, overrides and isolates; control signs but tab and line break. As bytes of UTF-8.
UNSEEN = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xaf]"
)
NO_POWERS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def code_to_read_out(answer: Answer) -> Answer:
    """Give each request eight digits to read out on the phone: in the header, on an error page, in the log.

    Digits, because they are the same in every alphabet. Each request is logged here by its code, status, method and
    route: the route has no names, numbers or queries in it.
    """

    def with_code(request: HttpRequest) -> HttpResponseBase:
        code, began = f"{secrets.randbelow(10**8):08}", clock.monotonic()
        request.META[CODE] = f"{code[:4]}-{code[4:]}"
        response = answer(request)
        response.headers["X-Request-Code"] = code_of(request)
        _log(request, response.status_code, round((clock.monotonic() - began) * 1000))
        return response

    return with_code


def _log(request: HttpRequest, status: int, ms: int) -> None:
    """One line. account: the key of whoever was signed in, when the request had to know; nothing is asked for it."""
    account = getattr(getattr(request, "_cached_user", None), "pk", None)
    facts = {
        "code": code_of(request),
        "status": status,
        "method": request.method if request.method in METHODS else "other",
        "route": errors.route_of(request),
        "ms": ms,
        "account": account,
    }
    if request.path_info.startswith(QUIET) and status < 400:
        return
    level = logging.ERROR if status >= 500 else logging.INFO
    log.log(level, "%(code)s %(status)s %(method)s %(route)s %(ms)s ms by %(account)s", facts, extra={"facts": facts})


def strict_headers(answer: Answer) -> Answer:
    """Nothing is inline and nothing comes from elsewhere. Pages of the public run no script at all."""

    def with_headers(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        # A browser puts the headers of a 304 in place of those it kept: the policy of the page itself has to stay.
        if response.status_code == 304:
            return response
        if not response.get("Content-Type", "").startswith("text/html"):
            policy = NOTHING
        elif is_at_work(request.path_info):
            policy = PAGE_AT_WORK
        else:
            policy = PAGE
        response.headers.setdefault("Content-Security-Policy", policy)
        if policy is not NOTHING:
            response.headers.setdefault("Permissions-Policy", NO_POWERS)
        return response

    return with_headers


def nothing_unseen(answer: Answer) -> Answer:
    """Take signs that turn the direction of writing, and control signs, out of every page, whatever was stored.

    A title with such a sign would turn the words around it too. What is typed is cleaned where it is stored; what came
    another way is caught here. Pages alone: they are UTF-8 and their own words are written from left to right.
    """

    def cleaned(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        if isinstance(response, HttpResponse) and response.get("Content-Type", "").startswith("text/html"):
            body = UNSEEN.sub(b"", response.content)
            if len(body) != len(response.content):
                response.content = body
                response.headers["Content-Length"] = str(len(body))
        return response

    return cleaned


def brotli_bodies(answer: Answer) -> Answer:
    """Send texts compressed, by brotli or else gzip, where the browser takes it.

    The ETag becomes a weak one: the same page in another dress. What streams or is compressed already is left alone.
    """

    def smaller(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        if not isinstance(response, HttpResponse) or response.has_header("Content-Encoding"):
            return response
        # What answers 304 says of itself what the page would have said.
        is_text = response.get("Content-Type", "").startswith(TEXTS) and len(response.content) > LEAST_BYTES
        if not is_text and response.status_code != 304:
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        etag = response.get("ETag", "")
        if etag.startswith('"'):
            response.headers["ETag"] = f"W/{etag}"
        encoding = encoding_for(request.headers.get("Accept-Encoding", ""))
        if is_text and encoding:
            body = response.content
            response.content = (
                brotli.compress(body, quality=QUALITY) if encoding == "br" else gzip.compress(body, 6, mtime=0)
            )
            response.headers["Content-Encoding"] = encoding
        if is_text:
            response.headers["Content-Length"] = str(len(response.content))
        return response

    return smaller


def encoding_for(accepted: str) -> str:
    """The encoding to send, from the header that says what the browser takes; "" for none.

    >>> encoding_for("gzip, deflate, br"), encoding_for("gzip;q=1, br;q=0"), encoding_for("identity"), encoding_for("*")
    ('br', 'gzip', '', '')
    """
    taken = set()
    for part in accepted.lower().split(","):
        name, _, weight = part.replace(" ", "").partition(";q=")
        if weight.rstrip("0.") or not weight:
            taken.add(name)
    return next((name for name in ("br", "gzip") if name in taken), "")


def language_of_address(answer: Answer) -> Answer:
    """Speak the language that the address begins with; where it names none, that of ?lang=, the account, the browser.

    Public pages thereby need neither cookie nor session. A refusal that came without words (405) gets its page here,
    while the language is still on.
    """

    def in_language(request: HttpRequest) -> HttpResponseBase:
        lang = language_of_path(request.path_info)
        negotiated = lang is None
        if lang is None:
            lang = (
                _asked(request)
                or _of_account(request)
                or language_of_browser(request.headers.get("Accept-Language", ""))
            )
        with translation.override(lang):
            response = errors.with_words(request, answer(request))
        response.headers.setdefault("Content-Language", lang)
        if negotiated and not is_at_work(request.path_info):
            patch_vary_headers(response, ["Accept-Language"])
        return response

    return in_language


def language_of_browser(accepted: str) -> str:
    """The first of the house's languages that a browser asks for, else Kyrgyz.

    >>> language_of_browser("de-DE,ru;q=0.8,en;q=0.5"), language_of_browser("fr")
    ('ru', 'ky')
    """
    ours = [code for code, _name in settings.LANGUAGES]
    asked = (code.partition("-")[0] for code, _weight in parse_accept_lang_header(accepted))
    return next((code for code in asked if code in ours), settings.LANGUAGE_CODE)


def _asked(request: HttpRequest) -> str | None:
    asked = request.GET.get("lang", "")
    return asked if asked in dict(settings.LANGUAGES) else None


def _of_account(request: HttpRequest) -> str | None:
    """The language of whoever is signed in; read once and kept for the view. Nothing is read without a cookie."""
    if not is_at_work(request.path_info) or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    user = get_user(request)
    return user.language if isinstance(user, User) and user.language in dict(settings.LANGUAGES) else None
