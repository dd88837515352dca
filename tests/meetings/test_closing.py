"""Closing on paper: figures as they were typed, why something carried, two clerks at once, a quorum that was missed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from tegerek.demo.moments import TODAY, at
from tegerek.demo.world import World
from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.said import Said
from tegerek.meetings import actions
from tegerek.meetings.actions import Item
from tegerek.meetings.charters import Facts, Typed, answer, set_charter
from tegerek.meetings.closing import Figures, TypedOption, TypedResult, doubts_of, put_off, record_closing
from tegerek.meetings.closing_sheets import ClosingSheet, closing_sheet, public_result, result_of
from tegerek.meetings.holding import told_closings
from tegerek.meetings.models import AgendaItem, Closing, ItemResult, Meeting, Turn
from tegerek.meetings.rules import State
from tegerek.people.models import Person
from tegerek.procedures.rules import State as Verdict
from tegerek.procedures.terms import Amount, Unit
from tests.meetings.races import at_once, shared
from tests.meetings.rows import NOW, WHY, a_called, a_draft

__all__ = ["shared"]  # a fixture

VOTED = TypedResult(None, votes_for=32, votes_against=27, abstained=0)
AFTER = at("2026-03-21", 18)


def _closed(meeting: Meeting, figures: Figures, *results: TypedResult) -> ClosingSheet:
    record_closing(meeting, figures, results, seen=meeting.version, by=None, now=AFTER)
    return closing_sheet(Meeting.objects.select_related("place__parent", "venue", "office").get(pk=meeting.pk))


def _item(meeting: Meeting, title: str = "Тариф") -> int:
    actions.set_agenda(meeting, [Item(Said.of(ky=title), "decide")], seen=meeting.version, by=None, now=NOW)
    return meeting.agenda.get().pk


@pytest.mark.parametrize(("present", "verdict", "needed"), [(63, Verdict.CARRIED, 32), (70, Verdict.NOT_CARRIED, 36)])
def test_thirty_two_carry_among_sixty_three_and_not_among_seventy(
    db: None, present: int, verdict: Verdict, needed: int
) -> None:
    meeting = a_called()
    item = _item(meeting)

    sheet = _closed(meeting, Figures(present=present), replace(VOTED, item=item))

    (line,) = sheet.results
    assert line.outcome is not None
    assert (line.verdict, line.outcome.needed) == (verdict, needed)
    assert f"at least {needed} votes" in line.why.in_("en").text


def test_a_called_meeting_is_recorded_as_held_with_its_figures(db: None) -> None:
    meeting = a_called()

    sheet = _closed(meeting, Figures(present=40, women=0))

    verbs = list(Entry.objects.filter(verb__in=["meeting.held", "meeting.counted"]).values_list("verb", flat=True))
    assert (sheet.state, sheet.present, sheet.women, sheet.men) == (State.HELD, 40, 0, None)
    assert verbs == ["meeting.held", "meeting.counted"]


def test_figures_stay_as_they_were_typed_though_they_do_not_add_up(db: None) -> None:
    meeting = a_called()
    item = _item(meeting)
    figures = Figures(present=10, women=8, men=5, residents=4, ages={"35+": 11}, villages={meeting.place_id: 12})
    results = [replace(VOTED, item=item)]

    asked = [(doubt.slug, doubt.item) for doubt in doubts_of(figures, results)]

    sheet = _closed(meeting, figures, *results)
    assert asked == [("sexes", ""), ("ages", ""), ("villages", ""), ("votes", "0")]
    assert (sheet.women, sheet.men, sheet.ages, sheet.villages[0][1]) == (8, 5, (("35+", 11),), 12)


def test_what_was_not_counted_is_not_known_and_asks_nothing(db: None) -> None:
    meeting = a_called()
    item = _item(meeting)
    results = [TypedResult(item, votes_for=12)]

    asked = doubts_of(Figures(), results)

    (line,) = _closed(meeting, Figures(), *results).results
    assert (asked, line.verdict, line.votes.against) == ((), Verdict.NOT_KNOWN, None)


def test_several_options_have_a_winner_only_with_a_majority(db: None) -> None:
    meeting = a_called()
    item = _item(meeting)
    options = tuple(TypedOption(Said.of(ky=name), votes) for name, votes in (("бир", 20), ("эки", 15), ("үч", 5)))

    few = _closed(meeting, Figures(present=39), TypedResult(item, options=options))
    many = _closed(meeting, Figures(present=40), TypedResult(item, options=options))

    assert [[option.has_won for option in sheet.results[0].options] for sheet in (few, many)] == [
        [True, False, False],
        [False, False, False],
    ]


def test_written_again_it_replaces_what_stood_there(db: None) -> None:
    meeting = a_called()
    item = _item(meeting)
    _closed(meeting, Figures(present=63, ages={"35+": 3}), replace(VOTED, item=item))

    sheet = _closed(meeting, Figures(present=64), TypedResult(item))

    assert (sheet.present, sheet.ages, sheet.results[0].outcome) == (64, (), None)
    assert (Closing.objects.count(), ItemResult.objects.count()) == (1, 0)


def test_a_matter_that_came_up_at_the_meeting_joins_the_agenda(db: None) -> None:
    meeting = a_called()

    sheet = _closed(meeting, Figures(present=3), replace(VOTED, title=Said.of(ky="Көпүрө")))

    assert [(line.position, line.title.texts["ky"]) for line in sheet.results] == [(1, "Көпүрө")]


def test_an_agenda_with_results_does_not_change_any_more(db: None) -> None:
    meeting = a_called()
    item = _item(meeting)
    _closed(meeting, Figures(present=63), replace(VOTED, item=item))

    with pytest.raises(Refusal, match="written down already"):
        actions.set_agenda(meeting, [], seen=meeting.version, by=None, now=AFTER)

    assert AgendaItem.objects.count() == 1


def test_nothing_is_counted_before_the_day_nor_of_a_draft_nor_of_what_is_cancelled(db: None) -> None:
    early, draft, cancelled = a_called(), a_draft(), a_called()
    actions.cancel_meeting(cancelled, reason=WHY, seen=cancelled.version, by=None, now=NOW)

    for meeting, now in ((early, NOW), (draft, AFTER), (cancelled, AFTER)):
        with pytest.raises(Refusal):
            record_closing(meeting, Figures(present=1), [], seen=meeting.version, by=None, now=now)

    assert Closing.objects.count() == 0


def test_of_two_clerks_who_close_at_once_the_second_is_told(shared: None) -> None:
    made = a_called()

    def close(present: int) -> object:
        meeting = Meeting.objects.get(pk=made.pk)
        return record_closing(meeting, Figures(present=present), [], seen=made.version, by=None, now=AFTER).present

    answers = at_once(lambda: close(40), lambda: close(41))

    kept = [one for one in answers if isinstance(one, int)]
    told = [one for one in answers if isinstance(one, Refusal)]
    assert (len(kept), len(told), Closing.objects.get().present) == (1, 1, kept[0])


def test_a_clerk_who_opened_it_before_another_saved_is_told(db: None) -> None:
    meeting = a_called()
    seen = meeting.version
    _closed(meeting, Figures(present=40))

    with pytest.raises(Stale):
        record_closing(meeting, Figures(present=41), [], seen=seen, by=None, now=AFTER)

    assert Closing.objects.get().present == 40


def test_too_few_came_and_those_present_agreed_to_another_day(db: None) -> None:
    meeting = a_called()

    turn = put_off(meeting, Figures(present=12), until=date(2026, 4, 2), seen=meeting.version, by=None, now=AFTER)

    assert (meeting.held_on, meeting.starts_at, meeting.state) == (date(2026, 4, 2), turn.after.starts, State.CALLED)
    assert turn.reason.in_("en").text == "12 people came, too few to decide. Those who were there agreed to this day."
    assert (turn.kind, turn.before.first, result_of(meeting)) == (Turn.Kind.MOVED, date(2026, 3, 20), None)


def test_a_day_nearer_than_the_rule_asks_is_kept_with_its_days_for_ever(db: None) -> None:
    meetings = [a_called(), a_called()]
    days = [date(2026, 3, 25), date(2026, 3, 26)]

    turns = [
        put_off(one, Figures(present=12), until=day, seen=one.version, by=None, now=AFTER)
        for one, day in zip(meetings, days, strict=True)
    ]

    kept = [(turn.despite_days, turn.despite_rule_days, turn.despite_way) for turn in turns]
    journal = Entry.objects.filter(verb="meeting.put_off").order_by("pk")
    assert kept == [(4, 5, Turn.Way.REASON), (None, None, "")]
    assert [entry.refs.get("given") for entry in journal] == [4, None]


def test_a_day_that_has_passed_is_no_day_to_put_it_off_to(db: None) -> None:
    meeting = a_called()

    with pytest.raises(Refusal, match="day to come"):
        put_off(meeting, Figures(), until=date(2026, 3, 21), seen=meeting.version, by=None, now=AFTER)

    assert meeting.held_on == date(2026, 3, 20)


def test_the_quorum_is_that_of_the_charter_of_the_day(db: None) -> None:
    meeting = a_called()
    charter = set_charter(meeting.office, Facts("14-1", date(2023, 5, 10), date(2023, 6, 1)), by=None, now=NOW)
    forty = Typed("assembly", "quorum", Amount(40, 40, Unit.PEOPLE), "18.6")
    answer(charter, forty, seen=charter.version, by=None, now=NOW)

    met = [_closed(meeting, Figures(present=n)).quorum.is_met for n in (39, 40)]

    assert met == [False, True]


def test_without_a_charter_the_quorum_is_not_known_and_stops_nothing(db: None) -> None:
    sheet = _closed(a_called(), Figures(present=2))

    assert (sheet.quorum.is_met, sheet.state) == (None, State.HELD)


def test_what_follows_is_a_month_for_an_assembly_and_ten_days_for_a_hearing(db: None) -> None:
    assembly, hearing = _closed(a_called(), Figures()), _closed(a_called("public-hearing"), Figures())

    days = [{due.rule_id: due.last for due in sheet.next} for sheet in (assembly, hearing)]

    assert days == [
        {"answers": date(2026, 3, 23), "measures": date(2026, 4, 20)},
        {"results": date(2026, 3, 30)},
    ]


def test_chair_and_secretary_are_cards_and_stand_on_no_sheet(db: None) -> None:
    meeting = a_called()

    sheet = _closed(meeting, Figures(present=5, chair="Мисалов Сынак", secretary="Үлгүева Ойдон"))

    closing = Closing.objects.get()
    assert closing.chair is not None
    assert (closing.chair.name, Person.objects.count()) == ("Мисалов Сынак", 2)
    assert "Мисалов" not in repr(sheet)


def test_a_rehearsal_has_a_result_and_none_that_is_public(world: World) -> None:
    meeting = world.gatherings.held
    record_closing(meeting, Figures(present=5), [], seen=meeting.version, by=None, now=TODAY)
    number = meeting.number or 0
    shown = public_result(number)

    Meeting.objects.filter(pk=meeting.pk).update(is_rehearsal=True, number=None)

    assert (shown is not None, public_result(number), result_of(meeting) is not None) == (True, None, True)


@pytest.mark.parametrize("items", [1, 30])
def test_the_sheet_costs_the_same_however_long_the_agenda(
    db: None, items: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    meeting = a_called()
    agenda = [Item(Said.of(ky=f"Маселе {n}"), "decide") for n in range(items)]
    actions.set_agenda(meeting, agenda, seen=meeting.version, by=None, now=NOW)
    option = (TypedOption(Said.of(ky="ооба"), 3),)
    results = [TypedResult(item.pk, options=option) for item in meeting.agenda.all()]
    figures = Figures(present=5, ages={"35+": 5}, villages={meeting.place_id: 5})
    record_closing(meeting, figures, results, seen=meeting.version, by=None, now=AFTER)
    found = Meeting.objects.select_related("place__parent", "venue", "office").get(pk=meeting.pk)

    with django_assert_num_queries(5):
        sheet = closing_sheet(found)

    assert len(sheet.results) == items


def test_an_export_tells_which_meetings_somebody_led(db: None) -> None:
    meeting = a_called()
    _closed(meeting, Figures(chair="Мисалов Сынак"))
    person = Person.objects.get()

    told = [row["kind"] for row in told_closings(person)]

    assert told == ["chair of a meeting"]
