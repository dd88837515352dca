"""A yearly report in five lines for chats: what is not done first."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from tegerek.commitments.report_sheets import ReportSheet
from tegerek.documents.addresses import report_page
from tegerek.documents.plain import plain, plain_line
from tegerek.documents.reports import chapters, meetings_sentence, questions_sentence, title_words, totals_sentence
from tegerek.lib.text import excerpt

# So many letters of one decision and of a line; a chat cuts what is longer.
ONE, ALL = 110, 500


def report_text(sheet: ReportSheet, lang: str, address: str) -> str:
    """At most five lines: whose report; how much of it is done; what is not; questions and meetings; whom to ask.

    address: of the site, without a slash at its end.
    """
    with override(lang):
        lines = (
            excerpt(" · ".join(filter(None, (title_words(sheet, lang), plain_line(sheet.who)))), ALL),
            totals_sentence(sheet),
            _not_done(sheet, lang),
            " ".join(filter(None, (questions_sentence(sheet), meetings_sentence(sheet)))),
            _ask(sheet, lang, address),
        )
        return "\n".join(filter(None, lines))


def _not_done(sheet: ReportSheet, lang: str) -> str:
    first = chapters(sheet, lang)[0]
    rows = [row for figure in first.figures for row in figure.rows if row.text]
    return excerpt("; ".join(f"{excerpt(row.text, ONE)} – {row.note}" for row in rows), ALL)


def _ask(sheet: ReportSheet, lang: str, address: str) -> str:
    office = ", ".join(filter(None, (plain(sheet.office.name, lang), plain_line(sheet.office.phone))))
    asked = _("Questions: %(office)s.") % {"office": office}
    return f"{asked} {report_page(address, lang, sheet.number)}" if sheet.number else asked
