"""Pages in the text browser w3m: whole, and in the order in which one asks."""

from __future__ import annotations

import subprocess

import pytest
from django.test import Client

from tegerek.demo.world import World

pytestmark = pytest.mark.machine


def in_w3m(html: bytes) -> str:
    command = ["w3m", "-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "-cols", "80"]
    shown = subprocess.run(command, input=html, capture_output=True, check=True)
    return " ".join(shown.stdout.decode().split())


def assert_in_order(text: str, *words: str) -> None:
    """Each is found after the one before."""
    at = 0
    for word in words:
        found = text.find(word, at)
        assert found >= 0, f"{word!r} does not follow in {text[at:]}"
        at = found + len(word)


def test_a_meeting_reads_from_what_to_when_to_where_to_why(world: World, client: Client) -> None:
    text = in_w3m(client.get(f"/en/meetings/{world.gatherings.moved.number}/").content)

    assert_in_order(
        text,
        "budget hearing",
        "How the budget of 2025 was carried out",
        "The time has changed.",
        "When",
        "Friday, 27 March 2026, 14:00",
        "Where",
        "Ak-Terek village",
        "Who calls it",
        "Agenda",
        "The way of this meeting",
        "All meetings",
        "You may use the texts",
    )


def test_the_first_page_reads_from_what_is_next_to_what_was(world: World, client: Client) -> None:
    text = in_w3m(client.get("/en/").content)

    assert_in_order(
        text, "Meetings, hearings and training", "Coming soon", "14 Mar Sat", "Clean water", "What happened", "By place"
    )


def test_the_schedule_of_a_programme_reads_row_by_row(world: World, client: Client) -> None:
    text = in_w3m(client.get(f"/ky/programmes/{world.trainings.of_2017.slug}/").content)

    assert_in_order(text, "Нарын облусу", "24.10.2017", "Ат-Башы", "25.10.2017", "Ош облусу", "17.11.2017", "Араван")
