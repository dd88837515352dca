"""Test and evaluation at the desk: from the bank to the figures, keyed as a clerk keys."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.learning.models import AnswerSheet, Question, Reply, SeminarTest, StatedResult
from tegerek.programmes.models import Seminar
from tests.learning.samples import CODES, a_form, a_seminar, a_test, key

SignIn = Callable[[Member], Client]


@pytest.fixture
def seminar(world: World) -> Seminar:
    return a_seminar(world)


@pytest.fixture
def desk(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.coordinator)


def _row(n: int, code: str, answers: str) -> dict[str, str]:
    return {f"code_{n}": code, f"answers_{n}": answers}


def test_a_question_is_written_into_the_bank(desk: Client, seminar: Seminar) -> None:
    programme = seminar.programme
    sent = {
        "seen": str(programme.version),
        "topic": "1",
        "text_ky": "Жыйын эмне үчүн?",
        "options_ky": "Чечүү үчүн\r\nОтуруу үчүн",
        "options_ru": "Чтобы решать\r\nЧтобы сидеть",
        "right": "1",
    }

    answer = desk.post(f"/desk/programmes/{programme.pk}/questions/new/", sent)

    assert answer.status_code == 302
    row = Question.objects.get(programme=programme)
    assert [one.in_("ru").text for one in row.offered] == ["Чтобы решать", "Чтобы сидеть"]
    assert row.topic == programme.topics.all()[0].title


def test_a_question_without_answers_is_sent_back_with_everything_typed(desk: Client, seminar: Seminar) -> None:
    sent = {"seen": str(seminar.programme.version), "text_ky": "Жыйын эмне үчүн?", "right": "1"}

    answer = desk.post(f"/desk/programmes/{seminar.programme_id}/questions/new/", sent)

    assert answer.status_code == 422
    assert "Жыйын эмне үчүн?" in answer.content.decode()


def test_a_bank_taken_away_as_a_form_can_be_brought_into_another_programme(
    world: World, desk: Client, seminar: Seminar
) -> None:
    a_test(seminar)
    other = world.trainings.draft

    form = BytesIO(desk.get(f"/desk/programmes/{seminar.programme_id}/questions.xlsx").content)
    form.name = "form.xlsx"
    answer = desk.post(f"/desk/programmes/{other.pk}/questions/form/", {"file": form})

    assert (answer.status_code, other.questions.count()) == (302, 4)


def test_a_test_is_chosen_fixed_and_printed(desk: Client, seminar: Seminar) -> None:
    test = a_test(seminar, is_fixed=False)
    here = f"/desk/seminars/{seminar.pk}/test/"
    keys = [str(one.source_id) for one in test.asked.all()][:2]

    desk.post(f"{here}questions/", {"seen": str(test.version), "question": keys})
    test.refresh_from_db()
    desk.post(f"{here}fixing/", {"seen": str(test.version)})
    kinds = {kind: desk.get(f"{here}papers/{kind}.pdf?lang=ky&count=6") for kind in ("test", "key", "strips")}

    assert test.asked.count() == 2
    assert {kind: answer.content[:5] for kind, answer in kinds.items()} == dict.fromkeys(kinds, b"%PDF-")


def test_a_paper_that_says_nothing_yet_leads_back_with_a_sentence(desk: Client, seminar: Seminar) -> None:
    answer = desk.get(f"/desk/seminars/{seminar.pk}/test/papers/test.pdf")

    assert (answer.status_code, answer["Location"]) == (302, f"/desk/seminars/{seminar.pk}/test/")


def test_ten_sheets_are_keyed_in_one_press_and_a_wrong_row_loses_nothing(desk: Client, seminar: Seminar) -> None:
    test = a_test(seminar)
    sent = {
        "when": "before",
        "entry": "1",
        **_row(1, CODES[0], "1213"),
        **_row(2, CODES[1], "121"),
        **_row(3, "12345", "1213"),
    }

    answer = desk.post(f"/desk/seminars/{seminar.pk}/keying/", sent)

    page = answer.content.decode()
    assert (answer.status_code, test.sheets.count()) == (422, 1)
    assert [typed in page for typed in ('value="121"', 'value="12345"', f'value="{CODES[0]}"')] == [True, True, False]


def test_both_entries_and_their_difference_are_keyed_shown_and_settled(desk: Client, seminar: Seminar) -> None:
    test = a_test(seminar)
    here = f"/desk/seminars/{seminar.pk}/keying/"
    for entry, answers in (("1", "1213"), ("2", "АБАА")):
        desk.post(here, {"when": "before", "entry": entry, **_row(1, CODES[0], answers)})

    shown = desk.get(here).content.decode()
    sheet = test.sheets.get()
    sent = {"answers": "1211", "first": sheet.first, "second": sheet.second}
    desk.post(f"/desk/answer-sheets/{sheet.pk}/settlement/", sent)

    sheet.refresh_from_db()
    assert ("<code>1213</code>" in shown, sheet.second, sheet.settled) == (True, "1211", "1211")


def test_a_trainer_keys_and_cannot_change_what_is_asked(world: World, sign_in: SignIn, seminar: Seminar) -> None:
    test, client = a_test(seminar), sign_in(world.cast.trainer)

    keyed = client.post(
        f"/desk/seminars/{seminar.pk}/keying/", {"when": "after", "entry": "1", **_row(1, CODES[0], "1213")}
    )
    chosen = client.get(f"/desk/seminars/{seminar.pk}/test/questions/")

    assert (keyed.status_code, chosen.status_code, test.sheets.count()) == (302, 404, 1)


def test_an_evaluation_is_keyed_once_however_often_it_is_sent(desk: Client, seminar: Seminar) -> None:
    a_form(seminar)
    sent = {"key": str(key("a")), "scales": "5 4", "words_0": "Зал муздак"}

    statuses = [desk.post(f"/desk/seminars/{seminar.pk}/replies/new/", sent).status_code for _n in range(2)]

    reply = Reply.objects.get(seminar=seminar)
    assert (statuses, reply.scales, reply.words, reply.is_own) == ([302, 302], "54", "Зал муздак", False)


def test_own_words_are_read_at_the_desk_and_means_of_few_are_not_shown(desk: Client, seminar: Seminar) -> None:
    a_form(seminar)
    here = f"/desk/seminars/{seminar.pk}/"
    desk.post(f"{here}replies/new/", {"key": str(key("a")), "scales": "54", "words_0": "Зал муздак"})

    page = desk.get(f"{here}evaluation/").content.decode()

    assert "Зал муздак" in page


def test_what_a_source_states_stands_with_its_words(desk: Client, seminar: Seminar) -> None:
    sent = {"words": "54 %, +20 %", "source": "vap.kg", "before": "54", "gain": "20", "read_as": "growth"}

    answer = desk.post(f"/desk/programmes/{seminar.programme_id}/stated-results/new/", sent)
    page = desk.get(f"/desk/programmes/{seminar.programme_id}/learning/").content.decode()

    assert (answer.status_code, "54 %, +20 %" in page, "64,8" in page) == (302, True, True)
    assert StatedResult.objects.get(programme=seminar.programme).read_as == "growth"


def test_the_trial_seminar_of_the_demo_has_its_figures(world: World, desk: Client) -> None:
    trial = world.trainings.trial
    seminar = trial.seminars.get()
    test = SeminarTest.objects.get(seminar=seminar)

    statuses = {
        desk.get(page).status_code
        for page in (
            f"/desk/seminars/{seminar.pk}/test/",
            f"/desk/seminars/{seminar.pk}/keying/",
            f"/desk/seminars/{seminar.pk}/evaluation/",
            f"/desk/programmes/{trial.pk}/questions/",
            f"/desk/programmes/{trial.pk}/evaluation/",
            f"/desk/programmes/{trial.pk}/learning/",
        )
    }

    assert (statuses, AnswerSheet.objects.filter(test=test).count() > 30) == ({200}, True)
