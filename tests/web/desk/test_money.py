"""Money at the desk: rates and distances typed, lists looked at, issued, fetched as they were."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.journal.models import Entry
from tegerek.programmes.models import Distance, PayList, PayPiece, Rates, Seminar
from tests.pages import check, fetch
from tests.programmes.series import seminars_of
from tests.web.desk.typing_in import fields_of, told

SignIn = Callable[[Member], Client]


@pytest.fixture
def coordinator(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.coordinator)


@pytest.fixture
def trial(world: World) -> Seminar:
    """Twelve on the list, eleven came, one of them for half a day; one came unlisted."""
    return seminars_of(world.trainings.trial)[0]


def test_the_pages_are_in_order_in_every_language(coordinator: Client, trial: Seminar) -> None:
    pages = [
        f"/desk/programmes/{trial.programme_id}/rates/",
        f"/desk/seminars/{trial.pk}/money/",
        f"/desk/seminars/{trial.pk}/distances/",
    ]

    told_langs = [
        fetch(coordinator, f"{page}?lang={lang}").one("html").get("lang")
        for page in pages
        for lang in ("ky", "ru", "en")
    ]

    assert told_langs == ["ky", "ru", "en"] * 3


def test_the_page_says_the_total_in_words_and_which_rows_have_no_sum(coordinator: Client, trial: Seminar) -> None:
    text = fetch(coordinator, f"/desk/seminars/{trial.pk}/money/?lang=ky").text

    assert "алты миң сом 00 тыйын" in text
    assert "аралыгы белгисиз" in text


def test_rates_are_typed_in_som_and_kept_in_tyiyn(coordinator: Client, world: World) -> None:
    here = f"/desk/programmes/{world.trainings.together.pk}/rates/"
    typed = {"seen": "0", "per_day": "1 250,50", "up_to-0": "30", "sum-0": "200", "source": "келишим"}

    answer = coordinator.post(here, typed)

    row = Rates.objects.get(programme=world.trainings.together)
    assert (answer.status_code, row.per_day, [(band.up_to, band.sum) for band in row.bands.all()]) == (
        302,
        125050,
        [(30, 20000)],
    )
    assert _fields(coordinator.get(here))["per_day"].replace("\u00a0", " ") == "1 250,50"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"per_day": "много"}, "Enter a sum in som, for example 500 or 7,50."),
        ({"per_km": "7"}, "Say whether the way back is paid too."),
        ({"up_to-0": "30"}, "Write both: up to how many kilometres, and how many som."),
        ({"source": ""}, "Write on which paper the sums stand: a contract, an order, a decision."),
    ],
)
def test_rates_that_cannot_be_are_sent_back_with_an_instruction(
    coordinator: Client, world: World, typed: dict[str, str], words: str
) -> None:
    here = f"/desk/programmes/{world.trainings.together.pk}/rates/?lang=en"

    answer = coordinator.post(here, {"seen": "0", "source": "келишим", **typed})

    assert (answer.status_code, told(answer), Rates.objects.filter(programme=world.trainings.together).count()) == (
        422,
        [words],
        0,
    )


def test_a_distance_that_is_emptied_is_not_known_again(coordinator: Client, trial: Seminar) -> None:
    known = Distance.objects.get(seminar=trial)

    answer = coordinator.post(f"/desk/seminars/{trial.pk}/distances/", {"seen": "1", f"km-{known.unit_id}": ""})

    assert (answer.status_code, Distance.objects.filter(seminar=trial).count()) == (302, 0)


def test_a_list_is_issued_in_three_forms_and_served_byte_for_byte(coordinator: Client, trial: Seminar) -> None:
    read = _read(coordinator, trial)

    answer = coordinator.post(f"/desk/seminars/{trial.pk}/money/day/issue/", {"read": read, "lang": "ky-ru"})

    row = PayList.objects.get(seminar=trial)
    pieces = {piece.form: piece for piece in PayPiece.objects.filter(pay_list=row)}
    served = coordinator.get(f"/desk/pay-pieces/{pieces['pdf'].pk}/")
    assert (answer.status_code, sorted(pieces)) == (302, ["docx", "pdf", "sheet", "xlsx"])
    assert (served.content, served["Cache-Control"]) == (bytes(pieces["pdf"].body or b""), "no-store, private")
    assert Entry.objects.filter(verb="pay_list.fetched").count() == 1
    assert "Мисалов" not in served["Content-Disposition"]


def test_the_second_list_asks_what_it_corrects(coordinator: Client, trial: Seminar) -> None:
    here = f"/desk/seminars/{trial.pk}/money/"
    for n in range(2):
        typed = {"read": _read(coordinator, trial), "lang": "ky"}
        answer = coordinator.post(f"{here}day/issue/?lang=en", typed)
        assert answer.status_code == (302, 422)[n]

    assert told(answer) == ["A list is out already. Write what this one corrects."]


def test_the_sheet_itself_is_no_file_to_fetch(coordinator: Client, trial: Seminar) -> None:
    read = _read(coordinator, trial)
    coordinator.post(f"/desk/seminars/{trial.pk}/money/day/issue/", {"read": read, "lang": "ky"})
    sheet = PayPiece.objects.get(pay_list__seminar=trial, form="sheet")

    assert coordinator.get(f"/desk/pay-pieces/{sheet.pk}/").status_code == 404


def test_the_workbook_has_figures_a_total_and_an_empty_column_to_sign_in(coordinator: Client, trial: Seminar) -> None:
    answer = coordinator.get(f"/desk/seminars/{trial.pk}/money/day.xlsx?lang=ky")

    rows = list(load_workbook(BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True))
    assert (rows[0][-1], rows[1][-2], {row[-1] for row in rows[1:]}) == ("Колу", 500, {None})
    assert (rows[13][1], rows[13][-2]) == ("Жалпы", 6000)


def test_a_programme_that_pays_nothing_says_so(coordinator: Client, world: World) -> None:
    seminar = seminars_of(world.trainings.together)[0]

    page = coordinator.get(f"/desk/seminars/{seminar.pk}/money/?lang=en")
    draft = coordinator.get(f"/desk/seminars/{seminar.pk}/money/day.pdf")

    assert ("Nothing is paid yet" in page.content.decode(), draft.status_code) == (True, 409)


def test_an_auditor_looks_and_issues_nothing(world: World, sign_in: SignIn, trial: Seminar) -> None:
    client = sign_in(world.cast.auditor)

    seen = client.get(f"/desk/seminars/{trial.pk}/money/")
    pressed = client.post(f"/desk/seminars/{trial.pk}/money/day/issue/", {"read": "x", "lang": "ky"})

    assert (seen.status_code, pressed.status_code, PayList.objects.count()) == (200, 404, 0)


def _fields(answer: Any) -> dict[str, str]:
    """What stands in the fields of all forms of a page."""
    return fields_of(check(answer).one("main"))


def _read(client: Client, seminar: Seminar) -> str:
    """The mark of the list for the day, as the page carries it."""
    page = fetch(client, f"/desk/seminars/{seminar.pk}/money/")
    (form,) = [form for form in page.one("main").iter("form") if "/day/issue/" in form.get("action", "")]
    return fields_of(form)["read"]
