"""What stands on an agenda because it was still open says where it comes from."""

from __future__ import annotations

from django.test import Client

from tegerek.demo.world import World
from tegerek.meetings.models import AgendaItem


def test_an_item_leads_to_what_it_comes_from(world: World, client: Client) -> None:
    meeting, number = world.whole.assembly, world.following.late.number
    item = meeting.agenda.all()[0]
    AgendaItem.objects.filter(pk=item.pk).update(origin=number)

    page = client.get(f"/ky/meetings/{meeting.number}/").content.decode()

    assert f'<a href="/{number}">№ {number} боюнча</a>' in page
