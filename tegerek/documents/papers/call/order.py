"""The order to hold a meeting, and the letters that go out with it on the office's letterhead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from tegerek.documents.papers.call.common import (
    LONG_BLANK,
    agenda_told,
    call_paper,
    called,
    change_told,
    contact_told,
    dated,
    initiator_told,
    procedure_told,
    suggest_told,
    urgent_told,
    when_told,
    where_told,
)
from tegerek.documents.papers.letter import letterhead_part
from tegerek.documents.papers.parts import (
    BLANK,
    Facts,
    Heading,
    Lead,
    Paper,
    Part,
    Prose,
    Sender,
    Signature,
    Subject,
    langs_of,
)
from tegerek.documents.plain import plain, plain_line
from tegerek.lib.dates import day_in_words
from tegerek.lib.said import Said
from tegerek.lib.text import quoted
from tegerek.meetings.call_sheets import CallSheet, ShortLine
from tegerek.meetings.models import Turn

# Down to which size letters go where that keeps a paper on its sheet, in points.
LEAST = 10.0


def order_papers(sheet: CallSheet, lang: str) -> tuple[Paper, ...]:
    """The order; in two languages it is two sheets under one number. Number and day are blanks until they are typed."""
    return tuple(_order(sheet, one) for one in langs_of(lang))


def _order(sheet: CallSheet, lang: str) -> Paper:
    with override(lang):
        name = pgettext("paper", "Order to hold a meeting")
        return call_paper(sheet, lang, name, tuple(_order_parts(sheet, lang)), least=LEAST)


def _order_parts(sheet: CallSheet, lang: str) -> Iterator[Part]:
    yield letterhead_part(sheet.letterhead, lang)
    yield Heading((pgettext("paper", "ORDER"), _("on holding a meeting of residents")))
    yield Facts(
        ((_("Number and day"), f"№ {plain_line(sheet.order.number) or BLANK}, {dated(sheet.order.dated, lang)}"),)
    )
    yield from (Prose((told,)) for told in change_told(sheet, lang))
    yield Lead(_("1. The following meeting is to be held:"))
    yield Facts(
        (
            (pgettext("fact", "Kind of meeting"), plain(sheet.kind_name, lang)),
            (pgettext("fact", "Title"), called(sheet, lang)),
            (pgettext("fact", "Initiator"), initiator_told(sheet, lang)),
            (pgettext("fact", "When"), when_told(sheet, lang)),
            (pgettext("fact", "Where"), where_told(sheet, lang)),
        )
    )
    yield Lead(_("2. These issues and documents are put before the meeting:"))
    yield Prose(agenda_told(sheet, lang))
    yield Lead(_("3. Opinions and proposals are taken like this:"))
    yield Prose(tuple(filter(None, (*procedure_told(sheet, lang), suggest_told(sheet, lang)))))
    yield Prose(tuple(_duties(sheet, lang)))
    yield signature_of(sheet, lang)


def _duties(sheet: CallSheet, lang: str) -> Iterator[str]:
    yield "4. " + _told_until(sheet, lang)
    yield "5. " + _("Responsible for preparing and holding it, and for the minutes: %(who)s.") % {"who": LONG_BLANK}
    yield "6. " + _("Who sees to it that this order is carried out: %(who)s.") % {"who": LONG_BLANK}


def _told_until(sheet: CallSheet, lang: str) -> str:
    """Until when people are to be told, by which rule and of which rank; a blank where no rule is known."""
    if sheet.notice is None or sheet.when.first is None:
        return _("Residents are to be told not later than %(day)s.") % {"day": BLANK}
    if sheet.short is not None:
        return _told_shortly(sheet, sheet.short, lang)
    days = sheet.notice.days
    told = ngettext(
        "Residents are to be told not later than %(days)d day before the meeting: %(day)s. Basis: %(cited)s.",
        "Residents are to be told not later than %(days)d days before the meeting: %(day)s. Basis: %(cited)s.",
        days,
    )
    day = day_in_words(sheet.when.first - timedelta(days=days), lang)
    return told % {"days": days, "day": day, "cited": plain(sheet.notice.cited, lang)}


def _told_shortly(sheet: CallSheet, short: ShortLine, lang: str) -> str:
    """That people are told later than the rule asks, by how much, and by which way it goes on."""
    given = ngettext(
        "Residents are told %(days)d day before the meeting.",
        "Residents are told %(days)d days before the meeting.",
        short.given,
    ) % {"days": short.given}
    asked = ngettext(
        "The rule asks for %(days)d day. Basis: %(cited)s.",
        "The rule asks for %(days)d days. Basis: %(cited)s.",
        short.asked,
    ) % {"days": short.asked, "cited": plain(sheet.notice.cited, lang) if sheet.notice else BLANK}
    return " ".join((given, asked, *_way_told(sheet, short, lang)))


def _way_told(sheet: CallSheet, short: ShortLine, lang: str) -> tuple[str, ...]:
    if short.way == Turn.Way.URGENT:
        return urgent_told(sheet, lang)
    why = plain(short.why, lang)
    reason = (_("Reason: %(reason)s") % {"reason": why},) if why else ()
    if short.way != Turn.Way.CHARTER:
        return reason
    words = {"words": quoted(plain_line(short.charter_words), lang), "day": dated(short.charter_on, lang)}
    return (_("Our charter of %(day)s says: %(words)s.") % words, *reason)


def letters_papers(sheet: CallSheet, lang: str) -> tuple[Paper, ...]:
    """A letter to each body or post that is invited; one with a blank where nobody is, to be copied."""
    whom = [line.whom for line in sheet.invitees] or [Said()]
    return tuple(_letter(sheet, one, addressee) for addressee in whom for one in langs_of(lang))


def _letter(sheet: CallSheet, lang: str, whom: Said) -> Paper:
    with override(lang):
        name = pgettext("paper", "Letter of invitation")
        return call_paper(sheet, lang, name, tuple(_letter_parts(sheet, lang, whom)), least=LEAST)


def _letter_parts(sheet: CallSheet, lang: str, whom: Said) -> Iterator[Part]:
    yield letterhead_part(sheet.letterhead, lang)
    yield Sender((f"№ {BLANK}", dated(None, lang)), (plain(whom, lang) or LONG_BLANK,))
    yield Subject(_("Invitation to a meeting of residents"))
    yield from (Prose((told,)) for told in change_told(sheet, lang))
    yield Prose((_("We invite you, or whom you name, to take part:"),))
    yield Facts(
        (
            (pgettext("fact", "Kind of meeting"), plain(sheet.kind_name, lang)),
            (pgettext("fact", "Title"), called(sheet, lang)),
            (pgettext("fact", "When"), when_told(sheet, lang)),
            (pgettext("fact", "Where"), where_told(sheet, lang)),
        )
    )
    yield Lead(_("Agenda:"))
    yield Prose(agenda_told(sheet, lang))
    yield Prose(
        (
            _("If you wish to speak, or have papers for the meeting, please tell us by %(day)s.") % {"day": BLANK},
            _("For questions: %(who)s.") % {"who": contact_told(sheet, lang)},
        )
    )
    yield signature_of(sheet, lang)


def signature_of(sheet: CallSheet, lang: str) -> Signature:
    """Who signs for the office; blanks until the letterhead says so."""
    head = sheet.letterhead
    return Signature(plain(head.signer_post, lang) or BLANK, plain(head.signer, lang) or BLANK)
