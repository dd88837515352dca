"""Personal links: who asked, or lives there, says once whether it was done; and who tries to say more than that."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tegerek.commitments import actions, links
from tegerek.commitments.actions import Heard, Wanted
from tegerek.commitments.link_sheets import link_counts, link_sheet, strip_sheet
from tegerek.commitments.models import Commitment, ResidentWord, WordLink
from tegerek.commitments.sheets import Found, Words, commitment_sheet, views_of
from tegerek.demo.moments import at
from tegerek.journal.models import Entry
from tegerek.lib.dates import local_day
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting, Participant
from tegerek.people.holding import holders
from tegerek.people.joining import join_cards
from tegerek.people.models import Person
from tegerek.voices.models import Voice
from tegerek.voices.slips import numbers_of
from tests.commitments.rows import AFTER, PUMP, a_commitment, a_counted
from tests.meetings.rows import an_office
from tests.people.persons import a_person
from tests.voices.asked import asked

LATER = at("2026-04-25", 10)
NOTHING = Said()
MORE = Said.of(ky="Суу кечинде гана келет.")


@pytest.fixture
def meeting(db: None) -> Meeting:
    return a_counted()


def a_resident(meeting: Meeting, name: str = "Мисалова Гүлсара") -> Person:
    person = a_person(name, office=meeting.office)
    Participant.objects.create(meeting=meeting, person=person, made_at=AFTER)
    return person


def link_of(meeting: Meeting, person: Person | None = None, now: datetime = AFTER) -> WordLink:
    person = person or a_resident(meeting)
    links.open_to_participants(meeting, by=None, now=now)
    return opened(WordLink.objects.get(person=person, revoked_at=None), now)


def opened(link: WordLink, now: datetime = AFTER) -> WordLink:
    found = links.link_of_code(links.code_of(link), now)
    assert found is not None
    return found


def asked_link(meeting: Meeting, **more: Any) -> WordLink:
    voice = asked(meeting, "proposal", **more)
    links.open_to_askers([voice], by=None, now=AFTER)
    return opened(WordLink.objects.get(voice=voice))


def came_of(voice: Voice | None, meeting: Meeting) -> Commitment:
    (made,) = actions.begin(meeting, [Wanted(PUMP, voice=voice)], by=None, now=AFTER)
    actions.publish(made, seen=made.version, by=None, now=AFTER)
    return made


def say(link: WordLink, made: Commitment, word: str, text: Said = NOTHING, now: datetime = LATER) -> ResidentWord:
    assert made.number is not None
    return links.say(link, made.number, word, text, now=now)


def words_on(made: Commitment) -> Words:
    return commitment_sheet(made, local_day(LATER)).words


def test_a_resident_on_the_list_says_once_and_the_last_word_counts(meeting: Meeting) -> None:
    made, link = a_commitment(meeting), link_of(meeting)

    say(link, made, "done")
    say(link, made, "not", MORE)

    assert (words_on(made), ResidentWord.objects.filter(commitment=made).count()) == (Words(not_done=1), 2)


def test_saying_the_same_again_writes_nothing_new(meeting: Meeting) -> None:
    made, link = a_commitment(meeting), link_of(meeting)

    first, again = say(link, made, "done"), say(link, made, "done")

    assert first == again


def test_one_person_has_one_word_by_whichever_way_it_came(meeting: Meeting) -> None:
    resident = a_resident(meeting)
    voice = asked(meeting, "proposal")
    Voice.objects.filter(pk=voice.pk).update(asker=resident)
    made = came_of(voice, meeting)
    links.open_to_askers([voice], by=None, now=AFTER)

    say(link_of(meeting, resident), made, "done")
    say(opened(WordLink.objects.get(voice=voice)), made, "partly")
    actions.hear_resident(made, Heard("not", local_day(LATER), who=resident), by=None, now=LATER)

    assert words_on(made) == Words(not_done=1)


def test_the_database_itself_keeps_a_second_word_of_a_person_and_of_a_link_out(meeting: Meeting) -> None:
    made, link = a_commitment(meeting), link_of(meeting)
    say(link, made, "done")
    second = {"commitment": made, "word": "not", "on": local_day(LATER), "came_in": "link", "at": LATER}

    with pytest.raises(IntegrityError, match="commitment_id"), transaction.atomic():
        ResidentWord.objects.create(**second, person=link.person)
    with pytest.raises(IntegrityError, match="commitment_id"), transaction.atomic():
        ResidentWord.objects.create(**second, link=link)


def test_who_asked_without_a_name_speaks_of_what_came_of_it_and_of_nothing_else(meeting: Meeting) -> None:
    link = asked_link(meeting)
    mine, other = came_of(link.voice, meeting), came_of(None, meeting)

    said = say(link, mine, "partly")

    assert (said.person, words_on(mine)) == (None, Words(partly=1))
    with pytest.raises(Refusal):
        say(link, other, "done")


def test_a_link_of_another_office_or_village_does_not_open_a_decision(meeting: Meeting) -> None:
    made = a_commitment(meeting)
    elsewhere = link_of(a_counted(office=an_office("Башка айыл өкмөтү")))

    with pytest.raises(Refusal):
        say(elsewhere, made, "done")

    assert words_on(made) == Words()


def test_what_is_not_public_and_what_lies_with_the_council_is_not_spoken_of(meeting: Meeting) -> None:
    link = link_of(meeting)
    draft = a_commitment(meeting, is_public=False)
    waits = a_commitment(meeting, origin="recommendation")

    with pytest.raises(Refusal):
        links.say(link, draft.number or 0, "done", NOTHING, now=LATER)
    with pytest.raises(Refusal):
        say(link, waits, "done")

    (line,) = link_sheet(link, local_day(LATER)).page.lines
    assert (line.line.key, line.may_say) == (waits.pk, False)


def test_after_its_last_day_a_link_opens_nothing_and_what_was_said_still_counts(
    meeting: Meeting, settings: Any
) -> None:
    settings.WORD_LINK_DAYS = 30
    made, link = a_commitment(meeting), link_of(meeting)
    say(link, made, "done", now=AFTER + timedelta(days=29))
    over = AFTER + timedelta(days=30)

    assert links.link_of_code(links.code_of(link), over) is None
    with pytest.raises(Refusal):
        say(link, made, "not", now=over)
    assert words_on(made) == Words(done=1)


def test_a_link_that_was_taken_back_opens_nothing(meeting: Meeting) -> None:
    link = link_of(meeting)

    taken = links.revoke(WordLink.objects.filter(pk=link.pk), by=None, now=LATER)

    assert (taken, links.link_of_code(links.code_of(link), LATER)) == (1, None)


def test_a_word_that_is_none_is_refused(meeting: Meeting) -> None:
    made, link = a_commitment(meeting), link_of(meeting)

    with pytest.raises(Refusal):
        say(link, made, "very done")


def test_nobody_fills_the_office_with_words_by_changing_one_for_ever(meeting: Meeting) -> None:
    made, link = a_commitment(meeting), link_of(meeting)
    for n in range(links.MOST_WORDS):
        say(link, made, ("done", "not")[n % 2])

    with pytest.raises(Refusal):
        say(link, made, "partly")


def test_a_code_is_the_same_each_time_it_is_printed_and_stands_in_no_column(meeting: Meeting) -> None:
    link = link_of(meeting)
    code = links.code_of(link)

    kept = " ".join(str(value) for value in WordLink.objects.filter(pk=link.pk).values()[0].values())

    assert links.code_of(WordLink.objects.get(pk=link.pk)) == code
    assert (links.read_code(code) in kept, code in kept) == (False, False)


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}.", "№ {}"])
def test_a_code_is_read_however_it_is_typed(meeting: Meeting, typed: str) -> None:
    link = link_of(meeting)
    code = links.code_of(link)

    found = {links.link_of_code(typed.format(one), AFTER) for one in (code, code.upper(), code.replace("-", " "))}

    assert found == {link}


def test_giving_links_twice_gives_each_person_one(meeting: Meeting) -> None:
    a_resident(meeting)
    a_resident(meeting, "Сынаков Эрмек")

    given = [links.open_to_participants(meeting, by=None, now=AFTER) for _press in range(2)]

    assert (given, WordLink.objects.count()) == ([2, 0], 2)


def test_who_declined_and_a_rehearsal_get_no_links(meeting: Meeting) -> None:
    person = a_resident(meeting)
    Participant.objects.filter(person=person).update(declined_at=AFTER)

    given = links.open_to_participants(meeting, by=None, now=AFTER)

    assert given == 0
    with pytest.raises(Refusal):
        links.open_to_participants(a_counted(is_rehearsal=True), by=None, now=AFTER)


def test_a_new_link_takes_the_place_of_one_whose_days_are_over(meeting: Meeting, settings: Any) -> None:
    settings.WORD_LINK_DAYS = 30
    old = link_of(meeting)
    over = AFTER + timedelta(days=31)

    given = links.open_to_participants(meeting, by=None, now=over)

    assert (given, links.link_of_code(links.code_of(old), over)) == (1, None)


def test_slips_carry_a_link_each_from_the_day_they_are_reserved(meeting: Meeting) -> None:
    block = links.reserve_slips(meeting, size=3, by=None, now=AFTER)

    codes = links.codes_of_numbers(numbers_of(block), AFTER)

    assert len(set(codes.values())) == 3


def test_a_slip_in_a_rehearsal_has_no_link(db: None) -> None:
    links.reserve_slips(a_counted(is_rehearsal=True), size=3, by=None, now=AFTER)

    assert WordLink.objects.count() == 0


def test_the_strip_is_by_name_and_says_how_long_it_opens(meeting: Meeting) -> None:
    for name in ("Үлгүева Назгүл", "Ойдонов Марат"):
        a_resident(meeting, name)
    links.open_to_participants(meeting, by=None, now=AFTER)

    strip = strip_sheet(meeting, AFTER)

    assert [card.name for card in strip.cards] == ["Ойдонов Марат", "Үлгүева Назгүл"]
    assert strip.until == local_day(AFTER) + timedelta(days=730)


def test_it_is_counted_how_many_have_a_link_and_how_many_spoke(meeting: Meeting) -> None:
    made, link = a_commitment(meeting), link_of(meeting)
    a_resident(meeting, "Сынаков Эрмек")
    say(link, made, "done")

    counts = link_counts(meeting, LATER)

    assert (counts.listed, counts.given, counts.spoke, counts.without) == (2, 1, 1, 1)


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_costs_the_same_for_one_decision_and_for_three(
    meeting: Meeting, number: int, django_assert_num_queries: Any
) -> None:
    for _n in range(number):
        a_commitment(meeting)
    link = link_of(meeting)

    with django_assert_num_queries(3):
        sheet = link_sheet(link, local_day(LATER))

    assert len(sheet.page.lines) == number


def test_office_monitors_and_residents_stand_side_by_side(meeting: Meeting) -> None:
    made, link = a_commitment(meeting), link_of(meeting)
    actions.carry_out(made, done_on=local_day(AFTER), seen=made.version, by=None, now=AFTER)
    say(link, made, "not")
    sheet = commitment_sheet(made, local_day(LATER))

    alone, with_monitors = views_of(sheet), views_of(sheet, Found("partly", local_day(LATER)))

    assert (alone.office.value, alone.monitors, alone.residents, alone.differ) == (
        "done",
        None,
        Words(not_done=1),
        True,
    )
    assert with_monitors.differ


def test_two_cards_of_one_person_that_are_joined_keep_the_later_word_and_link(meeting: Meeting) -> None:
    made = a_commitment(meeting)
    one, other = a_resident(meeting), a_person("Мисалова Гүлсара", office=meeting.office)
    say(link_of(meeting, one), made, "done")
    actions.hear_resident(made, Heard("not", local_day(LATER), who=other), by=None, now=LATER)

    join_cards(one, other, by=None, now=LATER)

    assert words_on(made) == Words(not_done=1)


def test_who_is_erased_has_no_link_any_more_and_the_word_counts(meeting: Meeting) -> None:
    made, link = a_commitment(meeting), link_of(meeting)
    say(link, made, "done")
    (holder,) = [one for one in holders() if one.code == "commitments"]
    assert link.person is not None
    told = [row["kind"] for row in holder.told(link.person)]

    holder.erase(link.person, by=None, now=LATER)

    assert links.link_of_code(links.code_of(link), LATER) is None
    assert words_on(made) == Words(done=1)
    assert told == ["word on whether a decision was carried out", "personal link by which a word is said"]


def test_the_journal_tells_that_a_word_came_by_a_link_and_not_whose(meeting: Meeting) -> None:
    made, link = a_commitment(meeting), link_of(meeting)

    say(link, made, "not", MORE)

    entry = Entry.objects.order_by("pk").last()
    assert entry is not None
    assert (entry.verb, entry.by, entry.refs) == ("commitment.heard", None, {"word": "not", "way": "link"})
