"""Money lists: from ticks alone, with sums that somebody typed, frozen as they were issued."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import translation

from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal, Stale
from tegerek.meetings import roster
from tegerek.meetings.models import Participant
from tegerek.meetings.roster import Typed
from tegerek.meetings.rules import When
from tegerek.minutes.frozen import from_bytes
from tegerek.people.models import Post
from tegerek.places.models import Unit, UnitKind
from tegerek.programmes import paying
from tegerek.programmes.models import Band, Distance, PayList, PayPiece, Rates, Seminar
from tegerek.programmes.money_rules import BandLine
from tegerek.programmes.pay_sheets import PaySheet, RatesLine, distances_sheet, pay_sheets, rates_of
from tegerek.programmes.paying import Issue, Piece
from tegerek.programmes.trainer_holding import kept_lists, told_lists
from tests.meetings.rows import NOW
from tests.programmes.trainings import a_seminar

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 5)
PLAIN = Issue("ky")
KEPT_UNTIL = Issue("ky", until=date(2031, 1, 1), basis="иштердин номенклатурасы")
RATES = RatesLine(per_day=50000, per_km=700, is_return=True, source="14-буйрук")


@pytest.fixture
def seminar(units: dict[str, Unit]) -> Seminar:
    """Four on the list: two came, one did not, of one nobody knows; a fifth came unlisted, from nowhere known."""
    made = a_seminar(units["kochkor-raion"], When(DAY))
    aimak = Unit.objects.filter(parent=units["kochkor-raion"], kind=UnitKind.AIMAK).order_by("pk")[0]
    lines = [_line(made, f"Мисалов Акжол{n}", aimak) for n in range(4)]
    for line, ticks in zip(lines, ((True, True), (True, False), (False, False)), strict=False):
        roster.tick(line, morning=ticks[0], afternoon=ticks[1], seen=line.version, by=None, now=NOW)
    walked = Typed("Сынакова Венера", Post.OTHER, None, "f", ())
    roster.walk_in(made.meeting, walked, person=None, morning=False, afternoon=True, by=None, now=NOW)
    paying.set_rates(made.programme, RATES, seen=0, by=None, now=NOW)
    return made


def _line(seminar: Seminar, name: str, unit: Unit | None) -> Participant:
    typed = Typed(name, Post.DEPUTY, unit, "m", ())
    return roster.write_in(seminar.meeting, typed, person=None, by=None, now=NOW)


def _write(sheet: PaySheet) -> Iterator[Piece]:
    yield Piece("pdf", repr(sheet).encode())


def _issue(seminar: Seminar, kind: str = "day", *, read: str = "", issue: Issue = PLAIN) -> PayList:
    mark = read or paying.mark_of(pay_sheets(seminar)[kind])
    return paying.issue_list(seminar, kind, _write, issue, read=mark, by=None, now=NOW)


def _far(seminar: Seminar, km: int | None = 40) -> None:
    units = [line.unit for line in distances_sheet(seminar)]
    paying.set_distances(seminar, dict.fromkeys(units, km), source="карта", by=None, now=NOW)


def test_only_whoever_was_ticked_is_paid_also_without_having_been_on_the_list(seminar: Seminar) -> None:
    sheet = pay_sheets(seminar)["day"]

    assert [(line.name, line.days, line.sum) for line in sheet.lines] == [
        ("Мисалов Акжол0", 1, 50000),
        ("Мисалов Акжол1", 1, 50000),
        ("Сынакова Венера", 1, 50000),
    ]
    assert (sheet.total, sheet.unticked) == (150000, 1)


def test_where_both_halves_are_asked_for_half_a_day_is_not_paid(seminar: Seminar) -> None:
    both = RatesLine(per_day=50000, needs_both=True, source="14-буйрук")
    paying.set_rates(seminar.programme, both, seen=1, by=None, now=NOW)

    sheets = pay_sheets(seminar)

    assert ([line.name for line in sheets["day"].lines], list(sheets)) == (["Мисалов Акжол0"], ["day"])


def test_a_distance_nobody_typed_leaves_the_sum_blank_and_says_so(seminar: Seminar) -> None:
    before = pay_sheets(seminar)["way"]
    _far(seminar)

    after = pay_sheets(seminar)["way"]

    assert ([line.lack for line in before.lines], before.total) == (["distance", "distance", "place"], 0)
    assert [(line.km, line.sum, line.lack) for line in after.lines] == [
        (40, 56000, ""),
        (40, 56000, ""),
        (None, None, "place"),
    ]
    assert (after.total, after.unknown) == (112000, 1)


def test_a_way_beyond_the_last_band_has_no_sum(seminar: Seminar) -> None:
    bands = RatesLine(bands=(BandLine(20, 10000), BandLine(30, 15000)), source="14-буйрук")
    paying.set_rates(seminar.programme, bands, seen=1, by=None, now=NOW)
    _far(seminar, 31)

    told = [line.lack for line in pay_sheets(seminar)["way"].lines]

    assert (told, rates_of(seminar.programme).bands) == (["band", "band", "place"], bands.bands)


def test_a_seminar_of_several_days_does_not_say_how_many_days_somebody_was_there(seminar: Seminar) -> None:
    seminar.meeting.ends_on = DAY + timedelta(1)

    sheet = pay_sheets(seminar)["day"]

    assert ({line.lack for line in sheet.lines}, sheet.total, sheet.unknown) == ({"days"}, 0, 3)


def test_a_programme_without_rates_pays_nothing(units: dict[str, Unit]) -> None:
    assert pay_sheets(a_seminar(units["kochkor-raion"], When(DAY))) == {}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (RatesLine(per_day=0, source="буйрук"), "sum of nought"),
        (RatesLine(per_day=100), "on which paper"),
        (RatesLine(per_km=100, bands=(BandLine(5, 5),), source="буйрук"), "by the kilometre or by distance"),
        (RatesLine(bands=(BandLine(5, 5), BandLine(5, 6)), source="буйрук"), "in order"),
    ],
)
def test_rates_that_make_no_sense_are_refused(seminar: Seminar, line: RatesLine, told: str) -> None:
    with translation.override("en"), pytest.raises(Refusal, match=told):
        paying.set_rates(seminar.programme, line, seen=1, by=None, now=NOW)

    assert rates_of(seminar.programme) == RATES


def test_rates_that_somebody_else_changed_meanwhile_are_not_written_over(seminar: Seminar) -> None:
    with pytest.raises(Stale):
        paying.set_rates(seminar.programme, RATES, seen=0, by=None, now=NOW)


@pytest.mark.parametrize("km", [-1, 2001])
def test_a_distance_that_is_none_is_refused(seminar: Seminar, km: int) -> None:
    with pytest.raises(Refusal):
        _far(seminar, km)


def test_a_distance_needs_its_source_and_keeps_it_while_it_does_not_change(seminar: Seminar) -> None:
    units = [line.unit for line in distances_sheet(seminar)]
    with translation.override("en"), pytest.raises(Refusal, match="where the distances come from"):
        paying.set_distances(seminar, dict.fromkeys(units, 5), source=" ", by=None, now=NOW)
    _far(seminar)

    paying.set_distances(seminar, dict.fromkeys(units, 40), source="", by=None, now=NOW)

    assert [(line.km, line.source) for line in distances_sheet(seminar)] == [(40, "карта")]


def test_an_issued_list_keeps_names_and_sums_when_everything_changes(seminar: Seminar) -> None:
    row = _issue(seminar)
    paying.set_rates(seminar.programme, RatesLine(per_day=1, source="башка"), seen=1, by=None, now=NOW)
    seminar.meeting.roster.exclude(ticked_at=None).update(morning=False, afternoon=False)

    piece = PayPiece.objects.get(pay_list=row, form="sheet")
    frozen = from_bytes(PaySheet, bytes(piece.body or b""))

    assert (frozen.total, frozen.lines[0].name, frozen.number, row.total) == (150000, "Мисалов Акжол0", 1, 150000)
    assert piece.sha256 == hashlib.sha256(bytes(piece.body or b"")).hexdigest()


def test_a_correction_is_another_number_and_says_what_it_corrects(seminar: Seminar) -> None:
    _issue(seminar)
    with translation.override("en"), pytest.raises(Refusal, match="what this one corrects"):
        _issue(seminar)

    second = _issue(seminar, issue=Issue("ky", why="бир киши түштөн кийин келген"))

    assert [(row.number, row.why) for row in PayList.objects.order_by("number")] == [(1, ""), (2, second.why)]


def test_a_list_that_changed_after_it_was_read_is_not_issued(seminar: Seminar) -> None:
    read = paying.mark_of(pay_sheets(seminar)["day"])
    seminar.meeting.roster.filter(morning=False).update(morning=True)

    with pytest.raises(Stale):
        _issue(seminar, read=read)

    assert PayList.objects.count() == 0


def test_a_list_of_nobody_is_not_issued(seminar: Seminar) -> None:
    seminar.meeting.roster.exclude(ticked_at=None).update(morning=False, afternoon=False)

    with translation.override("en"), pytest.raises(Refusal, match="Nobody is to be paid"):
        _issue(seminar)


@pytest.mark.parametrize(
    "issue", [Issue("ky", until=date(2030, 1, 1)), Issue("ky", until=date(2026, 3, 6), basis="тизме")]
)
def test_a_day_of_destruction_needs_a_basis_and_lies_ahead(seminar: Seminar, issue: Issue) -> None:
    with pytest.raises(Refusal):
        _issue(seminar, issue=issue)


def test_the_database_keeps_what_was_issued(seminar: Seminar) -> None:
    row = _issue(seminar)
    changes = [
        lambda: PayList.objects.filter(pk=row.pk).update(total=1),
        lambda: PayPiece.objects.filter(pay_list=row).update(sha256="0"),
        # Nobody has set a day on which the bytes go.
        lambda: PayPiece.objects.filter(pay_list=row).update(body=None),
        lambda: PayPiece.objects.filter(pay_list=row)._raw_delete("default"),
        lambda: PayList.objects.filter(pk=row.pk)._raw_delete("default"),
    ]

    assert [_is_refused(change) for change in changes] == [True] * 5


def _is_refused(change: Callable[[], object]) -> bool:
    try:
        with transaction.atomic():
            change()
    except IntegrityError:
        return True
    return False


def test_the_bytes_go_on_their_day_and_number_sum_and_digest_stay(seminar: Seminar) -> None:
    row = _issue(seminar, issue=KEPT_UNTIL)
    paying.destroy_lists(NOW)
    kept = row.pieces.exclude(body=None).count()

    paying.destroy_lists(NOW + timedelta(days=2000))
    paying.destroy_lists(NOW + timedelta(days=2001))

    pieces = row.pieces.all()
    assert (kept, [one.body for one in pieces], all(one.sha256 for one in pieces)) == (2, [None, None], True)
    assert [entry.refs["pieces"] for entry in Entry.objects.filter(verb="pay_list.destroyed")] == [2]


def test_whoever_asks_is_told_of_the_lists_and_an_erasure_says_what_stays(seminar: Seminar) -> None:
    _issue(seminar, issue=KEPT_UNTIL)
    person = seminar.meeting.roster.select_related("person")[0].person

    told, kept = told_lists(person), kept_lists(person)

    assert [row["kind"] for row in told] == ["money list: day"]
    assert [(one.basis, one.until) for one in kept] == [("иштердин номенклатурасы", date(2031, 1, 1))]


def test_the_journal_holds_numbers_and_no_names(seminar: Seminar) -> None:
    _issue(seminar)

    refs = Entry.objects.get(verb="pay_list.issued").refs

    assert refs == {"seminar": seminar.pk, "number": 1, "people": 3}


def test_the_database_takes_no_sum_that_cannot_be(seminar: Seminar) -> None:
    rates = Rates.objects.get(programme=seminar.programme)
    issued = {"seminar": seminar, "kind": "day", "total": 0, "issued_at": NOW}
    wrong: list[Model] = [
        Band(rates=rates, up_to=0, sum=5),
        Band(rates=rates, up_to=5, sum=0),
        Distance(seminar=seminar, unit=seminar.meeting.place, km=2001, source="карта"),
        PayList(number=2, rows=1, unknown=0, **issued),
        PayList(number=1, rows=1, unknown=2, **issued),
    ]

    refused = [_is_refused(row.save) for row in wrong]
    refused += [_is_refused(partial(_rate, rates, **told)) for told in ({"per_day": 0}, {"is_return": None})]

    assert refused == [True] * 7


def _rate(rates: Rates, **told: object) -> None:
    Rates.objects.filter(pk=rates.pk).update(**told)
