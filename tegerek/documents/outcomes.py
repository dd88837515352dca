"""What came of a meeting in words: page, result sheet and chats say the same. In the language that is active."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from tegerek.documents.plain import plain
from tegerek.meetings.ages import BANDS
from tegerek.meetings.closing_sheets import ClosingSheet, ResultLine
from tegerek.procedures.rules import State, Votes

VERDICTS = {
    State.CARRIED: pgettext_lazy("outcome of a vote", "carried"),
    State.NOT_CARRIED: pgettext_lazy("outcome of a vote", "not carried"),
    State.NOT_KNOWN: pgettext_lazy("outcome of a vote", "the outcome is not known"),
}
ROLES = {
    "residents": gettext_lazy("Residents of 18 and older"),
    "other_residents": gettext_lazy("Other residents"),
    "officials": gettext_lazy("Invited officials"),
    "guests": gettext_lazy("Guests"),
    "media": gettext_lazy("Journalists"),
}


def came_sentence(sheet: ClosingSheet) -> str:
    """How many came; that it was not counted, where it was not."""
    if sheet.present is None:
        return _("How many people came was not counted.")
    return ngettext("%(n)d person took part.", "%(n)d people took part.", sheet.present) % {"n": sheet.present}


def count_rows(sheet: ClosingSheet, lang: str) -> tuple[tuple[str, str], ...]:
    """Who came, as names and values; only what was counted."""
    return tuple(_counts(sheet, lang))


def votes_words(line: ResultLine) -> str:
    """Hands raised for, against and abstained; "" where nothing was put to the vote."""
    if line.outcome is None:
        return ""
    return hands_words(line.votes)


def hands_words(votes: Votes) -> str:
    """Hands raised for, against and abstained, as they were counted."""
    return _("For: %(for)s, against: %(against)s, abstained: %(abstained)s") % {
        "for": number_or_not(votes.for_),
        "against": number_or_not(votes.against),
        "abstained": number_or_not(votes.abstained),
    }


def number_or_not(number: int | None) -> str:
    """
    >>> number_or_not(0)
    '0'
    """
    return pgettext("votes", "not counted") if number is None else str(number)


def verdict_word(line: ResultLine, lang: str) -> str:
    """In a word or two what came of the vote; the option that won; "" where nothing was put to the vote."""
    if line.verdict is None:
        return ""
    won = next((option.label for option in line.options if option.has_won), None)
    if won is not None:
        return plain(won, lang)
    if line.choice is not None and line.verdict is State.NOT_CARRIED:
        return _("no option has a majority")
    return str(VERDICTS[line.verdict])


def quorum_word(is_met: bool | None) -> str:
    """Whether there was a quorum."""
    if is_met is None:
        return pgettext("quorum", "not known")
    return pgettext("quorum", "there was") if is_met else pgettext("quorum", "there was not")


def _counts(sheet: ClosingSheet, lang: str) -> Iterator[tuple[str, str]]:
    if sheet.women is not None or sheet.men is not None:
        both = {"women": number_or_not(sheet.women), "men": number_or_not(sheet.men)}
        yield _("Women and men"), _("women – %(women)s, men – %(men)s") % both
    if sheet.online is not None:
        yield _("Of them online"), str(sheet.online)
    if sheet.ages:
        yield _("By age"), "; ".join(f"{BANDS[band]} – {people}" for band, people in sheet.ages)
    if sheet.villages:
        yield _("From which villages"), "; ".join(f"{plain(unit, lang)} – {people}" for unit, people in sheet.villages)
    roles = [(str(label), getattr(sheet, name)) for name, label in ROLES.items()]
    if any(people is not None for _label, people in roles):
        yield _("Who they were"), "; ".join(f"{label} – {people}" for label, people in roles if people is not None)
    if sheet.invited is not None:
        came = {"n": sheet.invited, "came": number_or_not(sheet.invited_present)}
        yield _("Invited"), _("%(n)d, of whom came: %(came)s") % came
