"""Yearly reports at the desk: begun, completed, given, rated; a deputy's own rows ticked; papers in both languages."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from docx import Document
from pypdf import PdfReader

from tegerek.commitments.models import Rating, Report, ReportPick, ReportPiece
from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tests.pages import fetch, post

PAGES = ("", "words/", "giving/", "rating/")
SignIn = Callable[[Member], Client]


@pytest.fixture
def clerk(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.clerk)


def begun(world: World, clerk: Client) -> Report:
    """The head's report of 2025, begun from the page of the report meeting ahead."""
    meeting = world.gatherings.without_hour
    office = world.land.okmotu.pk
    data = {"office": office, "whose": "head", "since": "01.01.2025", "until": "31.12.2025", "meeting": meeting.pk}
    clerk.post("/desk/reports/new/", data)
    return Report.objects.get(meeting=meeting)


def test_a_report_goes_from_its_meeting_to_everybody(world: World, clerk: Client, client: Client) -> None:
    page = fetch(clerk, f"/desk/meetings/{world.gatherings.without_hour.pk}/")
    assert f"/desk/reports/new/?meeting={world.gatherings.without_hour.pk}" in page.html
    assert "01.01.2025" in fetch(clerk, f"/desk/reports/new/?meeting={world.gatherings.without_hour.pk}").html
    report = begun(world, clerk)

    own = {"own_ky": "Суу маселесин чечтик.", "own_ru": "Решили вопрос воды.", "own_en": ""}
    data = {"seen": report.version, "meeting": report.meeting_id, **own}
    clerk.post(f"/desk/reports/{report.pk}/words/", data)
    form = clerk.get(f"/desk/reports/{report.pk}/giving/").context["form"]
    clerk.post(f"/desk/reports/{report.pk}/giving/", {"seen": form.initial["seen"], "read": form.initial["read"]})
    report.refresh_from_db()

    public = fetch(client, f"/ky/reports/{report.number}/").html
    assert "Суу маселесин чечтик." in public
    assert client.get(f"/{report.number}").headers["Location"] == f"/ky/reports/{report.number}/"
    assert fetch(client, f"/ky/meetings/{world.gatherings.without_hour.number}/").html.count("/ky/reports/") == 1


def test_a_form_that_lacks_something_says_what_and_keeps_what_was_typed(world: World, clerk: Client) -> None:
    data = {"office": world.land.okmotu.pk, "whose": "head", "since": "32.01.2025", "until": "31.12.2025"}

    page = post(clerk, "/desk/reports/new/", data, status=422)

    assert "32.01.2025" in page.html


def test_what_is_a_deputy_s_is_ticked(world: World, clerk: Client) -> None:
    report = world.yearly.deputy
    report.refresh_from_db()
    page = fetch(clerk, f"/desk/reports/{report.pk}/rows/")
    assert "Көпүрө маселесин кеңешке киргизүү" in page.html

    row = clerk.get(f"/desk/reports/{report.pk}/rows/").context["form"].fields["decided"].choices[0][0]
    clerk.post(f"/desk/reports/{report.pk}/rows/", {"seen": report.version, "decided": [row]})

    assert [pick.commitment_id for pick in ReportPick.objects.filter(report=report)] == [int(row)]


def test_a_rating_is_written_down_and_shown_to_everybody(world: World, clerk: Client, client: Client) -> None:
    report = world.yearly.head
    report.refresh_from_db()
    here = f"/desk/reports/{report.pk}/rating/"
    post(clerk, here, {"seen": report.version, "satisfactory": "-1"}, status=422)

    clerk.post(here, {"seen": report.version, "outcome": "unsatisfactory", "satisfactory": 25, "unsatisfactory": 171})

    assert Rating.objects.get(report=report).outcome == "unsatisfactory"
    page = fetch(client, f"/en/reports/{report.number}/").html
    assert "Rated: unsatisfactory. Hands for “satisfactory”: 25, for “unsatisfactory”: 171" in page
    assert "do not add up. Hands: 196, people counted: 118." in page


def test_what_was_given_is_served_byte_for_byte(world: World, clerk: Client, client: Client) -> None:
    report = world.yearly.head
    kept = bytes(ReportPiece.objects.get(report=report, lang="ru", form="board.pdf").body)

    answers = [
        client.get(f"/ru/reports/{report.number}/board.pdf").content,
        clerk.get(f"/desk/reports/{report.pk}/papers/board.pdf?lang=ru").content,
    ]

    assert answers == [kept, kept]


@pytest.mark.parametrize("lang", ["ky", "ru"])
@pytest.mark.parametrize("kind", ["report", "board"])
def test_a_draft_is_printed_and_says_that_it_is_one(world: World, clerk: Client, kind: str, lang: str) -> None:
    here = f"/desk/reports/{world.yearly.deputy.pk}/papers/{kind}"

    pdf = PdfReader(BytesIO(clerk.get(f"{here}.pdf?lang={lang}").content))
    docx = Document(BytesIO(clerk.get(f"{here}.docx?lang={lang}").content))

    mark = {"ky": "ДОЛБООР", "ru": "ЧЕРНОВИК"}[lang]
    assert mark in "".join(page.extract_text() for page in pdf.pages)
    assert any(mark in paragraph.text for paragraph in docx.sections[0].header.paragraphs)


def test_a_given_report_is_not_changed_or_thrown_away(world: World, clerk: Client) -> None:
    report = world.yearly.head
    report.refresh_from_db()

    statuses = [
        clerk.post(f"/desk/reports/{report.pk}/{act}/", {"seen": report.version, "read": "x"}).status_code
        for act in ("words", "giving", "removal")
    ]

    assert (statuses, Report.objects.filter(pk=report.pk).exists()) == ([422, 422, 422], True)


def test_a_draft_is_thrown_away(world: World, clerk: Client) -> None:
    report = world.yearly.deputy
    report.refresh_from_db()
    fetch(clerk, f"/desk/reports/{report.pk}/removal/")

    clerk.post(f"/desk/reports/{report.pk}/removal/", {"seen": report.version})

    assert not Report.objects.filter(pk=report.pk).exists()


@pytest.mark.parametrize("which", ["head", "deputy"])
def test_every_page_of_a_report_can_be_read(world: World, clerk: Client, which: str) -> None:
    report = getattr(world.yearly, which)

    pages = [fetch(clerk, f"/desk/reports/{rest}").html for rest in ("", *(f"{report.pk}/{one}" for one in PAGES))]

    assert len({*pages}) == len(pages)
