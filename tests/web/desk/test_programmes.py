"""A coordinator at her desk: words, press release, publication, changes, correction notice, seats."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.meetings.rules import When
from tegerek.people.models import Card
from tegerek.places.models import NameMark
from tegerek.programmes.actions import add_seminar
from tegerek.programmes.models import Programme, Quota, Seminar
from tests.pages import Page, check, fetch, words_of
from tests.programmes.series import days_of, seminars_of
from tests.web.desk.typing_in import ENGLISH, fields_of, form_of, press, told

SignIn = Callable[[Member], Client]
CHANGED = "Somebody changed this after you opened it. Look at the new state, then make your change again."


@pytest.fixture
def coordinator(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.coordinator)


@pytest.fixture
def draft(world: World) -> Programme:
    """A drafted programme with two seminars on one day."""
    return world.trainings.draft


@pytest.fixture
def together(world: World) -> Programme:
    """A published programme of six seminars, with prose and a corrected day."""
    return world.trainings.together


def test_every_page_of_a_programme_is_in_order_in_every_language(
    coordinator: Client, draft: Programme, together: Programme
) -> None:
    addresses = ["programmes/", "places/", "places/?q=кочкор"]
    for programme in (draft, together):
        here = f"programmes/{programme.pk}/"
        addresses += [here, f"{here}words/", f"{here}release/", f"{here}publication/", f"{here}seminars/new/"]
        seminar = seminars_of(programme)[0]
        addresses += [f"seminars/{seminar.pk}/{act}/" for act in ("change", "quota", "removal")]
    addresses.append(f"places/{seminars_of(draft)[0].meeting.place_id}/name/")

    for lang in ("ky", "ru", "en"):
        for address in addresses:
            page = fetch(coordinator, f"/desk/{address}{'&' if '?' in address else '?'}lang={lang}")

            assert page.one("html").get("lang") == lang


def test_words_and_figures_are_kept_and_the_seminars_bear_the_new_title(coordinator: Client, draft: Programme) -> None:
    press(
        coordinator,
        f"/desk/programmes/{draft.pk}/words/",
        title_ru="Осенние семинары",
        topics_ky="пландоо\nмаалымдоо",
        topics_ru="планирование",
        planned="60",
        first_day="15.09.2026",
    )

    draft.refresh_from_db()
    assert (draft.planned, draft.first_day) == (60, date(2026, 9, 15))
    assert [topic.title.texts for topic in draft.topics.all()] == [
        {"ky": "пландоо", "ru": "планирование"},
        {"ky": "маалымдоо"},
    ]
    titles = {seminar.meeting.title.in_("ru").text for seminar in seminars_of(draft)}
    assert titles == {"Осенние семинары"}


def test_a_programme_keeps_a_title_and_its_end_after_its_start(coordinator: Client, draft: Programme) -> None:
    address = f"/desk/programmes/{draft.pk}/words/"

    untitled = told(press(coordinator, address, status=422, title_ky="", planned="70"))
    reversed_ = told(press(coordinator, address, status=422, first_day="15.09.2026", last_day="01.09.2026"))

    draft.refresh_from_db()
    assert untitled == ["Give the programme a title, in one language at least."]
    assert reversed_ == ["The programme ends before it begins. Check its first and last day."]
    assert (bool(draft.title), draft.planned) == (True, 40)


def test_the_press_release_is_written_and_whoever_was_overtaken_keeps_every_word(
    coordinator: Client, draft: Programme
) -> None:
    address = f"/desk/programmes/{draft.pk}/release/"
    typed = {
        "lead_ky": "Эки семинар болот.",
        "quote_ky": "Ар бир добуш угулсун.",
        "speaker_name_ky": "Жылдыз Сынакова",
        "contact_name_ky": "Бектур Мисалов",
        "contact_phones": "0000 00-00-22",
        "contact_email": "press@misal.example",
        "dated": "01.09.2026",
    }
    opened = fields_of(form_of(fetch(coordinator, address + ENGLISH)))
    press(coordinator, address, lead_ky="Үч семинар болот.")

    overtaken = coordinator.post(address + ENGLISH, {**opened, **typed})
    again = fields_of(form_of(check(overtaken)))
    done = coordinator.post(address + ENGLISH, again)

    assert (told(overtaken), {name: again[name] for name in typed}, done.status_code) == ([CHANGED], typed, 302)
    release = Programme.objects.get(pk=draft.pk).release
    assert (release.lead.texts, release.quote.texts, release.dated) == (
        {"ky": "Эки семинар болот."},
        {"ky": "Ар бир добуш угулсун."},
        date(2026, 9, 1),
    )
    names = Card.objects.filter(office=draft.office).values_list("phones", flat=True)
    assert "0000 00-00-22" in names


def test_a_wrong_e_mail_is_told_beside_its_field_and_nothing_typed_is_lost(
    coordinator: Client, draft: Programme
) -> None:
    response = press(
        coordinator,
        f"/desk/programmes/{draft.pk}/release/",
        status=422,
        contact_email="not an address",
        lead_ky="Эки семинар болот.",
        contact_name_ky="Бектур Мисалов",
    )

    kept = fields_of(form_of(check(response)))
    assert (len(told(response)), kept["contact_email"], kept["lead_ky"]) == (1, "not an address", "Эки семинар болот.")
    assert bool(Programme.objects.get(pk=draft.pk).release.lead) is False


def test_before_publishing_what_to_look_at_is_shown_and_then_it_is_on_the_web(
    coordinator: Client, draft: Programme, client: Client
) -> None:
    address = f"/desk/programmes/{draft.pk}/publication/"
    shown = fetch(coordinator, address + ENGLISH).main

    press(coordinator, address)

    assert shown.count("Two seminars on one day: ") == 1
    assert client.get(f"/en/programmes/{draft.slug}/").status_code == 200


def test_a_programme_that_somebody_changed_meanwhile_is_published_after_a_second_look(
    coordinator: Client, draft: Programme
) -> None:
    address = f"/desk/programmes/{draft.pk}/publication/{ENGLISH}"
    opened = fields_of(form_of(fetch(coordinator, address)))
    press(coordinator, f"/desk/programmes/{draft.pk}/words/", planned="60")

    overtaken = coordinator.post(address, opened)
    done = coordinator.post(address, fields_of(form_of(check(overtaken))))
    twice = coordinator.post(address, opened)

    assert (told(overtaken), done.status_code) == ([CHANGED], 302)
    assert told(twice) == ["This programme has already been published."]


def test_a_seminar_without_a_day_keeps_the_programme_from_the_web(coordinator: Client, draft: Programme) -> None:
    press(coordinator, f"/desk/programmes/{draft.pk}/seminars/new/", place="Алай району")

    refused = told(press(coordinator, f"/desk/programmes/{draft.pk}/publication/", status=422))

    assert refused == ["A seminar has no day yet. Enter its day, or take it out, then publish."]
    assert Seminar.objects.filter(programme=draft).count() == 3


def test_this_and_the_following_move_by_a_day_and_a_correction_is_offered_and_issued(
    coordinator: Client, together: Programme, client: Client
) -> None:
    before = days_of(together)
    third = seminars_of(together)[2]
    here = f"/desk/programmes/{together.pk}/"
    day = third.meeting.held_on
    assert day is not None

    press(
        coordinator,
        f"/desk/seminars/{third.pk}/change/",
        first=f"{day.day + 1}.{day.month}.{day.year}",
        scope="following",
        reason_en="The hall is taken.",
    )
    offered = fetch(coordinator, here + ENGLISH)
    pressed = coordinator.post(f"{here}correction/{ENGLISH}")
    after = fetch(coordinator, here + ENGLISH)

    moved = [(new - old).days for old, new in zip(before, days_of(together), strict=True) if old and new]
    assert moved == [0, 0, 1, 1, 1, 1]
    heading = "Correction notice"
    assert [[h.text for h in page.all("h2")].count(heading) for page in (offered, after)] == [1, 0]
    assert (pressed.status_code, after.text.count("now announces 4 changes")) == (302, 1)


def test_hours_hall_and_last_day_are_changed_only_where_they_were_touched(
    coordinator: Client, together: Programme
) -> None:
    first, second = seminars_of(together)[:2]
    day = first.meeting.held_on
    assert day is not None
    hall = second.meeting.venue_id

    press(coordinator, f"/desk/seminars/{first.pk}/change/", starts="10:00", scope="all")
    press(coordinator, f"/desk/seminars/{first.pk}/change/", last=f"{day.day + 1}.{day.month}.{day.year}", scope="this")
    press(coordinator, f"/desk/seminars/{first.pk}/change/", venue="мектеп", scope="this")

    rows = {row.pk: row.meeting for row in seminars_of(together)}
    assert rows[first.pk].when == When(day, day.replace(day=day.day + 1), time(10), time(16, 30))
    assert (rows[second.pk].starts_at, rows[second.pk].ends_on, rows[second.pk].venue_id) == (time(10), None, hall)
    venue = rows[first.pk].venue
    assert venue is not None
    assert venue.name.texts == {"ky": "мектеп"}


def test_a_hall_is_taken_back_by_emptying_its_field(coordinator: Client, together: Programme) -> None:
    first, second = seminars_of(together)[:2]

    press(coordinator, f"/desk/seminars/{first.pk}/change/", venue="", scope="this")

    halls = {row.pk: row.meeting.venue_id for row in seminars_of(together)}
    assert (halls[first.pk], halls[second.pk]) == (None, second.meeting.venue_id)


def test_a_seminar_changed_meanwhile_or_ending_before_it_begins_is_not_changed(
    coordinator: Client, together: Programme
) -> None:
    seminar = seminars_of(together)[0]
    address = f"/desk/seminars/{seminar.pk}/change/{ENGLISH}"
    opened = fields_of(form_of(fetch(coordinator, address)))
    press(coordinator, f"/desk/seminars/{seminar.pk}/change/", starts="10:00", scope="this")

    mistyped = coordinator.post(address, {**opened, "starts": "25:00"})
    overtaken = coordinator.post(address, {**fields_of(form_of(check(mistyped))), "starts": "11:00"})
    backwards = press(coordinator, f"/desk/seminars/{seminar.pk}/change/", status=422, last="01.03.2026")

    assert (told(mistyped), told(overtaken)) == (["Enter an hour like 10:00."], [CHANGED])
    assert told(backwards) == ["The end comes before the start. Check the days and the hours."]
    assert fields_of(form_of(check(overtaken)))["starts"] == "11:00"


def test_an_empty_day_is_asked_for(coordinator: Client, together: Programme) -> None:
    seminar = seminars_of(together)[0]

    response = press(
        coordinator, f"/desk/seminars/{seminar.pk}/change/", status=422, first="", reason_ky="Зал бош эмес."
    )

    assert (len(told(response)), fields_of(form_of(check(response)))["reason_ky"]) == (1, "Зал бош эмес.")


def test_a_seminar_is_added_to_a_published_series_and_called_at_once(coordinator: Client, together: Programme) -> None:
    address = f"/desk/programmes/{together.pk}/seminars/new/"

    dayless = told(press(coordinator, address, status=422, place="Алай району"))
    press(coordinator, address, place="Алай району", venue="РМА жыйындар залы", first="16.04.2026", planned="20")

    added = seminars_of(together)[-1]
    assert dayless == ["This programme is published: a new seminar needs its day."]
    assert (added.meeting.is_public, added.meeting.held_on, added.planned) == (True, date(2026, 4, 16), 20)


def test_seats_are_kept_and_a_draft_is_taken_out_but_not_what_was_announced(
    coordinator: Client, draft: Programme, together: Programme
) -> None:
    drafted, announced = seminars_of(draft)[0], seminars_of(together)[0]

    press(coordinator, f"/desk/seminars/{drafted.pk}/quota/", deputy="5", ig_member="")
    seats = dict(Quota.objects.filter(seminar=drafted).values_list("post", "seats"))
    press(coordinator, f"/desk/seminars/{drafted.pk}/removal/")
    refused = told(press(coordinator, f"/desk/seminars/{announced.pk}/removal/", status=422))

    assert (seats, Seminar.objects.filter(pk=drafted.pk).count()) == ({"deputy": 5}, 0)
    assert refused == ["This seminar has been announced. It can be cancelled, with a reason, but not removed."]


def test_a_name_is_confirmed_in_one_tap_and_another_s_correction_is_not_overwritten(
    coordinator: Client, draft: Programme
) -> None:
    place = seminars_of(draft)[0].meeting.place
    address = f"/desk/places/{place.pk}/name/"
    opened = fields_of(form_of(fetch(coordinator, address + ENGLISH)))

    empty = press(coordinator, address, status=422, ky="")
    press(coordinator, address)
    overtaken = coordinator.post(address + ENGLISH, {**opened, "ky": "Башка"})

    place.refresh_from_db()
    assert (len(told(empty)), place.ky_mark, place.name.in_("ky").text) == (1, NameMark.CHECKED, opened["ky"])
    assert (overtaken.status_code, fields_of(form_of(check(overtaken)))["ky"]) == (422, "Башка")


def next_of(page: Page) -> list[str]:
    """What the page says to do next: the sentence, then the button."""
    (box,) = [box for box in page.one("main").iter("section") if "next" in box.get("class", "").split()]
    return [" ".join(words_of(part).split()) for part in list(box)[:2]]


def test_a_programme_says_what_to_do_next_and_each_figure_leads_to_its_page(
    coordinator: Client, together: Programme, draft: Programme
) -> None:
    meeting = seminars_of(together)[0].meeting_id

    page = fetch(coordinator, f"/desk/programmes/{together.pk}/{ENGLISH}")

    assert next_of(page) == ["3 seminars: 30 seats have nobody who confirmed.", "Whom to phone"]
    assert next_of(fetch(coordinator, f"/desk/programmes/{draft.pk}/{ENGLISH}"))[1] == "Publish"
    leads = {f"/desk/meetings/{meeting}/{part}" for part in ("", "roster/", "calls/", "papers/")}
    assert leads - set(page.links) == set()
    assert page.main.count("20 / 20") == 6


@pytest.mark.parametrize("seminars", [1, 12])
def test_the_page_of_a_programme_costs_the_same_however_long(
    seminars: int, coordinator: Client, together: Programme, world: World
) -> None:
    for n in range(seminars):
        programme = Programme.objects.select_related("office").get(pk=together.pk)
        when = When(date(2026, 5, 1) + timedelta(n))
        add_seminar(programme, place=world.land.raion, when=when, venue="", by=None, now=programme.made_at)

    page = fetch(coordinator, f"/desk/programmes/{together.pk}/", queries=11)

    assert len(page.all("tr")) == 7 + seminars


def test_the_language_button_brings_back_to_the_same_page(coordinator: Client, draft: Programme) -> None:
    address = f"/desk/programmes/{draft.pk}/words/"
    page = fetch(coordinator, address)
    (form,) = [form for form in page.all("form") if form.get("action") == "/account/language/"]

    answer = coordinator.post("/account/language/", {**fields_of(form), "language": "ru"})

    assert answer["Location"] == address
