"""An administrator at her desk: accounts, roles, cards, links, handing over, acting for somebody, computers."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.journal.models import Entry
from tegerek.lib import clock
from tegerek.people.actions import grant
from tegerek.people.models import Assistance, Computer, Grant, Key, Role, User
from tests.pages import check, fetch
from tests.web.desk.typing_in import ENGLISH, press, told

SignIn = Callable[[Member], Client]


@pytest.fixture
def administrator(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.administrator)


def test_every_page_is_in_order_in_every_language(world: World, administrator: Client) -> None:
    clerk = world.cast.clerk.user
    held = clerk.grants.get().pk
    account = f"/desk/accounts/{clerk.pk}/"
    paths = ["/desk/accounts/", "/desk/accounts/new/", account, f"{account}roles/new/", f"{account}assistance/"]
    paths += [f"/desk/grants/{held}/term/", f"/desk/grants/{held}/handover/", "/desk/computers/"]

    for lang in ("ky", "ru", "en"):
        for path in paths:
            page = fetch(administrator, f"{path}?lang={lang}")

            assert page.headers["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_is_read_at_a_fixed_cost(
    world: World, administrator: Client, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(more):
        user = User.objects.create_user(name="Сынак", email=f"n{n}@kok-bulut.example", made_at=clock.now())
        grant(user, role=Role.DEPUTY, office=world.land.okmotu, since=date(2026, 1, 1), now=clock.now())

    with django_assert_num_queries(6):
        administrator.get("/desk/accounts/")


def test_an_account_is_made_with_its_role_and_a_card_printed_once(world: World, administrator: Client) -> None:
    made = press(administrator, "/desk/accounts/new/", name="Сынак Ойдонова", role="secretary", phone="0555 00 00 09")
    user = User.objects.get(name="Сынак Ойдонова")

    page = check(administrator.post(f"/desk/accounts/cards/{ENGLISH}", {"account": str(user.pk)}))

    (secret,) = re.findall(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", page.html)
    assert made["Location"] == f"/desk/accounts/{user.pk}/"
    assert Client().post("/account/sign-in/", {"login": "0555000009", "password": secret}).status_code == 302
    assert fetch(administrator, f"/desk/accounts/{user.pk}/").html.count(secret) == 0


def test_a_card_is_written_in_the_language_of_whoever_gets_it(world: World, administrator: Client) -> None:
    User.objects.filter(pk=world.cast.deputy.user.pk).update(language="ru")

    page = check(administrator.post(f"/desk/accounts/cards/{ENGLISH}", {"account": str(world.cast.deputy.user.pk)}))

    assert [item.get("lang") for item in page.one("main").iter("li")] == ["ru"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"phone": "12"}, "This is not a phone number. Write it like 0555 12 34 56."),
        ({"since": "31.02.2026"}, "Enter a day like 14.03.2026; there may be no such day in the calendar."),
        ({"until": "01.01.2020"}, "The last day comes before the first. Check the days."),
        ({"place": "Эчкайда"}, "No place of this name is known: “Эчкайда”. Check the spelling, or write the raion"),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_made(
    world: World, administrator: Client, typed: dict[str, str], says: str
) -> None:
    answer = press(administrator, "/desk/accounts/new/", {"name": "Сынак", "role": "clerk", **typed}, status=422)

    assert (told(answer)[0][: len(says)], User.objects.filter(name="Сынак").count()) == (says, 0)


def test_a_link_is_shown_once_with_its_picture_and_opens_by_its_button(world: World, administrator: Client) -> None:
    deputy = world.cast.deputy.user

    page = check(administrator.post(f"/desk/accounts/{deputy.pk}/link/{ENGLISH}"))

    (path,) = set(re.findall(r"/account/link/[a-z2-9-]+/", page.html))
    assert (len(page.all("svg")) >= 1, Client().post(path)["Location"]) == (True, "/desk/")


def test_a_clerk_gets_no_link(world: World, administrator: Client) -> None:
    administrator.post(f"/desk/accounts/{world.cast.clerk.user.pk}/link/")

    assert Key.objects.count() == 0


def test_a_role_is_handed_over(world: World, administrator: Client) -> None:
    held = world.cast.clerk.user.grants.get()
    successor = world.cast.secretary.user

    press(administrator, f"/desk/grants/{held.pk}/handover/", to=str(successor.pk), on="01.04.2026")

    held.refresh_from_db()
    assert (held.until, Grant.objects.filter(user=successor, role="clerk", since=date(2026, 4, 1)).count()) == (
        date(2026, 3, 31),
        1,
    )


def test_a_role_ends_on_a_day(world: World, administrator: Client) -> None:
    held = world.cast.clerk.user.grants.get()

    press(administrator, f"/desk/grants/{held.pk}/term/", until="31.03.2026")

    held.refresh_from_db()
    assert held.until == date(2026, 3, 31)


def test_the_first_office_alone_makes_auditors(world: World, administrator: Client, sign_in: SignIn) -> None:
    other = world.cast.neighbour.user
    grant(other, role=Role.ADMINISTRATOR, office=world.land.neighbours, since=date(2026, 1, 1), now=clock.now())

    refused = press(sign_in(world.cast.neighbour), "/desk/accounts/new/", status=422, name="Сынак", role="auditor")
    made = press(administrator, "/desk/accounts/new/", name="Сынак", role="auditor")

    assert told(refused) == ["This role sees every office. Only the office this site began with can give it."]
    assert made.status_code == 302


def test_acting_for_somebody_shows_a_banner_writes_both_down_and_ends(
    world: World, administrator: Client, sign_in: SignIn
) -> None:
    head, me = world.cast.ao_head.user, world.cast.administrator.user
    browser = Client()
    browser.post("/account/sign-in/", {"login": world.cast.administrator.login, "password": world.cast.clerk.password})
    press(browser, f"/desk/accounts/{head.pk}/assistance/", reason="Экранды окуй албайт")

    page = fetch(browser, f"/desk/{ENGLISH}")
    closed = [browser.get(path).status_code for path in ("/account/", "/account/password/", "/desk/accounts/")]
    press_at = f"/desk/meetings/{world.gatherings.called.pk}/move/"
    shown = fetch(browser, f"{press_at}{ENGLISH}")
    browser.post(
        press_at,
        {
            "seen": str(world.gatherings.called.version),
            "first": "25.03.2026",
            "starts": "10:00",
            "reason_ky": "Жол жабык",
        },
    )
    entry = Entry.objects.filter(verb="meeting.moved").latest("pk")
    browser.post("/account/assistance/end/")

    assert f"You act for {head.name}." in page.text
    assert f"You act for {head.name}." in shown.text
    assert closed == [404, 404, 404]
    assert (entry.by, entry.refs["on_behalf"]) == (me.pk, head.pk)
    assert (browser.get("/desk/accounts/").status_code, Assistance.objects.get().ended_at is not None) == (200, True)


def test_signing_out_ends_both(world: World) -> None:
    browser = Client()
    browser.post("/account/sign-in/", {"login": world.cast.administrator.login, "password": world.cast.clerk.password})
    press(browser, f"/desk/accounts/{world.cast.deputy.user.pk}/assistance/", reason="Экранды окуй албайт")

    browser.post("/account/sign-out/")

    assert (Assistance.objects.get().ended_at is not None, browser.get("/desk/").status_code) == (True, 302)


def test_an_assistance_whose_time_is_over_leaves_one_to_oneself(world: World) -> None:
    browser = Client()
    browser.post("/account/sign-in/", {"login": world.cast.administrator.login, "password": world.cast.clerk.password})
    press(browser, f"/desk/accounts/{world.cast.deputy.user.pk}/assistance/", reason="Экранды окуй албайт")
    Assistance.objects.update(until=clock.now())

    page = fetch(browser, f"/desk/accounts/{ENGLISH}")

    assert "You act for" not in page.text


def test_nobody_acts_for_an_administrator(world: World, administrator: Client) -> None:
    grant(
        world.cast.clerk.user,
        role=Role.ADMINISTRATOR,
        office=world.land.okmotu,
        since=date(2026, 1, 1),
        now=clock.now(),
    )

    answer = press(administrator, f"/desk/accounts/{world.cast.clerk.user.pk}/assistance/", status=422, reason="Себеп")

    assert told(answer) == ["Nobody acts for an administrator, nor for an account that is shut."]


def test_a_browser_is_made_the_office_s_and_taken_back(world: World, administrator: Client) -> None:
    press(administrator, "/desk/computers/", name="терезенин жанында")
    here = fetch(administrator, f"/account/{ENGLISH}")

    administrator.post(f"/desk/computers/{Computer.objects.get().pk}/revocation/")

    assert here.main.count("This is a computer of the office: терезенин жанында") == 1
    assert fetch(administrator, f"/account/{ENGLISH}").main.count("computer of the office") == 0


def test_an_account_is_shut_and_opened_again(world: World, administrator: Client) -> None:
    clerk = world.cast.clerk
    path = f"/desk/accounts/{clerk.user.pk}/shutting/"
    states = []
    for _ in range(2):
        administrator.post(path)
        states.append(User.objects.get(pk=clerk.user.pk).is_active)

    assert states == [False, True]


def test_a_number_that_no_account_has_prints_no_card(administrator: Client) -> None:
    answer = administrator.post("/desk/accounts/cards/", {"account": ["9" * 20, "9" * 5000, "²"]})

    assert (answer.status_code, answer["Location"], Key.objects.count()) == (302, "/desk/accounts/", 0)


def test_a_key_to_whoever_sees_every_office_is_given_by_the_first_office_alone(world: World, sign_in: SignIn) -> None:
    auditor, land = world.cast.auditor.user, world.land
    auditor.grants.all().delete()
    grant(auditor, role=Role.AUDITOR, office=land.neighbours, since=date(2026, 1, 1), now=clock.now())
    there = world.cast.neighbour.user
    grant(there, role=Role.ADMINISTRATOR, office=land.neighbours, since=date(2026, 1, 1), now=clock.now())
    held = auditor.grants.get()
    Grant.objects.filter(pk=held.pk).update(until="2026-12-31")
    client = sign_in(world.cast.neighbour)

    client.post("/desk/accounts/cards/", {"account": str(auditor.pk)})
    client.post(f"/desk/accounts/{auditor.pk}/assistance/", {"reason": "сынак"})
    client.post(f"/desk/accounts/{auditor.pk}/shutting/")
    client.post(f"/desk/grants/{held.pk}/term/", {"until": "01.01.2030"})

    auditor.refresh_from_db()
    held.refresh_from_db()
    assert (Key.objects.count(), Assistance.objects.count()) == (0, 0)
    assert (auditor.is_active, held.until) == (True, date(2026, 12, 31))
