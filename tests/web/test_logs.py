"""What the log says of requests and jobs, and that no name or phone gets into it, wherever it was typed."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.jobs import kinds
from tegerek.jobs.actions import start
from tegerek.jobs.kinds import Run
from tegerek.jobs.running import run
from tegerek.lib.logs import Json, Text
from tests.meetings.rows import NOW

NAME, PHONE = "Үлгүева", "+996000777123"


@pytest.fixture
def lines() -> Iterator[Callable[[], tuple[list[str], list[dict[str, object]]]]]:
    """All that was logged meanwhile, by any part of the program: as text, and as JSON."""
    handlers = [logging.StreamHandler(io.StringIO()) for _ in range(2)]
    root = logging.getLogger()
    for handler, formatter in zip(handlers, (Text(), Json()), strict=True):
        handler.setFormatter(formatter)
        root.addHandler(handler)

    def written() -> tuple[list[str], list[dict[str, object]]]:
        text, data = (handler.stream.getvalue().splitlines() for handler in handlers)
        return text, [json.loads(line) for line in data]

    yield written
    for handler in handlers:
        root.removeHandler(handler)


def test_a_request_is_one_line_with_its_code_route_status_time_and_the_key_of_the_account(
    world: World, sign_in: Callable[[Member], Client], lines: Callable[[], tuple[list[str], list[dict[str, object]]]]
) -> None:
    member = world.cast.coordinator

    response = sign_in(member).get("/desk/programmes/?q=1")

    _text, (told,) = lines()
    ms = told.pop("ms")
    del told["at"]
    code = response.headers["X-Request-Code"]
    assert told == {
        "level": "info",
        "part": "tegerek.web",
        "message": f"{code} 200 GET desk/programmes/ {ms} ms by {member.user.pk}",
        "code": code,
        "status": 200,
        "method": "GET",
        "route": "desk/programmes/",
        "account": member.user.pk,
    }


def test_what_supervisors_ask_is_logged_only_when_it_fails(
    client: Client, db: None, lines: Callable[[], tuple[list[str], list[dict[str, object]]]]
) -> None:
    client.get("/healthz")
    client.get("/readyz")

    assert lines() == ([], [])


def test_names_and_phones_never_show_wherever_they_are_typed(
    world: World,
    sign_in: Callable[[Member], Client],
    lines: Callable[[], tuple[list[str], list[dict[str, object]]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stranger, coordinator = Client(raise_request_exception=False), sign_in(world.cast.coordinator)
    strict = Client(enforce_csrf_checks=True)
    typed = {"name": NAME, "login": PHONE, "password": NAME, "title": NAME}

    for browser in (stranger, coordinator, strict):
        browser.get(f"/ky/{NAME}/?q={PHONE}")
        browser.get(f"/desk/{NAME}/", {"q": NAME}, headers={"referer": f"http://x/{NAME}", "user-agent": NAME})
        browser.post("/account/sign-in/", typed)
        browser.post("/desk/programmes/", typed)
        browser.post(f"/desk/{PHONE}/", typed)
        browser.get("/ky/", headers={"host": f"{PHONE}.example"})
        browser.generic(f"X{PHONE}", "/ky/")

    def work(_run: Run, _subject: int) -> None:
        raise ValueError(NAME, PHONE)

    monkeypatch.setitem(kinds._works, "test.work", work)
    run(start("test.work", office=world.land.okmotu, subject=1, by=None, now=NOW).pk)
    try:
        raise ValueError(NAME)
    except ValueError:
        logging.getLogger("some.package").exception("a failure")

    text, data = lines()
    everything = "\n".join([*text, *(json.dumps(line, ensure_ascii=False) for line in data)])
    found = [secret for secret in (NAME, PHONE, PHONE[1:], "%D2%AE") if secret in everything]
    assert (len(data) > 20, found) == (True, [])
    assert {line.get("state") for line in data if line["part"] == "tegerek.jobs.running"} == {None, "failed"}
    assert text[-1].startswith("ValueError at test_logs.py:")
