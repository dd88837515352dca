"""The one roster: who confirmed, who comes instead, who came; two people at it at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tegerek.demo.moments import at
from tegerek.demo.world import World
from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal, Stale
from tegerek.meetings import roster
from tegerek.meetings.models import Meeting, Participant
from tegerek.meetings.roster import Age, Tick, Typed
from tegerek.people.models import Person, Post

BEFORE = at("2026-09-14")
NOON = at("2026-09-15", 12)
EVENING = at("2026-09-15", 18)
LATER = at("2026-09-17")
ALMAZ = Typed("Ойдонов Алмаз", sex="m", phones=("+996000000901",))


@pytest.fixture
def meeting(world: World) -> Meeting:
    """A seminar of 15 September 2026 on whose list nobody stands yet."""
    found = Meeting.objects.filter(seminar__programme=world.trainings.draft).order_by("pk").first()
    assert found is not None
    return found


def on_list(meeting: Meeting, people: int) -> list[Participant]:
    return [
        roster.write_in(meeting, Typed(f"Мисалова {n}", Post.DEPUTY), person=None, by=None, now=BEFORE)
        for n in range(people)
    ]


def test_a_substitute_takes_the_post_and_the_aimak_and_the_other_comes_no_more(world: World, meeting: Meeting) -> None:
    typed = Typed("Мисалова Жаркынай", Post.AO_HEAD, world.land.aimak)
    line = roster.write_in(meeting, typed, person=None, by=None, now=BEFORE)

    made = roster.substitute(line, ALMAZ, person=None, reason="өргүүдө", by=None, now=BEFORE)

    line.refresh_from_db()
    assert (made.post, made.unit, made.reason, made.instead_of) == (Post.AO_HEAD, world.land.aimak, "өргүүдө", line)
    assert (line.declined_at, made.declined_at, made.confirmed_at) == (BEFORE, None, None)


def test_a_substitute_needs_a_reason_and_nothing_is_written_without_one(meeting: Meeting) -> None:
    (line,) = on_list(meeting, 1)

    with pytest.raises(Refusal, match="few words"):
        roster.substitute(line, ALMAZ, person=None, reason=" \u202e ", by=None, now=BEFORE)

    assert (meeting.roster.count(), Person.objects.filter(name=ALMAZ.name).count()) == (1, 0)


def test_nobody_is_replaced_twice_nor_by_somebody_on_the_list_nor_after_having_come(meeting: Meeting) -> None:
    first, second, third = on_list(meeting, 3)
    roster.substitute(first, ALMAZ, person=None, reason="өргүүдө", by=None, now=BEFORE)
    roster.tick_all(meeting, [Tick(third.pk, 1, True, False)], by=None, now=NOON)
    third.refresh_from_db()

    refused = 0
    for line, person in ((first, None), (second, third.person), (third, None)):
        with pytest.raises(Refusal):
            roster.substitute(line, ALMAZ, person=person, reason="өргүүдө", by=None, now=NOON)
        refused += 1

    assert (refused, meeting.roster.count()) == (3, 4)


def test_who_was_replaced_takes_the_seat_back_only_when_the_substitute_comes_not(meeting: Meeting) -> None:
    (line,) = on_list(meeting, 1)
    made = roster.substitute(line, ALMAZ, person=None, reason="өргүүдө", by=None, now=BEFORE)
    with pytest.raises(Refusal, match="Somebody else"):
        roster.confirm(line, by=None, now=BEFORE)

    roster.decline(made, by=None, now=BEFORE)
    roster.confirm(line, by=None, now=BEFORE)

    line.refresh_from_db()
    assert (line.confirmed_at, line.declined_at) == (BEFORE, None)


def test_an_answer_is_taken_back_and_the_line_waits_again(meeting: Meeting) -> None:
    first, second = on_list(meeting, 2)
    roster.confirm(first, by=None, now=BEFORE)
    roster.decline(second, by=None, now=BEFORE)

    for line in (first, first, second):
        roster.take_back(line, by=None, now=NOON)

    assert list(meeting.roster.values_list("confirmed_at", "declined_at")) == [(None, None)] * 2
    assert Entry.objects.filter(verb="roster.answer_taken_back").count() == 2


def test_an_answer_is_not_taken_back_while_somebody_else_has_the_seat(meeting: Meeting) -> None:
    (line,) = on_list(meeting, 1)
    roster.substitute(line, ALMAZ, person=None, reason="өргүүдө", by=None, now=BEFORE)

    with pytest.raises(Refusal, match="Somebody else"):
        roster.take_back(line, by=None, now=BEFORE)

    line.refresh_from_db()
    assert line.declined_at == BEFORE


def test_calls_in_vain_are_counted_once_a_minute_and_not_for_who_has_answered(world: World, meeting: Meeting) -> None:
    line, answered = on_list(meeting, 2)
    roster.confirm(answered, by=None, now=BEFORE)
    user = world.cast.coordinator.user

    for moment in (BEFORE, BEFORE + timedelta(seconds=20), NOON):
        roster.note_no_answer(line, by=user, now=moment)
    roster.note_no_answer(answered, by=user, now=NOON)

    line.refresh_from_db()
    answered.refresh_from_db()
    assert (line.tries, line.tried_at, line.tried_by, answered.tries) == (2, NOON, user, 0)
    assert Entry.objects.filter(verb="roster.not_reached").count() == 2


def test_a_line_gets_another_post_and_aimak_unless_somebody_changed_it_meanwhile(
    world: World, meeting: Meeting
) -> None:
    (line,) = on_list(meeting, 1)

    roster.change_line(line, post=Post.AO_HEAD, unit=world.land.aimak, band="28-34", seen=1, by=None, now=BEFORE)
    with pytest.raises(Stale):
        roster.change_line(line, post=Post.DEPUTY, unit=None, band="", seen=1, by=None, now=BEFORE)

    line.refresh_from_db()
    assert (line.post, line.unit, line.band, line.version) == (Post.AO_HEAD, world.land.aimak, "28-34", 2)


def test_an_age_is_added_where_nobody_had_asked_and_never_changed_by_typing_a_person_again(meeting: Meeting) -> None:
    young = replace(ALMAZ, band="18-27")
    line = roster.write_in(meeting, ALMAZ, person=None, by=None, now=BEFORE)

    again = roster.write_in(meeting, young, person=None, by=None, now=BEFORE)
    third = roster.write_in(meeting, replace(ALMAZ, band="35+"), person=None, by=None, now=BEFORE)

    assert (line.band, again.band, third.band) == ("", "18-27", "18-27")
    assert Entry.objects.filter(verb="roster.changed", thing_key=line.pk).count() == 1


def test_ages_of_a_page_are_written_at_once_but_for_lines_that_somebody_changed_meanwhile(meeting: Meeting) -> None:
    first, second, third = on_list(meeting, 3)
    roster.set_ages(meeting, [Age(second.pk, 1, "35+")], by=None, now=BEFORE)

    done = roster.set_ages(
        meeting,
        [Age(first.pk, 1, "18-27"), Age(second.pk, 1, "28-34"), Age(third.pk, 1, "")],
        by=None,
        now=BEFORE,
    )

    bands = [(line.band, line.version) for line in meeting.roster.order_by("pk")]
    assert bands == [("18-27", 2), ("35+", 2), ("", 1)]
    assert (done.written, done.kept_apart) == (1, frozenset({second.pk}))


@pytest.mark.parametrize("people", [3, 40])
def test_a_page_of_ages_costs_the_same_however_long(
    people: int, meeting: Meeting, django_assert_num_queries: Any
) -> None:
    ages = [Age(line.pk, 1, "35+") for line in on_list(meeting, people)]

    with django_assert_num_queries(5):
        done = roster.set_ages(meeting, ages, by=None, now=BEFORE)

    assert done.written == people


def test_a_substitute_brings_an_age_of_their_own(meeting: Meeting) -> None:
    line = roster.write_in(meeting, Typed("Мисалова Жаркынай", band="35+"), person=None, by=None, now=BEFORE)

    made = roster.substitute(line, ALMAZ, person=None, reason="өргүүдө", by=None, now=BEFORE)

    assert (line.band, made.band) == ("35+", "")


def test_the_database_knows_no_other_ages(meeting: Meeting) -> None:
    roster.write_in(meeting, ALMAZ, person=None, by=None, now=BEFORE)

    with pytest.raises(IntegrityError), transaction.atomic():
        meeting.roster.update(band="34")


def test_a_line_is_taken_off_only_while_nothing_happened_to_it(meeting: Meeting) -> None:
    untouched, confirmed = on_list(meeting, 2)
    roster.confirm(confirmed, by=None, now=BEFORE)
    confirmed.refresh_from_db()

    roster.take_off(untouched, seen=1, by=None, now=BEFORE)
    with pytest.raises(Refusal):
        roster.take_off(confirmed, seen=2, by=None, now=BEFORE)
    with pytest.raises(Stale):
        roster.take_off(confirmed, seen=1, by=None, now=BEFORE)

    assert (list(meeting.roster.all()), Entry.objects.filter(verb="roster.taken_off").count()) == ([confirmed], 1)


def test_a_known_person_keeps_the_name_and_gains_a_phone(meeting: Meeting) -> None:
    (line,) = on_list(meeting, 1)
    other = Meeting.objects.filter(seminar__programme=meeting.seminar.programme).exclude(pk=meeting.pk).get()

    again = roster.write_in(other, ALMAZ, person=line.person, by=None, now=BEFORE)

    person = Person.objects.get(pk=again.person_id)
    assert (person.name, person.sex, person.contacts.get().value) == ("Мисалова 0", "m", "+996000000901")


def test_before_the_day_nobody_can_have_been_there(meeting: Meeting) -> None:
    (line,) = on_list(meeting, 1)

    with pytest.raises(Refusal, match="not come yet"):
        roster.tick_all(meeting, [Tick(line.pk, 1, True, True)], by=None, now=BEFORE)
    with pytest.raises(Refusal, match="not come yet"):
        roster.walk_in(meeting, ALMAZ, person=None, morning=True, afternoon=False, by=None, now=BEFORE)

    line.refresh_from_db()
    assert (line.ticked_at, meeting.roster.count()) == (None, 1)


def test_whoever_saves_at_noon_says_nothing_of_the_afternoon(meeting: Meeting) -> None:
    first, second = on_list(meeting, 2)

    roster.tick_all(meeting, [Tick(first.pk, 1, True, False), Tick(second.pk, 1, False, False)], by=None, now=NOON)

    ticks = list(meeting.roster.order_by("pk").values_list("morning", "afternoon", "ticked_later"))
    assert ticks == [(True, None, False), (False, None, False)]


def test_after_the_day_ticks_are_marked_as_recorded_later(meeting: Meeting) -> None:
    (line,) = on_list(meeting, 1)

    roster.tick_all(meeting, [Tick(line.pk, 1, True, True)], by=None, now=LATER)

    line.refresh_from_db()
    assert (line.ticked_later, line.ticked_at) == (True, LATER)


def test_a_line_changed_meanwhile_is_kept_apart_and_all_others_are_saved(meeting: Meeting) -> None:
    first, second = on_list(meeting, 2)
    roster.tick_all(meeting, [Tick(first.pk, 1, True, True)], by=None, now=NOON)

    done = roster.tick_all(
        meeting, [Tick(first.pk, 1, False, True), Tick(second.pk, 1, True, True)], by=None, now=EVENING
    )

    ticks = list(meeting.roster.order_by("pk").values_list("morning", "afternoon"))
    assert (done.written, done.kept_apart, ticks) == (1, frozenset({first.pk}), [(True, True), (True, True)])


def test_the_same_page_pressed_twice_writes_once(meeting: Meeting) -> None:
    (line,) = on_list(meeting, 1)
    page = [Tick(line.pk, 1, True, True)]

    done = [roster.tick_all(meeting, page, by=None, now=NOON + timedelta(minutes=n)) for n in range(2)]

    assert [(one.written, len(one.kept_apart)) for one in done] == [(1, 0), (0, 0)]


@pytest.mark.parametrize("people", [3, 40])
def test_a_page_of_ticks_costs_the_same_however_long(
    people: int, meeting: Meeting, django_assert_num_queries: Any
) -> None:
    ticks = [Tick(line.pk, 1, True, True) for line in on_list(meeting, people)]

    with django_assert_num_queries(5):
        done = roster.tick_all(meeting, ticks, by=None, now=NOON)

    assert done.written == people


def test_who_walked_in_is_on_the_roster_with_ticks_and_has_no_seat(world: World, meeting: Meeting) -> None:
    line = roster.walk_in(meeting, ALMAZ, person=None, morning=False, afternoon=True, by=None, now=EVENING)

    assert (line.is_walk_in, line.morning, line.afternoon, line.confirmed_at) == (True, None, True, None)


def test_somebody_of_the_list_who_is_typed_again_is_only_ticked(meeting: Meeting) -> None:
    (line,) = on_list(meeting, 1)

    again = roster.walk_in(meeting, ALMAZ, person=line.person, morning=True, afternoon=False, by=None, now=EVENING)

    assert (again.pk, again.is_walk_in, again.morning, meeting.roster.count()) == (line.pk, False, True, 1)


def test_a_walk_in_typed_again_keeps_the_half_of_the_day_that_stands(meeting: Meeting) -> None:
    line = roster.walk_in(meeting, ALMAZ, person=None, morning=True, afternoon=False, by=None, now=NOON)

    again = roster.walk_in(meeting, ALMAZ, person=None, morning=False, afternoon=True, by=None, now=EVENING)

    assert (again.pk, again.morning, again.afternoon, meeting.roster.count()) == (line.pk, True, True, 1)


def test_a_walk_in_of_the_morning_says_nothing_of_anybodys_afternoon(meeting: Meeting) -> None:
    (line,) = on_list(meeting, 1)
    roster.walk_in(meeting, ALMAZ, person=None, morning=True, afternoon=False, by=None, now=NOON)

    page = [Tick(row.pk, row.version, True, False) for row in meeting.roster.all()]
    roster.tick_all(meeting, page, by=None, now=NOON)

    line.refresh_from_db()
    assert (line.morning, line.afternoon) == (True, None)


@pytest.mark.parametrize("typed", [ALMAZ, Typed("Ойдонов Алмаз"), Typed("Oidonov Almaz", phones=ALMAZ.phones)])
def test_the_same_person_written_in_twice_has_one_card_and_one_line(meeting: Meeting, typed: Typed) -> None:
    first = roster.write_in(meeting, typed, person=None, by=None, now=BEFORE)

    second = roster.write_in(meeting, typed, person=None, by=None, now=BEFORE)

    assert (second, Person.objects.filter(name_key=first.person.name_key).count()) == (first, 1)


@pytest.mark.parametrize("phones", [("+996000000902",), ()])
def test_a_namesake_gets_a_card_of_their_own(meeting: Meeting, phones: tuple[str, ...]) -> None:
    first = roster.write_in(meeting, ALMAZ, person=None, by=None, now=BEFORE)
    seen = frozenset() if phones else frozenset({first.person_id})

    second = roster.write_in(
        meeting, Typed("Ойдонов Алмаз", phones=phones, others=seen), person=None, by=None, now=BEFORE
    )

    assert second.person_id != first.person_id


def test_a_substitute_who_is_on_the_list_already_is_refused_also_where_nobody_was_chosen(meeting: Meeting) -> None:
    (line,) = on_list(meeting, 1)
    roster.write_in(meeting, ALMAZ, person=None, by=None, now=BEFORE)

    with pytest.raises(Refusal, match="on the list already"):
        roster.substitute(line, ALMAZ, person=None, reason="өргүүдө", by=None, now=BEFORE)


def test_nothing_typed_about_a_person_reaches_the_journal(meeting: Meeting) -> None:
    (line,) = on_list(meeting, 1)
    roster.substitute(line, ALMAZ, person=None, reason="өргүүдө", by=None, now=BEFORE)

    told = str(list(Entry.objects.values("verb", "refs")))

    assert [word for word in ("Алмаз", "Мисалова", "000000901", "өргүүдө") if word in told] == []
