"""Words of a table of questions and proposals: headings, kinds, outcomes and days, in three languages.

All patterns are over folded text (lib/text.py): ө is o, ү is u, ж is j, w is v, q is k, y is i, no doubled consonants.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from tegerek.lib.text import fold

# Columns of a row. ASKER is known so that it can be left out: who asked is never taken from a table.
DAY, PLACE, ABOUT, SLIP, KIND = "day", "place", "about", "slip", "kind"
TEXT, TO, OUTCOME, ANSWER, DOCUMENT, ASKER = "text", "to", "outcome", "answer", "document", "asker"
COLUMNS = (DAY, PLACE, ABOUT, SLIP, KIND, TEXT, TO, OUTCOME, ANSWER, DOCUMENT)
# Columns of totals, as the columns of voices.SourceTotal are called.
NAME = "name"
FIGURES = (
    "hearings",
    "people",
    "questions",
    "proposals",
    "accepted",
    "partly",
    "under_review",
    "rejected",
    "reflected",
)

LETTERS = 80

_ROW_HEADINGS = [
    (column, re.compile("|".join(patterns)))
    for column, *patterns in (
        (
            ASKER,
            r"kim (?:suradi|berdi|sundu)|surago?n|sunush bergen|kto (?:zadal|sprosil|predloj)|zaiavitel",
            "asked bi",
        ),
        (ASKER, r"ati jon|\bfio\b|^f i o|famil|vho asked|proposed bi|avtor|author|telefon|phone|dareg|adres(?!ov)"),
        (SLIP, r"barakcha|\blistk|^listok|^slip|of (?:the )?slip"),
        (TO, r"^kimge|komu|^to vhom|adresat|adresovan|adresed|joop berchu|kim joop|otvechaet|ansvers"),
        (TEXT, r"tekst|text|mazmun|soderjan|^contents?$|vordin|^ch?to sproshen|^emne surald"),
        (ABOUT, r"turu$|^turu|^vid\b|^kind|^tipe|temasi|^tema|^subject|vas about|^about"),
        (DOCUMENT, r"dokument|document|chagildir\w* (?:jer|barak|dokument)|otrajen\w* v|reflected in|biujet\w* sab"),
        (
            OUTCOME,
            r"natii?ja|ji+ntig|emne boldu|vhat became|itog|rezultat|outcome|result",
            r"chechim|reshenie|status|abal|^chto stalo",
        ),
        (ANSWER, r"joob|joop|otvet|ansver|sebeb|sebep|prichin|reason|obosnovan|negiz"),
        (DAY, r"kunu?\b|^kun\b|^data|datasi|^date|^dai\b|otkon (?:kun|ubak)|^den\b|kogda"),
        (
            PLACE,
            r"aimag|aimak|okmot|municipal|munitsipal|aiil|^jer|mesto|^place|teritor|naselen|selo|vilage|shaar|raion",
        ),
        (TEXT, r"suroo|sunush|vopros|predloj|kuestion|proposal|sugestion"),
    )
]
_TOTAL_HEADINGS = [
    (column, re.compile("|".join(patterns)))
    for column, *patterns in (
        ("partly", r"jarim|jarti|bolu(?:k|g)|chastich|partl|in part"),
        ("rejected", r"chetke|otklon|otkaz|reject|kabil alin(?:bag|an (?:jok|emes))|ne priniat"),
        ("under_review", r"karaluuda|karap chig|karashtir|na rasmotren|rasmatriva|under reviev"),
        ("reflected", r"chagild|otrajen|uchten|kirgiz|vkliuch|reflect|includ"),
        ("accepted", r"kabil alin|priniat|acept|adopt"),
        ("proposals", r"sunush|predloj|proposal|sugestion"),
        ("questions", r"suroo|vopros|kuestion"),
        ("people", r"katish|adam|uchastn|chelov|people|particip|atend"),
        ("hearings", r"uguu|ugu\b|slushan|hearin|jiin|jiyin|meetin|sobran"),
        (NAME, r"raion|aimag|aimak|aiil|oblus|oblast|munitsip|municipal|place|mesto|jer|district"),
    )
]
# The first that fits wins: a refusal holds the words of an acceptance, a part those of the whole.
_OUTCOMES = [
    (outcome, re.compile("|".join(patterns)))
    for outcome, *patterns in (
        ("rejected", r"otkloneno?|otklon|otkazan|chetke kag", r"kabil alin(?:bad|bag|an (?:jok|emes))|reject"),
        ("rejected", r"\bne (?:priniato?|prinimaetsia|uchten)|not (?:acept|adopt)|declined|kabil kilin(?:bad|an jok)"),
        ("partly", r"chastich|jarim|jarti|bolug\w* (?:kabil|alin)|jarim|partl|in part"),
        ("under_review", r"na rasmotren|rasmatrivaet|karaluuda|karalip (?:jat|at)|karap chiguu|karashtirilu"),
        ("under_review", r"under reviev|bein considered|under consideration|kozdon otkorul"),
        ("reflected", r"otrajen|uchten|chagildir|kirgiz|vkliuchen|reflected|included"),
        ("accepted", r"priniat|kabil alin|kabil kilin|acept|adopted|makul"),
    )
]
_QUESTION = re.compile(r"^(?:suroo|vopros|kuestion)\w*$")
_PROPOSAL = re.compile(r"^(?:sunush|predloj|proposal|sugestion)\w*$")
_ANSWERED = re.compile(r"joop (?:beril|aling)|otvet (?:dan|poluch)|^otvechen|ansvered|raziasn")
_BUDGET = re.compile(r"biujet|byujet|budget|budjet|biudjet")
_EMPTY = re.compile(r"^[\s\-–—.?/]*$")
_MONTHS = (
    *("янв|jan", "фев|feb", "мар|mar", "апр|apr", "ма[йя]|may", "июн|jun"),
    *("июл|jul", "авг|aug", "сен|sep", "окт|oct", "ноя|nov", "дек|dec"),
)
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?$")
_DOTTED = re.compile(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})\s*(?:-?ж\.?|г\.?)?$")


@lru_cache(maxsize=5_000)
def row_heading(text: str) -> str:
    """What a column of a table of questions is for, "" if the text is no heading known here.

    Whether “Question or proposal” heads the texts or says which they are is told by what stands below it.

    >>> [row_heading(text) for text in ("Күнү", "Айыл аймагы", "Угуунун түрү", "Баракча №", "Ким сурады", "Кимге")]
    ['day', 'place', 'about', 'slip', 'asker', 'to']
    >>> [row_heading(text) for text in ("Предложение", "Текст", "Итог", "Ответ, причина", "Документ", "Вид слушаний")]
    ['text', 'text', 'outcome', 'answer', 'document', 'about']
    >>> row_heading("Question or proposal"), row_heading("Что-то иное")
    ('text', '')
    """
    return _heading(text, _ROW_HEADINGS)


@lru_cache(maxsize=5_000)
def total_heading(text: str) -> str:
    """What a column of totals is for, "" if the text is no heading known here.

    >>> [total_heading(text) for text in ("Район", "Угуулар", "Катышкандар", "Сунуштар", "Кабыл алынды", "Каралууда")]
    ['name', 'hearings', 'people', 'proposals', 'accepted', 'under_review']
    >>> [total_heading(text) for text in ("Частично принято", "Отклонено", "Reflected in budgets", "Вопросы")]
    ['partly', 'rejected', 'reflected', 'questions']
    """
    return _heading(text, _TOTAL_HEADINGS)


def is_of_proposals(heading: str) -> bool | None:
    """Whether a heading says that all texts below it are proposals, or all are questions; None where it says neither.

    >>> is_of_proposals("Предложение"), is_of_proposals("Суроо"), is_of_proposals("Суроо же сунуш")
    (True, False, None)
    """
    folded = fold(heading)
    proposal = bool(re.search("sunush|predloj|proposal|sugestion", folded))
    question = bool(re.search("suroo|vopros|kuestion", folded))
    return proposal if proposal != question else None


@lru_cache(maxsize=5_000)
def kind_in(text: str) -> str:
    """ "question" or "proposal", "" where the words say neither.

    >>> kind_in("Сунуш"), kind_in("Вопрос"), kind_in("question"), kind_in("замечание")
    ('proposal', 'question', 'question', '')
    """
    folded = fold(text)
    return "proposal" if _PROPOSAL.match(folded) else "question" if _QUESTION.match(folded) else ""


@lru_cache(maxsize=5_000)
def outcome_in(text: str) -> str:
    """The category of an outcome in the words of the field, "" where the words are not known.

    “Considered” («рассмотрено», «каралды») says that something was looked at, and not what came of it: that is asked.

    >>> [outcome_in(text) for text in ("Кабыл алынды", "Жарым-жартылай кабыл алынды", "Каралууда", "Четке кагылды")]
    ['accepted', 'partly', 'under_review', 'rejected']
    >>> [outcome_in(text) for text in ("Принято", "Частично принято", "На рассмотрении", "Не принято", "Учтено")]
    ['accepted', 'partly', 'under_review', 'rejected', 'reflected']
    >>> [outcome_in(text) for text in ("Кабыл алынган жок", "Бюджетке киргизилди", "Рассмотрено", "under_review")]
    ['rejected', 'reflected', '', 'under_review']
    """
    folded = fold(text)
    return next((outcome for outcome, pattern in _OUTCOMES if pattern.search(folded)), "")


def says_answered(text: str) -> bool:
    """Whether the words say that a question was answered.

    >>> says_answered("Жооп берилди"), says_answered("дан ответ"), says_answered("Каралууда")
    (True, True, False)
    """
    folded = fold(text)
    return bool(_ANSWERED.search(folded)) or "dan otvet" in folded


def about_in(text: str) -> str:
    """The kind of hearing by the slug of the procedures: on the budget, or any other.

    >>> about_in("Бюджеттин долбоору"), about_in("Исполнение бюджета"), about_in("Өнүктүрүү программасы"), about_in("")
    ('budget-hearing', 'budget-hearing', 'public-hearing', 'public-hearing')
    """
    return "budget-hearing" if _BUDGET.search(fold(text)) else "public-hearing"


def is_nothing(text: str) -> bool:
    """Whether a cell says nothing: empty, or a dash.

    >>> is_nothing(" – "), is_nothing("7")
    (True, False)
    """
    return bool(_EMPTY.match(text))


@lru_cache(maxsize=5_000)
def day_in(text: str) -> date | None:
    """The day a cell names with its year, None for none and for one that no calendar has.

    >>> [str(day_in(text)) for text in ("2018-05-24", "24.05.18", "24 мая 2018 г.", "2018-жылдын 24-майы")]
    ['2018-05-24', '2018-05-24', '2018-05-24', '2018-05-24']
    >>> day_in("31.02.2018"), day_in("май"), day_in("24.05")
    (None, None, None)
    """
    bare = text.strip()
    if found := _ISO.match(bare):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _DOTTED.match(bare):
        year = int(found[3])
        return _day(year + 2000 if year < 100 else year, int(found[2]), int(found[1]))
    return _in_words(bare.lower())


def _in_words(text: str) -> date | None:
    months = [n for n, pattern in enumerate(_MONTHS, 1) if re.search(rf"(?<![а-яa-z])(?:{pattern})", text)]
    years = re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", text)
    days = re.findall(r"(?<!\d)(\d{1,2})(?!\d)", text)
    if len(months) != 1 or len(years) != 1 or len(days) != 1:
        return None
    return _day(int(years[0]), months[0], int(days[0]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _heading(text: str, headings: list[tuple[str, re.Pattern[str]]]) -> str:
    folded = fold(text)
    if not folded or len(text) > LETTERS or re.search(r"\d{3}", folded):
        return ""
    return next((column for column, pattern in headings if pattern.search(folded)), "")
