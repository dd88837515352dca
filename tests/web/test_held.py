"""A restored copy says on every page of the desk that nothing is sent; the public sees the pages as they are."""

from __future__ import annotations

from collections.abc import Callable

from django.core.management import call_command
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World

BANNER = "This is a restored copy: nothing is sent."


def test_every_page_at_work_says_so_until_the_copy_is_released(
    world: World, sign_in: Callable[[Member], Client], held: None, client: Client
) -> None:
    browser = sign_in(world.cast.coordinator)
    addresses = ("/desk/?lang=en", "/desk/programmes/?lang=en", "/account/sign-in/?lang=en")

    banners = [Client().get(address).content.decode().count(BANNER) for address in addresses[2:]]
    banners += [browser.get(address).content.decode().count(BANNER) for address in addresses[:2]]
    in_public = client.get("/en/").content.decode().count(BANNER)
    call_command("release_held")

    assert (banners, in_public) == ([1, 1, 1], 0)
    assert browser.get("/desk/?lang=en").content.decode().count(BANNER) == 0
