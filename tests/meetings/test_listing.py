"""From a list that was brought to the roster: each row its own way, never all or nothing, and never twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db.models import Count
from pytest_django import DjangoAssertNumQueries

from tegerek.jobs.models import Job
from tegerek.jobs.running import run
from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal, Stale
from tegerek.meetings import holding, listing
from tegerek.meetings.listing import preview
from tegerek.meetings.lists.cells import FAULTS, LOOKS
from tegerek.meetings.lists.rows import ListTable, typed_into
from tegerek.meetings.matching import Looked
from tegerek.meetings.models import ListImport, Meeting, Participant
from tegerek.meetings.roster import Typed, substitute
from tegerek.people.actions import keep_person
from tegerek.people.models import Contact, Mandate, Person, User
from tegerek.places.models import Body, Unit, UnitKind
from tests.meetings.lists import faulty
from tests.meetings.races import at_once, shared
from tests.meetings.rows import NOW, a_clerk, a_draft, a_place, an_office
from tests.places.world import load_few_units

__all__ = ["shared"]  # a fixture

LATER = NOW + timedelta(hours=1)
THREE = """№\tАты-жөнү\tКызматы\tАйыл аймагы\tЖынысы\tТелефону
1\tМисалов Асан Үлгүевич\tАӨ башчысы\tКум-Дөбө\tэркек\t0000 00 00 01
2\tСынакова Айгүл\tдепутат АК\tКум-Дөбө\tаял\t0000 00 00 02; 0000 00 00 03
3\tОйдонов Бек\tмугалим\tКочкор айыл аймагы\tэркек\t
"""
LAND = faulty.Land(("Кум-Дөбө", "Кочкор айыл аймагы"), "Ат-Башы айыл аймагы", "Эки-Талаа")


@pytest.fixture
def units(db: None) -> dict[str, Unit]:
    return load_few_units()


@pytest.fixture
def office(db: None) -> Body:
    return an_office()


@pytest.fixture
def clerk(db: None) -> User:
    return a_clerk()


@pytest.fixture
def meeting(office: Body, units: dict[str, Unit]) -> Meeting:
    return a_draft(office=office, place=units["kochkor-raion"])


def brought(meeting: Meeting, by: User, text: str = THREE) -> ListImport:
    """A list that was brought and read."""
    found = listing.bring(meeting, text.encode(), file_name="", by=by, now=NOW)
    if found.job is not None:
        run(found.job.pk)
    return ListImport.objects.select_related("meeting__place__parent").get(pk=found.pk)


def taken_over(found: ListImport, by: User) -> ListImport:
    """The same list after everything that was ready is taken over."""
    listing.take_over(found, seen=found.version, by=by, now=LATER)
    if found.job is not None and found.job.is_open:
        run(found.job.pk)
    return ListImport.objects.select_related("meeting__place__parent").get(pk=found.pk)


def statuses(found: ListImport) -> list[str]:
    return [one.status for one in preview(found).rows]


def faults(found: ListImport) -> list[list[str]]:
    return [[fault.code for fault in one.faults] for one in preview(found).rows]


def answered(found: ListImport, typed: dict[str, str]) -> ListImport:
    """The list after a person typed: cells by their names, all others as they are."""
    table = ListTable.from_json(found.table)
    shown = {f"{row.n}-{column}": getattr(row, column) for row in table.rows for column in ("name", "post", "unit")}
    kept = {f"{row.n}-keep": "on" for row in table.rows if row.keep}
    table = typed_into(table, {**shown, **kept, **typed})
    listing.keep_table(found, table, seen=found.version)
    return found


def people() -> list[tuple[str, str, str, str]]:
    lines = Participant.objects.select_related("person", "unit").order_by("pk")
    return [
        (line.person.name, line.person.sex, line.post, str(line.unit.name.in_("ky")) if line.unit else "")
        for line in lines
    ]


# Ages


def test_ages_go_onto_the_roster_and_a_later_list_adds_those_that_were_not_known(meeting: Meeting, clerk: User) -> None:
    meeting.held_on = date(2025, 10, 2)
    head = "Аты-жөнү\tКызматы\tАйыл аймагы\tЖашы\n"
    first = f"{head}Мисалов Асан\tдепутат АК\tКум-Дөбө\t34\nСынакова Айгүл\tтөрага\tКум-Дөбө\t\n"
    later = f"{head}Мисалов Асан\tдепутат АК\tКум-Дөбө\t60\nСынакова Айгүл\tтөрага\tКум-Дөбө\t1998\n"
    taken_over(brought(meeting, clerk, first), clerk)
    before = list(meeting.roster.order_by("pk").values_list("band", flat=True))

    found = taken_over(brought(meeting, clerk, later), clerk)

    lines = meeting.roster.order_by("pk")
    assert (before, [line.band for line in lines]) == (["28-34", ""], ["28-34", "18-27"])
    assert (found.counts, found.ended_at is not None) == ({"here": 2}, True)
    assert [entry.thing_key for entry in Entry.objects.filter(verb="roster.changed")] == [lines[1].pk]
    # The card learns nothing from an age.
    assert Entry.objects.filter(verb="person.kept").count() == 2


# Bringing


def test_nothing_is_not_brought_and_neither_is_a_text_without_people(meeting: Meeting, clerk: User) -> None:
    for data in (b"", b" \n\t", "Итого: 0".encode()):
        with pytest.raises(Refusal):
            listing.bring(meeting, data, file_name="", by=clerk, now=NOW)

    assert (ListImport.objects.count(), Job.objects.count()) == (0, 0)


def test_a_short_text_is_read_at_once_and_a_file_in_the_background(meeting: Meeting, clerk: User) -> None:
    pasted = listing.bring(meeting, THREE.encode(), file_name="", by=clerk, now=NOW)
    file = listing.bring(meeting, THREE.encode(), file_name="тизме.txt", by=clerk, now=NOW)

    assert (len(pasted.table["rows"]), pasted.job, file.table, file.job and file.job.kind) == (3, None, {}, "list.read")
    assert [entry.verb for entry in Entry.objects.filter(verb__startswith="list.")] == ["list.brought"] * 2


def test_a_list_longer_than_the_limit_is_refused_with_both_numbers(
    meeting: Meeting, clerk: User, settings: object
) -> None:
    settings.LIST_ROWS = 2  # type: ignore[attr-defined]  # the fixture of pytest-django

    with pytest.raises(Refusal, match="3 people in it; at most 2"):
        listing.bring(meeting, THREE.encode(), file_name="", by=clerk, now=NOW)


# Taking over


def test_a_good_list_goes_in_whole_and_nothing_of_it_stays_behind(meeting: Meeting, clerk: User) -> None:
    found = taken_over(brought(meeting, clerk), clerk)

    assert [(name, sex, post) for name, sex, post, _unit in people()] == [
        ("Мисалов Асан Үлгүевич", "m", "ao_head"),
        ("Сынакова Айгүл", "f", "deputy"),
        ("Ойдонов Бек", "m", "other"),
    ]
    assert Mandate.objects.filter(title="мугалим").count() == 1
    assert sorted(Contact.objects.values_list("value", flat=True)) == [
        "+996000000001",
        "+996000000002",
        "+996000000003",
    ]
    assert (bytes(found.source), found.table, found.ended_at, found.counts) == (b"", {}, LATER, {"new": 3})


def test_what_a_list_did_is_in_the_journal_without_a_name(meeting: Meeting, clerk: User) -> None:
    taken_over(brought(meeting, clerk), clerk)

    entries = (
        Entry.objects.filter(at__gte=NOW).exclude(verb="meeting.drafted").values_list("verb").annotate(n=Count("pk"))
    )
    told = Entry.objects.get(verb="list.taken_over").refs
    assert dict(entries) == {"list.brought": 1, "person.kept": 3, "roster.enrolled": 3, "list.taken_over": 1}
    assert told == {"meeting": meeting.pk, "new": 3, "known": 0, "here": 0, "double": 0, "asked": 0, "wrong": 0}


def test_the_same_list_again_makes_no_doubles(meeting: Meeting, clerk: User) -> None:
    taken_over(brought(meeting, clerk), clerk)
    again = brought(meeting, clerk)

    seen = statuses(again)
    taken = taken_over(again, clerk)

    assert (seen, taken.counts) == (["here"] * 3, {"here": 3})
    assert (Person.objects.count(), Participant.objects.count(), Mandate.objects.count()) == (3, 3, 3)
    assert Entry.objects.filter(verb="person.kept").count() == 3


def test_whoever_is_on_the_list_already_only_gains_a_phone(meeting: Meeting, clerk: User) -> None:
    taken_over(brought(meeting, clerk), clerk)
    again = brought(meeting, clerk, f"{THREE.removesuffix(chr(10))}0000 00 00 07\n")

    news = [one.new_phones for one in preview(again).rows]
    taken_over(again, clerk)

    assert news == [(), (), ("+996000000007",)]
    assert list(Contact.objects.filter(person__name="Ойдонов Бек").values_list("value", flat=True)) == ["+996000000007"]
    assert (Participant.objects.count(), Mandate.objects.count()) == (3, 3)


def test_a_replaced_person_who_is_brought_again_stays_replaced(meeting: Meeting, clerk: User) -> None:
    taken_over(brought(meeting, clerk), clerk)
    gone = Participant.objects.get(person__name="Сынакова Айгүл")
    typed = Typed("Сынакова Жаңыл", "deputy", gone.unit, "f", ())
    substitute(gone, typed, person=None, reason="өргүүдө", by=clerk, now=LATER)
    again = brought(meeting, clerk)

    looked = preview(again).rows[1]
    taken_over(again, clerk)

    gone.refresh_from_db()
    assert (looked.status, looked.card and looked.card.replaced_by) == ("here", "Сынакова Жаңыл")
    assert (Participant.objects.count(), gone.declined_at is not None) == (4, True)


def test_what_goes_in_as_it_stands_but_may_be_meant_otherwise_is_to_be_looked_at(meeting: Meeting, clerk: User) -> None:
    head = "Аты-жөнү\tКызматы\tАйыл аймагы\tЖашы\n"
    text = f"{head}Мисалов Асан\tдепутат\tКум-Дөбө\t34\nОйдонов Т.\tагроном\tКум-Төбө\tчоң\n"

    rows = preview(brought(meeting, clerk, text)).rows

    assert [one.status for one in rows] == ["new", "new"]
    assert [[look.code for look in one.looks] for one in rows] == [[], list(LOOKS)]


def test_at_another_seminar_the_same_people_keep_their_cards(meeting: Meeting, clerk: User, office: Body) -> None:
    taken_over(brought(meeting, clerk), clerk)
    other = a_draft(office=office, place=meeting.place)

    seen = statuses(brought(other, clerk))
    taken_over(brought(other, clerk), clerk)

    assert (seen, Person.objects.count(), Participant.objects.count()) == (["known"] * 3, 3, 6)


def test_cards_of_another_office_are_not_known(meeting: Meeting, clerk: User) -> None:
    taken_over(brought(meeting, clerk), clerk)
    neighbours = a_draft(office=an_office("Сары-Талаа айыл өкмөтү"), place=meeting.place)

    assert statuses(brought(neighbours, clerk)) == ["new"] * 3


def test_rows_that_are_wrong_stay_with_their_question_and_the_good_ones_go_in(meeting: Meeting, clerk: User) -> None:
    text = THREE.replace("0000 00 00 01", "0000 12").replace("Ойдонов Бек", "Ойдонов")
    found = brought(meeting, clerk, text)

    before = faults(found)
    found = taken_over(found, clerk)

    assert before == [["bad_phone"], [], ["one_word"]]
    assert ([name for name, *_ in people()], statuses(found), found.counts, found.ended_at) == (
        ["Сынакова Айгүл"],
        ["wrong", "wrong"],
        {"new": 1},
        None,
    )
    assert bytes(found.source) == b""


def test_a_corrected_row_follows_and_ends_the_list(meeting: Meeting, clerk: User) -> None:
    found = taken_over(brought(meeting, clerk, THREE.replace("Ойдонов Бек", "Ойдонов")), clerk)
    number = ListTable.from_json(found.table).rows[0].n

    found = taken_over(answered(found, {f"{number}-name": "Ойдонов Бек"}), clerk)

    assert ([name for name, *_ in people()][-1], found.table, found.counts) == ("Ойдонов Бек", {}, {"new": 3})


def test_a_row_that_is_left_out_waits_until_somebody_ends_the_list(meeting: Meeting, clerk: User) -> None:
    found = brought(meeting, clerk)
    table = ListTable.from_json(found.table)
    listing.keep_table(
        found, replace(table, rows=(replace(table.rows[0], keep=False), *table.rows[1:])), seen=found.version
    )

    found = taken_over(found, clerk)
    waits = listing.waiting(meeting)
    listing.throw_away(found, seen=found.version, by=clerk, now=LATER)

    assert [(one.key, one.rows) for one in waits] == [(found.pk, 1)]
    assert (len(people()), found.counts, found.table) == (2, {"new": 2, "out": 1}, {})
    assert listing.waiting(meeting) == ()


def test_a_sex_told_by_the_fathers_name_alone_is_taken_over_only_if_somebody_says_so(
    meeting: Meeting, clerk: User, office: Body
) -> None:
    text = "1. Мисалов Асан Үлгүевич, депутат\n2. Сынакова Айгүл Элесовна, төрага\n"
    first = taken_over(brought(meeting, clerk, text), clerk)
    other = a_draft(office=an_office("Таш айыл өкмөтү"), place=meeting.place)
    second = brought(other, clerk, text)
    second.table["with_guessed"] = True
    second.save(update_fields=["table"])

    taken_over(second, clerk)

    assert (first.counts, [sex for _name, sex, *_ in people()]) == ({"new": 2}, ["", "", "m", "f"])


def test_a_name_the_office_knows_without_more_is_asked_and_the_answer_counts(
    meeting: Meeting, clerk: User, office: Body
) -> None:
    card = keep_person(None, office=office, name="Ойдонов Бек", by=None, now=NOW)
    found = brought(meeting, clerk)
    asked = preview(found).rows[2]
    known = answered(found, {"3-card": str(card.pk)})

    taken_over(known, clerk)

    assert (asked.status, [one.key for one in asked.cards]) == ("asked", [card.pk])
    assert (Person.objects.count(), list(card.participations.values_list("post", flat=True))) == (3, ["other"])


def test_another_person_of_the_same_name_gets_a_card_of_their_own(meeting: Meeting, clerk: User, office: Body) -> None:
    keep_person(None, office=office, name="Ойдонов Бек", by=None, now=NOW)

    taken_over(answered(brought(meeting, clerk), {"3-card": "new"}), clerk)

    assert Person.objects.filter(name="Ойдонов Бек").count() == 2


def test_a_card_that_was_not_offered_cannot_be_chosen(meeting: Meeting, clerk: User, office: Body) -> None:
    stranger = keep_person(None, office=office, name="Макалов Данек", by=None, now=NOW)

    found = answered(brought(meeting, clerk), {"3-card": str(stranger.pk)})

    assert [one.card for one in preview(found).rows] == [None, None, None]


def test_a_name_written_a_little_otherwise_with_the_same_phone_is_asked(
    meeting: Meeting, clerk: User, office: Body
) -> None:
    keep_person(None, office=office, name="Мисалов А.", phones=["+996000000001"], by=None, now=NOW)

    assert statuses(brought(meeting, clerk)) == ["asked", "new", "new"]


def test_a_shared_phone_makes_nobody_known(meeting: Meeting, clerk: User, office: Body) -> None:
    keep_person(None, office=office, name="Жомокова Санат", phones=["+996000000001"], by=None, now=NOW)

    assert statuses(brought(meeting, clerk)) == ["new", "new", "new"]


def test_what_is_known_of_a_person_grows_and_nothing_is_lost(meeting: Meeting, clerk: User, office: Body) -> None:
    phones = ["+996000000002", "+996000000009"]
    card = keep_person(None, office=office, name="Сынакова  айгүл", phones=phones, by=None, now=NOW)

    taken_over(brought(meeting, clerk), clerk)

    card.refresh_from_db()
    assert (card.name, card.sex, card.mandates.get().post) == ("Сынакова айгүл", "f", "deputy")
    assert sorted(card.contacts.values_list("value", flat=True)) == [
        "+996000000002",
        "+996000000003",
        "+996000000009",
    ]


def test_an_erased_card_is_not_known_again(meeting: Meeting, clerk: User, office: Body) -> None:
    card = keep_person(None, office=office, name="Ойдонов Бек", by=None, now=NOW)
    Person.objects.filter(pk=card.pk).update(name="", name_key="", erased_at=NOW)

    assert statuses(brought(meeting, clerk)) == ["new"] * 3


# Twenty kinds of faults


@pytest.fixture
def land(units: dict[str, Unit]) -> faulty.Land:
    """Two villages of one name near the meeting, and an aimak of another raion."""
    for n, aimak in enumerate(
        unit for unit in units.values() if unit.kind == UnitKind.AIMAK and unit.parent_id == units["kochkor-raion"].pk
    ):
        a_place("Эки-Талаа", f"two-{n}", aimak)
    return LAND


def test_of_two_thousand_rows_every_good_one_goes_in_every_doubtful_is_asked_and_every_bad_explained(
    meeting: Meeting, clerk: User, office: Body, land: faulty.Land
) -> None:
    for name in faulty.known_names():
        keep_person(None, office=office, name=name, by=None, now=NOW)
    found = brought(meeting, clerk, faulty.text(land))
    rows = preview(found).rows

    expected = [faulty.kind_of_row(n) for n in range(faulty.ROWS)]
    assert [_only_fault(one) for one in rows] == expected
    assert Counter(one.status for one in rows) == {"new": 1800, "wrong": 130, "asked": 60, "double": 10}

    found = taken_over(found, clerk)
    assert found.counts == {"new": 1800, "double": 10}
    assert Counter(statuses(found)) == {"wrong": 130, "asked": 60}
    assert (Participant.objects.count(), Person.objects.count()) == (1800, 1800 + len(faulty.known_names()))

    again = brought(meeting, clerk, faulty.text(land))
    assert Counter(statuses(again)) == {"here": 1800, "wrong": 130, "asked": 60, "double": 10}
    taken_over(again, clerk)
    assert (Participant.objects.count(), Person.objects.count()) == (1800, 1800 + len(faulty.known_names()))


def test_there_are_twenty_kinds_and_the_docs_tell_of_each() -> None:
    page = (Path(__file__).parents[2] / "docs" / "lists.md").read_text()

    assert (len(FAULTS), [code for code in FAULTS if f"| `{code}` |" not in page]) == (20, [])


def _only_fault(one: Looked) -> str:
    codes = {fault.code for fault in one.faults}
    return codes.pop() if len(codes) == 1 else ",".join(sorted(codes))


# Two at once, long lists, stopping


def test_two_who_press_at_once_make_everybody_once(shared: None) -> None:
    units = load_few_units()
    office, clerk = an_office(), a_clerk()
    meeting = a_draft(office=office, place=units["kochkor-raion"])
    lists = [brought(meeting, clerk), brought(meeting, clerk)]

    def press(found: ListImport) -> Callable[[], object]:
        return lambda: listing.take_over(found, seen=1, by=clerk, now=LATER)

    answers = at_once(*[press(found) for found in (*lists, *lists)])

    assert sorted(type(answer).__name__ for answer in answers) == ["NoneType", "NoneType", "Stale", "Stale"]
    assert (Person.objects.count(), Participant.objects.count(), Contact.objects.count()) == (3, 3, 3)


def test_a_long_list_is_taken_over_by_a_job_with_progress_and_stop_and_goes_on_where_it_stopped(
    meeting: Meeting, clerk: User, land: faulty.Land
) -> None:
    found = brought(meeting, clerk, faulty.text(land, 1_200))
    listing.take_over(found, seen=found.version, by=clerk, now=LATER)
    reached: list[tuple[int, int]] = []

    class Stopping:
        options: dict[str, str] = {}

        def reached(self, done: int, total: int) -> None:
            reached.append((done, total))
            if done:
                raise InterruptedError

        def keep(self, data: bytes, *, name: str, days: int | None = None) -> None: ...

    with pytest.raises(InterruptedError):
        listing.take(Stopping(), found.pk)
    stopped = Participant.objects.count()
    assert found.job is not None
    run(found.job.pk)

    found.refresh_from_db()
    assert (reached, found.job.kind) == ([(0, 1200), (500, 1200)], "list.take")
    assert (400 < stopped < 600, Participant.objects.count() > 1_050) == (True, True)


def test_while_a_job_works_at_a_list_nobody_changes_it(meeting: Meeting, clerk: User, land: faulty.Land) -> None:
    found = brought(meeting, clerk, faulty.text(land, 300))
    listing.take_over(found, seen=found.version, by=clerk, now=LATER)

    with pytest.raises(Stale):
        listing.keep_table(found, ListTable(), seen=found.version)
    with pytest.raises(Stale):
        listing.throw_away(found, seen=found.version, by=clerk, now=LATER)


@pytest.mark.parametrize("count", [1, 3, 500])
def test_a_preview_costs_seven_queries_however_long(
    meeting: Meeting, clerk: User, land: faulty.Land, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    taken_over(brought(meeting, clerk, faulty.text(land, count)), clerk)
    found = brought(meeting, clerk, faulty.text(land, count))
    preview(found)

    with django_assert_num_queries(7):
        shown = preview(found)

    assert len(shown.rows) == count


# Its end


def test_what_is_left_can_be_thrown_away(meeting: Meeting, clerk: User) -> None:
    found = taken_over(brought(meeting, clerk, THREE.replace("Ойдонов Бек", "Ойдонов")), clerk)

    listing.throw_away(found, seen=found.version, by=clerk, now=LATER)

    assert (found.table, found.ended_at, len(people())) == ({}, LATER, 2)


def test_lists_nobody_went_on_with_are_destroyed_after_thirty_days(meeting: Meeting, clerk: User) -> None:
    found = brought(meeting, clerk)

    listing.destroy_stale(NOW + timedelta(days=30))
    kept = ListImport.objects.get(pk=found.pk).table != {}
    listing.destroy_stale(NOW + timedelta(days=30, seconds=1))

    found.refresh_from_db()
    assert (kept, found.table, bytes(found.source)) == (True, {}, b"")
    assert Entry.objects.get(verb="list.destroyed").refs == {"rows": 3}


def test_an_erased_person_goes_out_of_lists_that_wait(meeting: Meeting, clerk: User, office: Body) -> None:
    card = keep_person(None, office=office, name="Ойдонов Бек", by=None, now=NOW)
    found = brought(meeting, clerk)

    told = holding.told_lists(card)
    gone = holding.erase_lists(card, by=None, now=LATER)

    found.refresh_from_db()
    assert ([row["rows"] for row in told], gone) == ([1], {"list": 1})
    assert ([row["name"] for row in found.table["rows"]], bytes(found.source)) == (
        ["Мисалов Асан Үлгүевич", "Сынакова Айгүл"],
        b"",
    )
