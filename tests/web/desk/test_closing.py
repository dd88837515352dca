"""The page that closes a meeting: the least first, doubts are asked, nothing is put right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.lib.said import Said
from tegerek.meetings.charters import Facts, Typed, answer, set_charter
from tegerek.meetings.models import AgendaItem, Closing, ItemResult, Meeting
from tegerek.people.models import Person
from tegerek.procedures.terms import Amount, Unit
from tests.meetings.rows import NOW
from tests.pages import fetch
from tests.web.desk.typing_in import ENGLISH, press, told

SignIn = Callable[[Member], Client]


def _page(world: World) -> str:
    return f"/desk/meetings/{world.gatherings.held.pk}/result/"


def _votes(world: World) -> dict[str, str]:
    item = AgendaItem.objects.get(meeting=world.gatherings.held).pk
    return {f"for-{item}": "32", f"against-{item}": "27", f"abstained-{item}": "0", f"decision-{item}_ky": "15-майда."}


def test_the_least_is_how_many_came_the_votes_and_the_decision(world: World, sign_in: SignIn) -> None:
    clerk = sign_in(world.cast.clerk)

    press(clerk, _page(world), _votes(world), present="70")

    text = fetch(clerk, f"/desk/meetings/{world.gatherings.held.pk}/{ENGLISH}").main
    assert "70 people took part." in text
    assert "For: 32, against: 27, abstained: 0 – not carried" in text
    assert "at least 36 votes" in text


def test_sums_that_do_not_add_up_are_asked_about_and_kept_as_they_are(world: World, sign_in: SignIn) -> None:
    clerk = sign_in(world.cast.clerk)
    odd = {"present": "40", "women": "30", "men": "20"}

    asked = press(clerk, _page(world), odd, status=422).content.decode()

    assert "Women and men together make 50, but 40 are written as present." in asked
    assert Closing.objects.filter(meeting=world.gatherings.held).count() == 0
    press(clerk, _page(world), odd, as_it_is="sexes..50.40")
    closing = Closing.objects.get(meeting=world.gatherings.held)
    assert (closing.present, closing.women, closing.men) == (40, 30, 20)


def test_as_it_is_answers_only_what_was_read(world: World, sign_in: SignIn) -> None:
    clerk = sign_in(world.cast.clerk)

    press(clerk, _page(world), status=422, present="40", women="35", men="20", as_it_is="sexes..50.40")

    assert Closing.objects.filter(meeting=world.gatherings.held).count() == 0


def test_without_a_quorum_it_offers_the_day_those_present_agreed_to(world: World, sign_in: SignIn) -> None:
    meeting = world.gatherings.held
    Meeting.objects.filter(pk=meeting.pk).update(held_at=None)
    charter = set_charter(meeting.office, Facts("14-1", date(2023, 5, 10), date(2023, 6, 1)), by=None, now=NOW)
    # The demo's own charter names 40, which 45 people would be.
    sixty = Typed("assembly", "quorum", Amount(60, 60, Unit.PEOPLE), "18.6")
    answer(charter, sixty, seen=charter.version, by=None, now=NOW)
    clerk = sign_in(world.cast.clerk)

    asked = press(clerk, _page(world), status=422, present="45").content.decode()

    assert "With the consent of those present the meeting is put off to a definite day." in asked
    press(clerk, _page(world), present="45", put_off_to="02.12.2026")
    meeting.refresh_from_db()
    assert (meeting.held_on, meeting.held_at) == (date(2026, 12, 2), None)


def test_a_day_agreed_to_against_the_rule_on_notice_says_so_at_once(world: World, sign_in: SignIn) -> None:
    meeting, clerk = world.gatherings.held, sign_in(world.cast.clerk)
    Meeting.objects.filter(pk=meeting.pk).update(held_at=None)

    press(clerk, _page(world), present="12", put_off_to="10.03.2026")

    page = fetch(clerk, f"/desk/meetings/{meeting.pk}/{ENGLISH}").main
    assert "On record it stands as 4 days of 5." in page


def test_a_form_opened_before_somebody_else_saved_keeps_what_was_typed_and_says_so(
    world: World, sign_in: SignIn
) -> None:
    answer_ = press(sign_in(world.cast.clerk), _page(world), status=422, present="40", seen="0")

    assert told(answer_) == [
        "Somebody changed this after you opened it. Look at the new state, then make your change again."
    ]
    assert 'value="40"' in answer_.content.decode()


def test_a_known_name_is_asked_about_and_a_new_one_becomes_a_card(world: World, sign_in: SignIn) -> None:
    clerk, known = sign_in(world.cast.clerk), Person.objects.filter(office=world.land.okmotu).first()
    before = Person.objects.count()

    press(clerk, _page(world), chair="Ойдонов Сынак")

    assert Person.objects.count() == before + 1
    if known is not None:
        asked = press(clerk, _page(world), status=422, secretary=known.name).content.decode()
        assert "Choose who is meant" in asked


def test_who_may_not_write_cards_names_nobody(world: World, sign_in: SignIn) -> None:
    fields = {field.get("name") for field in fetch(sign_in(world.cast.ao_head), _page(world)).all("input")}

    assert ("present" in fields, "chair" in fields) == (True, False)


def test_several_options_keep_what_they_were_called(world: World, sign_in: SignIn) -> None:
    item = AgendaItem.objects.get(meeting=world.gatherings.held).pk
    typed = {f"label-{item}-0": "1-май", f"votes-{item}-0": "9", f"label-{item}-1": "15-май", f"votes-{item}-1": "3"}

    press(sign_in(world.cast.clerk), _page(world), typed, present="42")

    options = ItemResult.objects.get(item=item).options.all()
    assert [(str(one.label.in_("en")), one.votes) for one in options] == [("1-май", 9), ("15-май", 3)]


def test_a_matter_without_a_name_is_asked_for(world: World, sign_in: SignIn) -> None:
    asked = press(sign_in(world.cast.clerk), _page(world), {"decision-new_ky": "Көпүрө оңдолсун."}, status=422)

    assert told(asked) == ["Say what was decided on: name the matter."]


def test_the_text_for_chats_says_everything_in_five_lines(world: World, sign_in: SignIn) -> None:
    clerk = sign_in(world.cast.clerk)
    press(clerk, _page(world), _votes(world), present="63")

    text = fetch(clerk, f"{_page(world)}text/{ENGLISH}").all("textarea")[0].text or ""

    lines = text.strip().split("\n")
    assert len(lines) == 5
    assert "63" in lines[2]
    assert "15-майда (Макул: 32" in lines[3]


def test_the_result_sheet_is_a_paper_of_the_meeting(world: World, sign_in: SignIn) -> None:
    clerk, paper = sign_in(world.cast.clerk), f"/desk/meetings/{world.gatherings.held.pk}/papers/result.pdf"
    before = clerk.get(paper).status_code
    press(clerk, _page(world), _votes(world), present="63")

    after = clerk.get(paper)

    assert (before, after.status_code, after["Content-Type"]) == (404, 200, "application/pdf")


def test_the_page_of_the_meeting_names_nobody_who_led_it(world: World, sign_in: SignIn, client: Client) -> None:
    meeting = world.gatherings.held
    press(sign_in(world.cast.clerk), _page(world), present="63", chair="Ойдонов Сынак")

    page = fetch(client, f"/ky/meetings/{meeting.number}/")

    assert ("63" in page.main, "Ойдонов" in page.html) == (True, False)


def test_what_is_wrong_in_a_folded_field_unfolds_it(world: World, sign_in: SignIn) -> None:
    asked = press(sign_in(world.cast.clerk), _page(world), status=422, women="көп").content.decode()

    opened = [piece.split("</summary>")[0] for piece in asked.split("<details")[1:] if " open>" in piece[:40]]
    assert ["Women, men, ages" in piece for piece in opened] == [True]


def test_the_holding_asks_nothing_about_the_call_and_leads_to_the_result(world: World, sign_in: SignIn) -> None:
    clerk = sign_in(world.cast.clerk)
    Meeting.objects.filter(pk=world.gatherings.called.pk).update(held_on=date(2026, 3, 5))
    here = f"/desk/meetings/{world.gatherings.called.pk}/"

    asked = fetch(clerk, f"{here}holding/{ENGLISH}").main
    press(clerk, f"{here}holding/")

    assert "Decided by somebody else?" not in asked
    assert "Recorded: it was held. Now write down the result." in fetch(clerk, here + ENGLISH).main


def test_the_draft_of_the_decision_stands_over_what_was_decided(world: World, sign_in: SignIn) -> None:
    AgendaItem.objects.filter(meeting=world.gatherings.held).update(
        draft_decision=Said.of(ky="Жайыт 15-майда ачылсын.").as_json()
    )

    page = fetch(sign_in(world.cast.clerk), _page(world) + ENGLISH).main

    assert "The draft said: Жайыт 15-майда ачылсын." in page


def test_a_press_opens_a_chat_with_the_result(world: World, sign_in: SignIn) -> None:
    clerk = sign_in(world.cast.clerk)
    press(clerk, _page(world), _votes(world), present="63")

    links = fetch(clerk, f"{_page(world)}text/{ENGLISH}").links

    assert [link.partition("?")[0] for link in links if link.startswith("https://")] == [
        "https://wa.me/",
        "https://t.me/share/url",
    ] * 2


def test_a_result_on_the_board_is_told_where_there_is_no_chat(world: World, sign_in: SignIn) -> None:
    clerk = sign_in(world.cast.clerk)
    here = f"/desk/meetings/{world.gatherings.held.pk}/"
    press(clerk, _page(world), _votes(world), present="63")
    before = fetch(clerk, here + ENGLISH).html

    went = clerk.post(f"{here}checklist/steps/{ENGLISH}", {"step": "result-board", "then": "chats"})["Location"]

    page = fetch(clerk, went + ENGLISH).main
    assert went == f"{here}chats/"
    assert "It hangs there since 6 March" in page
    next_step = f'class="press" href="{here}minutes/"'
    assert (next_step in before, next_step in fetch(clerk, here + ENGLISH).html) == (False, True)
