"""Bringing a list of people: paste, a file or by hand; each row with its question; what is ready goes in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.jobs.models import Job
from tegerek.jobs.running import run
from tegerek.meetings import listing
from tegerek.meetings.lists.cells import FAULTS
from tegerek.meetings.models import ListImport, Meeting, Participant
from tegerek.meetings.roster import Typed, substitute
from tegerek.people.actions import grant, keep_person
from tegerek.people.models import Person, Role, User
from tegerek.places.models import Body, Unit
from tests.lib.sources.files import docx, xlsx
from tests.meetings.lists import faulty
from tests.meetings.rows import NOW, a_clerk, a_draft, a_place, an_office
from tests.meetings.test_listing import LAND
from tests.pages import Page, check, fetch, spaced, words_of
from tests.places.world import load_few_units
from tests.web.desk.typing_in import ENGLISH, fields_of, form_of, press, told

SignIn = Callable[[Member], Client]
HEAD = ["№", "Аты-жөнү", "Кызматы", "Айыл аймагы", "Жынысы", "Телефону", "Колу"]


@pytest.fixture
def units(db: None) -> dict[str, Unit]:
    return load_few_units()


@pytest.fixture
def office(db: None) -> Body:
    return an_office()


@pytest.fixture
def clara(office: Body) -> User:
    user = a_clerk("clara@ak-kyya.example")
    grant(user, role=Role.CLERK, office=office, since=NOW.date(), now=NOW)
    return user


@pytest.fixture
def meeting(office: Body, units: dict[str, Unit]) -> Meeting:
    return a_draft(office=office, place=units["kochkor-raion"])


@pytest.fixture
def desk(units: dict[str, Unit], clara: User, client: Client) -> Client:
    """A browser in which a clerk has signed in."""
    client.force_login(clara)
    return client


def twenty() -> list[tuple[str, str, str, str]]:
    """Twenty invented people: name, post, sex, phone."""
    return [
        (f"{surname} {first}", faulty.POSTS[n % 8], sex, faulty.phone(n))
        for n, (surname, first, sex) in enumerate(faulty.people(20))
    ]


def from_excel() -> str:
    """As a spreadsheet copies a selection."""
    rows = [[str(n), name, post, "Кум-Дөбө", sex, phone, ""] for n, (name, post, sex, phone) in enumerate(twenty(), 1)]
    return "\n".join("\t".join(cells) for cells in [HEAD, *rows])


def from_word() -> bytes:
    """As the table of an office: another order of columns, headings between the rows, capitals."""
    rows = [[name.upper(), phone, post, sex] for name, post, sex, phone in twenty()]
    between = ["Кум-Дөбө айыл аймагы", "", "", ""]
    return docx([["Ф.И.О.", "Тел.", "Должность", "Пол"], between, *rows], above="Катышуучулардын тизмеси")


def as_lines() -> str:
    """As somebody writes it in a message."""
    return "\n".join(
        f"{n}. {name} – Кум-Дөбө {post}, {sex}, тел. {phone}" for n, (name, post, sex, phone) in enumerate(twenty(), 1)
    )


def new(meeting: Meeting) -> str:
    return f"/desk/meetings/{meeting.pk}/lists/new/"


def brought(desk: Client, meeting: Meeting, text: str) -> str:
    """Paste a list; the address of its preview."""
    address = str(press(desk, new(meeting), text=text)["Location"])
    job = Job.objects.order_by("pk").last()
    if job is not None and job.is_open:
        run(job.pk)
    return address


def brought_file(desk: Client, meeting: Meeting, data: bytes, name: str) -> str:
    response = desk.post(new(meeting), {"text": "", "file": SimpleUploadedFile(name, data)})
    run(Job.objects.order_by("pk").last().pk)  # type: ignore[union-attr]  # there is one
    return str(response["Location"])


def tally(page: Page) -> list[str]:
    lists = [e for e in page.one("main").iter("ul") if e.get("class") == "tally"]
    return [spaced(words_of(item)).strip() for one in lists for item in one.iter("li")]


def errors(page: Page) -> list[str]:
    return [words_of(e) for e in page.one("main").iter("p") if e.get("class") == "error"]


@pytest.mark.parametrize("shape", ["excel", "word", "lines"])
def test_a_list_of_twenty_in_any_of_three_shapes_goes_onto_the_roster_whole(
    desk: Client, meeting: Meeting, shape: str
) -> None:
    if shape == "word":
        address = brought_file(desk, meeting, from_word(), "тизме.docx")
    else:
        address = brought(desk, meeting, from_excel() if shape == "excel" else as_lines())
    page = fetch(desk, address + ENGLISH)

    response = press(desk, address, at=f"{address}roster/")

    lines = Participant.objects.select_related("person", "unit").order_by("pk")
    assert (tally(page)[0], response["Location"]) == ("20 new people", f"/desk/meetings/{meeting.pk}/roster/")
    assert [(line.person.name, line.person.sex) for line in lines] == [
        (name, "f" if sex == "аял" else "m") for name, _post, sex, _phone in twenty()
    ]
    assert {str(line.unit and line.unit.name.in_("ky")) for line in lines} == {"Кум-Дөбө"}
    assert Person.objects.filter(contacts__kind="phone").count() == 20
    assert "Taken over: 20 new people." in words_of(fetch(desk, response["Location"] + ENGLISH).one("body"))


def test_an_excel_file_is_read_in_the_background_while_the_page_waits(desk: Client, meeting: Meeting) -> None:
    data = xlsx([[*HEAD], ["1", "Мисалов Асан", "депутат", "Кум-Дөбө", "э", "0000 00 00 01", ""]])
    response = desk.post(new(meeting), {"text": "", "file": SimpleUploadedFile("тизме.xlsx", data)})
    waiting = desk.get(response["Location"] + ENGLISH)
    run(Job.objects.get().pk)

    page = fetch(desk, response["Location"] + ENGLISH)

    assert (waiting["Refresh"], "The list is being read" in words_of(check(waiting).one("main"))) == ("1", True)
    assert (tally(page), "Колу" in words_of(page.one("main"))) == (["1 new person"], True)


def test_what_cannot_be_read_says_why(desk: Client, meeting: Meeting) -> None:
    address = brought_file(desk, meeting, b"\x89PNG\r\n\x1a\n" + b"0" * 50, "сүрөт.png")

    page = fetch(desk, address + ENGLISH)

    assert "is a picture; no text can be read from it" in words_of(page.one("main"))


def test_nothing_brought_is_asked_for(desk: Client, meeting: Meeting) -> None:
    empty = press(desk, new(meeting), status=422)
    nobody = press(desk, new(meeting), text="Итого: 0", status=422)

    assert told(empty) == ["There is nothing in it. Paste the list of people, or choose a file."]
    assert told(nobody) == [
        "No people were found in it. Each person needs a row, with the name and what else is known."
    ]


def test_people_can_be_typed_into_an_empty_table_of_ten_rows(desk: Client, meeting: Meeting) -> None:
    address = str(press(desk, new(meeting), empty="1")["Location"])
    rows = [field for field in fields_of(form_of(fetch(desk, address))) if field.endswith("-name")]
    more = press(desk, address, {"1-name": "Мисалов Асан", "1-post": "төрага"}, add="1")

    response = press(desk, address, {"2-name": "Сынакова Айгүл", "2-sex": "f"}, at=f"{address}roster/")

    assert (len(rows), more["Location"]) == (10, f"{address}?page=1#rows")
    assert response["Location"] == f"/desk/meetings/{meeting.pk}/roster/"
    assert list(Participant.objects.values_list("person__name", "post", "person__sex").order_by("pk")) == [
        ("Мисалов Асан", "council_chair", ""),
        ("Сынакова Айгүл", "other", "f"),
    ]


def test_every_kind_of_fault_is_told_in_three_languages_and_marked_on_its_cell(
    desk: Client, meeting: Meeting, office: Body, units: dict[str, Unit]
) -> None:
    for n, aimak in enumerate([units["kum-dobo-aimak-kochkor"], units["kochkor-raion"]]):
        a_place("Эки-Талаа", f"two-{n}", aimak)
    for name in faulty.known_names(200):
        keep_person(None, office=office, name=name, by=None, now=NOW)
    address = brought(desk, meeting, faulty.text(LAND, 200))

    english = fetch(desk, f"{address}?show=questions&lang=en")
    others = [fetch(desk, f"{address}?show=questions&lang={lang}") for lang in ("ky", "ru")]

    assert tally(english) == ["180 new people", "6 questions", "13 to mend", "1 twice in the list"]
    assert len(set(errors(english))) == len(FAULTS)
    assert [len(set(errors(page)) - set(errors(english))) for page in others] == [20, 20]


def test_good_rows_go_in_and_the_others_stay_until_they_are_answered(
    desk: Client, meeting: Meeting, office: Body
) -> None:
    card = keep_person(None, office=office, name="Ойдонов Бек", by=None, now=NOW)
    text = "1. Мисалов Асан, депутат\n2. Сынакова, төрага\n3. Ойдонов Бек, мугалим\n"
    address = brought(desk, meeting, text)
    first = press(desk, address, at=f"{address}roster/")
    left = fetch(desk, address + ENGLISH)

    last = press(desk, address, {"2-name": "Сынакова Айгүл", "3-card": str(card.pk)}, at=f"{address}roster/")

    assert (first["Location"], tally(left)) == (address, ["1 question", "1 to mend"])
    assert "Taken over: 1 new person. 2 rows are left; they stay here." in words_of(left.one("main"))
    assert last["Location"] == f"/desk/meetings/{meeting.pk}/roster/"
    assert sorted(Participant.objects.values_list("person__name", flat=True)) == [
        "Мисалов Асан",
        "Ойдонов Бек",
        "Сынакова Айгүл",
    ]
    assert Person.objects.count() == 3


def test_people_of_another_raion_are_confirmed_by_one_tick_for_all(desk: Client, meeting: Meeting) -> None:
    text = "1. Мисалов Асан, депутат, Ат-Башы айыл аймагы\n2. Сынакова Айгүл, төрага, Ат-Башы айыл аймагы\n"
    address = brought(desk, meeting, text)
    before = tally(fetch(desk, address + ENGLISH))

    press(desk, address, {"all-elsewhere": "1"}, save="1")

    assert (before, tally(fetch(desk, address + ENGLISH))) == (["2 questions"], ["2 new people"])


def test_an_open_list_is_found_again_where_lists_are_brought(desk: Client, meeting: Meeting) -> None:
    address = brought(desk, meeting, "Мисалов, депутат")

    links = [link.get("href") for link in fetch(desk, new(meeting)).one("main").iter("a")]

    assert address in links


def test_a_row_left_out_is_found_again_from_the_roster_and_where_lists_are_brought(
    desk: Client, meeting: Meeting
) -> None:
    address = brought(desk, meeting, "1. Мисалов Асан, депутат\n2. Ойдонов Таалай, депутат\n")
    sent = fields_of(form_of(fetch(desk, address)))
    sent.pop("2-keep")

    taken = desk.post(f"{address}roster/", sent)
    pages = [fetch(desk, at + ENGLISH).one("main") for at in (new(meeting), f"/desk/meetings/{meeting.pk}/roster/")]
    left = words_of(fetch(desk, address + ENGLISH).one("main"))
    press(desk, address, at=f"{address}removal/")
    after = words_of(fetch(desk, f"/desk/meetings/{meeting.pk}/roster/{ENGLISH}").one("body"))

    assert taken["Location"] == address
    assert [
        (address in [link.get("href") for link in page.iter("a")], "1 row waits" in words_of(page)) for page in pages
    ] == [(True, True)] * 2
    assert [told in left for told in ("Taken over: 1 new person.", "1 row you left out waits here.")] == [True, True]
    assert ("The list is ended; 1 row was left out." in after, "1 row waits" in after) == (True, False)


def test_a_doubtful_row_is_marked_in_sentences_and_counted_apart(desk: Client, meeting: Meeting) -> None:
    head = "Аты-жөнү\tКызматы\tАйыл аймагы\tТелефону\n"
    text = f"{head}Мисалов Асан\tдепутат\tКум-Дөбө\t\nОйдонов Т.\tагроном\tКум-Төбө\t0000 12 34 56\n"
    address = brought(desk, meeting, text)

    page = fetch(desk, address + ENGLISH)
    pages = [fetch(desk, f"{address}?show=questions&lang={lang}") for lang in ("en", "ky", "ru")]

    looks = [[words_of(e).strip() for e in one.one("main").iter("p") if e.get("class") == "look"] for one in pages]
    assert tally(page) == ["2 new people", "1 of them to look at first"]
    assert looks[0] == [
        "The first name is only an initial. Enter it whole if it is known.",
        "“агроном” is none of the posts that are counted. It stays as written, as another post.",
        "“Кум-Төбө” was taken for Кум-Дөбө айыл аймагы, Кочкор району. Is that right?",
    ]
    assert [len(set(told) - set(looks[0])) for told in looks[1:]] == [3, 3]


def test_a_list_brought_again_says_who_is_on_it_already_and_who_was_replaced(
    desk: Client, meeting: Meeting, clara: User
) -> None:
    text = "1. Мисалов Асан, депутат\n2. Сынакова Айгүл, төрага\n"
    press(desk, first := brought(desk, meeting, text), at=f"{first}roster/")
    gone = Participant.objects.get(person__name="Сынакова Айгүл")
    typed = Typed("Ойдонова Жаңыл", "council_chair", None, "f", ())
    substitute(gone, typed, person=None, reason="өргүүдө", by=clara, now=NOW)
    address = brought(desk, meeting, text)

    page = fetch(desk, address + ENGLISH)
    response = press(desk, address, at=f"{address}roster/")

    told = words_of(page.one("main"))
    assert (tally(page), [e for e in page.one("main").iter("input") if e.get("type") == "checkbox"]) == (
        ["2 already on this list"],
        [],
    )
    assert "Мисалов Асан is already on this list." in told
    assert "Сынакова Айгүл does not come and is replaced by Ойдонова Жаңыл." in told
    assert response["Location"] == f"/desk/meetings/{meeting.pk}/roster/"
    assert Participant.objects.count() == 3


def test_a_long_list_has_pages_and_keeps_what_was_typed_when_another_is_opened(desk: Client, meeting: Meeting) -> None:
    address = brought(desk, meeting, faulty.text(LAND, 250))

    response = press(desk, address, {"1-name": "Мисалов Башка"}, page="3")
    page = fetch(desk, response["Location"].split("#")[0])

    found = ListImport.objects.get()
    assert response["Location"] == f"{address}?page=3#rows"
    assert found.table["rows"][0]["name"] == "Мисалов Башка"
    assert len([name for name in fields_of(form_of(page)) if name.endswith("-name")]) == 50


def test_a_long_list_is_taken_over_while_the_page_shows_how_far_it_is(desk: Client, meeting: Meeting) -> None:
    address = brought(desk, meeting, faulty.text(LAND, 250))
    response = press(desk, address, at=f"{address}roster/")
    waiting = desk.get(address + ENGLISH)
    stopping = desk.post(f"{address}stop/")
    run(Job.objects.get(kind=listing.TAKE).pk)

    page = fetch(desk, address + ENGLISH)

    assert (response["Location"], waiting["Refresh"], stopping["Location"]) == (address, "1", address)
    assert "The list is being taken over" in words_of(check(waiting).one("main"))
    assert (Job.objects.get(kind=listing.TAKE).state, Participant.objects.count(), tally(page)[0]) == (
        "stopped",
        0,
        "226 new people",
    )


def test_who_comes_second_is_told_and_loses_nothing(desk: Client, meeting: Meeting) -> None:
    address = brought(desk, meeting, "1. Мисалов, депутат\n2. Сынакова, төрага")
    sent = fields_of(form_of(fetch(desk, address)))
    press(desk, address, {"1-name": "Мисалов Асан"}, save="1")

    response = desk.post(address + ENGLISH, {**sent, "2-name": "Сынакова Айгүл"})

    assert response.status_code == 422
    assert told(response)[0].startswith("Somebody changed this after you opened it.")
    assert fields_of(form_of(check(response)))["2-name"] == "Сынакова Айгүл"


def test_the_rest_can_be_thrown_away(desk: Client, meeting: Meeting) -> None:
    address = brought(desk, meeting, "Мисалов, депутат")

    response = press(desk, address, at=f"{address}removal/")
    page = fetch(desk, address + ENGLISH)

    assert response["Location"] == f"/desk/meetings/{meeting.pk}/roster/"
    assert (ListImport.objects.get().table, "Nothing is left of this list" in words_of(page.one("main"))) == ({}, True)


def test_who_only_looks_sees_neither_phones_nor_buttons(
    desk: Client, meeting: Meeting, office: Body, client: Client
) -> None:
    address = brought(desk, meeting, "Аты-жөнү\tТелефону\tКызматы\nМисалов Асан\t0000 00 00 01\t0000 00 00 02\n")
    trainer = a_clerk("trainer@ak-kyya.example")
    grant(trainer, role=Role.TRAINER, office=office, since=NOW.date(), now=NOW)
    client.force_login(trainer)

    page = fetch(client, address + ENGLISH)
    statuses = [client.post(path).status_code for path in (address, f"{address}roster/", f"{address}removal/")]

    text = words_of(page.one("main"))
    assert ("Мисалов Асан" in text, "00 00 0" in text, list(page.one("main").iter("button"))) == (True, False, [])
    assert statuses == [404, 404, 404]


def test_payloads_in_cells_are_shown_as_they_are_and_do_nothing(desk: Client, meeting: Meeting) -> None:
    rows: list[Any] = [
        "<script>alert(1)</script>",
        "=HYPERLINK(1)",
        "\u202eмисалов асан",
        "Мисалов\0 Асан",
        "я" * 10_000,
    ]
    text = "\n".join(["Аты-жөнү\tКызматы", *(f"{row}\t{row}" for row in rows)])

    page = fetch(desk, brought(desk, meeting, text) + ENGLISH)

    assert list(page.one("main").iter("script")) == []
    assert len([name for name in fields_of(form_of(page)) if name.endswith("-name")]) == 5


def test_the_roster_as_an_excel_file_can_be_brought_back(desk: Client, meeting: Meeting) -> None:
    press(desk, brought(desk, meeting, from_excel()), at=f"{brought(desk, meeting, from_excel())}roster/")
    data = desk.get(f"/desk/meetings/{meeting.pk}/roster.xlsx?lang=ky").content

    page = fetch(desk, brought_file(desk, meeting, data, "roster.xlsx") + ENGLISH)

    assert tally(page) == ["20 already on this list"]


def test_the_demo_s_clerk_brings_a_list_and_the_neighbour_cannot_see_it(world: World, sign_in: SignIn) -> None:
    meeting = world.gatherings.draft
    address = brought(sign_in(world.cast.clerk), meeting, "Мисалов, депутат")

    assert [sign_in(who).get(address).status_code for who in (world.cast.clerk, world.cast.neighbour)] == [200, 404]
