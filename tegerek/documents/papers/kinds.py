"""Which papers there are of a day, and in which forms they leave the house."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tegerek.documents.papers.call.at_meeting import slips_paper
from tegerek.documents.papers.call.pack import CALL_KINDS, pack_papers
from tegerek.documents.papers.docx import papers_docx
from tegerek.documents.papers.letter import letter_papers
from tegerek.documents.papers.parts import Paper
from tegerek.documents.papers.pdf import papers_pdf
from tegerek.documents.papers.people import roster_list_paper, sign_in_paper
from tegerek.documents.papers.programme_of_day import day_programme_paper
from tegerek.documents.papers.result_sheet import result_papers
from tegerek.documents.papers.trainer_day import trainer_day_paper
from tegerek.meetings.call_sheets import CallSheet
from tegerek.people.consents import consent_said
from tegerek.programmes.paper_sheets import DayPapers

# In the order in which a coordinator needs them. "letter" and "trainer": of a seminar alone.
KINDS: dict[str, Callable[[DayPapers, str], tuple[Paper, ...]]] = {
    "letter": lambda sheets, lang: tuple(
        paper for letter in sheets.letters if letter.is_invited for paper in letter_papers(letter, lang)
    ),
    "list": lambda sheets, lang: (roster_list_paper(sheets.day, sheets.roster, lang),),
    "sign-in": lambda sheets, lang: (sign_in_paper(sheets.day, sheets.roster, lang, consent=consent_said()),),
    "day": lambda sheets, lang: (day_programme_paper(sheets.day, lang),),
    "trainer": lambda sheets, lang: (trainer_day_paper(sheets.day, sheets.training, lang),) if sheets.training else (),
    "result": lambda sheets, lang: (
        result_papers(sheets.closing, sheets.head, lang, sheets.today) if sheets.closing else ()
    ),
}


# All papers of a call in one; and those that carry reserved numbers.
PACK, SLIPS = "pack", "slips"


@dataclass(frozen=True)
class Form:
    content_type: str
    write: Callable[[Sequence[Paper]], bytes]


FORMS = {
    "docx": Form("application/vnd.openxmlformats-officedocument.wordprocessingml.document", papers_docx),
    "pdf": Form("application/pdf", papers_pdf),
}


def papers_of(kind: str, sheets: DayPapers, lang: str) -> tuple[Paper, ...]:
    """The papers of a kind; none for a letter nobody is to be sent. Raises KeyError for a kind that is none."""
    return KINDS[kind](sheets, lang)


def call_papers_of(
    kind: str,
    sheet: CallSheet,
    lang: str,
    slips: Sequence[int] = (),
    address: str = "",
    codes: Mapping[int, str] | None = None,
) -> tuple[Paper, ...]:
    """The papers of a call: the pack, or those of a kind of theirs. Raises KeyError for a kind that is none.

    slips: the numbers reserved for question slips; without them their numbers are blanks. address: of the site, where
    these numbers are looked up. codes: of personal links by number.
    """
    if kind == PACK:
        return pack_papers(sheet, lang, slips, address, codes)
    return (slips_paper(sheet, lang, slips, address, codes),) if kind == SLIPS else CALL_KINDS[kind].write(sheet, lang)
