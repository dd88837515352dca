"""Which parts a press release has, in which order, and what stands in them."""

from dataclasses import replace
from datetime import date, time
from typing import TypeVar

from tegerek.documents.press_release.parts import (
    Contact,
    Dateline,
    Facts,
    Heading,
    Label,
    Line,
    Notice,
    Part,
    Prose,
    Quote,
    Schedule,
    press_release_paper,
)
from tegerek.lib.said import Said
from tegerek.meetings.rules import State, When
from tegerek.programmes.sheets import ReleaseSheet
from tests.documents import sheets

P = TypeVar("P", bound=Part)


def test_the_parts_come_in_the_order_in_which_they_are_read() -> None:
    rows = sheets.seminars()
    sheet = sheets.release(corrections=(sheets.moved(rows[1], When(date(2026, 3, 23))),))

    parts = press_release_paper(sheet, "ru", page="https://tegerek.example/ru/").parts

    order = [Dateline, Label, Heading, Notice, Prose, Quote, Prose, Schedule, Contact, Line, Line]
    assert [type(part) for part in parts] == order


def test_what_is_empty_is_left_out() -> None:
    bare = replace(
        sheets.release(()), dated=None, place=Said(), lead=Said(), quote=Said(), about=Said(), approved_by=Said()
    )
    nothing = replace(
        bare.programme, project=Said(), donor=Said(), implementer=Said(), planned=None, first_day=None, last_day=None
    )
    sheet = replace(bare, programme=nothing, heading=nothing.title, contact=None)

    parts = press_release_paper(sheet, "ky").parts

    assert [type(part) for part in parts] == [Label, Heading]


def test_day_and_place_are_written_for_the_language() -> None:
    assert _part(sheets.release(), "ky", Dateline) == Dateline("Бишкек", "2026-жылдын 20-марты")
    assert _part(sheets.release(), "ru", Dateline) == Dateline("Бишкек", "20 марта 2026 года")
    assert _part(sheets.release(), "en", Dateline) == Dateline("Bishkek", "20 March 2026")


def test_a_quote_gets_its_marks_and_the_name_stays_as_it_is() -> None:
    quote = _part(sheets.release(), "ru", Quote)

    words = "«Человек приходит на сход с одним вопросом: „Что изменит моё слово?“ Мы учимся на него отвечать.»"
    assert quote == Quote((words,), "ru", "Айгуль Ульгуева, тренер, специалист проекта")


def test_facts_stand_in_for_prose_that_nobody_wrote() -> None:
    facts = _part(sheets.release(lead=Said(), about=Said()), "en", Facts)

    assert facts.rows == (
        ("Programme", "“We decide together in the village”"),
        ("When", "from 24 March to 17 April 2026"),
        ("People planned", "240"),
        ("Project", "Open village"),
        ("Financed by", "Misal Development Agency"),
        ("Carried out by", "Misal Institute"),
    )


def test_a_release_that_says_it_in_prose_lists_no_facts() -> None:
    parts = press_release_paper(sheets.release(), "ky").parts

    assert [part for part in parts if isinstance(part, Facts)] == []


def test_two_oblasts_without_hours_stand_beside_each_other() -> None:
    schedule = _part(sheets.release(), "en", Schedule)

    assert (schedule.is_beside, schedule.columns) == (True, ("Day", "Place", "Venue"))
    assert [(table.oblast, len(table.rows)) for table in schedule.tables] == [
        ("Tor-Suu oblast", 5),
        ("Jogorku oblast", 7),
    ]
    assert schedule.tables[1].rows[0].cells == ("08.04.2026", "Кызыл-Таш raion", "RSA meeting hall")
    assert schedule.notes == ("The hour of each seminar will be announced later.",)


def test_known_hours_make_a_column_and_unknown_ones_are_never_midnight() -> None:
    rows = list(sheets.seminars(hours=When(starts=time(10), ends=time(16))))
    rows[0] = sheets.on(rows[0], When(date(2026, 3, 24), date(2026, 3, 26)))

    schedule = _part(sheets.release(rows), "en", Schedule)

    assert (schedule.is_beside, schedule.notes) == (False, ())
    assert schedule.columns == ("Day", "Time", "Place", "Venue")
    assert schedule.tables[0].rows[0].cells[:2] == ("24–26.03.2026", "to be announced")
    assert schedule.tables[0].rows[1].cells[:2] == ("25.03.2026", "10:00–16:00")


def test_tables_that_would_break_words_on_a4_stand_one_below_the_other() -> None:
    rows = list(sheets.seminars())
    long = Said.of(ky="Кызматкерлердинквалификациясын жогорулатуу борборунун чоң залы")
    meeting = rows[0].meeting
    rows[0] = replace(rows[0], meeting=replace(meeting, where=replace(meeting.where, venue=long)))

    assert not _part(sheets.release(rows), "ky", Schedule).is_beside


def test_the_row_of_a_cancelled_or_postponed_seminar_says_so_in_words() -> None:
    rows = list(sheets.seminars())
    rows[1], rows[2] = sheets.in_state(rows[1], State.CANCELLED), sheets.in_state(rows[2], State.POSTPONED)

    schedule = _part(sheets.release(rows), "en", Schedule)

    assert [row.note for row in schedule.tables[0].rows] == ["", "cancelled", "postponed", "", ""]


def test_a_correction_says_what_was_announced_and_what_holds_now() -> None:
    row = sheets.seminars()[0]
    blocked = Said.of(en="The road is closed.")
    moved = sheets.moved(sheets.on(row, When(date(2026, 3, 25), None, time(9))), When(date(2026, 3, 24)), blocked)

    notice = _part(sheets.release(corrections=(moved,)), "en", Notice)

    sentence = (
        "Алма raion, Tor-Suu oblast: announced for 24.03.2026, now 25.03.2026, 09:00. Reason: The road is closed."
    )
    assert notice.lines == (sentence,)


def test_a_seminar_corrected_twice_is_told_once_from_the_first_day_to_the_state_that_holds() -> None:
    row = sheets.on(sheets.seminars()[0], When(date(2026, 3, 25)))
    cancelled = sheets.in_state(row, State.CANCELLED)
    first = sheets.moved(cancelled, When(date(2026, 3, 24)))
    second = sheets.called_off(cancelled, State.CANCELLED, Said.of(en="The hall burnt down."))

    notice = _part(sheets.release(corrections=(first, second)), "en", Notice)

    sentence = "Алма raion, Tor-Suu oblast: announced for 24.03.2026, cancelled. Reason: The hall burnt down."
    assert notice.lines == (sentence,)


def test_a_postponed_seminar_has_no_new_day_and_one_moved_to_another_hall_keeps_its_day() -> None:
    rows = sheets.seminars()
    postponed = sheets.called_off(rows[0], State.POSTPONED, Said())
    elsewhere = sheets.moved(rows[1], rows[1].meeting.when)

    notice = _part(sheets.release(corrections=(postponed, elsewhere)), "en", Notice)

    assert notice.lines == (
        "Алма raion, Tor-Suu oblast: announced for 24.03.2026, postponed; the new day will be announced.",
        "Бел-Арча raion, Tor-Suu oblast: the day stays 25.03.2026; where: RSA meeting hall.",
    )


def test_untranslated_prose_is_printed_in_its_own_language_and_the_paper_says_so() -> None:
    paper = press_release_paper(sheets.release(), "en")

    assert [part.lang for part in paper.parts if isinstance(part, Prose | Quote | Heading)] == ["en", "ky", "ky", "ky"]
    assert paper.parts[-1] == Line("What has not been translated yet stands in the language it was written in.")


def test_the_contact_is_name_and_post_then_the_ways_to_reach_them() -> None:
    contact = _part(sheets.release(), "ru", Contact)

    assert contact.lines[0] == "Бектур Мисалов, специалист по связям с общественностью"
    assert contact.lines[1].endswith("0 000 12 34 56, 0 000 65 43 21, press@misal.example, www.misal.example")


def test_stray_signs_of_a_pasted_text_do_not_reach_the_paper() -> None:
    pasted = Said.of(ky="Биринчи\u202e сап\x07.\r\n\r\nЭкинчи сап.\uffff")

    assert _part(sheets.release(lead=pasted), "ky", Prose) == Prose(("Биринчи сап.", "Экинчи сап."), "ky")


def _part(sheet: ReleaseSheet, lang: str, kind: type[P]) -> P:
    """The first part of that kind."""
    return next(part for part in press_release_paper(sheet, lang).parts if isinstance(part, kind))
