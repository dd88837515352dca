"""How it is said what monitors looked at and found: the same words on pages and in papers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from tegerek.commitments.monitoring_sheets import FindingLine, GroupLine, ObjectLine, VisitSheet
from tegerek.documents.measures import soms
from tegerek.documents.plain import plain
from tegerek.lib.dates import day_in_words
from tegerek.people.posts import post_said

KINDS = {
    "road": pgettext_lazy("what monitors look at", "road"),
    "water": pgettext_lazy("what monitors look at", "water"),
    "school": pgettext_lazy("what monitors look at", "school"),
    "other": pgettext_lazy("what monitors look at", "something else"),
}
ANSWERS = {
    "yes": pgettext_lazy("answer of monitors", "yes"),
    "no": pgettext_lazy("answer of monitors", "no"),
    "cannot_tell": pgettext_lazy("answer of monitors", "cannot tell"),
}
CAME_IN = {
    "phone": gettext_lazy("written down on the spot, by phone"),
    "paper": gettext_lazy("copied from the sheet"),
}
PEOPLE = {
    "nobody": gettext_lazy("nobody can be recognised"),
    "agreed": gettext_lazy("people can be recognised, and all of them have agreed"),
    "not_agreed": gettext_lazy("people can be recognised who have not agreed"),
}


def money_or_not(money: Decimal | None) -> str:
    """A sum in soms, or that it is not known."""
    if money is None:
        return pgettext("a fact of what is monitored", "not known")
    return ngettext("%(sum)s som", "%(sum)s soms", int(money)) % {"sum": soms(money)}


def day_or_not(day: date | None, lang: str) -> str:
    """A day in words, or that it is not known."""
    return day_in_words(day, lang) if day else pgettext("a fact of what is monitored", "not known")


def object_facts(thing: ObjectLine, lang: str) -> tuple[tuple[str, str], ...]:
    """What is known of an object, and of each thing that is not, that it is not."""
    unknown = pgettext("a fact of what is monitored", "not known")
    return (
        (_("Kind of object"), str(KINDS[thing.kind])),
        (pgettext("column", "Place"), plain(thing.place, lang)),
        (_("Contract sum"), money_or_not(thing.contract)),
        (_("Estimate"), money_or_not(thing.estimate)),
        (_("Deadline of the contract"), day_or_not(thing.deadline_on, lang)),
        (_("Contractor"), thing.contractor or pgettext("a fact of what is monitored", "not told")),
        (_("Where this is known from"), plain(thing.source, lang) or unknown),
    )


def decision_words(group: GroupLine, lang: str) -> str:
    """By which decision of the council a group exists, or that there is none yet."""
    if not group.is_decided or group.decided_on is None:
        return _("The council has not decided on this group yet.")
    facts = {"number": group.decision_number, "day": day_in_words(group.decided_on, lang)}
    told = _("Decision of the council № %(number)s of %(day)s") % facts
    session = plain(group.session, lang)
    return f"{told}, {session}" if session else told


def went_words(sheet: VisitSheet) -> str:
    """How many members went; "" where nobody was ticked."""
    if not sheet.went:
        return ""
    return ngettext("%(n)d member of the group", "%(n)d members of the group", sheet.went) % {"n": sheet.went}


def interviews_words(sheet: VisitSheet) -> str:
    """With how many people they spoke; "" where that was not written down."""
    if sheet.interviews is None:
        return ""
    return ngettext("%(n)d person asked", "%(n)d people asked", sheet.interviews) % {"n": sheet.interviews}


def answer_head(finding: FindingLine, lang: str) -> str:
    """Who answered and when; or that the office has not, and by when it was asked to."""
    if finding.answered_on is not None:
        post = plain(post_said(finding.answered_by), lang) if finding.answered_by else ""
        who = post[:1].upper() + post[1:] if post else pgettext("who answers monitors", "The office")
        return _("%(who)s, %(day)s:") % {"who": who, "day": day_in_words(finding.answered_on, lang)}
    if finding.handed_on is None:
        return _("Not handed to the office yet.")
    return _waiting(finding, finding.handed_on, lang)


def _waiting(finding: FindingLine, handed_on: date, lang: str) -> str:
    if finding.answer_by is None:
        return _("With the office since %(day)s. No day was asked for.") % {"day": day_in_words(handed_on, lang)}
    if finding.may_be_shown:
        return _("The office has not answered. It was asked to by %(day)s.") % {
            "day": day_in_words(finding.answer_by, lang)
        }
    return _("With the office, which is asked to answer by %(day)s.") % {"day": day_in_words(finding.answer_by, lang)}
