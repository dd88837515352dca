"""Papers of a seminar’s test and evaluation: sheets that name nobody, the key, strips with codes, links to hang up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from tegerek.documents.addresses import answer_page, answer_page_typed
from tegerek.documents.papers.parts import (
    BLANK,
    Cards,
    Code,
    Column,
    Facts,
    Heading,
    Large,
    Lead,
    Line,
    Paper,
    Part,
    Prose,
    Rules,
    Section,
    Small,
    Table,
    Ticks,
    langs_of,
)
from tegerek.documents.plain import plain
from tegerek.documents.samples import sample_mark
from tegerek.learning.models import EvaluationForm
from tegerek.learning.rules import LEAST, MOST
from tegerek.learning.sheets import AskedLine
from tegerek.lib.dates import day_in_words
from tegerek.lib.said import Said

STRIP_HEIGHT, CODE_CAPITALS, QR_SIDE = 36.0, 7.0, 60.0  # millimetres


@dataclass(frozen=True)
class LearningPapers:
    """All that these papers say. codes: for strips. doors: what is asked to its code; closes: their last day.

    address: of the site, without a slash at its end. is_sample: see Programme.
    """

    programme: Said
    place: Said
    office: Said
    day: date | None
    changed_at: datetime
    test: tuple[AskedLine, ...]
    evaluation: tuple[tuple[str, Said], ...]
    codes: tuple[str, ...] = ()
    doors: Mapping[str, str] | None = None
    address: str = ""
    is_sample: bool = False


def sheet_papers(sheets: LearningPapers, lang: str) -> tuple[Paper, ...]:
    """The sheet before and the sheet after, which ask the same. None without a test."""
    names = (_before, _after)
    return tuple(_paper(sheets, one, name, _questions) for one in langs_of(lang) for name in names if sheets.test)


def key_papers(sheets: LearningPapers, lang: str) -> tuple[Paper, ...]:
    """The right answers, for whoever keys; not to be handed out. None without a test."""
    return tuple(_paper(sheets, one, _key, _answers) for one in langs_of(lang) if sheets.test)


def strip_papers(sheets: LearningPapers, lang: str) -> tuple[Paper, ...]:
    """A strip for each code, to be cut apart and drawn blindly. In two languages each strip says both."""
    langs = langs_of(lang)
    return (_paper(sheets, langs[0], _strips, lambda of, _lang: _cards(of, langs)),) if sheets.codes else ()


def evaluation_papers(sheets: LearningPapers, lang: str) -> tuple[Paper, ...]:
    """The evaluation, to be filled in by hand. None without a form."""
    return tuple(_paper(sheets, one, _evaluation, _scales) for one in langs_of(lang) if sheets.evaluation)


def wall_papers(sheets: LearningPapers, lang: str) -> tuple[Paper, ...]:
    """A sheet for the wall for each link. None where no link is open."""
    doors = list((sheets.doors or {}).items())
    return tuple(_wall(sheets, one, what, code) for one in langs_of(lang) for what, code in doors)


# In the order of a day.
LEARNING: dict[str, Callable[[LearningPapers, str], tuple[Paper, ...]]] = {
    "strips": strip_papers,
    "test": sheet_papers,
    "wall": wall_papers,
    "evaluation": evaluation_papers,
    "key": key_papers,
}


def _before() -> str:
    return pgettext("paper", "Test before the seminar")


def _after() -> str:
    return pgettext("paper", "Test after the seminar")


def _key() -> str:
    return pgettext("paper", "Right answers: only for whoever keys the sheets")


def _strips() -> str:
    return pgettext("paper", "Strips with personal codes")


def _evaluation() -> str:
    return pgettext("paper", "How was the seminar?")


def _paper(
    sheets: LearningPapers,
    lang: str,
    name: Callable[[], str],
    parts: Callable[[LearningPapers, str], Iterator[Part]],
) -> Paper:
    with override(lang):
        told = (Heading((name(),)), Line(_where(sheets, lang)), *parts(sheets, lang))
        author = plain(sheets.office, lang)
        pages, mark = _("page {n} of {of}"), sample_mark(sheets.is_sample, (lang,))
        return Paper(lang, name(), author, sheets.changed_at, name(), pages, told, mark=mark)


def _where(sheets: LearningPapers, lang: str) -> str:
    day = day_in_words(sheets.day, lang) if sheets.day else ""
    return " · ".join(filter(None, (plain(sheets.programme, lang), plain(sheets.place, lang), day)))


def _questions(sheets: LearningPapers, lang: str) -> Iterator[Part]:
    yield Facts(((_("Code on your strip"), BLANK),))
    yield Line(_("Do not write your name. Tick one answer to each question; where you do not know, leave it empty."))
    for line in sheets.test:
        options = tuple(f"{n}) {plain(option, lang)}" for n, option in enumerate(line.options, start=1))
        yield Lead(f"{line.number}. {plain(line.text, lang)}")
        yield from (Ticks("", (option,)) for option in options)


def _answers(sheets: LearningPapers, lang: str) -> Iterator[Part]:
    columns = (
        Column(("№",), 0.08),
        Column((pgettext("column", "Question"),), 0.5),
        Column((pgettext("column", "Right answer"),), 0.42),
    )
    rows = tuple(
        (str(line.number), plain(line.text, lang), f"{line.right}) {plain(line.answer, lang)}") for line in sheets.test
    )
    yield Lead("".join(str(line.right) for line in sheets.test))
    yield Table("", columns, rows)


def _cards(sheets: LearningPapers, langs: Sequence[str]) -> Iterator[Part]:
    yield Line(_("Cut them apart and let each person draw one unseen. Whose code it is, nobody writes down."))
    yield Cards(tuple(tuple(_strip(code, langs, sheets.is_sample)) for code in sheets.codes), STRIP_HEIGHT)


def _strip(code: str, langs: Sequence[str], is_sample: bool) -> Iterator[Small]:
    yield Large((code,), CODE_CAPITALS)
    # The strip is cut from the page that bears the mark.
    if is_sample:
        yield Lead(sample_mark(is_sample, tuple(langs)))
    for lang in langs:
        with override(lang):
            yield Line(_("Your code. Write it on the sheet before and on the sheet after; keep the strip."))


def _scales(sheets: LearningPapers, lang: str) -> Iterator[Part]:
    yield Line(_("Do not write your name. Tick a number: 1 is not at all, 5 is very much."))
    for n, (kind, text) in enumerate(sheets.evaluation, start=1):
        yield Lead(f"{n}. {plain(text, lang)}")
        if kind == EvaluationForm.SCALE:
            yield Ticks("", tuple(str(number) for number in range(LEAST, MOST + 1)))
        else:
            yield Rules(3)


def _wall(sheets: LearningPapers, lang: str, what: str, code: str) -> Paper:
    name = {"before": _before, "after": _after}.get(what, _evaluation)

    def parts(of: LearningPapers, _lang: str) -> Iterator[Part]:
        yield Code(answer_page(of.address, lang, code), (code, answer_page_typed(of.address)), QR_SIDE)
        yield Section(_("Or type this address and this code:"))
        yield Large((answer_page_typed(of.address), code))
        yield Prose((_("No name is asked. Answer on your phone or on paper, not on both."),))
        if of.day:
            yield Line(_("The link works until the evening of %(day)s.") % {"day": day_in_words(of.day, lang)})

    return _paper(sheets, lang, name, parts)
