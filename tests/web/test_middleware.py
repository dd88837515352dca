"""What happens around every view: code, headers, bodies, languages."""

from __future__ import annotations

import gzip
import logging
import re
from collections.abc import Callable

import brotli
import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory
from django.utils import translation

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.people.models import User
from tegerek.web.context import code_of, frame_of
from tegerek.web.middleware import brotli_bodies, code_to_read_out, encoding_for, language_of_address, strict_headers

SignIn = Callable[[Member], Client]
LONG = "Таза суу жана жол. " * 40


def answering(response: HttpResponseBase) -> Callable[[HttpRequest], HttpResponseBase]:
    return lambda request: response


def asked(path: str = "/ky/", **headers: str) -> HttpRequest:
    return RequestFactory().get(path, headers=headers)


def test_each_request_has_a_code_of_eight_digits() -> None:
    codes = {code_to_read_out(answering(HttpResponse()))(asked()).headers["X-Request-Code"] for _ in range(50)}

    assert len(codes) > 45
    assert [code for code in codes if not re.fullmatch(r"\d{4}-\d{4}", code)] == []


def test_a_failing_answer_is_logged_by_code_and_route_without_query_or_number(
    caplog: pytest.LogCaptureFixture,
) -> None:
    request = asked("/ky/meetings/10015/?phone=0555000000")

    with caplog.at_level(logging.ERROR, "tegerek.web"):
        code_to_read_out(answering(HttpResponse(status=503)))(request)

    (line,) = [record.getMessage() for record in caplog.records]
    assert re.sub(r"\d+ ms", "3 ms", line) == f"{code_of(request)} 503 GET an unknown address 3 ms by None"


@pytest.mark.parametrize(
    ("path", "scripts"),
    [("/ky/", False), ("/about/", False), ("/desk/", True), ("/hall/7/", True), ("/account/", True)],
)
def test_only_pages_at_work_may_run_scripts(path: str, scripts: bool) -> None:
    policy = strict_headers(answering(HttpResponse()))(asked(path)).headers["Content-Security-Policy"]

    assert policy.startswith("default-src 'none'; base-uri 'none'; frame-ancestors 'none'")
    assert ("script-src 'self'" in policy, "unsafe" in policy, "*" in policy) == (scripts, False, False)


def test_files_get_the_strictest_policy_of_all() -> None:
    response = HttpResponse("<svg/>", content_type="image/svg+xml")

    policy = strict_headers(answering(response))(asked("/static/x.svg")).headers["Content-Security-Policy"]

    assert policy == "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"


def test_an_answer_that_nothing_changed_leaves_the_policy_the_browser_kept() -> None:
    response = HttpResponse(status=304)

    headers = strict_headers(answering(response))(asked()).headers

    assert headers.get("Content-Security-Policy") is None


def test_every_page_carries_the_headers_of_safety(db: None, client: Client) -> None:
    headers = client.get("/ky/about/").headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Permissions-Policy"] == "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("identity", "", bytes),
        ("", "", bytes),
    ],
)
def test_bodies_are_compressed_as_the_browser_takes_them(
    accepted: str, encoding: str, unpack: Callable[[bytes], bytes]
) -> None:
    response = brotli_bodies(answering(HttpResponse(LONG)))(asked(**{"accept-encoding": accepted}))

    assert isinstance(response, HttpResponse)
    assert unpack(response.content).decode() == LONG
    assert (response.get("Content-Encoding", ""), response["Vary"]) == (encoding, "Accept-Encoding")
    assert response["Content-Length"] == str(len(response.content))


@pytest.mark.parametrize(("weights", "encoding"), [("br;q=0.5", "br"), ("br;q=0.0, gzip;q=0", ""), ("BR", "br")])
def test_a_weight_of_nothing_refuses_an_encoding(weights: str, encoding: str) -> None:
    assert encoding_for(weights) == encoding


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse("short"),
        HttpResponse(LONG, content_type="application/pdf"),
        HttpResponse(LONG, headers={"Content-Encoding": "gzip"}),
        StreamingHttpResponse([LONG.encode()]),
    ],
)
def test_what_is_short_packed_or_streaming_is_left_alone(response: HttpResponseBase) -> None:
    before = dict(response.headers)

    after = brotli_bodies(answering(response))(asked(**{"accept-encoding": "br"}))

    assert dict(after.headers) == before


def test_the_same_page_in_two_dresses_has_one_weak_tag() -> None:
    tags = {
        brotli_bodies(answering(HttpResponse(LONG, headers={"ETag": '"abc"'})))(asked(**{"accept-encoding": each}))[
            "ETag"
        ]
        for each in ("br", "gzip", "identity")
    }

    assert tags == {'W/"abc"'}


@pytest.mark.parametrize(
    ("path", "accepted", "lang"),
    [
        ("/ru/meetings/", "en", "ru"),
        ("/ky", "en", "ky"),
        ("/meetings.ics?lang=ru", "en", "ru"),
        ("/meetings.ics?lang=xx", "en", "en"),
        ("/10015", "ru-RU", "ru"),
        ("/desk/?lang=en", "ru", "en"),
        ("/desk/", "", "ky"),
    ],
)
def test_the_address_says_the_language_or_else_the_browser(path: str, accepted: str, lang: str) -> None:
    spoken = []

    def view(request: HttpRequest) -> HttpResponse:
        spoken.append(translation.get_language())
        return HttpResponse()

    response = language_of_address(view)(asked(path, **{"accept-language": accepted}))

    assert (spoken, response["Content-Language"]) == ([lang], lang)


def test_the_language_of_one_request_does_not_reach_the_next() -> None:
    before = translation.get_language()

    language_of_address(answering(HttpResponse()))(asked("/ru/"))

    assert translation.get_language() == before


def test_at_work_the_language_is_that_of_the_account(world: World, sign_in: SignIn) -> None:
    clerk = world.cast.clerk
    User.objects.filter(pk=clerk.user.pk).update(language="ru")

    response = sign_in(clerk).get("/desk/no-such-page/", headers={"accept-language": "en"})

    assert response.headers["Content-Language"] == "ru"


@pytest.mark.parametrize(
    ("path", "addresses"),
    [
        ("/ru/meetings/?page=2&x=1", ["/ky/meetings/?page=2", "/ru/meetings/?page=2", "/en/meetings/?page=2"]),
        ("/ky/", ["/ky/", "/ru/", "/en/"]),
        (
            "/account/sign-in/?next=/desk/",
            [f"/account/sign-in/?next=%2Fdesk%2F&lang={code}" for code in ("ky", "ru", "en")],
        ),
    ],
)
def test_the_frame_links_the_same_page_in_every_language(path: str, addresses: list[str]) -> None:
    assert [link.address for link in frame_of(asked(path)).languages] == addresses
