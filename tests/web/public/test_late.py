"""The public list of what is long past its day: in neutral words, without a name, and short of it once it is done."""

from __future__ import annotations

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tegerek.commitments.due_sheets import public_late
from tegerek.demo.world import World
from tegerek.lib import clock
from tegerek.places.models import Unit


def aimak(world: World) -> Unit:
    unit = world.land.okmotu.unit
    assert unit is not None
    return unit


def test_a_place_shows_what_is_long_past_its_day(
    world: World, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(24):
        page = client.get(f"/ky/places/{aimak(world).slug}/late/").content.decode()

    found = public_late(aimak(world), clock.today())
    assert {one.kind for one in found} == {"answer", "commitment", "step"}
    assert all(f"/{one.number}/" in page for one in found)


def test_what_is_late_by_a_few_days_is_not_public_yet(world: World, client: Client) -> None:
    page = client.get(f"/ky/places/{aimak(world).slug}/late/").content.decode()

    assert f"/decisions/{world.following.late.number}/" not in page


def test_a_place_where_nothing_is_late_says_so(world: World, client: Client) -> None:
    page = client.get(f"/ky/places/{world.land.villages[-1].slug}/late/").content.decode()

    assert "Бул жерде мөөнөтүнөн көп өткөн иш жок." in page


def test_a_place_that_is_none_is_not_found(world: World, client: Client) -> None:
    assert client.get("/ky/places/no-such-place/late/").status_code == 404


def test_what_was_decided_is_narrowed_to_what_is_done(world: World, client: Client) -> None:
    address = f"/ky/places/{aimak(world).slug}/decisions/"
    done, late = world.following.done.number, world.following.late.number

    pages = {state: client.get(f"{address}?state={state}").content.decode() for state in ("done", "late")}

    assert {state: (f"/decisions/{done}/" in page, f"/decisions/{late}/" in page) for state, page in pages.items()} == {
        "done": (True, False),
        "late": (False, True),
    }
    totals = [client.get(address + asked).context["found"].total for asked in ("", "?state=nonsense")]
    assert totals[0] == totals[1]
