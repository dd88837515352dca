"""The minutes at the desk: begun, written passage by passage, a conflict shown in words, signed, remarked on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.lib import clock
from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting
from tegerek.minutes.actions import Typed, add_passage, begin_minutes, change_passage
from tegerek.minutes.models import Minutes, Passage
from tegerek.people.models import Person
from tegerek.voices.slips import Written, record_slip
from tests.files.samples import pdf
from tests.pages import check, fetch
from tests.web.desk.typing_in import ENGLISH, press, told

SignIn = Callable[[Member], Client]
JSON = {"Accept": "application/json"}


@pytest.fixture
def meeting(world: World) -> Meeting:
    return world.whole.urgent


@pytest.fixture
def clerk(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.clerk)


def _page(meeting: Meeting) -> str:
    return f"/desk/meetings/{meeting.pk}/minutes/"


def _begun(meeting: Meeting) -> Minutes:
    return begin_minutes(meeting, by=None, now=clock.now())


def _said(meeting: Meeting, text: str = "Суу түнкүсүн жетпейт.") -> Passage:
    typed = Typed("heard", Said.of(ky=text), meeting.agenda.first(), "Ойдон Сынаков")
    return add_passage(_begun(meeting), typed, key=uuid4(), by=None, now=clock.now())


def _sent(meeting: Meeting, text: str, **more: str) -> dict[str, str]:
    item = meeting.agenda.first()
    assert item is not None
    return {"seen": "1", "key": str(uuid4()), "item": str(item.pk), "kind": "heard", "text_ky": text, **more}


def _add(client: Client, meeting: Meeting, sent: dict[str, str], **more: Any) -> Any:
    return client.post(f"{_page(meeting)}passages/new/{ENGLISH}", sent, **more)


def test_the_minutes_begin_with_one_press_and_say_what_is_missing(clerk: Client, meeting: Meeting) -> None:
    press(clerk, _page(meeting), at=f"{_page(meeting)}new/")

    text = fetch(clerk, _page(meeting) + ENGLISH).main
    assert "the number of the minutes" in text
    assert "Write down what was said" in text


def test_the_page_of_the_meeting_leads_to_the_minutes_and_its_way_ends_with_the_signed_paper(
    world: World, clerk: Client, sign_in: SignIn
) -> None:
    page = fetch(clerk, f"/desk/meetings/{world.whole.assembly.pk}/{ENGLISH}")
    of_deputy = fetch(sign_in(world.cast.deputy), f"/desk/meetings/{world.whole.assembly.pk}/{ENGLISH}")

    links = [a.get("href") for a in page.one("main").iter("a") if a.get("href") == _page(world.whole.assembly)]
    assert len(links) == 2
    assert "Slips and questions Minutes" not in of_deputy.main


def test_before_the_day_the_page_says_when_minutes_are_written(world: World, clerk: Client) -> None:
    text = fetch(clerk, _page(world.gatherings.called) + ENGLISH).main

    assert "Minutes are written once the meeting has begun" in text


def test_a_passage_is_written_and_stands_under_its_item_with_who_spoke(clerk: Client, meeting: Meeting) -> None:
    _begun(meeting)

    answer = _add(clerk, meeting, _sent(meeting, "Суу жок.", speaker="Ойдон Сынаков", speaker_post="deputy"))

    passage = Passage.objects.get(minutes__meeting=meeting)
    assert answer["Location"] == f"{_page(meeting)}#p{passage.pk}"
    assert "Ойдон Сынаков · deputy of the village council" in fetch(clerk, _page(meeting) + ENGLISH).main


def test_the_script_is_told_passage_and_version_and_the_same_key_writes_nothing_twice(
    clerk: Client, meeting: Meeting
) -> None:
    _begun(meeting)
    sent = _sent(meeting, "Суу жок.", speaker="Ойдон Сынаков")

    answers = [_add(clerk, meeting, sent, headers=JSON).json() for _time in range(2)]

    assert answers == [{"passage": Passage.objects.get(minutes__meeting=meeting).pk, "version": 1}] * 2


def test_without_words_the_form_comes_back_with_what_else_was_typed(clerk: Client, meeting: Meeting) -> None:
    _begun(meeting)

    answer = _add(clerk, meeting, _sent(meeting, "", speaker="Ойдон Сынаков"))

    assert (answer.status_code, told(answer)) == (422, ["Write down what was said."])
    assert 'value="Ойдон Сынаков"' in answer.content.decode()


def test_two_who_changed_one_passage_see_both_texts_and_the_second_goes_on_from_there(
    clerk: Client, meeting: Meeting
) -> None:
    passage = _said(meeting)
    address = f"/desk/passages/{passage.pk}/"
    first = Typed("heard", Said.of(ky="Суу үч күн жок."), passage.item)
    change_passage(passage, first, seen=1, by=None, now=clock.now())

    sent = {"seen": "1", "kind": "heard", "text_ky": "Суу эки күн жок."}
    answer = clerk.post(address + ENGLISH, sent)

    page = check(answer)
    assert (answer.status_code, "Суу үч күн жок." in page.main, "Суу эки күн жок." in page.main) == (422, True, True)
    clerk.post(address + ENGLISH, {**sent, "seen": "2"})
    passage.refresh_from_db()
    assert (passage.text.in_("ky").text, passage.version) == ("Суу эки күн жок.", 3)
    assert "Суу үч күн жок." in fetch(clerk, f"{address}wordings/{ENGLISH}").main


def test_a_known_name_is_asked_about(clerk: Client, meeting: Meeting) -> None:
    _said(meeting)

    asked = _add(clerk, meeting, _sent(meeting, "Жарык жок.", speaker="Ойдон Сынаков"))
    person = Person.objects.get(name="Ойдон Сынаков")
    sent = _sent(meeting, "Жарык жок.", speaker="Ойдон Сынаков", speaker_who=str(person.pk))
    _add(clerk, meeting, sent)

    assert told(asked) == ["Somebody like this is known already. Choose who is meant, then save again."]
    assert Passage.objects.filter(speaker=person).count() == 2


def test_what_is_taken_out_stands_below_and_is_put_back(clerk: Client, meeting: Meeting) -> None:
    passage = _said(meeting)

    clerk.post(f"/desk/passages/{passage.pk}/removal/", {"seen": "1"})
    taken = check(clerk.get(_page(meeting) + ENGLISH)).main
    clerk.post(f"/desk/passages/{passage.pk}/restoration/", {"seen": "2"})

    passage.refresh_from_db()
    assert ("Put back" in taken, passage.removed_at) == (True, None)


def test_a_slip_is_put_into_the_minutes_with_one_press(clerk: Client, meeting: Meeting) -> None:
    _begun(meeting)
    voice = record_slip(meeting, Written("question", Said.of(ky="Суу качан?")), by=None, now=clock.now())

    before = "Put it into the minutes" in fetch(clerk, _page(meeting) + ENGLISH).main
    clerk.post(f"{_page(meeting)}slips/", {"voice": str(voice.pk)})

    passage = Passage.objects.get(voice=voice)
    assert (before, passage.kind, passage.text) == (True, "asked", voice.text)


def test_a_typed_number_of_a_slip_leads_to_it_and_a_wrong_one_is_told(clerk: Client, meeting: Meeting) -> None:
    _begun(meeting)
    voice = record_slip(meeting, Written("question", Said.of(ky="Суу качан?")), by=None, now=clock.now())

    wrong = _add(clerk, meeting, _sent(meeting, "Суу качан?", kind="asked", slip="999"))
    _add(clerk, meeting, _sent(meeting, "Суу качан?", kind="asked", slip=f"№ {voice.number}"))

    assert told(wrong) == ["No slip of this meeting with that number is typed in. Look at the slip again."]
    assert Passage.objects.get(minutes__meeting=meeting).voice == voice


def test_from_the_number_to_the_scan_of_the_signed_paper(clerk: Client, meeting: Meeting) -> None:
    minutes = _begun(meeting)
    page = _page(meeting)

    press(clerk, f"{page}head/", number="7", drawn_on="06.03.2026")
    press(clerk, f"{page}reading/", on="06.03.2026")
    press(clerk, f"{page}signing/", on="06.03.2026")
    minutes.refresh_from_db()
    scan = SimpleUploadedFile("p.pdf", pdf(), "application/pdf")
    clerk.post(f"{page}scans/new/", {"seen": str(minutes.version), "file": scan})
    fetched = clerk.get(f"{page}scan/")

    minutes.refresh_from_db()
    assert (minutes.number, str(minutes.signed_on), len(minutes.scan_sha256)) == ("7", "2026-03-06", 64)
    assert fetched.headers["Content-Disposition"] == f'attachment; filename="minutes-{meeting.pk}.pdf"'
    assert "№ 7" in fetch(clerk, page + ENGLISH).main


def test_no_rule_gives_a_term_for_remarks_and_one_is_answered(clerk: Client, meeting: Meeting) -> None:
    minutes = _begun(meeting)

    press(clerk, f"{_page(meeting)}remarks/new/", text_ky="Сөзүм толук эмес.", name="Ойдон Сынаков")
    remark = minutes.remarks.get()
    press(clerk, f"/desk/remarks/{remark.pk}/", answer_ky="Толукталды.")

    text = fetch(clerk, _page(meeting) + ENGLISH).main
    assert "No rule that we know gives a term for remarks." in text
    assert "Толукталды." in text


def test_the_head_of_the_aiyl_okmotu_reads_and_has_no_form(world: World, sign_in: SignIn, meeting: Meeting) -> None:
    _said(meeting)

    page = fetch(sign_in(world.cast.ao_head), _page(meeting) + ENGLISH)

    assert ("Суу түнкүсүн жетпейт." in page.main, list(page.one("main").iter("form"))) == (True, [])


def test_a_minutes_of_a_rehearsal_is_written_as_any_other(world: World, clerk: Client) -> None:
    Meeting.objects.filter(pk=world.whole.rehearsal.pk).update(held_on=clock.today())

    press(clerk, _page(world.whole.rehearsal), at=f"{_page(world.whole.rehearsal)}new/")

    assert Minutes.objects.filter(meeting=world.whole.rehearsal).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_often_however_much_was_said(
    clerk: Client, meeting: Meeting, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(count):
        _said(meeting, f"Сөз {n}")

    with django_assert_num_queries(21):
        clerk.get(_page(meeting))
