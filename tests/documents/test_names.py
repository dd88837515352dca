"""What a place is called: where it is published, a Kyrgyz name that nobody has checked never stands alone."""

from dataclasses import replace

import pytest

from tegerek.documents.names import place_name, place_on_paper, place_within, unseen_names, whole_place
from tegerek.lib.said import Said
from tegerek.programmes.sheets import SeminarLine
from tests.documents import sheets

MACHINE_MADE = Said.of(ky="Алма району", ru="Алминский район", en="Alma raion")


@pytest.mark.parametrize(
    ("unit", "needs_look", "lang", "printed"),
    [
        (MACHINE_MADE, False, "ky", "Алма району"),
        (MACHINE_MADE, True, "ky", "Алма району (Алминский район)"),
        (MACHINE_MADE, True, "ru", "Алминский район"),
        (MACHINE_MADE, True, "en", "Alma raion"),
        (Said.of(ru="Алминский район"), True, "ky", "Алминский район"),
        (Said.of(ky="Алма району"), True, "ky", "Алма району"),
    ],
)
def test_a_name_that_needs_a_look_brings_its_russian_form(
    unit: Said, needs_look: bool, lang: str, printed: str
) -> None:
    where = sheets.where(unit=unit, ky_needs_look=needs_look)

    assert place_name(where, lang) == printed


def test_the_oblast_that_heads_the_table_is_not_repeated_in_its_rows() -> None:
    where = sheets.where("Алма", sheets.TOR)

    assert place_within(where, "ky", sheets.TOR) == "Алма району"
    assert place_within(where, "ky", sheets.JOGORKU) == "Алма району, Төр-Суу облусу"


def test_a_stranger_is_told_hall_address_unit_and_what_stands_above() -> None:
    where = sheets.where(address=Said.of(ky="Тынчтык\nкөчөсү 1"))

    assert whole_place(where, "ky") == "РМА жыйындар залы, Тынчтык көчөсү 1, Алма району, Төр-Суу облусу"


def test_a_paper_of_an_office_calls_a_place_by_one_name() -> None:
    unseen = sheets.where(unit=MACHINE_MADE, ky_needs_look=True)
    without = sheets.where(unit=Said.of(ru="Алминский район"), ky_needs_look=True)

    told = [place_on_paper(where, "ky") for where in (unseen, without)]

    assert told == [f"РМА жыйындар залы, {name}, Төр-Суу облусу" for name in ("Алма району", "Алминский район")]


def test_the_desk_gets_each_name_to_look_at_once_and_in_order() -> None:
    rows = sheets.seminars()
    doubtful = [_doubted(rows[5]), _doubted(rows[1]), _doubted(rows[5]), rows[0]]

    found = unseen_names(sheets.release(doubtful))

    assert [name.in_("ky").text for name in found] == ["Кызыл-Таш району", "Бел-Арча району"]
    assert unseen_names(sheets.programme(doubtful)) == found
    assert unseen_names(sheets.programme()) == ()


def _doubted(seminar: SeminarLine) -> SeminarLine:
    meeting = seminar.meeting
    return replace(seminar, meeting=replace(meeting, where=replace(meeting.where, ky_needs_look=True)))
