"""The register of letters at the desk: numbers in a run, numbers by hand, and what stands in the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.programmes.letter_sheets import LetterSheet, series_letters
from tegerek.programmes.models import Invited, NextCall, NextMeeting, Programme
from tests.pages import Page, check, fetch
from tests.programmes.series import seminars_of
from tests.web.desk.typing_in import ENGLISH, fields_of, told

SignIn = Callable[[Member], Client]


@pytest.fixture
def coordinator(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.coordinator)


@pytest.fixture
def programme(world: World) -> Programme:
    """Six seminars; one aimak is invited to the first."""
    made = world.trainings.together
    NextCall.objects.all().delete()
    NextMeeting.objects.all().delete()
    Invited.objects.all().delete()
    Invited.objects.create(seminar=seminars_of(made)[0], unit=world.land.aimak)
    return made


def letters(programme: Programme) -> list[LetterSheet]:
    return [letter for seminar in series_letters(programme) for letter in seminar.letters]


def test_the_page_is_in_order_in_every_language(coordinator: Client, programme: Programme) -> None:
    for lang in ("ky", "ru", "en"):
        assert fetch(coordinator, f"{_here(programme)}?lang={lang}").one("html").get("lang") == lang


def test_a_run_gives_every_letter_the_next_number(coordinator: Client, programme: Programme) -> None:
    run = {"begin": "01-14/25", "dated": "05.03.2026", "answer_by": "12.03.2026"}

    answer = coordinator.post(f"{_here(programme)}numbers/", run)

    found = letters(programme)
    assert (answer.status_code, [letter.number for letter in found]) == (302, [f"01-14/{n}" for n in range(25, 32)])
    assert {(letter.dated, letter.answer_by) for letter in found} == {(date(2026, 3, 5), date(2026, 3, 12))}


@pytest.mark.parametrize(
    ("run", "words"),
    [
        ({"begin": "7-а"}, "“7-а” does not end in digits"),
        ({}, "Enter a number to begin with, or a day."),
        ({"dated": "31.02.2026"}, "Enter a valid date."),
    ],
)
def test_a_run_that_cannot_be_is_told_why(
    coordinator: Client, programme: Programme, run: dict[str, str], words: str
) -> None:
    answer = coordinator.post(f"{_here(programme)}numbers/{ENGLISH}", run)

    assert (answer.status_code, [words in sentence for sentence in told(answer)]) == (422, [True])
    assert {letter.number for letter in letters(programme)} == {""}


def test_numbers_typed_by_hand_are_kept(coordinator: Client, programme: Programme) -> None:
    sent = _register(fetch(coordinator, _here(programme) + ENGLISH), programme)
    stem = _stem(letters(programme)[1])

    coordinator.post(_here(programme), {**sent, f"number-{stem}": "12", f"dated-{stem}": "01.03.2026"})

    assert [letter.number for letter in letters(programme)] == ["", "12", "", "", "", "", ""]
    assert letters(programme)[1].dated == date(2026, 3, 1)


def test_whoever_comes_second_keeps_what_was_typed_and_presses_again(coordinator: Client, programme: Programme) -> None:
    sent = _register(fetch(coordinator, _here(programme) + ENGLISH), programme)
    stem = _stem(letters(programme)[0])
    coordinator.post(_here(programme), {**sent, f"number-{stem}": "1"})

    answer = coordinator.post(_here(programme) + ENGLISH, {**sent, f"number-{stem}": "2"})

    assert (answer.status_code, told(answer)[0][:21]) == (422, "Somebody changed this")
    again = _register(check(answer), programme)
    assert coordinator.post(_here(programme), again).status_code == 302
    assert letters(programme)[0].number == "2"


def test_a_day_that_is_none_is_marked_beside_its_line(coordinator: Client, programme: Programme) -> None:
    sent = _register(fetch(coordinator, _here(programme) + ENGLISH), programme)

    answer = coordinator.post(_here(programme) + ENGLISH, {**sent, f"dated-{_stem(letters(programme)[0])}": "tomorrow"})

    sentences = ["Some lines could not be read. They are marked below.", "Enter a valid date."]
    assert (answer.status_code, told(answer)) == (422, sentences)


def test_the_letters_of_one_seminar_are_numbered_alone(coordinator: Client, programme: Programme) -> None:
    seminar = seminars_of(programme)[0]
    address = f"{_here(programme)}?seminar={seminar.pk}"
    page = fetch(coordinator, f"{address}&lang=en")
    run, _register_of_one = page.one("main").iter("form")

    answer = coordinator.post(run.get("action", ""), {**fields_of(run), "begin": "5", "dated": "05.03.2026"})

    assert ("Number 2 letters" in page.main, answer["Location"]) == (True, address)
    assert [letter.number for letter in letters(programme)] == ["5", "6", "", "", "", "", ""]


def test_from_the_letters_of_one_seminar_a_link_leads_back_to_its_papers(
    coordinator: Client, programme: Programme
) -> None:
    seminar = seminars_of(programme)[0]

    addresses = (f"{_here(programme)}?seminar={seminar.pk}&lang=en", f"{_here(programme)}?lang=en")
    led_to = [_to_the_papers(fetch(coordinator, address)) for address in addresses]

    assert led_to == [f"/desk/meetings/{seminar.meeting_id}/papers/", f"/desk/programmes/{programme.pk}/papers/"]


def test_the_days_that_stand_on_all_letters_are_proposed_for_the_others(
    coordinator: Client, programme: Programme
) -> None:
    sent = _register(fetch(coordinator, _here(programme) + ENGLISH), programme)
    typed = {
        f"dated-{_stem(letters(programme)[0])}": "01.03.2026",
        f"answer-{_stem(letters(programme)[0])}": "12.03.2026",
    }
    coordinator.post(_here(programme), {**sent, **typed})

    run, _lines = fetch(coordinator, _here(programme) + ENGLISH).one("main").iter("form")

    assert fields_of(run) == {"begin": "", "dated": "01.03.2026", "answer_by": "12.03.2026"}


@pytest.mark.parametrize("asked", ["x", "0", "99999999999999999999", "-1"])
def test_a_seminar_that_is_none_of_the_series_does_not_exist(
    coordinator: Client, programme: Programme, asked: str
) -> None:
    statuses = {
        coordinator.get(f"{_here(programme)}?seminar={asked}").status_code,
        coordinator.post(f"{_here(programme)}numbers/?seminar={asked}", {"begin": "1"}).status_code,
    }

    assert (statuses, {letter.number for letter in letters(programme)}) == ({404}, {""})


def _to_the_papers(page: Page) -> str:
    (link,) = (link for link in page.one("main").iter("a") if link.text == "To the papers")
    return link.get("href", "")


def _here(programme: Programme) -> str:
    return f"/desk/programmes/{programme.pk}/letters/"


def _stem(letter: LetterSheet) -> str:
    return f"{letter.seminar}-{letter.to.key}"


def _register(page: Page, programme: Programme) -> dict[str, str]:
    """What the form of the register would send untouched."""
    (form,) = (form for form in page.one("main").iter("form") if form.get("action") == _here(programme))
    return fields_of(form)
