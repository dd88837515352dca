"""The own account: first sign-in by a card, password, where one is signed in, the lock of a shared computer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.lib import clock
from tegerek.people.computers import make_computer, take_seat
from tegerek.people.keys import make_card
from tegerek.people.models import Computer, Key, Sitting
from tegerek.people.signing_in import COMPUTER_COOKIE, number_of
from tests.conftest import PASSWORD
from tests.pages import check, fetch
from tests.web.desk.typing_in import told

NEW = "terek-archa-oruk-99"
SignIn = Callable[[Member], Client]


def come_in(login: str, password: str, client: Client | None = None) -> tuple[Client, Any]:
    browser = client or Client(headers={"User-Agent": "Mozilla/5.0 (Android 10; Mobile) Firefox/120"})
    return browser, browser.post("/account/sign-in/?lang=en", {"login": login, "password": password})


@contextmanager
def counted_hashes() -> Iterator[list[str]]:
    """Each slow hash that is made or compared meanwhile."""
    made: list[str] = []
    real = MD5PasswordHasher.encode

    def encode(self: MD5PasswordHasher, password: str, salt: str) -> str:
        made.append("hash")
        return str(real(self, password, salt))

    MD5PasswordHasher.encode = encode  # type: ignore[method-assign, assignment]
    try:
        yield made
    finally:
        MD5PasswordHasher.encode = real  # type: ignore[method-assign]


def silent_for(browser: Client, minutes: int) -> None:
    """Nobody touched this browser for so many minutes."""
    session = browser.session
    session["sitting"] = {**session["sitting"], "seen": session["sitting"]["seen"] - minutes * 60}
    session.save()


@pytest.fixture
def shared(world: World) -> tuple[Computer, str]:
    """A computer of the office, at which the clerk has a PIN; what its cookie holds."""
    clerk = world.cast.clerk.user
    computer, token = make_computer(office=world.land.okmotu, name="терезе", by=clerk, now=clock.now())
    take_seat(computer, clerk, "2580", now=clock.now())
    return computer, token


def at_computer(token: str) -> Client:
    """A browser that was made the office's."""
    from django.core.signing import get_cookie_signer  # slow import: needs the settings

    browser = Client()
    browser.cookies[COMPUTER_COOKIE] = get_cookie_signer(salt=COMPUTER_COOKIE + COMPUTER_COOKIE).sign(token)
    return browser


def test_by_a_card_one_comes_in_once_and_sees_nothing_before_choosing_a_password(world: World) -> None:
    deputy = world.cast.deputy.user
    card = make_card(deputy, office=world.land.okmotu, by=None, now=clock.now())

    browser, answer = come_in(number_of(deputy), card.secret)
    held = [browser.get(path)["Location"] for path in ("/desk/", "/account/", "/desk/meetings/")]
    chosen = browser.post("/account/password/", {"new": NEW, "again": NEW})
    _other, again = come_in(number_of(deputy), card.secret)

    assert (answer.status_code, set(held), chosen["Location"]) == (302, {"/account/password/"}, "/desk/")
    assert (browser.get("/desk/").status_code, again.status_code) == (200, 200)
    assert come_in(number_of(deputy), NEW)[1].status_code == 302


def test_the_old_password_works_until_the_card_is_used_and_a_password_chosen(world: World) -> None:
    clerk = world.cast.clerk
    card = make_card(clerk.user, office=world.land.okmotu, by=None, now=clock.now())
    before = come_in(clerk.login, PASSWORD)[1].status_code
    browser, _answer = come_in(clerk.login, card.secret)
    browser.post("/account/password/", {"new": NEW, "again": NEW})

    after = come_in(clerk.login, PASSWORD)[1].status_code

    assert (before, after) == (302, 200)


@pytest.mark.parametrize("login", ["10005", "99999", "0555 99 88 77", "nobody@kok-bulut.example"])
def test_a_wrong_card_is_answered_like_every_other_failure(world: World, login: str) -> None:
    _browser, answer = come_in(login, "abcd-efgh-2345")

    alerts = " ".join(told(answer))
    assert (answer.status_code, alerts) == (
        200,
        "The phone, the e-mail or the password is not right. Check them and try again.",
    )


@pytest.mark.parametrize("secret", ["abcd-efgh-2345", "not her password"])
def test_an_unknown_account_costs_the_same_work_as_a_wrong_password(world: World, secret: str) -> None:
    clerk = world.cast.clerk
    logins = (clerk.login, number_of(clerk.user), "nobody@kok-bulut.example", "0555 99 88 77")
    work = []
    for login in logins:
        with CaptureQueriesContext(connection) as asked, counted_hashes() as hashes:
            come_in(login, secret)
        work.append((len(asked), len(hashes)))

    assert (len(set(work)), work[0][1]) == (1, 1)


def test_every_page_of_the_account_is_in_order_in_every_language(world: World) -> None:
    browser, _answer = come_in(world.cast.clerk.login, PASSWORD)

    for lang in ("ky", "ru", "en"):
        for path in ("/account/", "/account/password/"):
            page = fetch(browser, f"{path}?lang={lang}")

            assert page.headers["Cache-Control"] == "no-store, private"


def test_somebody_sees_where_she_is_signed_in_and_ends_it_one_by_one_and_all(world: World) -> None:
    browsers = [come_in(world.cast.clerk.login, PASSWORD)[0] for _ in range(4)]
    page = fetch(browsers[0], "/account/?lang=en")
    other = Sitting.objects.order_by("pk")[1]

    browsers[0].post("/account/sittings/end/", {"sitting": str(other.pk)})
    one = [browser.get("/desk/").status_code for browser in browsers]
    browsers[0].post("/account/sittings/end/")
    left = [browser.get("/desk/").status_code for browser in browsers]

    assert (page.main.count("Phone, Firefox") + page.main.count("phone, Firefox"), one, left) == (
        4,
        [200, 302, 200, 200],
        [200, 302, 302, 302],
    )


def test_nobody_ends_the_sitting_of_somebody_else(world: World) -> None:
    come_in(world.cast.neighbour.login, PASSWORD)
    browser, _answer = come_in(world.cast.clerk.login, PASSWORD)
    theirs = Sitting.objects.get(user=world.cast.neighbour.user)

    answer = browser.post("/account/sittings/end/", {"sitting": str(theirs.pk)})

    assert (answer.status_code, Sitting.objects.count()) == (404, 2)


def test_no_address_of_a_visitor_is_kept(world: World) -> None:
    Client(REMOTE_ADDR="192.0.2.77").post("/account/sign-in/", {"login": world.cast.clerk.login, "password": PASSWORD})

    kept = str(list(Sitting.objects.values())) + str([row.get_decoded() for row in Session.objects.all()])

    assert (Sitting.objects.count(), kept.count("192.0.2.77")) == (1, 0)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"old": "wrong", "new": NEW, "again": NEW}, "This is not your password. Look whether capitals are on."),
        ({"old": PASSWORD, "new": NEW, "again": "else"}, "The two do not match. Type the new password again."),
        ({"old": PASSWORD, "new": "short", "again": "short"}, "This password is too short. It must contain at least"),
    ],
)
def test_a_password_is_not_changed_without_what_it_needs(world: World, typed: dict[str, str], says: str) -> None:
    browser, _answer = come_in(world.cast.clerk.login, PASSWORD)

    answer = browser.post("/account/password/?lang=en", typed)

    assert (answer.status_code, " ".join(told(answer))[: len(says)]) == (422, says)


def test_a_new_password_signs_out_every_other_browser_and_not_this_one(world: World) -> None:
    other, _answer = come_in(world.cast.clerk.login, PASSWORD)
    browser, _answer = come_in(world.cast.clerk.login, PASSWORD)

    browser.post("/account/password/", {"old": PASSWORD, "new": NEW, "again": NEW})

    assert [b.get("/desk/").status_code for b in (browser, other)] == [200, 302]
    assert Sitting.objects.get().session_key == browser.session.session_key


def test_the_own_password_is_guessed_five_times_at_most(world: World) -> None:
    browser, _answer = come_in(world.cast.clerk.login, PASSWORD)
    for _ in range(5):
        browser.post("/account/password/", {"old": "wrong", "new": NEW, "again": NEW})

    answer = browser.post("/account/password/?lang=en", {"old": PASSWORD, "new": NEW, "again": NEW})

    assert told(answer)[0] == "Too many attempts. Wait five minutes, then try again."


# The office's computer


def test_names_are_shown_on_the_computer_of_the_office_alone(world: World, shared: tuple[Computer, str]) -> None:
    here, elsewhere = at_computer(shared[1]), Client()

    page = fetch(here, "/account/computer/?lang=en")

    assert page.main.count(world.cast.clerk.user.name) == 1
    assert elsewhere.get("/account/computer/")["Location"] == "/account/sign-in/"


def test_a_pin_opens_that_computer_and_no_other_browser(world: World, shared: tuple[Computer, str]) -> None:
    computer, token = shared
    sent = {"seat": str(computer.seats.get().pk), "pin": "2580"}
    here, elsewhere = at_computer(token), Client()

    answers = [browser.post("/account/computer/", sent)["Location"] for browser in (here, elsewhere)]

    assert (answers, here.get("/desk/").status_code, elsewhere.get("/desk/").status_code) == (
        ["/desk/", "/account/sign-in/"],
        200,
        302,
    )


def test_a_pin_is_guessed_five_times_at_most_even_from_many_browsers(
    world: World, shared: tuple[Computer, str]
) -> None:
    computer, token = shared
    seat = str(computer.seats.get().pk)
    for _ in range(5):
        at_computer(token).post("/account/computer/", {"seat": seat, "pin": "1357"})

    answer = at_computer(token).post("/account/computer/?lang=en", {"seat": seat, "pin": "2580"})

    assert told(answer) == ["Too many wrong PINs. Sign in with your password, or wait."]


@pytest.mark.parametrize(("minutes", "goes"), [(4, None), (6, "/account/computer/")])
def test_the_computer_of_the_office_locks_when_nobody_touches_it(
    world: World, shared: tuple[Computer, str], minutes: int, goes: str | None
) -> None:
    computer, token = shared
    browser = at_computer(token)
    browser.post("/account/computer/", {"seat": str(computer.seats.get().pk), "pin": "2580"})
    silent_for(browser, minutes)

    answer = browser.get("/desk/")

    assert answer.headers.get("Location") == goes
    assert answer.headers.get("Clear-Site-Data") == ('"cache"' if goes else None)


def test_a_password_on_that_computer_locks_too_and_elsewhere_it_does_not(
    world: World, shared: tuple[Computer, str]
) -> None:
    there, _a = come_in(world.cast.secretary.login, PASSWORD, at_computer(shared[1]))
    elsewhere, _a = come_in(world.cast.secretary.login, PASSWORD)
    for browser in (there, elsewhere):
        silent_for(browser, 60)

    assert [browser.get("/desk/").status_code for browser in (there, elsewhere)] == [302, 200]


def test_signing_out_there_leads_to_who_is_sitting_here_and_nothing_stays(
    world: World, shared: tuple[Computer, str]
) -> None:
    browser, _answer = come_in(world.cast.clerk.login, PASSWORD, at_computer(shared[1]))

    answer = browser.post("/account/sign-out/")

    assert (answer["Location"], answer["Clear-Site-Data"]) == ("/account/computer/", '"cache", "storage"')
    assert (Sitting.objects.count(), browser.get("/desk/").status_code) == (0, 302)


def test_a_pin_is_set_on_that_computer_alone(world: World, shared: tuple[Computer, str]) -> None:
    there, _answer = come_in(world.cast.secretary.login, PASSWORD, at_computer(shared[1]))
    elsewhere, _answer = come_in(world.cast.secretary.login, PASSWORD)

    answers = [browser.post("/account/pin/", {"pin": "90210"}).status_code for browser in (there, elsewhere)]
    easy = there.post("/account/pin/?lang=en", {"pin": "1111"})

    assert (answers, shared[0].seats.count()) == ([302, 404], 2)
    assert told(easy) == ["This PIN is too easy to guess. Choose another."]


def test_a_cookie_somebody_made_up_is_no_computer(world: World) -> None:
    browser = Client()
    browser.cookies[COMPUTER_COOKIE] = "made:up"

    answer = browser.get("/account/computer/")

    assert answer["Location"] == "/account/sign-in/"


def test_a_card_and_its_number_are_void_once_the_account_is_shut(world: World) -> None:
    deputy = world.cast.deputy.user
    card = make_card(deputy, office=world.land.okmotu, by=None, now=clock.now())
    type(deputy).objects.filter(pk=deputy.pk).update(is_active=False)

    _browser, answer = come_in(number_of(deputy), card.secret)

    assert (answer.status_code, Key.objects.get().used_at) == (200, None)
    check(answer)


@pytest.mark.parametrize("sitting", ["9" * 20, "9" * 5000, "²"])
def test_a_number_that_no_sitting_has_is_a_404(world: World, sitting: str) -> None:
    browser, _answer = come_in(world.cast.secretary.login, PASSWORD)

    answer = browser.post("/account/sittings/end/", {"sitting": sitting})

    assert answer.status_code == 404
