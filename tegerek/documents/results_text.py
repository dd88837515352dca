"""What came of a meeting in five lines for chats: complete without the link that ends it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from tegerek.documents.addresses import meeting_page
from tegerek.documents.names import place_on_paper
from tegerek.documents.outcomes import came_sentence, verdict_word, votes_words
from tegerek.documents.plain import plain, plain_line
from tegerek.documents.words import when_short
from tegerek.lib.text import excerpt
from tegerek.meetings.closing_sheets import ClosingSheet, ResultLine

# So many letters of one decision, of a title and of all results; a chat cuts what is longer.
DECISION, TITLE, RESULTS = 160, 120, 700


def result_text(sheet: ClosingSheet, lang: str, address: str) -> str:
    """At most five lines: what; when and where; who came; what was decided; whom to ask, with the link if it is public.

    address: of the site, without a slash at its end.
    """
    with override(lang):
        lines = (
            _("Result: %(title)s") % {"title": excerpt(_title(sheet, lang), TITLE)},
            f"{when_short(sheet.when, lang)}. {_begun(place_on_paper(sheet.where, lang))}",
            came_sentence(sheet),
            _results(sheet, lang),
            _ask(sheet, lang, address),
        )
        marked = _("REHEARSAL. %(text)s") % {"text": lines[0]} if sheet.is_rehearsal else lines[0]
        return "\n".join(filter(None, (marked, *lines[1:])))


def _begun(sentence: str) -> str:
    """With the large letter that begins a sentence."""
    return sentence[:1].upper() + sentence[1:]


def _title(sheet: ClosingSheet, lang: str) -> str:
    return plain(sheet.title, lang) or plain(sheet.kind_name, lang)


def _results(sheet: ClosingSheet, lang: str) -> str:
    told = [words for words in (_result(line, lang) for line in sheet.results) if words]
    return excerpt(" ".join(told), RESULTS)


def _result(line: ResultLine, lang: str) -> str:
    """«1) Жаңы тариф – кабыл алынды (Макул: 32, каршы: 27, калыс: 0)»; "" for an item of which nothing is known."""
    decision = excerpt(plain(line.decision, lang), DECISION)
    votes, verdict = votes_words(line), verdict_word(line, lang)
    if not (decision or verdict):
        return ""
    told = ": ".join(filter(None, (verdict, decision.rstrip("."))))
    return f"{line.position}) {excerpt(plain(line.title, lang), TITLE)} – {told}{f' ({votes})' if votes else ''}."


def _ask(sheet: ClosingSheet, lang: str, address: str) -> str:
    office = ", ".join(filter(None, (plain(sheet.office.name, lang), plain_line(sheet.office.phone))))
    asked = _("Questions: %(office)s.") % {"office": office}
    page = meeting_page(address, lang, sheet.number) if sheet.number else ""
    return " ".join(filter(None, (asked, page)))
