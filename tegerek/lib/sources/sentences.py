"""Why a file is not read, in words: what was found, and what to do. The codes are a promise to scripts."""

from collections.abc import Mapping

from django.utils.functional import lazy
from django.utils.translation import gettext, gettext_noop

REFUSALS = {
    "empty": gettext_noop("“%(name)s” is empty. Choose another file, or paste its text."),
    "too_large": gettext_noop(
        "“%(name)s” has %(found)s MB; at most %(limit)s MB can be read. Remove pictures, or paste only the text."
    ),
    "too_many_pages": gettext_noop(
        "“%(name)s” has about %(found)s pages; at most %(limit)s can be read. Save the pages that belong here as "
        "a file of their own, or paste them."
    ),
    "too_long": gettext_noop(
        "“%(name)s” has %(found)s letters; at most %(limit)s can be read. Paste only what belongs here."
    ),
    "too_many_rows": gettext_noop(
        "“%(name)s” has %(found)s rows; at most %(limit)s can be read. Leave only the rows that belong here, or "
        "make several files."
    ),
    "protected": gettext_noop(
        "“%(name)s” is protected by a password. Save it without the password and upload it again."
    ),
    "bomb": gettext_noop(
        "“%(name)s” would unpack to more than %(limit)s MB, which no such paper needs. Copy its text into a new file."
    ),
    "damaged": gettext_noop(
        "“%(name)s” is damaged and cannot be opened. Open it in its program, save it anew, or paste its text."
    ),
    "scanned": gettext_noop(
        "“%(name)s” holds only pictures of %(pages)s pages, no text: it was scanned. Type or paste the text, or "
        "ask for the original file."
    ),
    "image": gettext_noop("“%(name)s” is a picture; no text can be read from it. Type or paste the text."),
    "old_word": gettext_noop(
        "“%(name)s” is a Word file of the kind used before 2007 (.doc). Open it in Word, save it as .docx, and "
        "upload that."
    ),
    "old_excel": gettext_noop(
        "“%(name)s” is an Excel file of the kind used before 2007 (.xls). Open it in Excel, save it as .xlsx, and "
        "upload that."
    ),
    "binary_excel": gettext_noop("“%(name)s” is a binary Excel file (.xlsb). Save it as .xlsx and upload that."),
    "open_document": gettext_noop("“%(name)s” is an OpenDocument file. Save it as .docx or .xlsx and upload that."),
    "rich_text": gettext_noop(
        "“%(name)s” is a rich text file (.rtf). Save it as .docx and upload that, or paste its text."
    ),
    "web_page": gettext_noop("“%(name)s” is a web page. Open it in a browser, copy what belongs here and paste it."),
    "archive": gettext_noop("“%(name)s” is an archive. Unpack it and upload the Word or Excel file in it."),
    "unknown": gettext_noop(
        "“%(name)s” is of a kind that cannot be read. Upload a .docx, .xlsx, .csv or .txt file, or paste the text."
    ),
    "too_slow": gettext_noop(
        "Reading “%(name)s” took longer than %(limit)s seconds and was stopped. Copy its text into a new file, or"
        " paste it."
    ),
    "too_much_memory": gettext_noop(
        "Reading “%(name)s” needed more memory than %(limit)s MB and was stopped. Copy its text into a new file, "
        "or paste it."
    ),
}


def refusal_sentence(code: str, params: Mapping[str, str]) -> str:
    """The sentence of a refusal, said anew in each language it is read in. Raises KeyError for an unknown code."""
    said: str = _refusal(REFUSALS[code], params)
    return said


def _said(sentence: str, params: Mapping[str, str]) -> str:
    return gettext(sentence) % params


_refusal = lazy(_said, str)
