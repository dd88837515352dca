"""One invented programme, pasted and uploaded in every layout that papers come in: always the same eight seminars."""

from datetime import date

import pytest

from tegerek.lib.sources.reading import read_source
from tegerek.programmes.schedule.understanding import understand
from tests.lib.sources.files import docx, moment, xlsx
from tests.programmes.schedule.gazetteer import gazetteer, unit
from tests.programmes.schedule.helpers import (
    ABOVE,
    BELOW,
    CODES,
    HALL,
    HEAD,
    LEFT,
    RIGHT,
    codes,
    flattened,
    grid,
    read,
    separated,
    warned,
)

DAYS = [f"2026-03-{day}" for day in (10, 11, 12, 16, 17, 18, 20, 23)]
LEGACY = str.maketrans({"ң": "ё", "ө": "ъ", "ү": "\\", "Ң": "Ё", "Ө": "Ъ", "Ү": "|"})
LOOKALIKE = str.maketrans({"ө": "ѳ", "ң": "ӊ", "о": "o", "с": "c"})
BARE = str.maketrans("өүңӨҮҢ", "оунОУН")
STACKED = "\n".join(
    [
        "Талас облусу",
        "\t".join(HEAD),
        *["\t".join((*row, HALL)) for row in LEFT],
        "",
        "Чүй облусу",
        "\t".join(HEAD),
        *["\t".join((*row, HALL)) for row in RIGHT],
    ]
)
LIST = "\n".join(
    [
        "Талас облусу:",
        *[f"• {day} – {raion}, {HALL}" for day, raion in LEFT],
        "Чүй облусу:",
        *[f"• {day} {raion} району, {HALL}" for day, raion in RIGHT],
    ]
)
LAYOUTS = {
    "flattened": flattened(),
    "flattened and stripped": "\n".join(line.strip() for line in flattened().split("\n")),
    "flattened without any empty line": "\n".join(line.strip() for line in flattened().split("\n") if line.strip()),
    "flattened without lines for empty cells": "\n".join(line for line in flattened().split("\n") if line != "\t"),
    "flattened with its headings repeated": flattened([*grid()[:2], HEAD * 2, *grid()[2:]]),
    "flattened in one column of columns": STACKED.replace("\t", "\n"),
    "tabs": separated("\t"),
    "tabs, empty cells at the edges lost": "\n".join(line.strip() for line in separated("\t").split("\n")),
    "strokes": "\n".join(f"| {line} |" for line in separated(" | ").split("\n")),
    "strokes with a rule": separated("|").replace("Талас облусу", "---|---|---|---|---|---\nТалас облусу", 1),
    "semicolons": separated(";"),
    "commas": separated(","),
    "wide spaces": "\n".join(
        "   ".join(cell.ljust(12) for cell in line.split(";")) for line in separated(";").split("\n")
    ),
    "two tables one below the other": STACKED,
    "a list": LIST,
    "carriage returns": flattened().replace("\n", "\r\n"),
    "look-alike letters": flattened().translate(LOOKALIKE),
    "no Kyrgyz letters": flattened().translate(BARE),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_schedule_is_understood_in_every_layout(layout: str) -> None:
    understood = read(LAYOUTS[layout])

    assert codes(understood) == CODES
    assert [str(row.date) for row in understood.seminars] == DAYS
    assert {row.venue for row in understood.seminars} == {HALL}
    assert not understood.has_open_questions


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_a_text_file_is_understood_in_every_encoding(encoding: str) -> None:
    source = read_source(f"{ABOVE}\n{flattened()}{BELOW}".encode(encoding), "график.txt")

    understood = understand(source, gazetteer())

    assert (codes(understood), understood.planned) == (CODES, 160)


def test_a_paper_in_a_legacy_font_and_cp1251_is_restored() -> None:
    typed = f"{ABOVE}\n{flattened()}{BELOW}".translate(LEGACY).replace("–", "-").encode("cp1251")

    understood = understand(read_source(typed, "график.txt"), gazetteer())

    assert (codes(understood), understood.title) == (CODES, "Шашпаган жыйын: даярдык жана өткөрүү")
    assert warned(understood) == ["legacy_letters", "dated_after_first"]


def test_letters_lost_as_question_marks_are_told_and_the_rows_still_found() -> None:
    saved = separated(";").encode("cp1251", errors="replace")

    understood = understand(read_source(saved, "график.csv"), gazetteer())

    assert (codes(understood), warned(understood)) == (CODES, ["letters_lost"])


def test_cells_broken_over_lines_as_in_the_text_of_a_pdf_are_joined_again() -> None:
    text = """
        Күнү         Району       Өткөрүлүүчү     Күнү         Району       Өткөрүлүүчү
                                  жайы                                      жайы
        10.03.26     Талас        РМА             16.03.26     Кемин        РМА
                                  жыйындар                                  жыйындар
                                  залы                                      залы
                                                  17.03.26     Чүй          РМА
                                                                            жыйындар
                                                                            залы
    """

    understood = read(text)

    assert [(row.unit and row.unit.ky, row.venue) for row in understood.seminars] == [
        ("Талас", HALL),
        ("Кемин", HALL),
        ("Чүй", HALL),
    ]


def test_a_word_file_with_merged_headings_is_understood() -> None:
    headings = ["Талас облусу", "", "", "Чүй облусу", "", ""]
    file = docx([HEAD * 2, headings, *grid()], ABOVE, BELOW)

    understood = understand(read_source(file, "график.docx"), gazetteer())

    assert (codes(understood), understood.planned, understood.prose.site) == (CODES, 160, "www.example.kg")
    assert {row.group for row in understood.seminars} == {"Талас облусу", "Чүй облусу"}


def test_an_excel_file_with_real_days_and_merged_headings_is_understood() -> None:
    rows: list[list[object]] = [
        [moment(f"2026-{cell[3:5]}-{cell[:2]}") if cell[:2].isdigit() else cell or None for cell in row]
        for row in grid()
    ]
    file = xlsx([["График"], [], [*HEAD * 2], ["Талас облусу", None, None, "Чүй облусу"], *rows], ("A4:C4", "D4:F4"))

    understood = understand(read_source(file, "график.xlsx"), gazetteer())

    assert codes(understood) == CODES
    assert {(row.start, row.end) for row in understood.seminars} == {(None, None)}


def test_a_csv_file_with_semicolons_in_cp1251_is_understood() -> None:
    text = "Дата;Район;Место проведения\n10.03.2026;Таласский;Зал РГА\n11.03.2026;Манасский;Зал РГА\n"

    understood = understand(read_source(text.encode("cp1251"), "график.csv"), gazetteer())

    assert (codes(understood), understood.lang) == (["41707232", "41707225"], "ru")


@pytest.mark.parametrize(
    "text",
    [
        "Район\tДата\tВремя\tЗал\nКочкорский\t03.03.2026\t10:00\tклуб",
        "№\tВремя\tЗал\tРайон\tДата\n1\t10:00\tклуб\tКочкорский\t3 марта 2026",
        "№;Облус;Район;Күнү;Убактысы;Жайы;Катышуучулар\n1;Нарын;Кочкор;3.3.26;10:00;клуб;20\n2;;;;;Жалпы;20",
        "Дата и время;Район;Место\n03.03.2026 10:00;Кочкорский;клуб\n;;",
        "Date\tStart\tDistrict\tVenue\tTrainer\n2026-03-03\t10:00\tKochkor\tклуб\tНикто",
        "Күнү\t2026-жылдын 3-марты\nУбактысы\t10.00\nРайону\tКочкор\nЖайы\tклуб",
        "03.03.2026\tКочкор району\t10:00\tклуб\n",
        "| Дата | Район | Время | Место проведения |\n|---|---|---|---|\n| 3.3.26 | Кочкорский р-н | с 10.00 | клуб |",
    ],
)
def test_columns_are_told_by_their_headings_or_contents_in_any_order(text: str) -> None:
    (row,) = read(text).seminars

    assert (str(row.date), row.start and row.start.hour, row.venue) == ("2026-03-03", 10, "клуб")
    assert row.unit == unit("41704235")


def test_a_matrix_of_days_and_oblasts_gives_a_seminar_for_each_cell() -> None:
    understood = read("Күнү\tТалас облусу\tЧүй облусу\n10.03.2026\tМанас\tКемин\n11.03.2026\tТалас\tЧүй")

    assert codes(understood) == ["41707225", "41708213", "41707232", "41708223"]


def test_columns_of_first_and_last_day_make_a_stretch() -> None:
    understood = read("Дата начала\tДата окончания\tРайон\tМесто\n10.03.2026\t12.03.2026\tКочкорский\tзал")

    (row,) = understood.seminars
    assert (str(row.date), str(row.end_date), row.venue) == ("2026-03-10", "2026-03-12", "зал")


def test_aimaks_under_the_heading_of_their_raion_are_those_of_that_raion() -> None:
    understood = read("Кочкор району\nКүнү\tАйыл аймагы\tЖайы\n10.03.2026\tКара-Суу\tклуб\n11.03.2026\tКөк-Жар\tклуб")

    assert [row.unit and row.unit.soate for row in understood.seminars] == ["41704235812000", "41704235837000"]


def test_a_cell_with_several_places_makes_a_seminar_for_each() -> None:
    source = read_source(docx([HEAD, ["10.03.2026", "Кочкор\nНарын", "РМА\nклуб"]]), "график.docx")

    understood = understand(source, gazetteer())

    assert [(row.unit and row.unit.ky, row.venue) for row in understood.seminars] == [
        ("Кочкор", "РМА"),
        ("Нарын", "клуб"),
    ]


def test_naryn_under_a_column_of_raions_is_the_raion_and_nothing_is_asked() -> None:
    understood = read("Күнү\tРайону\tЖайы\n10.03.2026\tНарын\tклуб")

    assert (codes(understood), understood.seminars[0].confidence, understood.warnings) == (["41704245"], 1.0, ())


def test_a_month_above_the_headings_of_columns_holds_for_the_rows() -> None:
    text = "Март 2026\nКүнү\tРайону\tЖайы\n12\tТалас\tРМА\n16-17\tМанас\tРМА\nАпрель 2026\n2\tКемин\tРМА"

    rows = read(text).seminars

    assert [(row.date, row.end_date) for row in rows] == [
        (date(2026, 3, 12), None),
        (date(2026, 3, 16), date(2026, 3, 17)),
        (date(2026, 4, 2), None),
    ]
