"""XLSForms: what we write Kobo reads, what Kobo writes we read, and what has no place here is refused by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from pyxform.xls2xform import convert

from tegerek.demo.world import World
from tegerek.documents.xlsforms import evaluation_xlsform, questions_xlsform
from tegerek.learning.bank import take_questions
from tegerek.learning.xlsforms import Row, as_evaluation, as_questions, read_form
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.lib.sources.limits import Limits
from tests.learning.samples import ASKED, NOW, WORDS

TITLE = Said.of(at=NOW, ky="Сыноо", ru="Проба")
SURVEY = [["type", "name", "label::Кыргызча (ky)", "label::Русский (ru)"]]
CHOICES = [["list_name", "name", "label::Кыргызча (ky)", "label::Русский (ru)", "right"]]
YES_NO = [["l", "1", "Ооба", "Да", "yes"], ["l", "2", "Жок", "Нет", ""]]


def _book(**sheets: Sequence[Sequence[str]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _read(data: bytes) -> tuple[Row, ...]:
    return read_form(data, "form.xlsx", limits=Limits(), default="ky", now=NOW)


def test_a_bank_written_as_a_form_is_read_back_as_it_was() -> None:
    topic = Said.of(at=NOW, ky="пландоо", ru="планирование")
    bank = (WORDS[0], *(replace(words, topic=topic) for words in WORDS[1:]))

    read = as_questions(_read(questions_xlsform(bank, title=TITLE, form="bank")))

    assert read == bank


def test_an_evaluation_written_as_a_form_is_read_back_as_it_was() -> None:
    assert as_evaluation(_read(evaluation_xlsform(ASKED, title=TITLE, form="evaluation"))) == ASKED


def test_a_form_has_the_sheets_and_columns_of_an_xlsform() -> None:
    book = load_workbook(BytesIO(questions_xlsform(WORDS[:1], title=TITLE, form="bank")))

    told = {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows(max_row=2)] for sheet in book}

    assert told == {
        "survey": [
            ["type", "name", "label::Кыргызча (ky)", "label::Русский (ru)"],
            ["select_one answers_1", "question_1", "1-сыноо суроосу?", "Пробный вопрос 1?"],
        ],
        "choices": [
            ["list_name", "name", "label::Кыргызча (ky)", "label::Русский (ru)", "right"],
            ["answers_1", "1", "жооп 1", "ответ 1", "yes"],
        ],
        "settings": [["form_title", "form_id", "default_language"], ["Сыноо", "bank", "Кыргызча (ky)"]],
    }


def test_what_stands_in_a_form_and_asks_nothing_is_left_out() -> None:
    rows = [["start", "s"], ["note", "n", "Кош келиңиз", ""], ["text", "t", "Эмне жетишпеди?", "Чего не хватило?"]]

    assert as_evaluation(_read(_book(survey=[*SURVEY, *rows]))) == (ASKED[2],)


def test_a_range_from_one_to_five_is_a_scale() -> None:
    head = [[*SURVEY[0], "parameters"]]
    rows = [["range", "r", "Пайдалуу болдубу?", "Было ли полезно?", "start=1 end=5 step=1"]]

    assert as_evaluation(_read(_book(survey=[*head, *rows]))) == (ASKED[0],)


def test_a_label_without_a_language_is_in_that_of_whoever_brings_it() -> None:
    read = _read(_book(survey=[["type", "name", "label"], ["text", "t", "Эмне жетишпеди?"]]))

    assert [row.label for row in read] == [Said.of(at=NOW, ky="Эмне жетишпеди?")]


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        ({"other": [["a"], ["b"]]}, "no sheet named “survey”"),
        ({"survey": [["name", "label"], ["a", "b"]]}, "no column “type”"),
        ({"survey": [*SURVEY, ["note", "n", "Салам", ""]]}, "asks nothing"),
        ({"survey": [*SURVEY, ["select_one l", "q", "", ""]]}, "list that the sheet “choices” does not have|words"),
        ({"survey": [*SURVEY, ["select_one m", "q", "Ооба?", ""]], "choices": [*CHOICES, *YES_NO]}, "from a list"),
        ({"survey": [*SURVEY, ["text", "q", "", ""]]}, "Line 2 has a question without words"),
        ({"survey": [*SURVEY, ["geopoint", "q", "Кайда?", ""]]}, r"no place here \(geopoint\)"),
        (
            {"survey": [*SURVEY, ["select_one l", "q", "Ооба?", ""]], "choices": [*CHOICES, YES_NO[1], YES_NO[1]]},
            "say which answer is right",
        ),
        (
            {"survey": [*SURVEY, ["select_one l", "q", "Ооба?", ""]], "choices": [*CHOICES, ["l", "1", "", ""]]},
            "choice without words on line 2",
        ),
    ],
)
def test_a_bad_form_is_refused_with_a_sentence(sheets: dict[str, list[list[str]]], said: str) -> None:
    with pytest.raises(Refusal, match=said):
        as_questions(_read(_book(**sheets)))


def test_a_choice_that_is_no_scale_has_no_place_in_an_evaluation() -> None:
    book = _book(survey=[*SURVEY, ["select_one l", "q", "Ооба?", ""]], choices=[*CHOICES, *YES_NO])

    with pytest.raises(Refusal, match=r"no place here \(select_one\)"):
        as_evaluation(_read(book))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"%PDF-1.7 no form"])
def test_a_file_that_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal):
        _read(data)


def test_a_form_brought_twice_fills_the_bank_once(world: World) -> None:
    programme = world.trainings.together

    told = [take_questions(programme, WORDS, by=None, now=NOW) for _n in range(2)]

    assert told == [(4, 0), (0, 4)]


@pytest.mark.parametrize(
    "data",
    [
        questions_xlsform([WORDS[0], replace(WORDS[1], topic=TITLE)], title=TITLE, form="test"),
        evaluation_xlsform(ASKED, title=TITLE, form="evaluation"),
    ],
    ids=["bank", "evaluation"],
)
def test_the_reference_converter_of_xlsforms_takes_what_we_write_without_a_warning(data: bytes) -> None:
    made = convert(BytesIO(data), file_type=".xlsx")

    assert made.warnings == []
    assert 'lang="Кыргызча (ky)"' in made.xform
