"""What became of what a meeting decided, in five lines for chats: what is not done first."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from tegerek.commitments.sheets import CommitmentSheet, MeasuresSheet
from tegerek.documents.addresses import meeting_page
from tegerek.documents.measures import state_sentence
from tegerek.documents.papers.measures import totals_sentence
from tegerek.documents.plain import plain, plain_line
from tegerek.lib.text import excerpt

# So many letters of a title, of one decision and of all in one line; a chat cuts what is longer.
TITLE, ONE, ALL = 120, 110, 500


def measures_text(sheet: MeasuresSheet, lang: str, address: str) -> str:
    """At most five lines: of which meeting; how much of it; what is not done; what is done; whom to ask, with the link.

    address: of the site, without a slash at its end.
    """
    with override(lang):
        title = _("Measures taken: %(title)s") % {"title": excerpt(plain(sheet.meeting.title, lang), TITLE)}
        marked = _("REHEARSAL. %(text)s") % {"text": title} if sheet.is_rehearsal else title
        lines = (
            marked,
            totals_sentence(sheet),
            _list([*sheet.waiting, *sheet.dropped], lang),
            _list(list(sheet.done), lang),
            _ask(sheet, lang, address),
        )
        return "\n".join(filter(None, lines))


def _list(found: list[CommitmentSheet], lang: str) -> str:
    told = [
        f"{excerpt(plain(one.line.what, lang).rstrip('.'), ONE)} – {state_sentence(one.line, lang)}" for one in found
    ]
    return excerpt("; ".join(told), ALL)


def _ask(sheet: MeasuresSheet, lang: str, address: str) -> str:
    office = ", ".join(filter(None, (plain(sheet.office.name, lang), plain_line(sheet.office.phone))))
    asked = _("Questions: %(office)s.") % {"office": office}
    number = sheet.meeting.number
    return " ".join(filter(None, (asked, meeting_page(address, lang, number) if number else "")))
