"""Bringing a schedule: paste or choose a file, watch it being read, correct the cells, take it over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from tegerek.jobs.models import Job
from tegerek.jobs.running import run
from tegerek.people.actions import grant
from tegerek.people.models import Role, User
from tegerek.places.models import Body, Unit
from tegerek.programmes.actions import publish_programme
from tegerek.programmes.models import Programme, ScheduleImport
from tegerek.programmes.tables import Table
from tests.meetings.rows import NOW, a_clerk, an_office
from tests.pages import Page, check, fetch
from tests.places.world import load_few_units
from tests.programmes.series import seminars_of
from tests.web.desk.typing_in import ENGLISH, fields_of, form_of, press, told

Press = Callable[..., HttpResponse | Any]
TEXT = """Темасы: Айылда чогуу чечебиз
07.04.2026 Кочкор району, РМА жыйындар залы
08.04.2026 Ак-Жар айыл аймагы
"""
SURE = TEXT.replace("Ак-Жар айыл аймагы", "Жумгал району")


@pytest.fixture
def units(db: None) -> dict[str, Unit]:
    return load_few_units()


@pytest.fixture
def office(db: None) -> Body:
    return an_office()


@pytest.fixture
def aigul(office: Body) -> User:
    user = a_clerk("aigul@ak-kyya.example")
    grant(user, role=Role.COORDINATOR, office=office, since=NOW.date(), now=NOW)
    return user


@pytest.fixture
def desk(units: dict[str, Unit], aigul: User, client: Client) -> Client:
    """A browser in which a coordinator has signed in."""
    client.force_login(aigul)
    return client


def brought(desk: Client, text: str = TEXT) -> str:
    """Paste a schedule and let it be read; the address of its preview."""
    address = str(press(desk, "/desk/imports/new/", text=text)["Location"])
    run(Job.objects.order_by("pk").last().pk)  # type: ignore[union-attr]  # there is one
    return address


def made_at(address: str) -> str:
    return f"{address}programme/"


def table() -> Table:
    return Table.from_json(ScheduleImport.objects.order_by("pk").last().table)  # type: ignore[union-attr]  # there is one


def choices(page: Page) -> list[str]:
    return [field.get("value", "") for field in page.one("main").iter("input") if field.get("type") == "radio"]


def test_nothing_brought_is_asked_for(desk: Client) -> None:
    empty = press(desk, "/desk/imports/new/", status=422)
    office = fields_of(form_of(fetch(desk, "/desk/imports/new/")))["office"]
    file = SimpleUploadedFile("план.docx", b"")
    empty_file = desk.post(f"/desk/imports/new/{ENGLISH}", {"office": office, "file": file})

    assert told(empty) == ["There is nothing in it. Paste the schedule from Word, or choose a file."]
    assert told(empty_file) == ["The file “план.docx” is empty. Choose the file with the schedule."]
    assert ScheduleImport.objects.count() == 0


def test_what_is_too_large_is_answered_before_it_is_read(desk: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    response = desk.post(f"/desk/imports/new/{ENGLISH}", {"text": "а" * 2000})

    assert (response.status_code, check(response).heading) == (413, "This is too much at once")
    assert ScheduleImport.objects.count() == 0


def test_a_schedule_is_read_in_the_background_and_may_be_stopped(desk: Client) -> None:
    address = str(press(desk, "/desk/imports/new/", text=TEXT)["Location"])

    waiting = fetch(desk, address + ENGLISH)
    stopped = desk.post(f"{address}stop/")
    run(Job.objects.get().pk)
    after = fetch(desk, address + ENGLISH)

    assert (waiting.heading, waiting.headers["Refresh"]) == ("The schedule is being read", "1")
    assert (stopped.status_code, after.heading, "Refresh" in after.headers) == (302, "Reading has ended", False)
    assert after.main.count("Reading was stopped. Nothing was made of the schedule.") == 1


def test_a_file_that_cannot_be_read_is_told_in_the_reader_s_language(desk: Client) -> None:
    office = fields_of(form_of(fetch(desk, "/desk/imports/new/")))["office"]
    file = SimpleUploadedFile("план.png", b"\x89PNG\r\n\x1a\n" + bytes(50))
    address = desk.post("/desk/imports/new/", {"office": office, "file": file})["Location"]
    run(Job.objects.get().pk)

    told_in = {lang: fetch(desk, f"{address}?lang={lang}").main for lang in ("ky", "ru", "en")}

    assert told_in["en"].count("“план.png” is a picture; no text can be read from it.") == 1
    assert (len(set(told_in.values())), told_in["ky"].count("is a picture")) == (3, 0)


def test_a_preview_shows_its_questions_and_is_in_order_in_every_language(desk: Client) -> None:
    address = brought(desk)

    pages = [fetch(desk, f"{address}?lang={lang}") for lang in ("ky", "ru", "en")]

    assert pages[2].main.count("1 question is open.") == 1
    assert pages[2].main.count("Several places are called “Ак-Жар”. Choose which one is meant.") == 1
    assert [len(choices(page)) for page in pages] == [2, 2, 2]


def test_a_cell_is_corrected_a_candidate_chosen_a_row_added_and_the_programme_made(
    desk: Client, units: dict[str, Unit]
) -> None:
    address = brought(desk)
    chosen = units["ak-jar-aimak-uzgen"].pk

    press(desk, address, {"0-day": "09.04.2026", "0-starts": "9:30", "save": "1"})
    kept = table().rows[0]
    press(desk, address, {"1-unit": str(chosen), "add": "1"})
    press(desk, address, {"2-place": "Алай району", "2-day": "10.04.2026", "save": "1"})
    done = press(desk, address, at=made_at(address))

    assert ((kept.day, kept.starts), len(table().rows)) == (("09.04.2026", "9:30"), 3)
    programme = Programme.objects.get()
    rows = [(row.meeting.held_on, row.meeting.place_id) for row in seminars_of(programme)]
    assert done["Location"] == f"/desk/programmes/{programme.pk}/"
    assert [(day.day if day else 0, place) for day, place in rows] == [
        (8, chosen),
        (9, units["kochkor-raion"].pk),
        (10, units["alai-raion"].pk),
    ]
    assert fetch(desk, address + ENGLISH).main.count("This schedule has been taken over.") == 1


def test_with_a_question_open_nothing_is_made_and_everything_typed_stays(desk: Client) -> None:
    address = brought(desk)

    response = press(desk, address, {"0-day": "31.02.2026", "title": "Башка аталыш"}, at=made_at(address), status=422)

    kept = fields_of(form_of(check(response)))
    assert (kept["0-day"], kept["title"], Programme.objects.count()) == ("31.02.2026", "Башка аталыш", 0)
    assert told(response)[0] == "Some cells still have a question. Answer them, then go on."
    assert "“31.02.2026” is not a day of the calendar. Enter it like 24.10.2017." in told(response)


def test_an_empty_place_and_a_number_beyond_reason_are_asked_back(desk: Client) -> None:
    address = brought(desk)

    response = press(desk, address, {"1-place": "", "planned": "9" * 30}, at=made_at(address), status=422)

    assert "Enter the place, or take the row out." in told(response)
    assert f"“{'9' * 30}” is not a number of people. Use digits only, or leave it empty." in told(response)


def test_a_row_that_was_unticked_is_left_out(desk: Client, units: dict[str, Unit]) -> None:
    address = brought(desk)
    sent = fields_of(form_of(fetch(desk, address)))
    del sent["1-keep"]

    done = desk.post(made_at(address), sent)

    assert (done.status_code, [row.meeting.place.slug for row in seminars_of(Programme.objects.get())]) == (
        302,
        ["kochkor-raion"],
    )


def test_whoever_was_overtaken_keeps_every_cell_and_can_go_on(desk: Client) -> None:
    address = brought(desk, SURE)
    opened = fields_of(form_of(fetch(desk, address)))
    press(desk, address, {"0-starts": "9:30", "save": "1"})

    overtaken = desk.post(address + ENGLISH, {**opened, "1-day": "15.04.2026", "save": "1"})
    again = fields_of(form_of(check(overtaken)))
    done = desk.post(address + ENGLISH, {**again, "save": "1"})

    assert (overtaken.status_code, again["1-day"], done.status_code) == (422, "15.04.2026", 302)
    assert told(overtaken)[0].startswith("Somebody changed this after you opened it.")


def test_a_second_press_goes_to_what_was_made(desk: Client) -> None:
    address = brought(desk, SURE)
    sent = fields_of(form_of(fetch(desk, address)))

    pressed = [desk.post(made_at(address), sent)["Location"] for _ in range(2)]

    assert (pressed, Programme.objects.count()) == (
        [f"/desk/programmes/{Programme.objects.get().pk}/", address],
        1,
    )


def test_the_same_paper_again_proposes_only_changes_and_asks_why(desk: Client) -> None:
    first = brought(desk, SURE)
    press(desk, first, at=made_at(first))
    programme = Programme.objects.get()
    publish_programme(programme, seen=programme.version, by=None, now=NOW)
    again = brought(desk, SURE)

    same = fetch(desk, again + ENGLISH).main
    asked = press(desk, again, {"1-day": "10.04.2026"}, at=made_at(again), status=422)
    sent = fields_of(form_of(check(asked)))
    done = desk.post(made_at(again) + ENGLISH, {**sent, "reason": "Зал бош эмес."})

    assert same.count("2 stay as they are.") == 1
    assert told(asked) == ["A day that was announced changes. Say why, in one sentence: people will read it."]
    assert (done.status_code, sent["1-day"], Programme.objects.count()) == (302, "10.04.2026", 1)
    moved = seminars_of(programme)[1].meeting
    assert (moved.held_on and moved.held_on.day, moved.turns.get(kind="moved").reason.texts) == (
        10,
        {"ky": "Зал бош эмес."},
    )


def test_another_series_of_the_same_paper_is_made_when_asked_for(desk: Client) -> None:
    first = brought(desk, SURE)
    press(desk, first, at=made_at(first))
    again = brought(desk, SURE)

    press(desk, again, at=made_at(again), separate="1")

    assert Programme.objects.count() == 2


def test_a_reason_is_kept_when_a_question_is_still_open(desk: Client) -> None:
    first = brought(desk, SURE)
    press(desk, first, at=made_at(first))
    again = brought(desk, SURE)

    response = press(desk, again, {"0-day": "x", "reason": "Зал бош эмес."}, at=made_at(again), status=422)

    assert fields_of(form_of(check(response)))["reason"] == "Зал бош эмес."


def test_a_tick_begins_a_sample_and_stays_while_cells_are_corrected(desk: Client) -> None:
    address = brought(desk, SURE)
    ticked = press(desk, address, {"sample": "1", "save": "1"})["Location"].partition("#")[0]

    press(desk, ticked, at=made_at(address))

    made = Programme.objects.get()
    assert (made.is_sample, {row.meeting.is_sample for row in seminars_of(made)}) == (True, {True})


def test_without_the_tick_it_is_none(desk: Client) -> None:
    address = brought(desk, SURE)

    press(desk, address, at=made_at(address))

    assert Programme.objects.get().is_sample is False


def test_a_programme_that_stands_does_not_become_a_sample_but_another_one_may_be_made(desk: Client) -> None:
    first = brought(desk, SURE)
    press(desk, first, at=made_at(first))
    again = brought(desk, SURE)

    refused = press(desk, again, {"sample": "1"}, at=made_at(again), status=422)
    press(desk, again, {"sample": "1", "separate": "1"}, at=made_at(again))

    says = "A programme that stands does not become a sample. Tick that this is another series, too."
    assert says in told(refused)
    assert list(Programme.objects.order_by("pk").values_list("is_sample", flat=True)) == [False, True]
