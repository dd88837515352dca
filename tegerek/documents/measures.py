"""How it is said what became of a decision: one neutral word for a state, a sentence for a day, in every paper."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from tegerek.commitments.rules import State
from tegerek.commitments.sheets import CommitmentLine, CommitmentSheet, CouncilLine, Words
from tegerek.documents.plain import plain
from tegerek.lib.dates import day_in_words
from tegerek.people.posts import post_said

STATES = {
    State.VERY_LATE: pgettext_lazy("state of a decision", "long past its day"),
    State.LATE: pgettext_lazy("state of a decision", "past its day"),
    State.DUE_SOON: pgettext_lazy("state of a decision", "its day is near"),
    State.OPEN: pgettext_lazy("state of a decision", "being carried out"),
    State.DELAYED: pgettext_lazy("state of a decision", "delayed on a lawful ground"),
    State.WITH_COUNCIL: pgettext_lazy("state of a decision", "with the council"),
    State.NOT_APPROVED: pgettext_lazy("state of a decision", "not approved by the council"),
    State.GIVEN_UP: pgettext_lazy("state of a decision", "will not be done"),
    State.DONE: pgettext_lazy("state of a decision", "done"),
}
OUTCOMES = {
    "approved": pgettext_lazy("what the council said", "approved"),
    "partly": pgettext_lazy("what the council said", "approved in part"),
    "not": pgettext_lazy("what the council said", "not approved"),
}
ORIGINS = {
    "decision": gettext_lazy("Decision of the meeting"),
    "recommendation": gettext_lazy("Recommendation to the council"),
    "plan": gettext_lazy("Joint action plan"),
    "finding": gettext_lazy("Finding of the monitors"),
}


def totals_words(total: int, waiting: int, late: int, dropped: int, done: int) -> str:
    """Of so many decisions so many are not done, what is not done first. late: of those that wait, past their day."""
    of = ngettext("Of %(total)d decision", "Of %(total)d decisions", total) % {"total": total}
    told = [_("not done yet: %(n)d") % {"n": waiting}]
    if late:
        told.append(_("of these past their day: %(n)d") % {"n": late})
    if dropped:
        told.append(_("will not be done: %(n)d") % {"n": dropped})
    told.append(_("done: %(n)d") % {"n": done})
    return f"{of}: {'; '.join(told)}."


def state_word(state: str) -> str:
    """One or a few words, in the language that is active."""
    return str(STATES[State(state)])


def state_sentence(line: CommitmentLine, lang: str) -> str:
    """The state, and since or until when: “past its day by 5 days”, “done on 3 May 2026”."""
    word = state_word(line.state)
    if line.late:
        late = ngettext("%(days)d day", "%(days)d days", line.late) % {"days": line.late}
        return _("%(state)s: %(late)s") % {"state": word, "late": late}
    ended = line.done_on or line.given_up_on
    return f"{word}, {day_in_words(ended, lang)}" if ended else word


def who_words(line: CommitmentLine, lang: str) -> str:
    """The post or the body that answers for it, or that nobody was named."""
    named = (plain(post_said(line.post), lang) if line.post else "", plain(line.body, lang))
    return ", ".join(filter(None, named)) or pgettext("who answers for a decision", "not named yet")


def due_words(line: CommitmentLine, lang: str) -> str:
    """By which day, or that no day was set: none is ever made up."""
    return day_in_words(line.due_on, lang) if line.due_on else pgettext("day of a decision", "no day was set")


def soms(money: Decimal) -> str:
    """A sum as it is read: thousands apart, tyiyns only where there are any.

    >>> soms(Decimal("1250000.00")).replace("\\u00a0", " "), soms(Decimal("300.50"))
    ('1 250 000', '300,50')
    """
    whole, _point, part = f"{money:.2f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", "\u00a0")
    return grouped if part == "00" else f"{grouped},{part}"


def money_words(sheet: CommitmentSheet, lang: str) -> str:
    """How much and from where; "" where neither is known."""
    return ", ".join(filter(None, (soms_in_words(sheet.money), plain(sheet.money_from, lang))))


def soms_in_words(money: Decimal | None) -> str:
    """A sum with its word; "" where it is not known."""
    if money is None:
        return ""
    return ngettext("%(sum)s som", "%(sum)s soms", int(money)) % {"sum": soms(money)}


def council_words(council: CouncilLine | None, lang: str) -> str:
    """Where it stands before the council, in one or two sentences."""
    if council is None:
        return _("It was not handed to the council yet.")
    handed = _("Handed to the council: %(day)s.") % {"day": day_in_words(council.handed_on, lang)}
    if not council.outcome or council.session_on is None:
        return handed
    said = ", ".join(filter(None, (str(OUTCOMES[council.outcome]), council.resolution)))
    session = _("Session of %(day)s: %(said)s.") % {"day": day_in_words(council.session_on, lang), "said": said}
    return " ".join(filter(None, (handed, session, plain(council.said, lang))))


def residents_words(words: Words) -> str:
    """How residents judge it, in one line; "" where nobody said anything."""
    if not words.all:
        return ""
    return "; ".join(_residents(words))


def word_words(word: str) -> str:
    """What somebody who looked says of it, in words; "" for none of the three."""
    return {
        "done": pgettext("a resident's word", "done"),
        "partly": pgettext("a resident's word", "done in part"),
        "not": pgettext("a resident's word", "not done"),
    }.get(word, "")


def _residents(words: Words) -> Iterator[str]:
    if words.done:
        yield _("done – %(n)d") % {"n": words.done}
    if words.partly:
        yield _("done in part – %(n)d") % {"n": words.partly}
    if words.not_done:
        yield _("not done – %(n)d") % {"n": words.not_done}
