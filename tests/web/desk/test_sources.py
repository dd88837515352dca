"""Bringing in hearings that were not kept here: the table, its questions, its totals, and what everybody sees."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.jobs.running import run
from tegerek.voices.models import BroughtVoice, Source
from tests.lib.sources.files import xlsx
from tests.pages import fetch
from tests.web.desk.typing_in import fields_of, form_of

SignIn = Callable[[Member], Client]
HEAD: list[object] = ["Күнү", "Айыл аймагы", "Суроо же сунуш", "Тексти", "Натыйжасы", "Ким сурады"]
READY: list[object] = ["24.05.2018", "Көк-Булут", "Сунуш", "Ойдон чыгарылган жарык", "Каралууда", "Мисалов Асан"]
ASKED: list[object] = ["24.05.2018", "Көк-Булут", "Сунуш", "Ойдон чыгарылган жол", "Рассмотрено", "Мисалов Асан"]


@pytest.fixture
def clerk(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.clerk)


def brought(client: Client, world: World, *rows: list[object]) -> Source:
    """A workbook that was chosen on the page, and read."""
    file = SimpleUploadedFile("угуулар.xlsx", xlsx([HEAD, *rows]))
    data = {"office": world.land.okmotu.pk, "title_ky": "Сынак", "place": "Көк-Булут айыл аймагы", "file": file}
    answer = client.post("/desk/sources/new/", data)
    assert answer.status_code == 302, answer.content.decode()
    found = Source.objects.latest("pk")
    assert found.job is not None
    run(found.job.pk)
    found.refresh_from_db()
    return found


def rows_of(found: Source) -> list[str]:
    return [str(text.in_("ky")) for text in BroughtVoice.objects.filter(source=found).values_list("text", flat=True)]


def test_a_workbook_is_read_its_question_is_answered_and_everybody_sees_the_rows(
    clerk: Client, client: Client, world: World
) -> None:
    found = brought(clerk, world, READY, ASKED)
    form = fields_of(form_of(fetch(clerk, f"/desk/sources/{found.pk}/rows/?show=all")))

    clerk.post(f"/desk/sources/{found.pk}/rows/taking/", {**form, "2-outcome": "rejected"})

    found.refresh_from_db()
    assert (found.table, rows_of(found)) == ({}, ["Ойдон чыгарылган жарык", "Ойдон чыгарылган жол"])
    address = f"/ky/outcomes/sources/{found.pk}/"
    assert client.get(address).status_code == 404
    clerk.post(f"/desk/sources/{found.pk}/publication/", {"seen": found.version})
    assert client.get(address).status_code == 200
    listed = client.get("/ky/outcomes/?year=2018").content.decode()
    assert ("Ойдон чыгарылган жарык" in listed, "Мисалов Асан" in listed) == (True, False)


def test_only_the_row_with_a_question_is_shown_and_says_what_to_do(clerk: Client, world: World) -> None:
    found = brought(clerk, world, READY, ASKED)

    page = fetch(clerk, f"/desk/sources/{found.pk}/rows/")

    text = page.main
    assert ("Ойдон чыгарылган жол" in text, "Ойдон чыгарылган жарык" in text) == (True, False)
    assert "«Рассмотрено» деген сунуш эмне болгонун айтпайт." in text


def test_totals_are_typed_and_what_does_not_add_up_stands_on_the_page(
    clerk: Client, client: Client, world: World
) -> None:
    data = {"office": world.land.okmotu.pk, "title_ky": "Отчет", "place": "Көк-Булут айыл аймагы"}
    clerk.post("/desk/sources/new/", data)
    found = Source.objects.latest("pk")
    lines = {"0-name": "Биринчи", "0-proposals": "539", "1-name": "Экинчи", "1-proposals": "161"}
    lines |= {"2-proposals": "698", "whole": "2", "lines": "3", "seen": str(found.version), "save": "1"}

    clerk.post(f"/desk/sources/{found.pk}/totals/", lines)

    found.refresh_from_db()
    clerk.post(f"/desk/sources/{found.pk}/publication/", {"seen": found.version})
    shown = client.get(f"/ky/outcomes/sources/{found.pk}/").content.decode()
    assert "саптар кошулганда 700, булакта 698." in shown


def test_a_number_that_is_none_is_said_and_nothing_typed_is_lost(clerk: Client, world: World) -> None:
    data = {"office": world.land.okmotu.pk, "title_ky": "Отчет", "place": "Көк-Булут айыл аймагы"}
    clerk.post("/desk/sources/new/", data)
    found = Source.objects.latest("pk")
    lines = {"0-name": "Биринчи", "0-proposals": "көп", "lines": "1", "seen": str(found.version), "save": "1"}

    answer = clerk.post(f"/desk/sources/{found.pk}/totals/", lines)

    assert (answer.status_code, "Биринчи" in answer.content.decode(), found.totals.count()) == (422, True, 0)


def test_the_rows_are_handed_out_as_tables(client: Client, world: World) -> None:
    answers = [client.get(f"/ky/outcomes/outcomes.{form}") for form in ("xlsx", "csv", "pdf")]

    assert [answer.status_code for answer in answers] == [200, 200, 404]
    assert "Мектептин ашканасын оңдоо" in answers[1].content.decode()


def test_the_demo_report_is_shown_as_not_adding_up(client: Client, world: World) -> None:
    report = Source.objects.get(publisher="Ойдон чыгарылган отчет")

    shown = client.get(f"/ky/outcomes/sources/{report.pk}/").content.decode()

    assert ("натыйжалар боюнча сунуштар 41, булакта 40" in shown, "97, булакта 98" in shown) == (True, True)


def test_the_page_of_outcomes_tells_how_people_voted(client: Client, world: World) -> None:
    shown = client.get("/en/outcomes/").content.decode()

    assert "For: 32, against: 27, abstained: 0" in shown


def test_a_report_on_the_results_says_first_what_is_not_done(clerk: Client, world: World) -> None:
    meeting = world.whole.budget

    address = f"/desk/meetings/{meeting.pk}/outcomes/"
    page = clerk.get(address)
    papers = [clerk.get(f"{address}{kind}.docx").status_code for kind in ("outcomes", "board")]

    assert (page.status_code, papers) == (200, [200, 200])
