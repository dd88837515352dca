"""How the ways of telling people are called, and how early that was, on pages of the desk and of the public alike."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from tegerek.lib.dates import day_on
from tegerek.meetings.models import Telling, Turn
from tegerek.meetings.telling import Notice
from tegerek.procedures.terms import Rank
from tegerek.procedures.words import RANKS

register = template.Library()
Channel = Telling.Channel

CHANNELS = {
    Channel.BOARD: pgettext_lazy("how people were told", "notice on a board"),
    Channel.DOOR_TO_DOOR: pgettext_lazy("how people were told", "from door to door"),
    Channel.CHAT: pgettext_lazy("how people were told", "chat groups"),
    Channel.LOUDSPEAKER: pgettext_lazy("how people were told", "loudspeaker"),
    Channel.MEDIA: pgettext_lazy("how people were told", "newspaper, radio, television"),
    Channel.POST: pgettext_lazy("how people were told", "letters and invitations"),
    Channel.PHONE: pgettext_lazy("how people were told", "by phone"),
    Channel.SITE: pgettext_lazy("how people were told", "site of the office"),
    Channel.OTHER: pgettext_lazy("how people were told", "another way"),
}


@register.filter
def channel_name(channel: str) -> str:
    """{{ line.channel|channel_name }}: by which way people were told."""
    return str(CHANNELS[Channel(channel)])


@register.filter
def given_sentence(notice: Notice) -> str:
    """{{ sheet.notice|given_sentence }}: on which day people were told first, and how many days ahead that was."""
    if notice.first is None:
        return ""
    day = day_on(notice.first, get_language() or "ky")
    if notice.given is None:
        return _("People were told %(day)s.") % {"day": day}
    told = ngettext(
        "People were told %(day)s: %(days)d day ahead.", "People were told %(day)s: %(days)d days ahead.", notice.given
    )
    return told % {"day": day, "days": notice.given}


@register.filter
def asked_sentence(notice: Notice) -> str:
    """{{ sheet.notice|asked_sentence }}: how many days are asked for, with which rank; "" for no known rule."""
    if notice.asked is None or notice.rule is None:
        return ""
    return _asked(notice.asked, notice.rule.rank)


@register.filter
def asked_then_sentence(turn: Turn) -> str:
    """{{ turn|asked_then_sentence }}: the same of a call or move that went on against the rule, as it was then."""
    return _asked(turn.despite_rule_days or 0, turn.despite_rank)


def _asked(days: int, rank: int | None) -> str:
    """Without the rank where none was kept."""
    if not rank:
        return ngettext("The rule asks for %(days)d day.", "The rule asks for %(days)d days.", days) % {"days": days}
    asked = ngettext("The rule asks for %(days)d day (%(rank)s).", "The rule asks for %(days)d days (%(rank)s).", days)
    return asked % {"days": days, "rank": RANKS[Rank(rank)].in_(get_language() or "ky").text}
