"""The forms in which a press release leaves the house."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tegerek.documents.press_release.docx import press_release_docx
from tegerek.documents.press_release.html import press_release_html
from tegerek.documents.press_release.pdf import press_release_pdf
from tegerek.documents.press_release.text import press_release_text
from tegerek.programmes.sheets import ReleaseSheet


@dataclass(frozen=True)
class Form:
    """write: (sheet, language, address of the release on the web) to bytes."""

    content_type: str
    write: Callable[[ReleaseSheet, str, str], bytes]


FORMS = {
    "docx": Form(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        lambda sheet, lang, page: press_release_docx(sheet, lang, page=page),
    ),
    "html": Form(
        "text/html; charset=utf-8",
        lambda sheet, lang, page: press_release_html(sheet, lang, page=page).encode(),
    ),
    "pdf": Form("application/pdf", lambda sheet, lang, page: press_release_pdf(sheet, lang, page=page)),
    "txt": Form(
        "text/plain; charset=utf-8",
        lambda sheet, lang, page: press_release_text(sheet, lang, page=page).encode(),
    ),
}
