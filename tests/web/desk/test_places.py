"""Names of places at the desk: a long list comes in pages, and goes on with what was looked for."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tests.meetings.rows import a_place
from tests.pages import fetch


def test_further_pages_keep_what_was_looked_for(world: World, sign_in: Callable[[Member], Client]) -> None:
    for number in range(31):
        a_place(f"Мисалайыл {number}", f"misalaiyl-{number}", parent=world.land.aimak)
    clerk, asked = sign_in(world.cast.clerk), "q=%D0%BC%D0%B8%D1%81%D0%B0%D0%BB"

    first, second = (fetch(clerk, f"/desk/places/?page={number}&{asked}") for number in ("x", "9"))

    assert [f"?page=2&{asked}" in first.links, f"?page=1&{asked}" in second.links] == [True, True]
    assert [page.main.count("Мисалайыл") for page in (first, second)] == [30, 1]
