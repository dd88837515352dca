"""What is frozen of an edition of minutes: the main part of its page in every language, and its files.

All is made of the frozen sheet and of nothing else. Only the frame around the main part is made anew at each visit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from tegerek.documents.papers.kinds import FORMS
from tegerek.documents.papers.minutes import minutes_paper
from tegerek.minutes.edition_sheets import Copy
from tegerek.minutes.editions import Piece

# The languages of the files: those in which an office keeps its papers.
FILE_LANGS = ("ky", "ru")


def writer(now: datetime) -> Callable[[Copy], Iterator[Piece]]:
    """Makes the pages and files of a copy as of that moment. The PDFs take about a second. Raises Refusal for signs
    that no font here can show.
    """

    def write(copy: Copy) -> Iterator[Piece]:
        for lang, _name in settings.LANGUAGES:
            yield Piece(lang, "page", main_part(copy, lang).encode())
        for lang in FILE_LANGS:
            yield from (Piece(lang, form, paper_file(copy, lang, form, now)) for form in FORMS)

    return write


def main_part(copy: Copy, lang: str) -> str:
    """The main part of the page of an edition."""
    with override(lang):
        return render_to_string("parts/minutes.html", {"copy": copy})


def paper_file(copy: Copy, lang: str, form: str, made_at: datetime) -> bytes:
    """The minutes as a file. Raises KeyError for a form that is none; Refusal as writer."""
    return FORMS[form].write((minutes_paper(copy, lang, made_at),))


def paper_name(meeting: int | None, edition: int, lang: str, form: str) -> str:
    """Under which name the file is saved: no title stands in it, which may hold a name.

    >>> paper_name(48215, 2, "ky", "docx"), paper_name(None, 0, "ru", "pdf")
    ('protokol-48215-2-ky.docx', 'protokol-ru.pdf')
    """
    told = ("protokol", str(meeting or ""), str(edition or ""), lang)
    return f"{'-'.join(filter(None, told))}.{form}"
