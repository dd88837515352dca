"""XLSForms that somebody brings: the survey and choices sheets of a Kobo form, read as questions of ours.

Source: xlsform.org (type, name, label::Language (code); list_name in choices). What our forms cannot hold is refused
by name, so that nothing is lost without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from tegerek.learning.bank import MOST_OPTIONS, QuestionWords
from tegerek.learning.models import EvaluationForm
from tegerek.learning.rules import LEAST, MOST
from tegerek.lib.errors import Refusal
from tegerek.lib.said import ORDER, Said
from tegerek.lib.sources.limits import Limits
from tegerek.lib.sources.reading import Table, read_source

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
LANGUAGES = {"ky": "Кыргызча (ky)", "ru": "Русский (ru)", "en": "English (en)"}
# The column of the choices sheet that marks the right answer; Kobo lets a form have columns of its own there.
RIGHT = "right"
YES = frozenset({"1", "yes", "y", "true", "ооба", "да", "x", "+"})
# What stands in a form and asks nothing.
SILENT = frozenset(
    {"note", "start", "end", "today", "deviceid", "phonenumber", "username", "email", "audit", "calculate", "hidden"}
)
GROUPS = re.compile(r"(begin|end)[ _]group")
ONE_OF = re.compile(r"select[ _]one +(\S+)")
LABEL = re.compile(r"label(?:::?\s*(.*))?")
CODE = re.compile(r"\(([a-z]{2,3})\)\s*$")
NAMES = {"kyrgyz": "ky", "кыргызча": "ky", "russian": "ru", "русский": "ru", "english": "en"}


@dataclass(frozen=True)
class Choice:
    """An option of a list: its name as data has it, its words, whether it is marked as right."""

    name: str
    label: Said
    is_right: bool


@dataclass(frozen=True)
class Row:
    """A question of the survey sheet. line: of the sheet. kind: the type without its list; topic: the group's label."""

    line: int
    kind: str
    name: str
    label: Said
    choices: tuple[Choice, ...]
    topic: Said
    is_range: bool = False


def read_form(data: bytes, name: str, *, limits: Limits, default: str, now: datetime) -> tuple[Row, ...]:
    """The questions of a workbook in their order. default: the language of a column "label" that names none.

    Raises Refusal with a sentence: what reading a file refuses; no survey sheet or no type in it; a list of
    choices that is not there; a question without words.
    """
    source = read_source(data, name, limits=limits)
    sheets = {block.name.strip().lower(): block for block in source.blocks if isinstance(block, Table)}
    survey = sheets.get(SURVEY)
    if survey is None:
        raise Refusal(_("This is no XLSForm: it has no sheet named “survey”. Export the form from Kobo as XLS."))
    rows = _dicts(survey)
    if not any("type" in row for _line, row in rows):
        raise Refusal(_("The sheet “survey” has no column “type”, so nobody can say what it asks."))
    lists = _lists(sheets.get(CHOICES), default, now)
    return tuple(_rows(rows, lists, default, now))


def as_questions(rows: Sequence[Row]) -> tuple[QuestionWords, ...]:
    """The questions of a bank out of a form. Raises Refusal for a type no test can ask, or without one right answer."""
    if not rows:
        raise Refusal(_("The form asks nothing: there is no question in its sheet “survey”."))
    return tuple(map(_question, rows))


def as_evaluation(rows: Sequence[Row]) -> tuple[tuple[str, Said], ...]:
    """What an evaluation asks, as evaluating.set_form takes it. Raises Refusal for a type it cannot ask."""
    if not rows:
        raise Refusal(_("The form asks nothing: there is no question in its sheet “survey”."))
    return tuple((_kind(row), row.label) for row in rows)


def _question(row: Row) -> QuestionWords:
    if not row.choices:
        raise Refusal(_not_ours(row, _("A test asks “select_one” alone.")))
    right = [n for n, choice in enumerate(row.choices, start=1) if choice.is_right]
    if len(right) != 1:
        said = _(
            "Line %(line)d: say which answer is right. Add a column “right” to the sheet “choices” and write “yes” "
            "beside the one right answer of each list."
        )
        raise Refusal(said % {"line": row.line})
    if len(row.choices) > MOST_OPTIONS:
        said = _("Line %(line)d offers more than %(n)d answers. Leave out the least likely.")
        raise Refusal(said % {"line": row.line, "n": MOST_OPTIONS})
    return QuestionWords(row.label, tuple(choice.label for choice in row.choices), right[0], row.topic)


def _kind(row: Row) -> str:
    if row.kind == "text":
        return EvaluationForm.TEXT
    numbers = [str(n) for n in range(LEAST, MOST + 1)]
    if row.is_range or sorted(choice.name for choice in row.choices) == numbers:
        return EvaluationForm.SCALE
    raise Refusal(_not_ours(row, _("An evaluation asks “text” and a scale whose choices are named 1 to 5.")))


def _not_ours(row: Row, what: str) -> str:
    said = _("Line %(line)d is a question of a kind that has no place here (%(kind)s). %(what)s")
    return said % {"line": row.line, "kind": row.kind, "what": what}


def _rows(
    rows: Sequence[tuple[int, Mapping[str, str]]],
    lists: Mapping[str, tuple[Choice, ...]],
    default: str,
    now: datetime,
) -> Iterable[Row]:
    topics: list[Said] = []
    for line, row in rows:
        kind = " ".join(row.get("type", "").split())
        label = _label(row, default, now)
        if GROUPS.fullmatch(kind.lower()):
            topics = [*topics, label] if kind.lower().startswith("begin") else topics[:-1]
        elif kind and kind.lower() not in SILENT:
            if not label:
                raise Refusal(_("Line %(line)d has a question without words. Write its label.") % {"line": line})
            yield _row(line, kind, row, label, lists, topics[-1] if topics else Said())


def _row(
    line: int,
    kind: str,
    row: Mapping[str, str],
    label: Said,
    lists: Mapping[str, tuple[Choice, ...]],
    topic: Said,
) -> Row:
    found = ONE_OF.match(kind)
    if found and found[1] not in lists:
        said = _("Line %(line)d asks to choose from a list that the sheet “choices” does not have.")
        raise Refusal(said % {"line": line})
    choices = lists[found[1]] if found else ()
    parameters = dict(pair.split("=", 1) for pair in row.get("parameters", "").split() if "=" in pair)
    is_range = kind == "range" and (parameters.get("start"), parameters.get("end")) == (str(LEAST), str(MOST))
    known = "select_one" if found else kind.split()[0]
    return Row(line, known, row.get("name", ""), label, choices, topic, is_range)


def _lists(sheet: Table | None, default: str, now: datetime) -> dict[str, tuple[Choice, ...]]:
    lists: dict[str, tuple[Choice, ...]] = {}
    for line, row in _dicts(sheet) if sheet else []:
        name = row.get("list_name", "") or row.get("list name", "")
        if not name:
            continue
        label = _label(row, default, now)
        if not label:
            raise Refusal(_("The sheet “choices” has a choice without words on line %(line)d.") % {"line": line})
        choice = Choice(row.get("name", ""), label, row.get(RIGHT, "").strip().lower() in YES)
        lists[name] = (*lists.get(name, ()), choice)
    return lists


def _label(row: Mapping[str, str], default: str, now: datetime) -> Said:
    """The words of a row in the languages of the house; other languages of a form are left out."""
    said = Said()
    for column, text in row.items():
        found = LABEL.fullmatch(column)
        lang = _language(found[1] or "", default) if found else ""
        if lang in ORDER:
            said = said.with_text(lang, " ".join(text.split()), now)
    return said


def _language(named: str, default: str) -> str:
    """
    >>> _language("Кыргызча (ky)", "ru"), _language("Russian", "ky"), _language("", "ky"), _language("Deutsch (de)", "")
    ('ky', 'ru', 'ky', 'de')
    """
    code = CODE.search(named)
    if code:
        return code[1]
    return NAMES.get(named.strip().lower(), "") if named.strip() else default


def _dicts(sheet: Table) -> list[tuple[int, dict[str, str]]]:
    """(line, {column: cell}) for each row below the heading; columns in small letters, nameless ones left out."""
    if not sheet.rows:
        return []
    names = [" ".join(cell.lower().split()) for cell in sheet.rows[0].cells]
    return [
        (row.line, {name: cell.strip() for name, cell in zip(names, row.cells, strict=False) if name and cell.strip()})
        for row in sheet.rows[1:]
    ]
