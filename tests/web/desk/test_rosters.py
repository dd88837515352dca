"""A seminar's people at the desk: from the invited aimaks to plan and fact."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.moments import TODAY
from tegerek.demo.world import World
from tegerek.journal.models import Entry
from tegerek.meetings import roster
from tegerek.meetings.models import Meeting, Participant
from tegerek.meetings.roster import Typed
from tegerek.meetings.roster_sheets import balance_of, roster_sheet
from tegerek.people.actions import grant
from tegerek.people.models import Grant, Post, Role
from tegerek.programmes.counts import series_counts
from tegerek.programmes.models import Quota, Results, Seminar
from tegerek.web.desk import rosters
from tests.files.samples import pdf
from tests.pages import fetch, words_of
from tests.web.desk.typing_in import ENGLISH, fields_of, form_of, press, told

SignIn = Callable[[Member], Client]


@pytest.fixture
def desk(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.coordinator)


@pytest.fixture
def held(world: World) -> Meeting:
    return Meeting.objects.get(seminar__programme=world.trainings.trial)


@pytest.fixture
def ahead(world: World) -> Seminar:
    found = Seminar.objects.filter(programme=world.trainings.together).select_related("meeting").order_by("pk").first()
    assert found is not None
    return found


def text_of(client: Client, address: str) -> str:
    page = fetch(client, address + ENGLISH)
    return " ".join(re.sub(r"<[^>]+>", " ", page.html).split())


def scan_of(client: Client, meeting: Meeting) -> str:
    """The address of the only signed sheet of a meeting."""
    page = fetch(client, f"/desk/meetings/{meeting.pk}/scans/")
    (address,) = re.findall(rf"\"(/desk/meetings/{meeting.pk}/scans/\d+/)\"", page.html)
    return str(address)


def test_the_list_says_who_is_still_missing_in_a_sentence(desk: Client, ahead: Seminar) -> None:
    address = f"/desk/meetings/{ahead.meeting_id}/roster/"

    english, kyrgyz = text_of(desk, address), fetch(desk, address + "?lang=ky").html

    assert "At-Bashy: 3 of 3 members of joint monitoring groups not confirmed" in english
    assert "Ат-Башы: 4 депутаттын 2си келерин тастыктай элек" in kyrgyz


def test_an_answer_on_the_phone_is_one_tap_and_the_page_comes_back_where_it_was(desk: Client, ahead: Seminar) -> None:
    line = ahead.meeting.roster.filter(confirmed_at=None, declined_at=None).order_by("pk").first()
    assert line is not None

    answer = desk.post(f"/desk/participants/{line.pk}/confirmation/")

    line.refresh_from_db()
    assert answer["Location"] == f"/desk/meetings/{ahead.meeting_id}/roster/?line={line.pk}#line-{line.pk}"
    assert line.confirmed_at is not None


def test_phones_stand_there_for_whoever_may_see_them_and_for_nobody_else(
    world: World, sign_in: SignIn, ahead: Seminar
) -> None:
    address = f"/desk/meetings/{ahead.meeting_id}/roster/"
    trainer = world.cast.clerk
    Grant.objects.filter(user=trainer.user).delete()
    grant(trainer.user, role=Role.TRAINER, office=world.land.trainers, since=TODAY.date(), now=TODAY)

    pages = [fetch(sign_in(member), address).html for member in (world.cast.coordinator, world.cast.auditor, trainer)]
    calls = sign_in(trainer).get(f"/desk/meetings/{ahead.meeting_id}/calls/").status_code

    assert [("tel:" in html, "Мисалов" in html) for html in pages] == [(True, True), (True, True), (False, True)]
    assert calls == 404


@pytest.mark.parametrize("people", [3, 40])
def test_a_list_costs_the_same_however_long(people: int, desk: Client, world: World) -> None:
    seminar = Seminar.objects.filter(programme=world.trainings.draft).select_related("meeting").order_by("pk").first()
    assert seminar is not None
    for n in range(people):
        typed = Typed(f"Мисалова {n}", Post.DEPUTY, world.land.aimak if n % 2 else None)
        roster.write_in(seminar.meeting, typed, person=None, by=None, now=TODAY)

    fetch(desk, f"/desk/meetings/{seminar.meeting_id}/roster/", queries=13)


def test_a_person_is_added_by_typing(desk: Client, ahead: Seminar) -> None:
    press(
        desk,
        f"/desk/meetings/{ahead.meeting_id}/roster/new/",
        {"name": "Үлгүева Жаңыл", "post": "council_chair", "sex": "f", "age": "35+", "phone": "0000 12 34 56"},
    )

    line = ahead.meeting.roster.get(person__name="Үлгүева Жаңыл")
    assert (line.post, line.band, line.person.sex) == ("council_chair", "35+", "f")
    assert line.person.contacts.get().value == "+996000123456"


def test_what_is_missing_or_wrong_is_said(desk: Client, ahead: Seminar) -> None:
    answer = press(desk, f"/desk/meetings/{ahead.meeting_id}/roster/new/", {"phone": "12"}, status=422)

    words = told(answer)
    for sentence in ("Enter the name of the person.", "Choose the post", "This is not a phone number."):
        assert sentence in str(words)


def test_a_known_person_is_asked_about_and_not_written_twice(desk: Client, ahead: Seminar, held: Meeting) -> None:
    known = held.roster.select_related("person").order_by("pk")[0].person
    ahead.meeting.roster.filter(person=known).delete()
    typed = {"name": known.name, "post": "ao_head"}
    address = f"/desk/meetings/{ahead.meeting_id}/roster/new/"

    asked = press(desk, address, typed, status=422)
    press(desk, address, {**typed, "who": str(known.pk)})

    assert "known already" in str(told(asked))
    assert ahead.meeting.roster.filter(person=known).count() == 1


def test_a_substitute_is_entered_with_a_reason(desk: Client, ahead: Seminar) -> None:
    line = ahead.meeting.roster.filter(confirmed_at=None, declined_at=None).order_by("pk").first()
    assert line is not None
    address = f"/desk/participants/{line.pk}/substitution/"

    refused = press(desk, address, {"name": "Үлгүев Жаңы"}, status=422)
    press(desk, address, {"name": "Үлгүев Жаңы", "reason": "өргүүдө"})

    made = Participant.objects.get(instead_of=line)
    assert "few words" in str(told(refused))
    assert (made.post, made.unit_id, made.reason) == (line.post, line.unit_id, "өргүүдө")


def test_aimaks_are_chosen_by_boxes_all_or_none(desk: Client, held: Meeting, world: World) -> None:
    address = f"/desk/seminars/{held.seminar.pk}/invited/"

    boxes = [fetch(desk, f"{address}?choose={choose}").html.count("checked") for choose in ("all", "none", "")]

    assert boxes == [2, 0, 2]


def test_seats_of_one_seminar_are_copied_to_the_series_in_one_press(desk: Client, ahead: Seminar) -> None:
    seminar, programme = ahead, ahead.programme
    press(desk, f"/desk/seminars/{seminar.pk}/quota/", {"village_head": "7", "each_ao_head": "on"})
    programme.refresh_from_db()

    desk.post(f"/desk/seminars/{seminar.pk}/copy/", {"seen": str(programme.version)})

    seats = [dict(row.quotas.values_list("post", "seats")) for row in programme.seminars.all()]
    assert {row.get("village_head") for row in seats} == {7}


def test_ticks_are_saved_in_one_press_and_what_another_changed_is_shown(desk: Client, held: Meeting) -> None:
    address = f"/desk/meetings/{held.pk}/ticks/"
    page = fetch(desk, address + ENGLISH)
    first, _second, second = held.roster.order_by("pk")[:3]
    roster.tick(first, morning=True, afternoon=True, seen=first.version, by=None, now=TODAY)
    sent = {f"seen_{line.pk}": str(line.version) for line in (first, second)}

    answer = desk.post(address + ENGLISH, {**sent, f"afternoon_{first.pk}": "on", f"morning_{second.pk}": "on"})

    first.refresh_from_db()
    second.refresh_from_db()
    assert "recorded later" in page.html
    assert (answer.status_code, "Somebody else changed 1 line" in answer.content.decode()) == (422, True)
    assert (first.morning, first.afternoon, second.morning, second.afternoon) == (True, True, True, False)
    assert second.ticked_later is True


def test_ages_are_saved_in_one_press_and_what_another_changed_is_shown(desk: Client, held: Meeting) -> None:
    address = f"/desk/meetings/{held.pk}/ages/"
    sent = fields_of(form_of(fetch(desk, address)))
    first, _second, second = held.roster.order_by("pk")[:3]
    roster.set_ages(held, [roster.Age(first.pk, first.version, "16-17")], by=None, now=TODAY)

    answer = desk.post(
        address + ENGLISH, {**sent, f"age_{first.pk}": "35+", f"age_{second.pk}": "18-27", "age_0": "35+"}
    )
    again = desk.post(address + ENGLISH, {**sent, f"age_{second.pk}": "eighteen"}, follow=True)

    text, bands = answer.content.decode(), dict(held.roster.values_list("pk", "band"))
    assert (answer.status_code, "Stands there now: 16–17 years" in text) == (422, True)
    assert (bands[first.pk], bands[second.pk]) == ("16-17", "18-27")
    assert again.status_code == 422


def test_saving_ticks_that_stand_as_they_stood_says_that_nothing_changed(desk: Client, held: Meeting) -> None:
    address = f"/desk/meetings/{held.pk}/ticks/"
    sent = fields_of(form_of(fetch(desk, address)))

    answer = desk.post(address + ENGLISH, sent, follow=True)

    assert "Nothing had changed." in answer.content.decode()


def test_of_a_post_beyond_its_seats_those_written_down_last_are_named(desk: Client, ahead: Seminar) -> None:
    ahead.quotas.all().delete()
    deputies = ahead.meeting.roster.filter(post=Post.DEPUTY, declined_at=None, is_walk_in=False)
    waiting = deputies.filter(confirmed_at=None).order_by("pk")
    Quota.objects.create(seminar=ahead, post=Post.DEPUTY, seats=deputies.count() - 1)

    text = text_of(desk, f"/desk/meetings/{ahead.meeting_id}/roster/")

    assert f"written down last: {waiting[len(waiting) - 1].person.name}" in text


def test_before_the_day_the_page_of_ticks_says_so_and_writes_nothing(desk: Client, ahead: Seminar) -> None:
    address = f"/desk/meetings/{ahead.meeting_id}/ticks/"
    line = ahead.meeting.roster.order_by("pk")[0]

    before = text_of(desk, address)
    answer = desk.post(address + ENGLISH, {f"seen_{line.pk}": "1", f"morning_{line.pk}": "on"})

    line.refresh_from_db()
    assert "The day has not come yet." in before
    assert (answer.status_code, line.ticked_at) == (422, None)


def test_who_came_unlisted_is_added_with_ticks(desk: Client, held: Meeting) -> None:
    address, typed = f"/desk/meetings/{held.pk}/walk-ins/new/", {"name": "Үлгүева Жаңы", "post": "other"}

    refused = press(desk, address, typed, status=422)
    press(desk, address, typed, afternoon="on")

    line = held.roster.get(person__name="Үлгүева Жаңы")
    assert "when was this person there?" in str(told(refused))
    assert (line.is_walk_in, line.morning, line.afternoon, line.ticked_later) == (True, None, True, True)


def test_an_answer_noted_by_mistake_is_said_in_its_place_and_taken_back(desk: Client, ahead: Seminar) -> None:
    line = ahead.meeting.roster.filter(confirmed_at=None, declined_at=None).order_by("pk")[0]

    answer = desk.post(f"/desk/participants/{line.pk}/refusal/", {"back": "calls"})
    noted = fetch(desk, answer["Location"].replace("#", "&lang=en#")).html
    back = desk.post(f"/desk/participants/{line.pk}/answer/removal/", {"back": "calls"})

    line.refresh_from_db()
    assert answer["Location"] == f"/desk/meetings/{ahead.meeting_id}/calls/?line={line.pk}#line-{line.pk}"
    assert ("Noted: will not come." in noted, f"/participants/{line.pk}/substitution/" in noted) == (True, True)
    assert (back.status_code, line.declined_at, line.confirmed_at) == (302, None, None)


def test_who_did_not_answer_stays_to_be_phoned_and_the_calls_are_counted(desk: Client, ahead: Seminar) -> None:
    line = ahead.meeting.roster.filter(confirmed_at=None, declined_at=None).order_by("pk")[0]
    address = f"/desk/meetings/{ahead.meeting_id}/calls/"
    before = text_of(desk, address)

    desk.post(f"/desk/participants/{line.pk}/tries/", {"back": "calls"})

    after = text_of(desk, address)
    assert ("1 call without an answer" in before, "1 call without an answer" in after) == (False, True)
    assert (
        re.findall("to phone: [0-9]+ will come: [0-9]+ will not come: [0-9]+", before + after)
        == ["to phone: 10 will come: 10 will not come: 1"] * 2
    )


def test_post_and_aimak_of_a_line_are_changed_and_the_card_is_not(desk: Client, ahead: Seminar) -> None:
    line = ahead.meeting.roster.filter(post=Post.DEPUTY).order_by("pk")[0]
    unit = ahead.invited.exclude(unit=line.unit_id).order_by("pk")[0].unit_id
    address = f"/desk/participants/{line.pk}/post/"

    refused = press(desk, address, {"post": ""}, status=422)
    press(desk, address, {"post": "village_head", "unit": str(unit), "age": "18-27"})
    stale = press(desk, address, {"seen": "1", "post": "deputy"}, status=422)

    line.refresh_from_db()
    assert ("Choose the post" in str(told(refused)), "after you opened" in str(told(stale))) == (True, True)
    assert (line.post, line.unit_id, line.band) == ("village_head", unit, "18-27")
    page = fetch(desk, f"/desk/meetings/{ahead.meeting_id}/roster/?line={line.pk}&lang=en")
    assert "18–27 years" in words_of(page.one("main"))


def test_a_phone_is_mended_from_the_list_and_the_page_comes_back_to_the_line(desk: Client, ahead: Seminar) -> None:
    line = ahead.meeting.roster.order_by("pk")[0]
    address = f"/desk/persons/{line.person_id}/contacts/?line={line.pk}"
    back = f"/desk/meetings/{ahead.meeting_id}/roster/?line={line.pk}#line-{line.pk}"
    page = fetch(desk, address)

    added = desk.post(address, {"seen": str(line.person.version), "phone": "0000 12 34 56"})
    strange = desk.get(f"/desk/persons/{line.person_id}/contacts/?line={line.pk + 1}").content.decode()

    assert (page.html.count(back), added["Location"]) == (1, back)
    assert "/roster/?line=" not in strange


def test_seats_and_people_are_told_apart(desk: Client, ahead: Seminar, world: World) -> None:
    for n in range(3):
        roster.write_in(ahead.meeting, Typed(f"Мисалова {n}", Post.DEPUTY), person=None, by=None, now=TODAY)

    text = text_of(desk, f"/desk/meetings/{ahead.meeting_id}/roster/")
    add = text_of(desk, f"/desk/meetings/{ahead.meeting_id}/roster/new/")

    assert "At-Bashy: 2 of 4 deputies not confirmed · 5 on the list have not answered yet" in text
    assert "23 people are on the list; seats: 20. 3 have no seat." in text
    assert "With those added now 4 would have no seat; that is allowed." in add


def test_a_list_and_plan_and_fact_count_alike(desk: Client, held: Meeting) -> None:
    sheet = roster_sheet(held)

    count, balance = series_counts(held.seminar.programme).total, balance_of(sheet)

    assert (balance.listed, balance.confirmed, balance.declined) == (count.listed, count.confirmed, count.declined)
    assert (balance.came, balance.women_came, balance.walk_ins) == (count.came, count.women, count.walk_ins)
    assert (balance.listed, balance.walk_ins) == (12, 1)


def test_the_aimaks_of_a_long_list_are_reached_from_its_head(desk: Client, ahead: Seminar) -> None:
    html = fetch(desk, f"/desk/meetings/{ahead.meeting_id}/roster/").html

    jumps = re.findall(r'href="#(aimak-\d+)"', html)

    assert (len(jumps) > 1, jumps) == (True, re.findall(r'id="(aimak-\d+)"', html))


def test_a_signed_sheet_is_fetched_through_its_meeting_to_be_saved(
    desk: Client, world: World, sign_in: SignIn, held: Meeting
) -> None:
    file = SimpleUploadedFile("Мисалова.pdf", pdf(), content_type="text/html")
    desk.post(f"/desk/meetings/{held.pk}/scans/new/", {"file": file})
    address = scan_of(desk, held)

    answer = desk.get(address)
    elsewhere = [
        desk.get(address.replace(f"/{held.pk}/", f"/{held.pk - 1}/")).status_code,
        sign_in(world.cast.clerk).get(address).status_code,
    ]

    assert (answer.content, answer["Content-Type"], answer["X-Content-Type-Options"]) == (
        pdf(),
        "application/pdf",
        "nosniff",
    )
    assert (answer["Content-Disposition"].startswith("attachment; "), elsewhere) == (True, [404, 404])
    assert Entry.objects.filter(verb="scan.fetched").count() == 1


def test_a_signed_sheet_is_taken_away_with_a_reason(desk: Client, held: Meeting) -> None:
    desk.post(f"/desk/meetings/{held.pk}/scans/new/", {"file": SimpleUploadedFile("sheet.pdf", pdf())})
    address = scan_of(desk, held) + "removal/"

    press(desk, address, {"reason": "Башка семинардын барагы."})

    assert "Башка семинардын барагы." in fetch(desk, f"/desk/meetings/{held.pk}/scans/").html


def test_carrying_the_names_away_in_a_file_is_journaled(desk: Client, held: Meeting) -> None:
    answer = desk.get(f"/desk/meetings/{held.pk}/roster.xlsx")

    entry = Entry.objects.get(verb="roster.exported")
    assert (answer.status_code, entry.thing_key, entry.refs) == (200, held.pk, {"lines": 13})


def test_plan_and_fact_stand_on_a_page_and_in_two_files(desk: Client, world: World) -> None:
    address = f"/desk/programmes/{world.trainings.trial.pk}/counts"

    page = text_of(desk, address + "/")
    csv, xlsx = desk.get(address + ".csv" + ENGLISH), desk.get(address + ".xlsx" + ENGLISH)

    assert "In all 12 12 12 12 0 12 11 12 1 0 6 6" in page
    assert "In all,,12,12,12,12,0,12,11,12,1,0,6,6" in csv.content.decode("utf-8-sig")
    assert xlsx.content[:2] == b"PK"


@pytest.mark.parametrize("slug", ["trial", "of_2017"])
def test_plan_and_fact_cost_the_same_however_long_the_series(slug: str, desk: Client, world: World) -> None:
    programme: Any = getattr(world.trainings, slug)

    fetch(desk, f"/desk/programmes/{programme.pk}/counts/", queries=8)


def test_results_are_published_in_the_press_release_and_no_name_with_them(
    desk: Client, world: World, client: Client
) -> None:
    programme = world.trainings.trial
    address = f"/en/programmes/{programme.slug}/press-release/"
    before = fetch(client, address).html

    press(desk, f"/desk/programmes/{programme.pk}/results/")

    after = fetch(client, address).html
    paper = client.get(f"/programmes/{programme.slug}/press-release.txt?lang=en").content.decode()
    assert ("12 people took part." in before, Results.objects.count()) == (False, 1)
    assert [("12 people took part." in text, "Мисалов" in text) for text in (after, paper)] == [(True, False)] * 2


def test_a_programme_says_when_figures_changed_since_its_results(desk: Client, world: World, held: Meeting) -> None:
    address, words = f"/desk/programmes/{world.trainings.trial.pk}/", "Figures have changed since the results"
    press(desk, f"{address}results/")
    before = text_of(desk, address)
    one = held.roster.filter(morning=True)[0]

    held.roster.filter(pk=one.pk).update(morning=False, afternoon=False)

    assert [words in text for text in (before, text_of(desk, address))] == [False, True]


def test_a_long_list_comes_in_pages_and_an_answer_comes_back_to_its_own(
    desk: Client, ahead: Seminar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rosters, "LINES_A_PAGE", 15)
    address = f"/desk/meetings/{ahead.meeting_id}/roster/"
    first, second = (fetch(desk, f"{address}?page={number}") for number in (1, 2))
    (last,) = re.findall(r'id="line-(\d+)"', second.html)[-1:]

    back = fetch(desk, f"{address}?line={last}")

    assert [page.html.count('id="line-') for page in (first, second, back)] == [15, 6, 6]


def test_the_pages_of_a_meeting_share_their_ways_and_say_where_one_is(desk: Client, ahead: Seminar) -> None:
    parts = ("", "roster/", "calls/", "papers/", "ticks/")
    pages = [fetch(desk, f"/desk/meetings/{ahead.meeting_id}/{part}{ENGLISH}") for part in parts]

    tabs = [next(nav for nav in page.all("nav") if nav.get("class") == "tabs") for page in pages]

    ways = [[link.get("href") for link in nav.iter("a")] for nav in tabs]
    of_meeting = [f"/desk/meetings/{ahead.meeting_id}/{part}" for part in parts]
    assert ways == [[*of_meeting, f"/desk/seminars/{ahead.pk}/next-meetings/"]] * len(parts)
    current = [[n for n, link in enumerate(nav.iter("a")) if link.get("aria-current") == "page"] for nav in tabs]
    assert current == [[n] for n in range(len(parts))]
