"""What is posted in a chat group: at most five lines that say everything, the link last.

Whoever reads it has neither to open a page nor to pay for one. What is too long for a chat is shortened between words:
the page and the papers have it whole.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from tegerek.documents.addresses import meeting_page
from tegerek.documents.chat_links import telegram, whatsapp
from tegerek.documents.names import whole_place
from tegerek.documents.plain import plain
from tegerek.documents.words import when_sentence, when_short
from tegerek.lib.said import Said
from tegerek.lib.text import excerpt
from tegerek.meetings.chats import ChatSheet
from tegerek.meetings.models import Turn
from tegerek.meetings.rules import State

MOST_LINES = 5
# In letters. Together they stay below what a share link can carry: six signs for each Cyrillic letter, and most
# servers refuse an address beyond 8000.
TITLE, PLACE, ISSUE, ISSUES, ASK = 240, 160, 110, 260, 150


@dataclass(frozen=True)
class ChatText:
    """A text in one language, in its parts; any but title, when and ask may be "".

    lead: the word that comes first where the day does not hold: «ЖЫЛДЫ». is_cut: something was shortened.
    """

    lang: str
    lead: str
    kind: str
    title: str
    when: str
    place: str
    issues: tuple[str, ...]
    more: str
    ask: str
    link: str
    is_cut: bool

    @property
    def lines(self) -> tuple[str, ...]:
        """At most five, none of them empty."""
        return self._lines(self.link)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def whatsapp(self) -> str:
        """The address that opens WhatsApp with the text ready to send; opening it sends nothing."""
        return whatsapp(self.text)

    @property
    def telegram(self) -> str:
        """The same for Telegram, which asks for an address apart from the text; "" where there is none."""
        return telegram("\n".join(self._lines("")), self.link)

    def _lines(self, link: str) -> tuple[str, ...]:
        head = ": ".join(filter(None, (self.kind, self.title)))
        last = " ".join(filter(None, (self.ask, link)))
        lines = (f"{self.lead}. {head}" if self.lead else head, self.when, self.place, self.agenda, last)
        return tuple(line for line in lines if line)

    @property
    def agenda(self) -> str:
        """The issues as one sentence; "" where there are none."""
        if not self.issues:
            return ""
        with override(self.lang):
            told = _("On the agenda: %(issues)s.") % {"issues": "; ".join(self.issues)}
        told = told.replace("….", "…")
        return " ".join(filter(None, (told, self.more)))


def chat_text(sheet: ChatSheet, lang: str, address: str) -> ChatText:
    """The text of the last turn. address: the site, without a slash at its end. Pure."""
    with override(lang):
        title, place = plain(sheet.title, lang), whole_place(sheet.where, lang)
        kind, place = plain(sheet.kind_name, lang), place[:1].upper() + place[1:]
        is_off = sheet.turn == Turn.Kind.CANCELLED
        issues = () if is_off else _issues(sheet.issues, lang)
        shown = tuple(excerpt(issue, ISSUE) for issue in issues)
        left = len(sheet.issues) - len(issues) if issues else 0
        return ChatText(
            lang=lang,
            lead=_lead(sheet),
            kind=kind[:1].upper() + kind[1:],
            title=excerpt(title, TITLE),
            when=_when(sheet, lang),
            place="" if is_off else excerpt(place, PLACE),
            issues=shown,
            more=ngettext("And %(n)d more issue.", "And %(n)d more issues.", left) % {"n": left} if left else "",
            ask=_ask(sheet, lang),
            link=meeting_page(address, lang, sheet.number) if sheet.number is not None else "",
            is_cut=len(title) > TITLE or (not is_off and len(place) > PLACE) or shown != issues or left > 0,
        )


def _lead(sheet: ChatSheet) -> str:
    """The word that must not be overlooked; a sample and a rehearsal say so before everything."""
    words = {
        Turn.Kind.MOVED: pgettext("first word of a chat text", "MOVED"),
        Turn.Kind.POSTPONED: pgettext("first word of a chat text", "POSTPONED"),
        Turn.Kind.CANCELLED: pgettext("first word of a chat text", "CANCELLED"),
    }
    rehearsal = pgettext("first word of a chat text", "REHEARSAL") if sheet.is_rehearsal else ""
    turn = words.get(Turn.Kind(sheet.turn), "") if sheet.state not in {State.HELD, State.CLOSED} else ""
    sample = pgettext("first word of a chat text", "SAMPLE") if sheet.is_sample else ""
    return ". ".join(filter(None, (sample, rehearsal, turn)))


def _when(sheet: ChatSheet, lang: str) -> str:
    """When it is; where that changed, also when it was to be, so that nobody comes on the old day."""
    was = {"was": when_short(sheet.was, lang)}
    if sheet.turn == Turn.Kind.CANCELLED:
        return _("It will not take place. It was announced for %(was)s.") % was if was["was"] else ""
    if sheet.turn == Turn.Kind.POSTPONED:
        return _("It will not be on %(was)s; the new day will be announced.") % was
    when = when_sentence(sheet.when, lang)
    if sheet.turn == Turn.Kind.MOVED and was["was"] and sheet.was != sheet.when:
        return _("%(when)s It is not on %(was)s any more.") % {"when": when, **was}
    return when


def _issues(issues: tuple[Said, ...], lang: str) -> tuple[str, ...]:
    """As many issues as fit, in their order; the first always, for its length is bounded."""
    found: list[str] = []
    for words in filter(None, (plain(issue, lang) for issue in issues)):
        if found and sum(min(len(one), ISSUE) for one in [*found, words]) > ISSUES:
            break
        found.append(words.rstrip(".;"))
    return tuple(found)


def _ask(sheet: ChatSheet, lang: str) -> str:
    office = plain(sheet.office.name, lang)
    who = ", ".join(filter(None, (excerpt(office, ASK) if office else "", sheet.office.phone)))
    return _("Questions: %(who)s.") % {"who": who} if who else ""
