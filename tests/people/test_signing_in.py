"""Signing in: phone or e-mail and a password; every way of failing is answered with one sentence."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from tegerek.people.actions import make_account
from tegerek.people.models import User
from tegerek.people.sessions import SessionStore
from tegerek.people.signing_in import number_of
from tests.meetings.rows import NOW
from tests.pages import check, fetch

PASSWORD = "archa-bulak-terek-42"
NOT_RIGHT = "The phone, the e-mail or the password is not right. Check them and try again."
WAIT = "Too many attempts. Wait five minutes, then try again."
ADDRESS = "/account/sign-in/?lang=en"


@pytest.fixture
def aigul(db: None) -> User:
    return make_account(
        name="Айгүл Үлгүева", phone="0555 12-34-56", email="aigul@bulak.example", password=PASSWORD, now=NOW
    )


def send(client: Client, login: str, password: str = PASSWORD, **more: str) -> HttpResponse | Any:
    return client.post(ADDRESS, {"login": login, "password": password, **more})


def said(response: HttpResponse | Any) -> str:
    """What stands at the head of the form that comes back; the page passes every check."""
    page = check(response)
    return " ".join(e.findtext("p") or "" for e in page.all("div") if e.get("role") == "alert")


@pytest.mark.parametrize(
    "login",
    ["aigul@bulak.example", " Aigul@BULAK.example ", "0555 12-34-56", "+996555123456", "996 555 123 456", "0555123456"],
)
def test_phone_and_e_mail_sign_in_however_they_are_typed(aigul: User, client: Client, login: str) -> None:
    response = send(client, login)

    assert (response.status_code, response["Location"]) == (302, "/desk/")
    assert client.session["_auth_user_id"] == str(aigul.pk)


def test_the_page_to_sign_in_is_in_order(db: None, client: Client) -> None:
    page = fetch(client, ADDRESS)

    assert (page.heading, page.headers["Cache-Control"].count("no-store")) == ("Sign in", 1)


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("aigul@bulak.example", "not her password"),
        ("0555 12-34-56", "not her password"),
        ("nobody@bulak.example", PASSWORD),
        ("0555 65-43-21", PASSWORD),
        ("Айгүл", PASSWORD),
    ],
)
def test_a_wrong_password_and_an_unknown_account_are_answered_alike(
    aigul: User, client: Client, login: str, password: str
) -> None:
    response = send(client, login, password)

    assert (response.status_code, said(response)) == (200, NOT_RIGHT)


def test_a_shut_account_is_answered_like_an_unknown_one(aigul: User, client: Client) -> None:
    User.objects.update(is_active=False)

    response = send(client, "aigul@bulak.example")

    assert (response.status_code, said(response), "_auth_user_id" in client.session) == (200, NOT_RIGHT, False)


def test_the_sixth_failed_try_in_five_minutes_is_asked_to_wait_even_with_the_right_password(
    aigul: User, client: Client
) -> None:
    answers = [said(send(client, "aigul@bulak.example", "not her password")) for _ in range(5)]

    sixth = said(send(client, "aigul@bulak.example"))

    assert (set(answers), sixth) == ({NOT_RIGHT}, WAIT)


def test_somebody_else_may_sign_in_meanwhile(aigul: User, client: Client) -> None:
    make_account(name="Жылдыз Сынакова", email="jyldyz@bulak.example", password=PASSWORD, now=NOW)
    for _ in range(6):
        send(client, "aigul@bulak.example", "not her password")

    response = send(client, "jyldyz@bulak.example")

    assert response.status_code == 302


def test_what_was_typed_is_kept_but_for_the_password(aigul: User, client: Client) -> None:
    page = check(send(client, "aigul@bulak.example", "not her password"))

    values = {field.get("name"): field.get("value") for field in page.all("input")}
    assert (values["login"], values["password"]) == ("aigul@bulak.example", None)


def test_the_page_somebody_came_for_and_the_language_outlive_a_failed_try(aigul: User, client: Client) -> None:
    page = check(send(client, "aigul@bulak.example", "not her password", next="/desk/meetings/"))

    values = {field.get("name"): field.get("value") for field in page.all("input")}
    form = next(form for form in page.all("form") if form.get("method") == "post")
    assert (values["next"], form.get("action")) == ("/desk/meetings/", "/account/sign-in/?lang=en")


@pytest.mark.parametrize(
    ("wanted", "goes"),
    [
        ("/desk/meetings/", "/desk/meetings/"),
        ("https://elsewhere.example/", "/desk/"),
        ("//elsewhere.example/", "/desk/"),
        ("javascript:alert(1)", "/desk/"),
    ],
)
def test_after_signing_in_one_goes_on_within_this_site(aigul: User, client: Client, wanted: str, goes: str) -> None:
    response = send(client, "aigul@bulak.example", next=wanted)

    assert response["Location"] == goes


def test_whoever_is_signed_in_is_not_asked_again(aigul: User, client: Client) -> None:
    send(client, "aigul@bulak.example")

    response = client.get("/account/sign-in/?next=/desk/places/")

    assert response["Location"] == "/desk/places/"


def test_signing_out_leaves_nothing_on_the_computer(aigul: User, client: Client) -> None:
    send(client, "aigul@bulak.example")

    response = client.post("/account/sign-out/")

    assert response["Location"] == "/account/sign-in/"
    assert (response["Clear-Site-Data"], "_auth_user_id" in client.session) == ('"cache", "storage"', False)


@pytest.mark.parametrize(("chosen", "kept"), [("ru", "ru"), ("xx", "en"), ("", "en")])
def test_the_language_of_ones_screens_is_one_of_the_houses(aigul: User, client: Client, chosen: str, kept: str) -> None:
    send(client, "aigul@bulak.example")

    response = client.post("/account/language/", {"language": chosen, "next": "/desk/meetings/"})

    aigul.refresh_from_db()
    assert (response["Location"], aigul.language) == ("/desk/meetings/", kept)


def test_a_sign_in_without_its_token_is_told_what_to_do(aigul: User) -> None:
    strict = Client(enforce_csrf_checks=True)

    response = send(strict, "aigul@bulak.example")

    assert (response.status_code, check(response).heading) == (403, "The form could not be accepted")


@pytest.mark.parametrize(("proxies", "said_to_others"), [(1, ""), (0, WAIT)])
def test_behind_a_proxy_who_fails_locks_out_only_the_own_address(
    aigul: User, client: Client, settings: Any, proxies: int, said_to_others: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    for n in range(12):
        client.post(
            ADDRESS, {"login": f"n{n}@bulak.example", "password": "x"}, headers={"X-Forwarded-For": "192.0.2.1"}
        )

    response = client.post(
        ADDRESS,
        {"login": "aigul@bulak.example", "password": PASSWORD},
        headers={"X-Forwarded-For": "192.0.2.1, 198.51.100.7"},
    )

    assert (said(response) if response.status_code == 200 else "") == said_to_others


@pytest.mark.parametrize("cookie", ['"\\000\\000abcdefghij"', "a'b;c", "x" * 5000])
def test_a_cookie_of_anybodys_making_is_a_stranger(db: None, client: Client, cookie: str) -> None:
    client.cookies.clear()

    response = client.get(ADDRESS, headers={"Cookie": f"sessionid={cookie}"})

    assert response.status_code == 200


@pytest.mark.parametrize(
    ("key", "is_asked_for"), [("abcdefgh12345678", True), ("\0" * 12, False), ("кккккккккк", False)]
)
def test_only_a_key_that_can_have_been_given_is_looked_up(key: str, is_asked_for: bool) -> None:
    assert (SessionStore(key).session_key == key) is is_asked_for


def test_an_account_has_its_five_tries_in_all_by_whatever_name_it_is_called(aigul: User, client: Client) -> None:
    number = number_of(aigul)
    for login in ("aigul@bulak.example", "0555 12-34-56", number, f"0{number}", f"00{number}"):
        send(client, login, "not her password")

    sixth = [said(send(client, login)) for login in ("aigul@bulak.example", "+996555123456", number)]

    assert sixth == [WAIT, WAIT, WAIT]


@pytest.mark.parametrize(("asked", "kept"), [("?lang=en", "en"), ("", "ky"), ("?lang=xx", "ky")])
def test_the_language_somebody_asked_the_sign_in_page_in_goes_on_at_the_desk(
    aigul: User, client: Client, asked: str, kept: str
) -> None:
    User.objects.filter(pk=aigul.pk).update(language="ky")

    client.post(f"/account/sign-in/{asked}", {"login": "aigul@bulak.example", "password": PASSWORD})

    aigul.refresh_from_db()
    assert aigul.language == kept
