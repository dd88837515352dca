"""Nobody types addresses: whatever page of the desk a role may open, links and buttons lead to it from /desk/."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tests.pages import read_out
from tests.web.test_matrix import DESK, SHARED, _keys, _may_open, _path
from tests.web.test_matrix import things as things

pytestmark = pytest.mark.once

SignIn = Callable[[Member], Client]
# What no link leads to, and why.
NOT_BY_A_LINK = {
    # A button of the page of ticks saves them first.
    "desk:walk-in",
    # A file: saved from its card, or from the page of the meeting where it lies.
    "desk:kept-file",
}
# Offered once there is something to record or to save, as there is among the things of the coordinator's office.
IN_ITS_TIME = {"desk:hold", "desk:close", "desk:roster-xlsx", "desk:fix-test"}
# Offered where there is something to see: somebody who needs something, a slip for whoever works with people.
WHERE_THERE_IS_ONE = {"desk:call-list", "desk:needs", "desk:slips"}
# Of meetings to which people are called by notice; an office that holds seminars alone is not led there.
OF_A_CALL = {
    "desk:add-telling",
    "desk:bring-handout",
    "desk:bring-recording",
    "desk:chat-card",
    "desk:handouts",
    "desk:issues",
    "desk:measures-paper",
    "desk:meeting-chats",
    "desk:meeting-commitments",
    "desk:meeting-outcomes",
    "desk:minutes",
    "desk:new-question",
    "desk:order",
    "desk:outcomes-paper",
    "desk:recordings",
    "desk:reserve-slips",
    "desk:result",
    "desk:result-text",
    "desk:slips",
    "desk:slips-paper",
    "desk:telling",
    "desk:tick-chat",
}
# So many pages of a kind are looked at; of those on which much depends on the state of a meeting, all.
PAGES, PAGES_OF_STATE = 6, 60
OF_STATE = {
    "desk:answer",
    "desk:certificates",
    "desk:commitment",
    "desk:evaluation",
    "desk:keying",
    "desk:meeting",
    "desk:minutes",
    "desk:money",
    "desk:roster",
    "desk:scans",
    "desk:test",
}


def led_to(client: Client) -> set[str]:
    """The names of the addresses to which links, buttons and forms lead, from the first page of the desk on."""
    waiting, seen, looked_at, names = deque(["/desk/"]), {"/desk/"}, Counter[str](), {"desk:today"}
    while waiting:
        for found in sorted(ways_on(client, waiting.popleft()) - seen):
            seen.add(found)
            name = resolve(found).view_name
            names.add(name)
            looked_at[name] += 1
            # Files need not be looked into.
            if found.endswith("/") and looked_at[name] <= (PAGES_OF_STATE if name in OF_STATE else PAGES):
                waiting.append(found)
    return names


def ways_on(client: Client, address: str) -> set[str]:
    """Where a page leads within the desk; nowhere, if it is none that can be looked at."""
    answer = client.get(address)
    if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
        read_out(answer)
        return set()
    return set(re.findall(r'(?:href|src|action|formaction)="(/desk/[^"#?]*)', answer.content.decode()))


def opens(client: Client, path: str) -> bool:
    answer = client.get(path)
    read_out(answer)
    return answer.status_code == 200


@pytest.mark.parametrize("who", ["coordinator", "clerk", "administrator", "auditor", "trainer", "deputy"])
def test_every_page_a_role_may_open_is_led_to_from_the_first_one(
    who: str, world: World, things: Any, sign_in: SignIn
) -> None:
    member: Member = getattr(world.cast, who)
    client = sign_in(member)
    pages = {
        (one.name, _path(one, key or 0))
        for one in DESK
        for key, office in _keys(one, things, world)
        if _may_open(one, member, office) and one.name not in SHARED
    }

    names = led_to(client)

    found = names | NOT_BY_A_LINK | WHERE_THERE_IS_ONE | (IN_ITS_TIME if who != "coordinator" else set())
    found |= OF_A_CALL if who in {"coordinator", "trainer"} else set()
    missing = {name for name, path in pages if name not in found and opens(client, path)}
    assert sorted(missing) == []
