"""Schedules in files: what Excel keeps apart from its texts reaches the rows."""

from tegerek.lib.sources.reading import read_source
from tegerek.programmes.schedule.understanding import understand
from tests.lib.sources.files import xlsx
from tests.programmes.schedule.gazetteer import gazetteer
from tests.programmes.schedule.helpers import HEAD


def test_excel_repeats_a_cell_merged_over_rows() -> None:
    rows: list[list[object]] = [[*HEAD], ["10.03.2026", "Кочкор", "клуб"], [None, "Жумгал", "клуб"]]

    source = read_source(xlsx(rows, merged=("A2:A3",)), "a.xlsx")

    assert [str(row.date) for row in understand(source, gazetteer()).seminars] == ["2026-03-10", "2026-03-10"]


def test_a_formula_without_a_result_is_a_question_with_its_column_and_line() -> None:
    source = read_source(xlsx([[*HEAD], ["=DATE(2026,3,10)", "Кочкор", "клуб"]]), "a.xlsx")

    understood = understand(source, gazetteer())

    assert [(warning.code, warning.line) for warning in understood.warnings] == [
        ("formula_empty", 2),
        ("day_missing", 2),
    ]
    assert understood.warnings[0].params == {"column": "A", "sheet": "Sheet"}
