"""From a schedule that was brought to a programme: all or nothing, and the same file finds what it made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from tegerek.jobs.models import Job
from tegerek.jobs.running import Running, run
from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.said import Said
from tegerek.meetings.actions import cancel_meeting
from tegerek.meetings.models import Meeting, Turn
from tegerek.meetings.rules import State, When
from tegerek.people.models import Card, User
from tegerek.places.models import Body, Unit, Venue
from tegerek.programmes import imports
from tegerek.programmes.models import Programme, ScheduleImport, Seminar
from tegerek.programmes.tables import Table, TableRow
from tests.meetings.races import at_once, shared
from tests.meetings.rows import NOW, WHY, a_clerk, an_office
from tests.places.world import load_few_units
from tests.programmes.series import FIRST, HALL, published, seminars_of

__all__ = ["shared"]  # a fixture

Units = dict[str, Unit]
LATER = NOW + timedelta(hours=2)
TEXT = """Темасы: Айылда чогуу чечебиз
07.04.2026 Кочкор району, РМА жыйындар залы
08.04.2026 Жумгал району, РМА жыйындар залы
"""


@pytest.fixture
def office(db: None) -> Body:
    return an_office()


@pytest.fixture
def clerk(db: None) -> User:
    return a_clerk()


def table(units: Units, *rows: tuple[str, str], venue: str = HALL, title: str = "Айылда чогуу чечебиз") -> Table:
    """A preview without questions: (raion, day) for each row."""
    made = [
        TableRow(day=day, place=slug, venue=venue, unit=units[slug].pk, confidence=1.0, line=n)
        for n, (slug, day) in enumerate(rows, 1)
    ]
    return Table(title=title, rows=tuple(made))


def brought(office: Body, by: User, text: str = TEXT) -> ScheduleImport:
    """A schedule that was brought and read, by the real reader."""
    found = imports.bring(text.encode(), file_name="", office=office, by=by, now=NOW)
    assert found.job is not None
    run(found.job.pk)
    return ScheduleImport.objects.select_related("programme", "office").get(pk=found.pk)


def taken_over(found: ScheduleImport, table: Table | None = None, reason: Said | None = None) -> Programme:
    return imports.take_over(
        table or Table.from_json(found.table),
        programme=found.programme,
        office=found.office,
        by=None,
        now=LATER,
        reason=reason,
        found=found,
        seen=found.version,
    )


def counts() -> tuple[int, int, int, int]:
    return (Programme.objects.count(), Seminar.objects.count(), Meeting.objects.count(), Venue.objects.count())


# Bringing and reading


@pytest.mark.parametrize("data", [b"", b"  \r\n\t "])
def test_nothing_is_not_brought(office: Body, clerk: User, data: bytes) -> None:
    with pytest.raises(Refusal):
        imports.bring(data, file_name="", office=office, by=clerk, now=NOW)

    assert (ScheduleImport.objects.count(), Job.objects.count()) == (0, 0)


def test_what_is_brought_is_kept_as_it_came_and_read_in_the_background(office: Body, clerk: User) -> None:
    found = imports.bring(TEXT.encode("cp1251", "replace"), file_name="п" * 300, office=office, by=clerk, now=NOW)

    found.refresh_from_db()
    assert (bytes(found.source), len(found.file_name)) == (TEXT.encode("cp1251", "replace"), 200)
    assert (found.table, found.job and found.job.state, found.job and found.job.subject) == ({}, "waiting", found.pk)
    assert [entry.verb for entry in Entry.objects.order_by("id")] == ["import.brought", "job.started"]


def test_reading_makes_a_preview_and_nothing_else(office: Body, clerk: User, units: Units) -> None:
    found = brought(office, clerk)

    rows = Table.from_json(found.table).rows

    assert [(row.day, row.unit) for row in rows] == [
        ("07.04.2026", units["kochkor-raion"].pk),
        ("08.04.2026", units["jumgal-raion"].pk),
    ]
    assert (counts(), found.programme, found.committed_at) == ((0, 0, 0, 0), None, None)


def test_reading_twice_keeps_what_was_corrected(office: Body, clerk: User, units: Units) -> None:
    found = brought(office, clerk)
    imports.keep_table(found, table(units, ("alai-raion", "09.04.2026")), seen=1)
    steps: list[int] = []

    class Counting(Running):
        def reached(self, done: int, total: int) -> None:
            steps.append(done)

    imports.read(Counting(Job.objects.get(subject=found.pk)), found.pk)

    found.refresh_from_db()
    assert (steps, [row["day"] for row in found.table["rows"]]) == ([], ["09.04.2026"])


def test_what_cannot_be_read_says_why_in_each_language(office: Body, clerk: User, units: Units) -> None:
    found = imports.bring(b"%PDF-1.4 damaged", file_name="план.pdf", office=office, by=clerk, now=NOW)
    assert found.job is not None

    with translation.override("ru"):
        run(found.job.pk)

    found.refresh_from_db()
    told = {lang: found.trouble.in_(lang) for lang in ("ky", "ru", "en")}
    assert ({text.is_fallback for text in told.values()}, len({text.text for text in told.values()})) == ({False}, 3)
    assert (found.trouble.original, found.table, counts()) == (clerk.language, {}, (0, 0, 0, 0))


def test_corrections_are_kept_and_nobody_overwrites_anothers(office: Body, clerk: User, units: Units) -> None:
    found = brought(office, clerk)
    mine, theirs = table(units, ("alai-raion", "09.04.2026")), table(units, ("aravan-raion", "10.04.2026"))

    imports.keep_table(found, mine, seen=1)
    with pytest.raises(Stale):
        imports.keep_table(found, theirs, seen=1)

    found.refresh_from_db()
    assert (Table.from_json(found.table).rows, found.version) == (mine.rows, 2)


# Taking over


def test_a_preview_becomes_a_drafted_programme_with_its_seminars(office: Body, clerk: User, units: Units) -> None:
    found = brought(office, clerk)

    made = taken_over(found)

    rows = [(row.meeting.held_on, row.meeting.place.slug, row.meeting.state) for row in seminars_of(made)]
    assert rows == [
        (FIRST, "kochkor-raion", State.DRAFT),
        (FIRST + timedelta(1), "jumgal-raion", State.DRAFT),
    ]
    found.refresh_from_db()
    assert (made.title.texts, made.published_at, found.programme, found.committed_at) == (
        {"ky": "Айылда чогуу чечебиз"},
        None,
        made,
        LATER,
    )
    assert Entry.objects.get(verb="import.taken_over").refs == {"rows": 2}


def test_words_figures_and_prose_come_with_it(office: Body, units: Units) -> None:
    prose = {
        "dated": "06.04.2026",
        "place": "Бишкек",
        "lead": "Эки семинар болот.",
        "quote": "Ар бир добуш угулсун.",
        "speaker_name": "Айгүл Үлгүева",
        "speaker_post": "тренер",
        "contact_name": "Бектур Мисалов",
        "phones": ["0 000 12 34 56", "0 000 65 43 21"],
        "emails": ["press@misal.example"],
        "site": "www.misal.example",
    }
    whole = replace(
        table(units, ("alai-raion", "09.04.2026")),
        heading="Жыйын кантип өтөт?",
        planned="240",
        first_day="09.04.2026",
        topics="пландоо\n\nмаалымдоо",
        donor="«Шам» фонду",
        prose=prose,
    )

    made = imports.take_over(whole, programme=None, office=office, by=None, now=LATER)

    release = made.release
    assert (made.planned, made.first_day, made.donor.texts) == (240, date(2026, 4, 9), {"ky": "«Шам» фонду"})
    assert [topic.title.texts["ky"] for topic in made.topics.all()] == ["пландоо", "маалымдоо"]
    assert (release.dated, release.heading.texts, release.quote.texts) == (
        date(2026, 4, 6),
        {"ky": "Жыйын кантип өтөт?"},
        {"ky": "Ар бир добуш угулсун."},
    )
    assert release.speaker is not None
    assert made.contact is not None
    assert (release.speaker.post.texts, made.contact.phones, made.contact.email) == (
        {"ky": "тренер"},
        "0 000 12 34 56, 0 000 65 43 21",
        "press@misal.example",
    )


def test_a_contact_with_endless_phones_keeps_as_many_as_fit_whole(office: Body, units: Units) -> None:
    phones = [f"+996 (0000) 00-00-{n:02}" for n in range(40)]
    whole = replace(
        table(units, ("alai-raion", "09.04.2026")),
        prose={"contact_name": "Бектур Мисалов", "phones": phones, "site": "w" * 900},
    )

    imports.take_over(whole, programme=None, office=office, by=None, now=LATER)

    card = Card.objects.get()
    assert (card.phones.split(", "), len(card.phones) <= 120, len(card.site)) == (phones[:5], True, 200)


def test_a_hall_that_is_a_whole_paragraph_or_a_dash_breaks_nothing(office: Body, units: Units) -> None:
    rows = (("alai-raion", "09.04.2026"),)
    for venue in ("зал " * 500, "–"):
        imports.take_over(table(units, *rows, venue=venue), programme=None, office=office, by=None, now=LATER)

    assert [meeting.venue is not None for meeting in Meeting.objects.order_by("id")] == [True, False]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda t: replace(t, title=""),
        lambda t: replace(t, first_day="09.04.2026", last_day="08.04.2026"),
        lambda t: replace(t, rows=(*t.rows, TableRow(day="31.02.2026"))),
    ],
)
def test_with_one_question_open_nothing_is_made(
    office: Body, clerk: User, units: Units, spoil: Callable[[Table], Table]
) -> None:
    found = brought(office, clerk)

    with pytest.raises(Refusal):
        taken_over(found, spoil(Table.from_json(found.table)))

    found.refresh_from_db()
    assert (counts(), found.committed_at) == ((0, 0, 0, 0), None)


def test_a_second_press_makes_no_second_programme(office: Body, clerk: User, units: Units) -> None:
    found = brought(office, clerk)
    taken_over(found)

    with pytest.raises(Stale):
        taken_over(found)

    assert counts() == (1, 2, 2, 2)


def test_of_two_presses_at_once_one_makes_the_programme(shared: None) -> None:
    load_few_units()
    found = brought(an_office(), a_clerk())

    answers = at_once(lambda: taken_over(found), lambda: taken_over(found))

    assert sorted(type(answer).__name__ for answer in answers) == ["Programme", "Stale"]
    assert counts() == (1, 2, 2, 2)


def test_what_was_taken_over_stands_in_the_import_as_it_was_corrected(office: Body, clerk: User, units: Units) -> None:
    found = brought(office, clerk)
    corrected = table(units, ("alai-raion", "09.04.2026"))

    taken_over(found, corrected)

    found.refresh_from_db()
    assert Table.from_json(found.table).rows == corrected.rows


# The same file again


def test_the_same_bytes_find_the_programme_they_made_though_it_is_titled_anew(
    office: Body, clerk: User, units: Units
) -> None:
    made = taken_over(brought(office, clerk), replace(table(units, ("alai-raion", "09.04.2026")), title="Башка аталыш"))

    again = brought(office, clerk)

    assert again.programme == made


def test_another_office_s_programme_is_never_found(office: Body, clerk: User, units: Units) -> None:
    taken_over(brought(office, clerk))

    again = brought(an_office("Сары-Талаа"), clerk)

    assert again.programme is None


@pytest.mark.parametrize(("year", "is_found"), [(2026, True), (2027, False)])
def test_a_title_is_found_again_near_its_days_and_next_year_s_series_is_another(
    office: Body, clerk: User, units: Units, year: int, is_found: bool
) -> None:
    made = taken_over(brought(office, clerk))

    again = brought(office, clerk, TEXT.replace("2026", str(year)) + "\n")

    assert again.programme == (made if is_found else None)


def test_bytes_brought_twice_before_either_was_taken_over_make_one_programme(
    office: Body, clerk: User, units: Units
) -> None:
    first, twin = brought(office, clerk), brought(office, clerk)
    made = taken_over(first)

    with pytest.raises(Stale):
        taken_over(twin)
    twin = ScheduleImport.objects.select_related("programme", "office").get(pk=twin.pk)
    again = taken_over(twin)

    assert (again, counts()) == (made, (1, 2, 2, 2))


def test_a_plan_tells_what_is_new_changed_the_same_and_missing_and_writes_nothing(
    office: Body, units: Units, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = (("alai-raion", "07.04.2026"), ("aravan-raion", "08.04.2026"), ("nookat-raion", "09.04.2026"))
    made = imports.take_over(table(units, *rows), programme=None, office=office, by=None, now=NOW)
    new = table(units, ("alai-raion", "07.04.2026"), ("aravan-raion", "10.04.2026"), ("kochkor-raion", "11.04.2026"))
    halls = Venue.objects.count()

    with django_assert_num_queries(1):
        plan = imports.plan(new, made)

    assert [matched.what for matched in plan.rows] == ["same", "changed", "new"]
    assert ([seminar.meeting.place.slug for seminar in plan.missing], plan.changes_called) == (["nookat-raion"], False)
    assert Venue.objects.count() == halls


def test_a_place_with_two_seminars_keeps_the_one_on_its_day(office: Body, units: Units) -> None:
    rows = (("alai-raion", "07.04.2026"), ("alai-raion", "14.04.2026"))
    made = imports.take_over(table(units, *rows), programme=None, office=office, by=None, now=NOW)

    plan = imports.plan(table(units, ("alai-raion", "08.04.2026"), ("alai-raion", "14.04.2026")), made)

    assert [(m.what, m.seminar and m.seminar.meeting.held_on) for m in plan.rows] == [
        ("changed", FIRST),
        ("same", FIRST + timedelta(7)),
    ]


@pytest.mark.parametrize(
    ("venue", "what"), [(HALL, "same"), (HALL.upper(), "same"), ("", "same"), ("–", "same"), ("мектеп", "changed")]
)
def test_a_schedule_without_a_hall_says_nothing_about_the_hall(
    office: Body, units: Units, venue: str, what: str
) -> None:
    rows = (("alai-raion", "07.04.2026"),)
    made = imports.take_over(table(units, *rows), programme=None, office=office, by=None, now=NOW)

    plan = imports.plan(table(units, *rows, venue=venue), made)

    assert ([matched.what for matched in plan.rows], Venue.objects.count()) == ([what], 1)


def test_a_schedule_without_hours_says_nothing_about_the_hours(office: Body, units: Units) -> None:
    with_hours = table(units, ("alai-raion", "07.04.2026"))
    with_hours = replace(with_hours, rows=(replace(with_hours.rows[0], starts="9:30", ends="16:30"),))
    made = imports.take_over(with_hours, programme=None, office=office, by=None, now=NOW)
    before = seminars_of(made)[0].meeting.when

    imports.take_over(table(units, ("alai-raion", "08.04.2026")), programme=made, office=office, by=None, now=LATER)

    assert seminars_of(made)[0].meeting.when == replace(before, first=FIRST + timedelta(1))


def test_taking_a_changed_schedule_over_changes_only_what_differs(office: Body, units: Units) -> None:
    rows = (("alai-raion", "07.04.2026"), ("aravan-raion", "08.04.2026"))
    made = published(imports.take_over(table(units, *rows), programme=None, office=office, by=None, now=NOW))
    new = table(units, rows[0], ("aravan-raion", "10.04.2026"), ("kochkor-raion", "11.04.2026"))

    imports.take_over(new, programme=made, office=office, by=None, now=LATER, reason=WHY)

    found = seminars_of(made)
    assert [(row.meeting.held_on, row.meeting.state, row.meeting.sequence) for row in found] == [
        (FIRST, State.CALLED, 0),
        (date(2026, 4, 10), State.CALLED, 1),
        (date(2026, 4, 11), State.CALLED, 0),
    ]
    assert [turn.reason.texts for turn in Turn.objects.filter(kind="moved")] == [WHY.texts]


def test_an_announced_day_does_not_change_without_a_reason(office: Body, clerk: User, units: Units) -> None:
    found = brought(office, clerk)
    published(taken_over(found))
    again = brought(office, clerk)
    moved = TEXT.replace("08.04", "10.04")
    other = brought(office, clerk, moved)

    with pytest.raises(Refusal):
        taken_over(other)
    taken_over(again)

    assert (Turn.objects.filter(kind="moved").count(), other.programme) == (0, again.programme)
    other.refresh_from_db()
    assert other.committed_at is None


def test_what_was_cancelled_stays_cancelled(office: Body, units: Units) -> None:
    rows = (("alai-raion", "07.04.2026"),)
    made = published(imports.take_over(table(units, *rows), programme=None, office=office, by=None, now=NOW))
    meeting = seminars_of(made)[0].meeting
    cancel_meeting(meeting, reason=WHY, seen=meeting.version, by=None, now=NOW)

    imports.take_over(table(units, ("alai-raion", "09.04.2026")), programme=made, office=office, by=None, now=LATER)

    assert (seminars_of(made)[0].meeting.when, seminars_of(made)[0].meeting.state) == (When(FIRST), State.CANCELLED)
