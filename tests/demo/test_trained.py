"""The sample series: twelve seminars, 240 people, and every figure that follows from them."""

from collections import Counter
from collections.abc import Callable, Sequence

from django.core.management import call_command
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.moments import TODAY
from tegerek.demo.people import SURNAMES
from tegerek.demo.trained.courses import COURSES, PEOPLE
from tegerek.demo.trained.told import told_of
from tegerek.demo.trained.whole import Trained
from tegerek.journal.models import Entry
from tegerek.learning.certificate_rules import Why
from tegerek.learning.certificate_sheets import certificates_sheet
from tegerek.learning.figures import learnt_of
from tegerek.learning.models import AnswerSheet, Certificate
from tegerek.lib.dates import local_day
from tegerek.meetings.models import Participant
from tegerek.meetings.rules import State
from tegerek.people.models import Contact, Person
from tegerek.places.models import Unit, UnitKind
from tegerek.programmes.counts import series_counts
from tegerek.programmes.figures import results_of
from tegerek.programmes.models import PayList, Programme, Seminar, Trainer
from tegerek.programmes.next_sheets import Step, next_sheet
from tegerek.programmes.pay_sheets import pay_sheets
from tegerek.programmes.quota_sheets import quota_sheet
from tegerek.programmes.report_parts import Cell
from tegerek.programmes.report_rows import RowBehind
from tegerek.programmes.report_sheets import changes, draft_sheet, frozen_rows, frozen_sheet
from tegerek.programmes.results import offered_results

DAY = local_day(TODAY)


def _seminars(trained: Trained) -> list[Seminar]:
    rows = trained.programme.seminars.select_related("programme__office", "meeting__place", "meeting__venue")
    return list(rows.order_by("pk"))


def test_twelve_seminars_were_held_on_their_days_and_240_people_were_invited(trained: Trained) -> None:
    counts = series_counts(trained.programme)

    seminars = _seminars(trained)

    assert trained.programme.is_sample
    assert [seminar.meeting.held_on for seminar in seminars] == [course.held_on for course in COURSES]
    assert {seminar.meeting.state for seminar in seminars} == {State.CLOSED}
    assert (len(counts.held), counts.total.listed, counts.total.confirmed) == (12, 240, 240)
    assert trained.programme.planned == 12 * PEOPLE == 240


def test_attendance_is_what_each_seminar_tells_and_one_person_found_later(trained: Trained) -> None:
    counts = series_counts(trained.programme)

    told = [course.came for course in COURSES]

    assert [line.count.came for line in counts.seminars] == _sorted_by_day([*told[:2], told[2] + 1, *told[3:]])
    assert (sum(told), counts.total.came, counts.total.later) == (222, 223, 1)
    assert (counts.total.walk_ins, counts.total.declined) == (7, 8)
    assert counts.total.women + counts.total.men < counts.total.came


def test_certificates_are_theirs_alone_who_were_there_all_day(trained: Trained) -> None:
    whole = Participant.objects.filter(
        meeting__seminar__programme=trained.programme, morning=True, afternoon=True, declined_at=None
    )

    issued = Certificate.objects.filter(programme=trained.programme)

    there = set(whole.values_list("person", "meeting__seminar"))
    assert set(issued.values_list("person", "seminar")) == there
    assert len(there) == sum(course.whole_days for course in COURSES) + 1 == 210
    assert (issued.count(), issued.filter(revoked_at=None).count()) == (211, 209)
    assert issued.filter(replaces__isnull=False, replaces__revoked_at__isnull=False).count() == 1


def test_whoever_sent_another_stands_on_no_list_of_certificates(trained: Trained) -> None:
    sheets = [certificates_sheet(seminar) for seminar in _seminars(trained)]

    assert sum(len(sheet.comers) for sheet in sheets) == 240 + 7
    assert Counter(one.why for sheet in sheets for one in sheet.none) == {Why.ABSENT: 24, Why.TOO_SHORT: 13}


def test_every_sheet_was_keyed_twice_and_slips_were_settled(trained: Trained) -> None:
    sheets = AnswerSheet.objects.filter(test__seminar__programme=trained.programme)

    differing = [sheet for sheet in sheets if sheet.first != sheet.second]

    assert sheets.filter(second="").count() == 0
    assert [bool(sheet.settled) for sheet in differing] == [True] * 9
    assert all(sheet.first_by_id != sheet.second_by_id for sheet in sheets)


def test_people_learnt_and_where_too_few_wrote_both_tests_nothing_is_told(trained: Trained) -> None:
    found = learnt_of(_seminars(trained))

    tests = [sheet.test for sheet in found.values() if sheet.test]

    assert [test.over_all.pairs for test in tests] == [course.whole_days for course in COURSES]
    assert [test.over_all.is_small for test in tests] == [course.absent == 13 for course in COURSES]
    assert all(test.over_all.points > 0 for test in tests if test.over_all.points is not None)
    assert (sum(test.only_before for test in tests), sum(test.only_after for test in tests)) == (9, 4)
    assert sum(test.waiting for test in tests) == 0


def test_whoever_came_is_paid_and_nobody_else(trained: Trained) -> None:
    last = {row.seminar_id: row for row in PayList.objects.filter(kind=PayList.Kind.DAY).order_by("number")}

    rows = [last[seminar.pk].rows for seminar in _seminars(trained)]

    came = [course.came for course in COURSES]
    assert rows == [*came[:2], came[2] + 1, *came[3:]]
    assert PayList.objects.filter(seminar__programme=trained.programme).count() == 12 * 2 + 1 + 2
    assert sum(sheet.unknown for seminar in _seminars(trained) for sheet in pay_sheets(seminar).values()) > 0


def test_the_seats_never_reach_and_the_page_says_who_is_nobody(trained: Trained) -> None:
    sheet = quota_sheet(trained.programme)

    assert (sheet.aimaks, sheet.wanted, sheet.seats) == (71, 355, 240)
    assert (sheet.people, sheet.chosen, sheet.nobody, sheet.open) == (240, 240, 115, 0)
    assert sum(len(seminar.left_out) for seminar in sheet.seminars) == 3


def test_next_meetings_stand_in_every_state(trained: Trained) -> None:
    sheet = next_sheet(trained.programme, DAY)

    of_offices = [line for line in sheet.lines if line.uses_system]
    shown = Counter(tuple(str(fact.step) for fact in line.facts if fact.is_so) for line in of_offices if line.is_shown)
    assert len(of_offices) == 8
    assert shown == {
        ("called", "held", "closed", "minuted", "answered"): 2,
        ("called", "held", "minuted"): 1,
        ("called", "held"): 1,
        ("called",): 1,
        (): 2,
    }
    assert sum(line.is_cancelled for line in of_offices) == 1
    assert 0 < sheet.total.step(Step.HELD).yes < sheet.total.step(Step.HELD).known < sheet.total.of
    assert 0 < len(sheet.due) < sheet.total.of - sheet.total.begun + 30


def test_the_report_has_the_totals_of_its_rows_and_the_correction_shows_as_a_difference(trained: Trained) -> None:
    report = trained.programme.reports.get()
    frozen, rows = frozen_sheet(report), frozen_rows(report)

    now, _rows = draft_sheet(trained.programme, report.cut_off)

    by_seminar = frozen.sections[0].tables[0].rows
    totals = by_seminar[-1]
    came = [row for row in rows if row.came]
    assert totals[2:] == (240, 240, 240, 240, 222, *_by_sex(came), 0)
    assert _summed(by_seminar[:-1]) == list(totals[2:])
    differences = changes(frozen, now)
    assert {(change.before, change.now) for change in differences if change.before == 222} == {(222, 223)}


def test_a_table_without_a_sum_has_no_last_line_set_apart(
    trained: Trained, sign_in: Callable[[Member], Client]
) -> None:
    report = trained.programme.reports.get()

    page = sign_in(trained.staff.coordinator).get(f"/desk/series-reports/{report.pk}/").content.decode()

    summed = [table for section in frozen_sheet(report).sections for table in section.tables if table.has_total]
    assert page.count('<tr class="total">') == len(summed) == 10


def test_the_release_tells_the_corrected_results(trained: Trained) -> None:
    told = results_of(trained.programme)

    assert told is not None
    assert (told.figures.came, told.corrected, told.before) == (223, True, 222)
    assert offered_results(trained.programme) is None


def test_a_trainer_goes_on_against_the_road_for_a_reason_alone(trained: Trained) -> None:
    rows = Trainer.objects.filter(seminar__programme=trained.programme)

    assert rows.count() == 14
    assert rows.exclude(despite="").count() == 3


def test_nobody_and_nowhere_in_it_is_real(trained: Trained) -> None:
    people = Person.objects.filter(office=trained.staff.office)
    phones = Contact.objects.filter(person__in=people).values_list("value", flat=True)

    roots = [course.root.word[0] for course in COURSES]
    aimaks = Unit.objects.filter(
        kind=UnitKind.AIMAK, pk__in=Participant.objects.filter(person__in=people).values("unit")
    )
    assert {person.name.split()[0].removesuffix("а") for person in people} == set(SURNAMES)
    assert {phone[:7] for phone in phones} == {"+996000"}
    assert all(unit.name.in_("ky").text.split("-")[1] in roots for unit in aimaks)


def test_the_command_makes_no_second_series(trained: Trained) -> None:
    before = (Entry.objects.count(), Programme.objects.count())

    call_command("demo", "--stage", "trained")

    assert (Entry.objects.count(), Programme.objects.count()) == before


def test_what_was_made_is_told_in_a_short_table(trained: Trained) -> None:
    told = dict(told_of(trained.programme, DAY))

    assert told["seminars held"] == "12 of 12"
    assert told["people who came"] == "223, 7 of them not on a list"
    assert told["pairs of tests"] == "209; too few to be told at 1 seminar"
    assert told["certificates"] == "211, 209 of them hold"


def _sorted_by_day(came: list[int]) -> list[int]:
    """Figures in the order of COURSES, in the order of the days on which they were held."""
    order = sorted(range(len(COURSES)), key=lambda n: COURSES[n].held_on)
    return [came[n] for n in order]


def _summed(rows: Sequence[tuple[Cell, ...]]) -> list[int]:
    """Each column of figures of a table by seminar, behind day and place."""
    return [sum(cell for cell in column if isinstance(cell, int)) for column in list(zip(*rows, strict=True))[2:]]


def _by_sex(rows: list[RowBehind]) -> tuple[int, int, int]:
    sexes = Counter(row.sex for row in rows)
    return sexes["f"], sexes["m"], sexes[""]
