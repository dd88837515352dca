"""Our questions as an XLSForm, which Kobo and ODK read: the sheets survey, choices and settings.

Source: xlsform.org. The column `right` of the choices is our own; a form may have such columns there.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font

from tegerek.documents.plain import plain_line
from tegerek.documents.tables import inert
from tegerek.learning.bank import QuestionWords
from tegerek.learning.models import EvaluationForm
from tegerek.learning.rules import LEAST, MOST
from tegerek.learning.xlsforms import CHOICES, LANGUAGES, RIGHT, SETTINGS, SURVEY
from tegerek.lib.said import ORDER, Said

Sheet = list[list[str]]
# The list of a scale from 1 to 5.
SCALE = "scale"


def questions_xlsform(questions: Sequence[QuestionWords], *, title: Said, form: str) -> bytes:
    """The bank as a form: a question each, its answers in a list of its own, the right one marked.

    form: the form_id, a word of the code.
    """
    langs = _langs(
        [title, *(words.text for words in questions), *(one for words in questions for one in words.options)]
    )
    survey, choices = _headed(langs, ["type", "name"]), _headed(langs, ["list_name", "name"], RIGHT)
    open_topic = Said()
    groups = 0
    for n, words in enumerate(questions, start=1):
        if words.topic != open_topic:
            survey += [["end_group"]] if open_topic else []
            groups += bool(words.topic)
            survey += [["begin_group", f"topic_{groups}", *_texts(words.topic, langs)]] if words.topic else []
            open_topic = words.topic
        survey.append([f"select_one answers_{n}", f"question_{n}", *_texts(words.text, langs)])
        choices += [
            [f"answers_{n}", str(at), *_texts(one, langs), "yes" if at == words.right else ""]
            for at, one in enumerate(words.options, start=1)
        ]
    survey += [["end_group"]] if open_topic else []
    return _book(survey, choices, title=title, form=form, langs=langs)


def evaluation_xlsform(asked: Sequence[tuple[str, Said]], *, title: Said, form: str) -> bytes:
    """An evaluation as a form: scales from 1 to 5, and own words. asked: as EvaluationForm.asked."""
    langs = _langs([title, *(text for _kind, text in asked)])
    survey, choices = _headed(langs, ["type", "name"]), _headed(langs, ["list_name", "name"])
    for n, (kind, text) in enumerate(asked, start=1):
        asks = f"select_one {SCALE}" if kind == EvaluationForm.SCALE else "text"
        survey.append([asks, f"question_{n}", *_texts(text, langs)])
    if any(kind == EvaluationForm.SCALE for kind, _text in asked):
        choices += [[SCALE, str(n), *(str(n) for _lang in langs)] for n in range(LEAST, MOST + 1)]
    return _book(survey, choices, title=title, form=form, langs=langs)


def _langs(texts: Sequence[Said]) -> tuple[str, ...]:
    """The languages in which anything is said, in the order of the house."""
    said = {lang for text in texts for lang in text.texts}
    return tuple(lang for lang in ORDER if lang in said) or (ORDER[0],)


def _headed(langs: Sequence[str], names: list[str], *more: str) -> Sheet:
    return [[*names, *(f"label::{LANGUAGES[lang]}" for lang in langs), *more]]


def _texts(text: Said, langs: Sequence[str]) -> list[str]:
    """The words in each language; where nothing is said in one the words of another stand, for Kobo shows a gap."""
    return [plain_line(text.in_(lang).text) for lang in langs]


def _book(survey: Sheet, choices: Sheet, *, title: Said, form: str, langs: Sequence[str]) -> bytes:
    settings = [
        ["form_title", "form_id", "default_language"],
        [plain_line(title.in_(langs[0]).text), form, LANGUAGES[langs[0]]],
    ]
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in ((SURVEY, survey), (CHOICES, choices), (SETTINGS, settings)):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([inert(cell) for cell in row])
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        sheet.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()
