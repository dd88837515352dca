"""Trainers and roads at the desk: what is typed, what is warned of, and what nobody learns of another office."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.meetings.models import AgendaItem
from tegerek.programmes.models import Road, Seminar, Trainer
from tests.pages import check, fetch
from tests.programmes.series import seminars_of
from tests.web.desk.typing_in import fields_of, told

SignIn = Callable[[Member], Client]


@pytest.fixture
def coordinator(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.coordinator)


@pytest.fixture
def hurried(world: World) -> Seminar:
    return world.training.hurried


def test_the_pages_are_in_order_in_every_language(coordinator: Client, world: World, hurried: Seminar) -> None:
    programme = world.trainings.together.pk
    pages = [
        f"/desk/programmes/{programme}/trainers/",
        f"/desk/programmes/{programme}/roads/",
        f"/desk/seminars/{hurried.pk}/trainers/",
    ]

    told_langs = [
        fetch(coordinator, f"{page}?lang={lang}").one("html").get("lang")
        for page in pages
        for lang in ("ky", "ru", "en")
    ]

    assert told_langs == ["ky", "ru", "en"] * 3


def test_a_warning_stands_beside_the_trainer_with_the_reason_why_it_is_done_all_the_same(
    coordinator: Client, world: World
) -> None:
    page = fetch(coordinator, f"/desk/programmes/{world.trainings.together.pk}/trainers/?lang=en")

    text = page.text
    assert ("it takes 18 hours" in text, "кечинде учак менен учат" in text) == (True, True)


def test_the_page_of_a_seminar_leads_to_all_that_belongs_to_its_training(world: World, sign_in: SignIn) -> None:
    seminar = seminars_of(world.trainings.together)[0]
    base = f"/desk/seminars/{seminar.pk}"
    pages = {
        who: fetch(sign_in(who), f"/desk/meetings/{seminar.meeting_id}/").links
        for who in (world.cast.coordinator, world.cast.trainer)
    }

    ways = [f"{base}/{page}/" for page in ("test", "evaluation", "certificates", "money", "trainers")]
    assert [way for way in ways if way not in pages[world.cast.coordinator]] == []
    assert [way for way in ways if way not in pages[world.cast.trainer]] == [f"{base}/money/", f"{base}/trainers/"]
    assert f"/desk/programmes/{seminar.programme_id}/trainers/" in pages[world.cast.trainer]


def test_a_trainer_of_the_office_sees_them_and_changes_nothing(world: World, sign_in: SignIn, hurried: Seminar) -> None:
    client = sign_in(world.cast.trainer)

    seen = client.get(f"/desk/programmes/{world.trainings.together.pk}/trainers/")
    sheet = client.get(f"/desk/meetings/{hurried.meeting_id}/papers/trainer.pdf?lang=ky")
    changed = client.get(f"/desk/seminars/{hurried.pk}/trainers/")

    assert (seen.status_code, sheet.status_code, sheet.content[:5], changed.status_code) == (200, 200, b"%PDF-", 404)


def test_a_warning_asks_for_a_reason_and_keeps_what_was_typed(coordinator: Client, world: World) -> None:
    first = seminars_of(world.trainings.together)[0]
    known = Trainer.objects.get(seminar=world.trainings.trial.seminars.get()).person_id
    typed = {"seen": "1", "known": str(known), "lang": "ru"}

    refused = coordinator.post(f"/desk/seminars/{first.pk}/trainers/?lang=en", typed)
    fields = _fields(refused)
    done = coordinator.post(f"/desk/seminars/{first.pk}/trainers/", {**typed, "despite": "кечээ келип конот"})

    assert (refused.status_code, fields["lang"], "despite" in fields, done.status_code) == (422, "ru", True, 302)
    assert Trainer.objects.get(seminar=first, person=known).despite == "кечээ келип конот"


def test_a_new_trainer_is_written_in_with_a_phone(coordinator: Client, world: World) -> None:
    draft = seminars_of(world.trainings.draft)[0]
    typed = {"seen": "1", "known": "", "name": "Ойдонкулова Сынакгүл", "phone": "0000 00-09-77", "lang": "ky"}

    answer = coordinator.post(f"/desk/seminars/{draft.pk}/trainers/", typed)

    person = Trainer.objects.get(seminar=draft).person
    assert (answer.status_code, person.name, person.contacts.count()) == (302, "Ойдонкулова Сынакгүл", 1)


def test_without_a_name_the_form_says_what_to_type(coordinator: Client, world: World) -> None:
    draft = seminars_of(world.trainings.draft)[0]

    answer = coordinator.post(f"/desk/seminars/{draft.pk}/trainers/?lang=en", {"seen": "1"})

    assert (answer.status_code, told(answer)) == (422, ["Enter the name of the person."])


def test_a_trainer_is_taken_off(coordinator: Client, hurried: Seminar) -> None:
    trainer = Trainer.objects.get(seminar=hurried)

    answer = coordinator.post(f"/desk/trainers/{trainer.pk}/removal/")

    assert (answer.status_code, Trainer.objects.filter(seminar=hurried).count()) == (302, 0)


def test_a_road_is_written_down_and_taken_out_again(coordinator: Client, world: World) -> None:
    here = f"/desk/programmes/{world.trainings.together.pk}/roads/"
    typed = {
        "seen": "1",
        "start": "Кочкор району",
        "goal": "Нарын шаары",
        "hours": "2,5",
        "is_both_ways": "on",
        "source": "айдоочу",
        "said_on": "05.03.2026",
    }

    written = coordinator.post(here, typed)
    road = Road.objects.order_by("-pk")[0]
    out = coordinator.post(f"/desk/roads/{road.pk}/removal/", {"programme": str(world.trainings.together.pk)})

    assert (written.status_code, str(road.hours), out["Location"]) == (302, "2.50", here)
    assert not Road.objects.filter(pk=road.pk).exists()


@pytest.mark.parametrize("hours", ["0", "abc", "nan", "1e9", "-3"])
def test_hours_that_are_none_are_sent_back(coordinator: Client, world: World, hours: str) -> None:
    before = Road.objects.count()
    typed = {"seen": "1", "start": "Кочкор району", "goal": "Нарын шаары", "hours": hours, "source": "айдоочу"}

    answer = coordinator.post(
        f"/desk/programmes/{world.trainings.together.pk}/roads/", {**typed, "said_on": "05.03.2026"}
    )

    assert (answer.status_code, Road.objects.count()) == (422, before)


def test_the_mock_assembly_becomes_an_item_of_the_day(coordinator: Client, world: World) -> None:
    draft = seminars_of(world.trainings.draft)[0]

    answer = coordinator.post(f"/desk/seminars/{draft.pk}/mock-assembly/", {"minutes": "90"})

    item = AgendaItem.objects.get(meeting=draft.meeting_id)
    assert (answer.status_code, item.minutes, str(item.title.in_("ru"))) == (
        302,
        90,
        "Учебный сход: проводим собрание всей группой",
    )


def test_a_mock_assembly_of_three_minutes_is_refused_where_it_was_asked_for(coordinator: Client, world: World) -> None:
    draft = seminars_of(world.trainings.draft)[0]

    answer = coordinator.post(f"/desk/seminars/{draft.pk}/mock-assembly/?lang=en", {"minutes": "3"}, follow=True)

    assert answer.redirect_chain == [(f"/desk/seminars/{draft.pk}/trainers/", 302)]
    assert not AgendaItem.objects.filter(meeting=draft.meeting_id).exists()


def _fields(answer: Any) -> dict[str, str]:
    """What stands in the fields of all forms of a page."""
    return fields_of(check(answer).one("main"))
