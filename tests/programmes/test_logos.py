"""Logos of a programme: in an order, with words, and gone with their bytes when they are taken away."""

from __future__ import annotations

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from tegerek.demo.world import World
from tegerek.files import store
from tegerek.files.models import File
from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.said import Said
from tegerek.programmes.logos import add_logo, move_logo, remove_logo
from tegerek.programmes.models import Logo, Programme
from tegerek.programmes.sheets import LogoLine, programme_sheet
from tests.files.samples import a_logo, png
from tests.meetings.rows import NOW


def words_of(programme: Programme) -> list[str]:
    return [logo.alt.in_("ky").text for logo in programme_sheet(programme.slug).logos]


def test_logos_stand_in_the_order_in_which_they_came_and_one_can_be_shown_earlier(world: World) -> None:
    programme, user = world.trainings.together, world.cast.coordinator.user
    first, second, third = (a_logo(programme, user, words=words) for words in ("фонд", "долбоор", "мектеп"))

    move_logo(third, seen=None, by=user, now=NOW)
    move_logo(first, seen=None, by=user, now=NOW)

    assert words_of(programme) == ["фонд", "мектеп", "долбоор"]
    assert Entry.objects.filter(verb__startswith="logo.").count() == 5
    assert programme_sheet(programme.slug).changed_at == NOW
    assert second.file.purpose == "logo"


def test_a_logo_that_is_taken_away_takes_its_bytes_along(
    world: World, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    user = world.cast.coordinator.user
    logo = a_logo(world.trainings.together, user)
    path = store.path_of(logo.file.sha256)

    with django_capture_on_commit_callbacks(execute=True):
        remove_logo(logo, seen=None, by=user, now=NOW)

    still = File.objects.filter(sha256=logo.file.sha256)
    assert (Logo.objects.count(), still.count(), path.exists()) == (0, 0, False)


def test_a_logo_needs_words_and_is_a_picture_and_there_are_eight_at_most(world: World) -> None:
    programme, user = world.trainings.draft, world.cast.coordinator.user

    with pytest.raises(Refusal, match="Say in words whose mark it is"):
        add_logo(programme, png(), name="a.png", of=Logo.Of.DONOR, alt=Said(), seen=None, by=user, now=NOW)
    alt = Said.of(ky="фонд")
    with pytest.raises(Refusal, match="not a picture that can be shown"):
        add_logo(programme, b"<svg/>", name="a.svg", of=Logo.Of.DONOR, alt=alt, seen=None, by=user, now=NOW)
    for _ in range(8):
        a_logo(programme, user)
    with pytest.raises(Refusal, match="There are 8 logos already"):
        a_logo(programme, user)

    assert Logo.objects.count() == 8


def test_whoever_looked_at_an_older_state_is_told(world: World) -> None:
    programme, user = world.trainings.draft, world.cast.coordinator.user
    seen = programme.version
    logo = a_logo(programme, user)

    with pytest.raises(Stale):
        remove_logo(logo, seen=seen, by=user, now=NOW)

    assert Logo.objects.count() == 1


def test_a_logo_is_shown_as_large_as_fits_and_never_larger_than_it_is() -> None:
    shown = [LogoLine(1, "donor", Said(), *size, "").shown for size in ((400, 100), (100, 400), (50, 20))]

    assert shown == [(160, 40), (14, 56), (50, 20)]
