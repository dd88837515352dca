"""/setup/: the code, five questions, a working office; then there is no such page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tegerek.demo.world import World
from tegerek.people import founding
from tegerek.people.models import Grant, Role, User
from tests.pages import check, fetch
from tests.places.world import load_few_units
from tests.web.desk.typing_in import told

ADDRESS = "/setup/?lang=en"
ANSWERS = {
    "place": "Кочкор району",
    "name_ky": "Сынак айыл өкмөтү",
    "name_ru": "Айыл окмоту Сынак",
    "kind": "aiyl_okmotu",
    "person": "Үмүт Сынакова",
    "phone": "0555 00 00 00",
    "password": "archa-bulak-terek-42",
}


@pytest.fixture
def code(db: None, settings: Any, tmp_path: Path) -> str:
    settings.VAR = tmp_path
    load_few_units()
    return founding.setup_code()


def test_from_the_code_to_a_working_office(code: str, client: Client) -> None:
    first = fetch(client, ADDRESS)
    second = check(client.post(ADDRESS, {"code": code}))
    done = client.post(ADDRESS, {"code": code, **ANSWERS})

    assert ([first.heading, second.heading], done["Location"]) == (["A new office", "Five questions"], "/desk/")
    assert [client.get(path).status_code for path in ("/desk/", "/desk/accounts/", ADDRESS)] == [200, 200, 404]
    held = Grant.objects.select_related("office", "user").get()
    assert (held.role, str(held.office), held.user.name) == (
        Role.ADMINISTRATOR,
        "Сынак айыл өкмөтү",
        "Үмүт Сынакова",
    )


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_its_pages_are_in_order_in_every_language(code: str, client: Client, lang: str) -> None:
    pages = [fetch(client, f"/setup/?lang={lang}"), check(client.post(f"/setup/?lang={lang}", {"code": code}))]

    assert [page.one("html").get("lang") for page in pages] == [lang, lang]


def test_without_the_code_nothing_but_its_field_is_shown(code: str, client: Client) -> None:
    page = check(client.post(ADDRESS, {"code": "abcd-efgh-jkmn", **ANSWERS}))

    visible = [e.get("name") for e in page.one("main").iter("input") if e.get("type") != "hidden"]
    assert (page.status, visible, User.objects.count()) == (422, ["code"], 0)


def test_the_code_is_guessed_five_times_at_most(code: str, client: Client) -> None:
    for _ in range(5):
        client.post(ADDRESS, {"code": "abcd-efgh-jkmn"})

    answer = client.post(ADDRESS, {"code": code})

    assert told(answer) == ["Too many attempts. Wait five minutes, then try again."]


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("place", "Эчкайда", "No place of this name is known: “Эчкайда”."),
        ("phone", "12", "This is not a phone number. Write it like 0555 12 34 56."),
        ("password", "short", "This password is too short."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(code: str, client: Client, name: str, typed: str, says: str) -> None:
    answer = client.post(ADDRESS, {"code": code, **ANSWERS, name: typed})

    assert (answer.status_code, told(answer)[0].startswith(says), User.objects.count()) == (422, True, 0)


def test_where_there_is_an_administrator_there_is_no_such_page(world: World, client: Client) -> None:
    statuses = [client.get(ADDRESS).status_code, client.post(ADDRESS, {"code": "x", **ANSWERS}).status_code]

    assert statuses == [404, 404]
