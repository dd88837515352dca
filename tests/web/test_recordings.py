"""A notice read aloud: brought at the desk, played on the public page, whole or in parts, under a strict policy."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.files import store
from tegerek.meetings.models import Meeting
from tegerek.meetings.recordings import recording_files
from tests.files.samples import mp3, pdf
from tests.pages import fetch, post

SignIn = Callable[[Member], Client]


@pytest.fixture
def meeting(world: World) -> Meeting:
    return world.gatherings.called


@pytest.fixture
def clerk(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.clerk)


def address_of(meeting: Meeting) -> str:
    return f"/desk/meetings/{meeting.pk}/recordings/new/?lang=en"


def typed(data: bytes, of: str = "notice") -> dict[str, object]:
    return {"of": of, "file": SimpleUploadedFile("Ойдонова.mp3", data)}


def bring(clerk: Client, meeting: Meeting, data: bytes) -> None:
    assert clerk.post(address_of(meeting), typed(data)).status_code == 302


def test_a_recording_stands_on_the_public_page_and_is_played(meeting: Meeting, clerk: Client, client: Client) -> None:
    bring(clerk, meeting, mp3(words="Ойдонова"))

    page = fetch(client, f"/en/meetings/{meeting.number}/")
    address = f"/en/meetings/{meeting.number}/recordings/notice/"
    answer = client.get(address)

    assert f'<audio controls preload="none" src="{address}">' in page.html
    assert "media-src 'self'" in client.get(f"/en/meetings/{meeting.number}/")["Content-Security-Policy"]
    assert (answer.status_code, answer["Content-Type"], answer.content) == (200, "audio/mpeg", mp3())
    assert (answer["Content-Disposition"], answer["Accept-Ranges"]) == ('inline; filename="notice.mp3"', "bytes")


@pytest.mark.parametrize(
    ("wanted", "status", "said"),
    [("bytes=0-1", 206, "bytes 0-1/3000"), ("bytes=2990-", 206, "bytes 2990-2999/3000"), ("bytes=9999-", 200, None)],
)
def test_a_player_gets_the_part_it_asks_for(
    meeting: Meeting, clerk: Client, client: Client, wanted: str, status: int, said: str | None
) -> None:
    bring(clerk, meeting, mp3())

    answer = client.get(f"/ky/meetings/{meeting.number}/recordings/notice/", headers={"Range": wanted})

    assert (answer.status_code, answer.get("Content-Range")) == (status, said)
    assert answer["Content-Length"] == str(len(answer.content))


@pytest.mark.parametrize(
    ("data", "of", "words"),
    [
        (pdf(), "notice", "no recording that every telephone plays"),
        (mp3(90), "notice", "lasts 90 seconds; it may last 60"),
        (mp3(), "result", "Write down the result first"),
    ],
    ids=["paper", "long", "early"],
)
def test_what_is_not_taken_is_said_beside_the_file(
    meeting: Meeting, clerk: Client, data: bytes, of: str, words: str
) -> None:
    assert words in post(clerk, address_of(meeting), typed(data, of), status=422).text


@pytest.mark.parametrize("of", ["notice", "result", "minutes"])
def test_where_nothing_was_recorded_there_is_nothing(meeting: Meeting, client: Client, of: str) -> None:
    assert client.get(f"/ky/meetings/{meeting.number}/recordings/{of}/").status_code == 404


def test_the_desk_plays_it_and_takes_it_away(meeting: Meeting, clerk: Client) -> None:
    bring(clerk, meeting, mp3())
    (file,) = recording_files(meeting.pk)
    here = f"/desk/meetings/{meeting.pk}/recordings/"

    heard = clerk.get(f"{here}{file.pk}/")
    page = fetch(clerk, f"{here}?lang=en")
    gone = clerk.post(f"{here}{file.pk}/removal/")

    assert (heard.content, heard["Cache-Control"]) == (store.read(file), "no-store, private")
    assert "the notice: what, where, when" in page.text
    assert (gone.status_code, list(recording_files(meeting.pk))) == (302, [])
