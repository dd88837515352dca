"""Recordings: what they are is read from their bytes, how long they last is counted, what stands beside them goes."""

from __future__ import annotations

import pytest

from tegerek.files import actions, store
from tegerek.files.models import File, Purpose
from tegerek.files.sounds import MP3, OPUS, bare_sound
from tegerek.lib.errors import Refusal
from tests.files.samples import mp3, opus, pdf, png
from tests.meetings.rows import NOW, an_office

TITLE = "Ойдонова Мисалкандын үнү"


def keep(data: bytes, name: str = "Ойдонова.mp3") -> File:
    office = an_office()
    return actions.keep(data, name=name, purpose=Purpose.NOTICE_SOUND, owner=office, office=office.pk, by=None, now=NOW)


@pytest.mark.parametrize(
    ("data", "kind", "seconds"),
    [(mp3(3), MP3, 3.0), (opus(3), OPUS, 3.0), (opus(59.5), OPUS, 59.5)],
    ids=lambda value: "" if isinstance(value, bytes) else None,
)
def test_a_recording_lasts_as_long_as_its_parts(data: bytes, kind: str, seconds: float) -> None:
    sound = bare_sound(data)

    assert (sound.type, round(sound.seconds, 2)) == (kind, seconds)


@pytest.mark.parametrize("make", [mp3, opus])
@pytest.mark.parametrize("letters", [1, 20, 400])
def test_what_is_written_beside_the_sound_goes_and_the_sound_stays(make: type, letters: int) -> None:
    sound = bare_sound(make(2, words=(TITLE * 20)[:letters]))

    assert "Ойдонова"[:letters].encode() not in sound.body
    assert sound.body == bare_sound(make(2, words="x")).body
    assert bare_sound(sound.body) == sound


@pytest.mark.parametrize(
    ("data", "name"),
    [(mp3(60.0), "long.txt"), (opus(60.0), "long.mp3"), (mp3(1, words=TITLE), "x"), (opus(1, words=TITLE), "x")],
    ids=["mp3", "opus", "mp3 with a title", "opus with a title"],
)
def test_it_is_kept_whatever_its_name_says_and_without_its_title(db: None, data: bytes, name: str) -> None:
    row = keep(data, name)

    assert row.type in {MP3, OPUS}
    assert row.name.endswith((".mp3", ".opus"))
    assert TITLE.encode() not in store.read(row)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (pdf(), "no recording"),
        (png(), "no recording"),
        ("сөз".encode(), "no recording"),
        (b"RIFF\0\0\0\0WAVEfmt ", "no recording"),
        (b"ID3\x03\0\0\0\0\0\x04abcd", "broken"),
        (b"ID3\x03\0\0\x7f\x7f\x7f\x7f", "broken"),
        (opus(2)[:60], "broken"),
        (opus(2)[:130], "broken"),
        (mp3(61.5), "lasts 61 seconds; it may last 60"),
        (opus(75), "lasts 75 seconds; it may last 60"),
        (bytes(200_001), "At most 200 kB"),
    ],
    ids=lambda value: f"{len(value)} bytes" if isinstance(value, bytes) else value[:12],
)
def test_anything_else_is_refused_in_words(db: None, data: bytes, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        keep(data)

    assert not File.objects.filter(purpose=Purpose.NOTICE_SOUND).exists()
