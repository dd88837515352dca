"""Pages for what went wrong: in three languages, in the frame, with a code, and without the database."""

from __future__ import annotations

import logging
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from tegerek.web import errors
from tegerek.web.middleware import code_to_read_out
from tests.pages import Page, check, fetch
from tests.pseudo import pseudo, unmarked

LANGUAGES = ("ky", "ru", "en")


def raising(error: Exception) -> Callable[[HttpRequest, str], HttpResponse]:
    def view(request: HttpRequest, lang: str) -> HttpResponse:
        raise error

    return view


@csrf_exempt
@require_POST
def only_post(request: HttpRequest, lang: str) -> HttpResponse:
    return HttpResponse("done")


def guarded(request: HttpRequest, lang: str) -> HttpResponse:
    return HttpResponse("done")


@pytest.fixture
def broken(settings: Any) -> Client:
    """A site in which everything goes wrong, each at its address."""
    site = ModuleType("tests.broken_site")
    wrong = {
        "bad": SuspiciousOperation("a host"),
        "forbidden": PermissionDenied(),
        "missing": Http404("No Meeting matches the given query."),
        "large": RequestDataTooBig("too big"),
        "broken": ValueError("Айгүл 0555000000"),
    }
    vars(site)["urlpatterns"] = [
        *(path(f"<lang>/{name}/", raising(error)) for name, error in wrong.items()),
        path("<lang>/post/", only_post),
        path("<lang>/guarded/", guarded),
    ]
    for name, handler in HANDLERS.items():
        setattr(site, name, handler)
    settings.ROOT_URLCONF = site
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


HANDLERS = {
    "handler400": errors.bad_request,
    "handler403": errors.forbidden,
    "handler404": errors.not_found,
    "handler500": errors.server_error,
}
WRONG = [("bad", 400), ("forbidden", 403), ("missing", 404), ("post", 405), ("large", 413), ("broken", 500)]


@pytest.mark.parametrize(("name", "status"), WRONG)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_error_has_a_checked_page_without_the_database(broken: Client, name: str, status: int, lang: str) -> None:
    page = fetch(broken, f"/{lang}/{name}/", status=status)

    assert page.headers["X-Request-Code"] in page.main
    assert "0000 00-00-00" in page.main
    assert (page.headers["Cache-Control"], page.headers["Content-Language"]) == ("no-store", lang)


@pytest.mark.parametrize(("name", "status"), WRONG)
def test_errors_quote_nothing_that_speaks_to_programmers(broken: Client, name: str, status: int) -> None:
    with pseudo():
        html = broken.get(f"/ky/{name}/").content.decode()

    assert unmarked(html) == []


def test_a_form_without_its_token_says_to_open_the_page_anew(broken: Client) -> None:
    page = check(broken.post("/en/guarded/", {}))

    assert (page.status, page.heading) == (403, "The form could not be accepted")


def test_a_method_that_is_not_allowed_names_those_that_are(broken: Client) -> None:
    page = fetch(broken, "/en/post/", status=405)

    assert (page.heading, page.headers["Allow"]) == ("This address cannot be used that way", "POST")


def test_too_many_tries_say_when_to_come_back(broken: Client) -> None:
    page = _called(lambda request: errors.too_many(request, wait_seconds=300))

    assert (page.status, page.headers["Retry-After"], page.heading) == (429, "300", "Too many tries")


def test_a_broken_page_is_logged_by_kind_and_place_without_what_people_typed(
    broken: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, "tegerek.web"):
        response = broken.get("/en/broken/?phone=0555000000")

    first, second = [record.getMessage() for record in caplog.records]
    code = response.headers["X-Request-Code"]
    assert first.startswith(f"{code} ValueError at test_errors.py:")
    assert second.startswith(f"{code} 500 GET <lang>/broken/ ")
    assert "0555" not in caplog.text
    assert "Айгүл" not in caplog.text


def test_an_error_about_to_be_shown_speaks_the_language_of_the_address(broken: Client) -> None:
    shown = {lang: fetch(broken, f"/{lang}/missing/", status=404).one("html").get("lang") for lang in LANGUAGES}

    assert shown == {lang: lang for lang in LANGUAGES}


def _called(view: Callable[[HttpRequest], HttpResponse]) -> Page:
    with translation.override("en"):
        request = RequestFactory().get("/en/x/")
        page = code_to_read_out(view)(request)
        return check(page)
