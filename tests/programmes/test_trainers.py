"""Putting trainers at seminars: what speaks against it, across programmes whose offices see nothing of one another."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from tegerek.journal.models import Entry
from tegerek.lib.errors import Departure, Refusal
from tegerek.meetings import actions as meetings
from tegerek.meetings.models import Meeting
from tegerek.meetings.rules import When
from tegerek.people.models import Contact, Person
from tegerek.places.models import Unit
from tegerek.programmes import trainers
from tegerek.programmes.models import Road, Trainer
from tegerek.programmes.snag_words import snag_in_words
from tegerek.programmes.trainer_holding import told_trainings
from tegerek.programmes.trainer_sheets import TrainerLine, trainers_sheet, wanted_roads
from tegerek.programmes.trainers import Typed
from tests.meetings.rows import NOW, an_office
from tests.programmes.trainings import DAY, PHONE, a_card, a_road, a_seminar, one_more, put, two_offices

pytestmark = pytest.mark.django_db
NEXT = When(date(2026, 3, 18), None, time(9), time(16))
FIRST = When(DAY, None, time(9), time(17))


def _line(trainer: Trainer) -> TrainerLine:
    (row,) = trainers_sheet(trainer.seminar.programme, seminar=trainer.seminar_id)
    return next(line for line in row.trainers if line.key == trainer.pk)


def _told(trainer: Trainer) -> list[str]:
    with translation.override("en"):
        return [snag_in_words(snag, "en") for snag in _line(trainer).snags]


def test_eighteen_hours_of_road_do_not_fit_between_an_evening_and_the_next_morning(units: dict[str, Unit]) -> None:
    naryn, batken = units["kochkor-raion"], units["alai-raion"]
    seminar = a_seminar(naryn, FIRST)
    other = one_more(seminar.programme, batken, NEXT)
    person = a_card(seminar.programme.office)
    put(seminar, person)
    a_road(seminar.programme.office, naryn, batken, "18")

    with translation.override("en"), pytest.raises(Departure, match=r"it takes 18 hours\..*so there are 16 hours"):
        put(other, person)

    assert Trainer.objects.filter(seminar=other).count() == 0


def test_a_road_nobody_typed_is_not_known_and_never_fine(units: dict[str, Unit]) -> None:
    seminar = a_seminar(units["kochkor-raion"], FIRST)
    other = one_more(seminar.programme, units["alai-raion"], When(date(2026, 4, 20), None, time(9), time(16)))
    person = a_card(seminar.programme.office)
    put(seminar, person)

    with translation.override("en"), pytest.raises(Departure, match="Road Kochkor raion – Alai raion: not known"):
        put(other, person)
    put(other, person, Typed(despite="учак менен"))

    sheet = trainers_sheet(seminar.programme)
    assert [(one.start, one.goal) for one in wanted_roads(sheet)] == [
        (units["kochkor-raion"].pk, units["alai-raion"].pk)
    ]


def test_a_road_that_is_short_enough_says_nothing_whichever_way_it_was_typed(units: dict[str, Unit]) -> None:
    seminar = a_seminar(units["kochkor-raion"], FIRST)
    other = one_more(seminar.programme, units["alai-raion"], NEXT)
    person = a_card(seminar.programme.office)
    put(seminar, person)
    a_road(seminar.programme.office, units["alai-raion"], units["kochkor-raion"], "16")

    made = put(other, person)

    assert (_told(made), made.despite) == ([], "")


def test_a_road_of_one_way_alone_says_nothing_of_the_way_back(units: dict[str, Unit]) -> None:
    seminar = a_seminar(units["kochkor-raion"], FIRST)
    other = one_more(seminar.programme, units["alai-raion"], NEXT)
    person = a_card(seminar.programme.office)
    put(seminar, person)
    a_road(seminar.programme.office, units["alai-raion"], units["kochkor-raion"], "16", is_both_ways=False)

    with translation.override("en"), pytest.raises(Departure, match="not known"):
        put(other, person)


def test_another_office_s_programme_is_told_as_busy_and_nothing_more(units: dict[str, Unit]) -> None:
    two = two_offices(units["kochkor-raion"], units["alai-raion"])
    put(two.north, two.ours)
    a_road(two.south.programme.office, units["kochkor-raion"], units["alai-raion"], "18")

    made = put(two.south, two.theirs, Typed(despite="учак менен"))

    assert _told(made) == [
        "Is busy with another programme until 17 March 2026, 17:00. There is too little time for the road."
    ]


def test_another_office_s_programme_with_no_road_typed_is_not_known(units: dict[str, Unit]) -> None:
    two = two_offices(units["kochkor-raion"], units["alai-raion"])
    put(two.north, two.ours)

    with translation.override("en"), pytest.raises(Departure) as told:
        put(two.south, two.theirs)

    assert str(told.value) == (
        "Is busy with another programme until 17 March 2026, 17:00. How long the road takes is not known: ask "
        "the trainer. If it is possible all the same, say why."
    )


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_no_word_of_the_other_programme_its_place_or_office_is_told(units: dict[str, Unit], lang: str) -> None:
    two = two_offices(units["kochkor-raion"], units["alai-raion"])
    Trainer.objects.filter(pk=put(two.north, two.ours).pk).update(despite="Кочкордун сыры")
    made = put(two.south, two.theirs, Typed(despite="учак менен"))

    with translation.override(lang):
        told = " ".join(snag_in_words(snag, lang) for snag in _line(made).snags) + repr(_line(made))

    assert [word for word in ("Түндүк", "Кочкор", "Kochkor", "Ак-Кыя", "сыры") if word in told] == []


def test_a_phone_without_the_name_or_a_name_without_the_phone_is_another_person(units: dict[str, Unit]) -> None:
    two = two_offices(units["kochkor-raion"], units["alai-raion"])
    put(two.north, two.ours)
    office = two.south.programme.office
    same_phone, same_name = a_card(office, "Сынаков Таалай", PHONE), a_card(office, "Ойдонова Жылдыз", "+996000777002")

    made = [put(two.south, person) for person in (same_phone, same_name)]

    assert [_told(one) for one in made] == [[], []]


def test_somebody_erased_elsewhere_is_not_found_any_more(units: dict[str, Unit]) -> None:
    two = two_offices(units["kochkor-raion"], units["alai-raion"])
    put(two.north, two.ours)
    Contact.objects.filter(person=two.ours).delete()

    assert _told(put(two.south, two.theirs)) == []


def test_nobody_is_at_two_seminars_of_one_office_at_once(units: dict[str, Unit]) -> None:
    seminar = a_seminar(units["kochkor-raion"], FIRST)
    other = a_seminar(units["alai-raion"], When(DAY, None, time(12), time(18)), office=seminar.programme.office)
    person = a_card(seminar.programme.office)
    put(seminar, person)

    with translation.override("en"), pytest.raises(Refusal, match="At the same time at another seminar: Kochkor raion"):
        put(other, person, Typed(despite="экөөндө тең болот"))


def test_what_another_office_wrote_of_the_same_hour_only_warns(units: dict[str, Unit]) -> None:
    two = two_offices(units["kochkor-raion"], units["alai-raion"])
    put(two.north, two.ours)

    made = put(two.south, two.theirs, Typed(day=DAY, despite="телефон боюнча сурадык"))

    assert _told(made) == ["Is busy with another programme that day, 17 March 2026."]


def test_hours_that_nobody_knows_are_said_and_not_guessed(units: dict[str, Unit]) -> None:
    seminar = a_seminar(units["kochkor-raion"], When(DAY))
    other = one_more(seminar.programme, units["alai-raion"], NEXT)
    same_day = one_more(seminar.programme, units["aravan-raion"], When(DAY))
    person = a_card(seminar.programme.office)
    put(seminar, person)
    a_road(seminar.programme.office, units["kochkor-raion"], units["alai-raion"], "18")

    made = [put(one, person, Typed(despite="макул")) for one in (other, same_day)]

    told = " ".join(_told(made[0]) + _told(made[1]))
    assert ("18 hours. When the one seminar ends" in told, "On the same day at another seminar" in told) == (True, True)


def test_a_pass_is_closed_by_day_and_open_the_day_after(units: dict[str, Unit]) -> None:
    seminar = a_seminar(units["kochkor-raion"], FIRST)
    shut = one_more(seminar.programme, units["alai-raion"], When(date(2026, 3, 20), None, time(9), time(16)))
    person = a_card(seminar.programme.office)
    put(seminar, person)
    closed = {"closed_from": date(2026, 1, 10), "closed_until": date(2026, 3, 19)}
    a_road(seminar.programme.office, units["kochkor-raion"], units["alai-raion"], "12", **closed)

    made = put(shut, person, Typed(despite="айланып барат"))
    told = _told(made)
    meetings.move_meeting(
        shut.meeting, when=When(date(2026, 3, 21), None, time(9), time(16)), venue=None, without_venue=True,
        reason=shut.meeting.title, seen=shut.meeting.version, by=None, now=NOW,
    )  # fmt: skip

    assert (told, _told(made)) == (
        ["The road Kochkor raion – Alai raion is closed until 19 March 2026, this day included."],
        [],
    )


def test_a_trainer_follows_the_seminar_that_is_moved_and_a_cancelled_one_binds_nobody(units: dict[str, Unit]) -> None:
    two = two_offices(units["kochkor-raion"], units["alai-raion"])
    put(two.north, two.ours)
    made = put(two.south, two.theirs, Typed(despite="макул"))
    before = len(_told(made))

    Meeting.objects.filter(pk=two.north.meeting_id).update(number=48215, called_at=NOW, cancelled_at=NOW)

    assert (before, _told(made)) == (1, [])


def test_six_days_in_a_row_are_a_hint_and_five_are_none(units: dict[str, Unit]) -> None:
    place = units["kochkor-raion"]
    seminar = a_seminar(place, FIRST)
    person = a_card(seminar.programme.office, "Ойдонова Жылдыз", PHONE)
    put(seminar, person)
    for n in range(1, 5):
        last = put(one_more(seminar.programme, place, When(DAY + timedelta(n), None, time(9), time(17))), person)
    five = _line(last)

    put(one_more(seminar.programme, place, When(DAY + timedelta(5), None, time(9), time(17))), person)

    six = _line(last)
    assert [(line.in_a_row, line.is_tired) for line in (five, six)] == [(5, False), (6, True)]


def test_a_card_of_another_office_cannot_be_put_anywhere(units: dict[str, Unit]) -> None:
    two = two_offices(units["kochkor-raion"], units["alai-raion"])

    with pytest.raises(ValueError, match="another office"):
        put(two.south, two.ours)


def test_a_new_name_becomes_a_card_and_the_journal_names_nobody(units: dict[str, Unit]) -> None:
    seminar = a_seminar(units["kochkor-raion"], FIRST)

    made = trainers.assign_trainer(
        seminar, Typed(lang="ky"), person=None, name="Сынаков Таалай", phones=(PHONE,), by=None, now=NOW
    )

    entry = Entry.objects.get(verb="trainer.assigned")
    assert (made.person.name, entry.refs) == ("Сынаков Таалай", {"seminar": seminar.pk, "snags": 0})


def test_whoever_asks_is_told_where_they_trained(units: dict[str, Unit]) -> None:
    seminar = a_seminar(units["kochkor-raion"], FIRST)
    person = a_card(seminar.programme.office)
    put(seminar, person, Typed(lang="ru"))

    assert told_trainings(person) == [{"kind": "trainer at a seminar", "meeting": None, "day": DAY, "language": "ru"}]


def test_taken_off_the_card_stays(units: dict[str, Unit]) -> None:
    seminar = a_seminar(units["kochkor-raion"], FIRST)
    made = put(seminar, a_card(seminar.programme.office))

    trainers.take_off_trainer(made, by=None, now=NOW)

    assert (Trainer.objects.count(), Person.objects.count()) == (0, 1)


def test_a_road_typed_again_is_written_over_also_from_its_other_end(units: dict[str, Unit]) -> None:
    office = an_office()
    a_road(office, units["kochkor-raion"], units["alai-raion"], "18")

    a_road(office, units["alai-raion"], units["kochkor-raion"], "16,5".replace(",", "."))

    row = Road.objects.get()
    assert (row.hours, row.version) == (Decimal("16.5"), 2)


@pytest.mark.parametrize(
    ("hours", "more", "told"),
    [
        ("0", {}, "how many hours"),
        ("101", {}, "how many hours"),
        (None, {}, "from when to when it is closed"),
        ("3", {"closed_from": date(2026, 1, 1)}, "both days"),
        ("3", {"closed_from": date(2026, 1, 2), "closed_until": date(2026, 1, 1)}, "opens before it closes"),
    ],
)
def test_a_road_that_makes_no_sense_is_refused(
    units: dict[str, Unit], hours: str | None, more: dict[str, object], told: str
) -> None:
    with translation.override("en"), pytest.raises(Refusal, match=told):
        a_road(an_office(), units["kochkor-raion"], units["alai-raion"], hours, **more)

    assert Road.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_trainers_of_a_programme_take_the_same_queries_for_one_and_for_three(
    units: dict[str, Unit], count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    two = two_offices(units["kochkor-raion"], units["alai-raion"])
    put(two.north, two.ours)
    for n in range(count):
        put(one_more(two.south.programme, units["alai-raion"], When(DAY + timedelta(n + 1), None, time(9), time(16))), two.theirs, Typed(despite="макул"))  # fmt: skip  # noqa: E501

    with django_assert_num_queries(8):
        trainers_sheet(two.south.programme)


def test_a_mock_assembly_becomes_an_item_of_the_day_where_it_was_asked_for_and_only_once(
    units: dict[str, Unit],
) -> None:
    meeting = a_seminar(units["kochkor-raion"], FIRST).meeting
    item = meetings.Item(title=meeting.title, minutes=30)
    meetings.set_agenda(meeting, [item, item], seen=meeting.version, by=None, now=NOW)
    meeting.refresh_from_db()

    trainers.add_mock_assembly(meeting, minutes=90, before=2, by=None, now=NOW)
    with pytest.raises(Refusal):
        trainers.add_mock_assembly(meeting, minutes=90, before=0, by=None, now=NOW)

    assert [row.minutes for row in meeting.agenda.all()] == [30, 90, 30]
