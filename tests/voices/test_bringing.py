"""Bringing in many hearings from a table: each row its own way, never all or nothing, never twice, never a name."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from tegerek.documents.heard import rows_table
from tegerek.documents.tables import csv_of, xlsx_of
from tegerek.jobs.actions import ask_to_stop
from tegerek.jobs.models import Job
from tegerek.jobs.running import run
from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.said import Said
from tegerek.meetings.actions import call_meeting
from tegerek.meetings.notice import Despite
from tegerek.people.models import User
from tegerek.places.models import Body, Unit
from tegerek.voices import bringing
from tegerek.voices.bringing import About, TypedTotal, preview
from tegerek.voices.brought.rows import VoiceTable, typed_into
from tegerek.voices.models import BroughtHearing, BroughtVoice, Source
from tegerek.voices.outcomes import Counted, Wanted, outcomes_sheet, public_source, rows_of
from tegerek.voices.slips import Written, record_slip
from tests.meetings.rows import NOW, WHY, a_clerk, a_draft, an_office
from tests.places.world import load_few_units
from tests.voices import hearings

TODAY = date(2026, 3, 6)
PLACE = "Кум-Дөбө айыл аймагы, Кочкор району"
TITLE = Said.of(ky="Бюджеттик угуулар, 2018")
FOUR = """Күнү\tАйыл аймагы\tБаракча №\tСуроо же сунуш\tТексти\tКимге\tНатыйжасы\tЖообу\tКим сурады
24.05.2018\tКум-Дөбө\t1\tСунуш\tКөчөгө жарык\tАӨ башчысы\tКаралууда\t\tМисалов Асан
24.05.2018\tКум-Дөбө\t2\tСуроо\tСуу качан келет?\tАӨ башчысы\tЖооп берилди\tЖайында\tСынакова Айгүл
24.05.2018\tКум-Дөбө\t3\tСунуш\tЖол оңдоо\t\tРассмотрено\t\t
32.05.2018\tКум-Дөбө\t4\tСунуш\tМектептин чатыры\t\tКабыл алынды\t\t
"""


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
def about(office: Body, units: dict[str, Unit]) -> About:
    return About(office, units["kochkor-raion"], TITLE, "Ойдон чыгарылган булак", date(2019, 2, 1))


def brought(about: About, by: User, data: str | bytes = FOUR, name: str = "") -> Source:
    """A source that was brought and read."""
    raw = data if isinstance(data, bytes) else data.encode()
    found = bringing.begin(about, data=raw, file_name=name, by=by, now=NOW)
    if found.job is not None:
        run(found.job.pk)
    return again(found)


def again(found: Source) -> Source:
    return Source.objects.select_related("place__parent__parent", "office", "job").get(pk=found.pk)


def taken_over(found: Source, by: User) -> Source:
    """The same after everything that was ready is taken over."""
    bringing.take_over(found, seen=found.version, by=by, now=NOW)
    if found.job is not None and found.job.is_open:
        run(found.job.pk)
    return again(found)


def published(found: Source, by: User) -> Source:
    bringing.publish(found, seen=found.version, by=by, now=NOW)
    return again(found)


def typed(found: Source, **cells: str) -> Source:
    """The source after a person typed: cells by their names with _ for -, all others as they are."""
    table = VoiceTable.from_json(found.table)
    shown = {f"{row.n}-text": row.text for row in table.rows} | {f"{row.n}-keep": "on" for row in table.rows}
    named = {name.removeprefix("c").replace("_", "-", 1): value for name, value in cells.items()}
    bringing.keep_table(found, typed_into(table, shown | named), seen=found.version)
    return again(found)


def statuses(found: Source) -> list[str]:
    return [one.status for one in preview(found, today=TODAY).rows]


def faults(found: Source) -> list[list[str]]:
    return [[fault.code for fault in one.faults] for one in preview(found, today=TODAY).rows]


# The figures that were published


def test_182_hearings_with_1477_proposals_882_under_review_are_shown_with_the_same_numbers(
    about: About, clerk: User, units: dict[str, Unit]
) -> None:
    hearings.some_aimaks(units["kochkor-raion"])

    found = taken_over(brought(about, clerk, hearings.workbook(), "угуулар.xlsx"), clerk)

    assert (found.table, found.counts, found.job and found.job.state) == ({}, {"new": 1_477}, Job.State.DONE)
    assert not outcomes_sheet(Wanted(year=2018, kind="hearings")).together
    published(found, clerk)
    sheet = outcomes_sheet(Wanted(year=2018, kind="hearings"))
    by_outcome = (("accepted", 251), ("partly", 122), ("under_review", 882), ("rejected", 97), ("reflected", 125))
    assert sheet.together == Counted(182, proposals=1_477, by_outcome=by_outcome)
    assert [(one.rows.hearings, one.rows.proposals, one.rows.of("under_review")) for one in sheet.sources] == [
        (182, 1_477, 882)
    ]


def test_the_same_file_again_makes_no_doubles_and_a_later_one_changes_what_stands(
    about: About, clerk: User, units: dict[str, Unit]
) -> None:
    hearings.some_aimaks(units["kochkor-raion"])
    lines = list(hearings.rows())[:60]
    later = [(*line[:4], "Кабыл алынды", *line[5:]) for line in lines]
    taken_over(brought(about, clerk, hearings.workbook(lines), "угуулар.xlsx"), clerk)

    same = brought(about, clerk, hearings.workbook(lines), "угуулар.xlsx")
    changed = brought(about, clerk, hearings.workbook(later), "кийин.xlsx")

    assert set(statuses(same)) == {"known"}
    assert set(statuses(changed)) <= {"known", "changed"}
    taken_over(same, clerk)
    taken_over(changed, clerk)
    assert (BroughtVoice.objects.count(), set(BroughtVoice.objects.values_list("outcome", flat=True))) == (
        60,
        {"accepted"},
    )


def test_who_asked_is_nowhere_and_the_file_is_gone_once_it_is_read(about: About, clerk: User) -> None:
    found = brought(about, clerk)

    assert bytes(found.data) == b""
    assert "Мисалов" not in json.dumps(found.table, ensure_ascii=False)
    assert (found.table["has_askers"], found.table["left_out"]) == (True, ["Ким сурады"])


# Rows, each its own way


def test_what_is_ready_is_taken_over_and_what_is_asked_or_wrong_stays(about: About, clerk: User) -> None:
    found = brought(about, clerk)

    assert (statuses(found), faults(found)) == (
        ["new", "new", "asked", "wrong"],
        [[], [], ["outcome_unclear"], ["bad_day"]],
    )
    left = taken_over(found, clerk)
    assert (statuses(left), left.counts) == (["asked", "wrong"], {"new": 2})
    rows = BroughtVoice.objects.order_by("pk").values_list("kind", "outcome", "by_post", "is_answered")
    assert list(rows) == [("proposal", "under_review", "ao_head", False), ("question", "", "ao_head", True)]
    entry = Entry.objects.get(verb="source.taken_over")
    assert entry.refs == {"new": 2, "changed": 0, "known": 0, "asked": 1, "wrong": 1}


def test_a_corrected_row_is_taken_over_and_nothing_waits_any_more(about: About, clerk: User) -> None:
    found = typed(taken_over(brought(about, clerk), clerk), c3_outcome="Четке кагылды", c4_day="25.05.2018")

    done = taken_over(found, clerk)

    assert (done.table, done.counts) == ({}, {"new": 4})
    assert BroughtHearing.objects.count() == 2


def test_one_place_of_two_names_is_asked_and_the_answer_counts(about: About, clerk: User) -> None:
    found = brought(about, clerk, FOUR.replace("Кум-Дөбө", "Ак-Жар"))

    assert faults(found)[0] == ["several_places"]
    chosen = preview(found, today=TODAY).rows[0].meaning.units[0]
    found = typed(found, **{"c1_which-unit": str(chosen)})
    assert (statuses(found)[0], preview(found, today=TODAY).rows[0].meaning.unit) == ("new", chosen)


def test_two_that_asked_the_same_are_two_and_one_slip_with_other_words_is_asked(about: About, clerk: User) -> None:
    head, first = FOUR.split("\n")[:2]
    other = first.replace("Көчөгө жарык", "Башка сөз")

    found = brought(about, clerk, "\n".join([head, first, first, other]))

    assert statuses(found) == ["new", "asked", "asked"]
    no_slip = [line.replace("\t1\t", "\t\t") for line in (first, first)]
    twice = brought(about, clerk, "\n".join([head, *no_slip]))
    assert statuses(twice) == ["new", "new"]


def test_a_hearing_that_is_kept_here_too_is_asked_about(about: About, clerk: User, units: dict[str, Unit]) -> None:
    meeting = a_draft(
        "budget-hearing",
        office=about.office,
        place=next(unit for unit in units.values() if str(unit.name.in_("ky")) == "Кум-Дөбө"),
    )
    call_meeting(meeting, by=None, now=NOW, despite=Despite(WHY))
    slip = record_slip(meeting, Written("proposal", TITLE), by=None, now=NOW)
    text = FOUR.split("\n")[0] + "".join(
        f"\n20.03.2026\tКум-Дөбө\t{number}\tСунуш\tЖарык\t\tКаралууда\t\t" for number in ("1", slip.number)
    )
    held = date(2026, 3, 20)

    found = brought(about, clerk, text)

    looked = preview(found, today=held).rows
    assert [(one.status, [fault.code for fault in one.faults]) for one in looked] == [
        ("asked", ["hearing_here"]),
        ("here", []),
    ]
    sure = typed(found, **{"c1_sure-hearing_here": "1"})
    assert [one.status for one in preview(sure, today=held).rows] == ["new", "here"]


# Long work


def test_a_stop_keeps_what_was_taken_over_and_going_on_makes_no_doubles(
    about: About, clerk: User, units: dict[str, Unit]
) -> None:
    hearings.some_aimaks(units["kochkor-raion"])
    found = brought(about, clerk, hearings.workbook(list(hearings.rows())[:600]), "угуулар.xlsx")
    bringing.take_over(found, seen=found.version, by=clerk, now=NOW)
    job = found.job
    assert job is not None
    ask_to_stop(job, by=clerk, now=NOW)
    run(job.pk)
    stopped = again(found)

    done = taken_over(stopped, clerk)

    assert (done.table, BroughtVoice.objects.count()) == ({}, 600)


def test_somebody_elses_correction_is_not_lost(about: About, clerk: User) -> None:
    found = brought(about, clerk)
    seen = found.version
    typed(found, c3_outcome="Каралууда")

    with pytest.raises(Stale):
        bringing.take_over(found, seen=seen, by=clerk, now=NOW)


def test_a_preview_costs_the_same_however_long(
    about: About, clerk: User, units: dict[str, Unit], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    hearings.some_aimaks(units["kochkor-raion"])
    one = brought(about, clerk, hearings.workbook(list(hearings.rows())[:1]), "бир.xlsx")
    many = brought(about, clerk, hearings.workbook(list(hearings.rows())[:500]), "көп.xlsx")
    preview(one, today=TODAY)

    for found in (one, many):
        with django_assert_num_queries(3):
            preview(found, today=TODAY)


def test_what_waits_longer_than_30_days_is_destroyed(about: About, clerk: User) -> None:
    found = brought(about, clerk)

    bringing.destroy_stale(NOW + bringing.KEPT)
    assert again(found).table != {}
    bringing.destroy_stale(NOW + bringing.KEPT * 2)
    assert again(found).table == {}


# Totals


def figures(**more: int) -> dict[str, int | None]:
    return dict(more)


def test_totals_stand_as_they_are_and_what_does_not_add_up_is_said(about: About, clerk: User) -> None:
    found = bringing.begin(about, by=clerk, now=NOW)
    lines = [
        TypedTotal("Кочкор", figures(hearings=100, proposals=700, accepted=400, under_review=301)),
        TypedTotal("Нарын", figures(hearings=82, proposals=777, under_review=581)),
        TypedTotal("Жалпы", figures(hearings=182, proposals=1_478, under_review=882), is_whole=True),
    ]

    bringing.set_totals(found, lines, seen=found.version, by=clerk, now=NOW)
    published(again(found), clerk)

    sheet = public_source(found.pk)
    assert [line.figures["proposals"] for line in sheet.totals] == [700, 777, 1_478]
    assert [(odd.line, odd.column, odd.parts, odd.whole, odd.by) for odd in sheet.odd] == [
        (0, "proposals", 701, 700, "outcomes"),
        (None, "proposals", 1_477, 1_478, "lines"),
    ]
    assert not outcomes_sheet(Wanted()).together


def test_what_a_source_says_in_total_is_held_against_its_rows(about: About, clerk: User) -> None:
    found = taken_over(brought(about, clerk), clerk)

    bringing.set_totals(
        found, [TypedTotal("", figures(proposals=3, questions=1), is_whole=True)], seen=found.version, by=clerk, now=NOW
    )

    sheet = public_source(published(again(found), clerk).pk)
    assert [(odd.column, odd.parts, odd.whole) for odd in sheet.odd] == [("proposals", 1, 3)]


def test_totals_are_read_from_a_table_with_its_last_line(about: About) -> None:
    text = "Район\tУгуулар\tСунуштар\tКабыл алынды\tКаралууда\nКочкор\t100\t700\t–\t301\nЖалпы\t182\t1 477\t\t882"

    lines = bringing.totals_in(text.encode(), "")

    told = [(line.name, line.figures["proposals"], line.figures["accepted"], line.is_whole) for line in lines]
    assert told == [("Кочкор", 700, None, False), ("Жалпы", 1_477, None, True)]


def test_nothing_is_published_that_is_empty_and_no_title_is_no_source(about: About, clerk: User) -> None:
    found = bringing.begin(about, by=clerk, now=NOW)

    with pytest.raises(Refusal, match="nothing to show"):
        bringing.publish(found, seen=found.version, by=clerk, now=NOW)
    with pytest.raises(Refusal, match="Say what it is"):
        bringing.begin(About(about.office, about.place, Said()), by=clerk, now=NOW)


# What everybody sees


def test_the_page_of_outcomes_costs_the_same_for_one_hearing_and_for_many(
    about: About, clerk: User, units: dict[str, Unit], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    hearings.some_aimaks(units["kochkor-raion"])
    lines = list(hearings.rows())
    for some in (lines[:1], lines[1:400]):
        published(taken_over(brought(about, clerk, hearings.workbook(some), "угуулар.xlsx"), clerk), clerk)

        with django_assert_num_queries(13):
            outcomes_sheet(Wanted(place=units["kochkor-raion"], year=2018, kind="hearings"))


def test_rows_are_handed_out_so_that_they_can_be_brought_in_again(about: About, clerk: User) -> None:
    published(taken_over(brought(about, clerk), clerk), clerk)

    rows = [(row[0], str(row[1].in_("ky")), row[3], row[4], row[7]) for row in rows_of(Wanted())]

    assert rows == [
        (date(2018, 5, 24), PLACE, "1", "proposal", "under_review"),
        (date(2018, 5, 24), PLACE, "2", "question", ""),
    ]


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_handed_out_and_brought_in_again_is_all_known(about: About, clerk: User, lang: str, form: str) -> None:
    published(taken_over(brought(about, clerk), clerk), clerk)
    with override(lang):
        table = rows_table(rows_of(Wanted()), lang)
        data = csv_of([table]) if form == "csv" else xlsx_of([table])

    found = brought(about, clerk, data, f"outcomes.{form}")

    assert (statuses(found), found.table["left_out"]) == (["known", "known"], [])
