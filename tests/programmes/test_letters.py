"""The register of letters: to whom, with which facts; numbers that are typed, kept, and never invented."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting
from tegerek.people.models import Post
from tegerek.places.models import Unit
from tegerek.programmes.actions import ask_aimaks, set_quota
from tegerek.programmes.letter_sheets import LetterSheet, series_letters
from tegerek.programmes.letters import Numbered, number_letters, write_letters
from tegerek.programmes.models import Invited, Letter, Programme
from tests.meetings.rows import NOW, a_clerk
from tests.programmes.series import a_series, published, seminars_of

MARCH = date(2026, 3, 10)
# Topics, letterhead; seminars, quotas, invited, letters, agendas.
QUERIES = 7


@pytest.fixture
def programme(units: dict[str, Unit]) -> Programme:
    """Two seminars; two aimaks are invited to the first."""
    made = a_series(units, 2)
    invite(made, units, 2)
    return made


def invite(programme: Programme, units: dict[str, Unit], count: int) -> None:
    first = seminars_of(programme)[0]
    for n in range(count):
        name = Said.of(ky=f"Мисал {n}", ru=f"Мисальский {n}")
        unit = Unit.objects.create(
            kind="aimak", slug=f"misal-{n}", name=name, order_key=f"{9 - n}", parent=first.meeting.place
        )
        Invited.objects.create(seminar=first, unit=unit)


def letters(programme: Programme) -> list[LetterSheet]:
    return [letter for seminar in series_letters(programme) for letter in seminar.letters]


def numbers(programme: Programme) -> list[str]:
    return [letter.number for letter in letters(programme)]


def test_the_raion_comes_first_then_the_invited_aimaks_in_alphabetical_order(programme: Programme) -> None:
    slugs = dict(Unit.objects.values_list("pk", "slug"))

    found = [slugs[letter.to.key] for letter in letters(programme)]

    assert found == ["kochkor-raion", "misal-1", "misal-0", "jumgal-raion"]
    assert [letter.to.to_raion for letter in letters(programme)] == [True, False, False, True]


def test_an_aimak_gets_its_share_where_the_seats_divide_and_the_raion_hears_of_all(programme: Programme) -> None:
    seats: dict[str, int] = {Post.AO_HEAD: 4, Post.DEPUTY: 5}
    set_quota(seminars_of(programme)[0], seats, by=None, now=NOW)

    raion, aimak, *_others = letters(programme)

    assert [seat.seats for seat in raion.seats] == [4, 5]
    assert [seat.seats for seat in aimak.seats] == [2, None]


def test_what_somebody_typed_for_an_aimak_goes_before_its_share_and_a_blank_stays_one(programme: Programme) -> None:
    first = seminars_of(programme)[0]
    seats: dict[str, int] = {Post.AO_HEAD: 4, Post.DEPUTY: 5, Post.IG_MEMBER: 3}
    set_quota(first, seats, by=None, now=NOW)
    _raion, one, other, *_others = letters(programme)

    ask_aimaks(first, {one.to.key: {Post.AO_HEAD: 0, Post.DEPUTY: 3}}, by=None, now=NOW)

    found = {letter.to.key: [seat.seats for seat in letter.seats] for letter in letters(programme)}
    assert (found[one.to.key], found[other.to.key]) == ([0, 3, None], [2, None, None])
    assert Entry.objects.filter(verb="seminar.aimaks_asked").count() == 1


def test_no_letter_asks_an_aimak_that_is_not_invited(programme: Programme, units: dict[str, Unit]) -> None:
    first = seminars_of(programme)[0]

    with pytest.raises(Refusal):
        ask_aimaks(first, {units["jumgal-raion"].pk: {Post.DEPUTY: 1}}, by=None, now=NOW)


def test_whoever_asks_on_an_old_page_is_told(programme: Programme) -> None:
    first = seminars_of(programme)[0]

    with pytest.raises(Stale):
        ask_aimaks(first, {}, by=None, now=NOW, seen=first.programme.version + 1)


@pytest.mark.parametrize("count", [1, 3])
def test_the_register_costs_the_same_however_many_seminars_and_letters(
    units: dict[str, Unit], count: int, django_assert_num_queries: Any
) -> None:
    programme = a_series(units, count)
    invite(programme, units, count)
    number_letters(programme, begin="1", dated=None, answer_by=None, by=None, now=NOW)
    programme = Programme.objects.select_related("office").get(pk=programme.pk)

    with django_assert_num_queries(QUERIES):
        series_letters(programme)


def test_numbers_count_up_from_the_one_that_was_read_in_the_office_s_register(programme: Programme) -> None:
    clerk = a_clerk()

    changed = number_letters(programme, begin="01-14/9", dated=MARCH, answer_by=None, by=clerk, now=NOW)

    assert (changed, numbers(programme)) == (4, ["01-14/9", "01-14/10", "01-14/11", "01-14/12"])
    assert {letter.dated for letter in letters(programme)} == {MARCH}
    entry = Entry.objects.get(verb="letters.written")
    assert (entry.by, entry.refs) == (clerk.pk, {"letters": 4})


def test_what_was_typed_before_is_kept_and_skipped(programme: Programme) -> None:
    typed(programme, 1, number="7-а", dated=date(2026, 3, 2))

    number_letters(programme, begin="20", dated=MARCH, answer_by=None, by=None, now=NOW)

    assert numbers(programme) == ["20", "7-а", "21", "22"]
    assert letters(programme)[1].dated == date(2026, 3, 2)


def test_days_alone_leave_the_numbers_empty(programme: Programme) -> None:
    number_letters(programme, begin="", dated=None, answer_by=MARCH, by=None, now=NOW)

    assert (numbers(programme), letters(programme)[0].answer_by) == ([""] * 4, MARCH)


def test_a_number_that_cannot_count_up_is_refused_and_nothing_is_written(programme: Programme) -> None:
    with pytest.raises(Refusal, match="7-а"):
        number_letters(programme, begin="7-а", dated=None, answer_by=None, by=None, now=NOW)

    assert Letter.objects.count() == 0


def test_a_cancelled_seminar_gets_no_numbers(programme: Programme) -> None:
    published(programme)
    Meeting.objects.filter(pk=seminars_of(programme)[0].meeting_id).update(cancelled_at=NOW)

    number_letters(programme, begin="1", dated=None, answer_by=None, by=None, now=NOW)

    assert numbers(programme) == ["", "", "", "1"]


def test_one_seminar_alone_can_be_numbered(programme: Programme) -> None:
    first, _second = seminars_of(programme)

    number_letters(programme, begin="8", dated=None, answer_by=None, by=None, now=NOW, seminar=first.pk)

    assert numbers(programme) == ["8", "9", "10", ""]


def test_a_numbered_letter_stays_on_the_register_when_its_aimak_is_taken_off(programme: Programme) -> None:
    number_letters(programme, begin="1", dated=None, answer_by=None, by=None, now=NOW)

    Invited.objects.filter(unit__slug="misal-1").delete()

    first = series_letters(programme)[0].letters
    assert [(letter.number, letter.is_invited) for letter in first] == [("1", True), ("3", True), ("2", False)]


@pytest.mark.parametrize("seen", [0, 2])
def test_whoever_has_not_seen_the_newest_number_overwrites_nothing(programme: Programme, seen: int) -> None:
    typed(programme, 0, number="5")

    with pytest.raises(Stale):
        write_letters(programme, [numbered(letters(programme)[0], number="6", seen=seen)], by=None, now=NOW)

    assert numbers(programme)[0] == "5"


def test_a_letter_of_another_series_is_refused(programme: Programme, units: dict[str, Unit]) -> None:
    other = a_series(units, 1, office=programme.office)

    with pytest.raises(Refusal, match="not on the register"):
        write_letters(programme, [numbered(letters(other)[0], number="1")], by=None, now=NOW)

    assert Letter.objects.count() == 0


def test_what_stays_as_it_was_is_not_written_again(programme: Programme) -> None:
    typed(programme, 0, number="5")

    changed = write_letters(programme, map(numbered, letters(programme)), by=None, now=NOW)

    assert (changed, Letter.objects.count()) == (0, 1)


def numbered(letter: LetterSheet, **changes: Any) -> Numbered:
    given = {
        "number": letter.number,
        "dated": letter.dated,
        "answer_by": letter.answer_by,
        "seen": letter.version,
        **changes,
    }
    return Numbered(letter.seminar, letter.to.key, **given)


def typed(programme: Programme, place: int, **changes: Any) -> None:
    write_letters(programme, [numbered(letters(programme)[place], **changes)], by=None, now=NOW)
