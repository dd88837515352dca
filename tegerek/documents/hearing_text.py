"""What a hearing came to in five lines for chats: what is not done is said first."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from tegerek.documents.addresses import meeting_page
from tegerek.documents.heard import outcome_word
from tegerek.documents.papers.hearing import sums_sentence
from tegerek.documents.plain import plain, plain_line
from tegerek.lib.text import excerpt
from tegerek.voices.hearing_report import ORDER, HearingReport, ReportLine

# So many letters of a title, of one proposal and of all in one line; a chat cuts what is longer.
TITLE, ONE, ALL = 120, 90, 500


def hearing_text(sheet: HearingReport, lang: str, address: str) -> str:
    """At most five lines: of which hearing; how much of it; what is not taken up; what is; whom to ask, with the link.

    address: of the site, without a slash at its end.
    """
    with override(lang):
        title = plain(sheet.title, lang) or plain(sheet.kind_name, lang)
        first = _("Results: %(title)s") % {"title": excerpt(title, TITLE)}
        lines = (
            _("REHEARSAL. %(text)s") % {"text": first} if sheet.is_rehearsal else first,
            sums_sentence(sheet),
            _list(sheet, ORDER[:3], lang),
            _list(sheet, ORDER[3:], lang),
            _ask(sheet, lang, address),
        )
        return "\n".join(filter(None, lines))


def _list(sheet: HearingReport, outcomes: Sequence[str], lang: str) -> str:
    told = [_one(line, lang) for outcome in outcomes for line in sheet.proposals(outcome)]
    return excerpt("; ".join(told), ALL)


def _one(line: ReportLine, lang: str) -> str:
    return f"{excerpt(plain(line.text, lang).rstrip('.'), ONE)} – {outcome_word(line.outcome)}"


def _ask(sheet: HearingReport, lang: str, address: str) -> str:
    office = ", ".join(filter(None, (plain(sheet.office.name, lang), plain_line(sheet.office.phone))))
    asked = _("Questions: %(office)s.") % {"office": office}
    return " ".join(filter(None, (asked, meeting_page(address, lang, sheet.number) if sheet.number else "")))
