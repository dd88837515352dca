"""What a column says of a person, declared beside the column: what for, on what basis, who sees it, how long.

Every text, JSON or file column of every table is declared: in `personal`, a mapping of its name to a `Personal`, or in
`impersonal`, a tuple of names of columns that say nothing of anybody. A test finds the ones that are in neither, and
docs/personal-data.md is made from them.

No article of a law is named as a basis where nobody has read it: the product then says in plain words on what the
data rests, and a lawyer can put the article beside it here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Personal:
    """purpose: what it is needed for. basis: the legal basis. seen_by: who may see it. keep: until when it is kept.

    All four are words for a person who asks, in plain English.
    is_free: words that an office typed freely, in which a name may stand; an erasure takes the name out of them and
    leaves the rest.
    """

    purpose: str
    basis: str
    seen_by: str
    keep: str
    is_free: bool = False


CONSENT = "consent on the sign-in sheet or by telephone"
TASK = "the office’s own task"
THE_CARD = "the card’s keep-until day, or until erased before"
WORKS_WITH_PEOPLE = "whoever has the right `person.see` in that office"

ON_LISTS = Personal("to invite people, to write lists and sign-in sheets", CONSENT, WORKS_WITH_PEOPLE, THE_CARD)
REACHING = Personal("to reach the person", CONSENT, "whoever has the right `phone.see` in that office", THE_CARD)
COUNTED = Personal(
    "to count who came, by post, sex and age group",
    CONSENT,
    "with the name: who sees the card; counted: everybody",
    "with the name like the card; without it as long as the meeting’s record",
)
PROOF = Personal("to show what the person agreed to, and when", CONSENT, WORKS_WITH_PEOPLE, THE_CARD)
REPLACING = Personal("to say why somebody came instead of another", TASK, "`roster.see` in that office", THE_CARD)
ACCOUNT = Personal(
    "to say who did what at the desk", TASK, "`account.see` in that office", "until the account is erased"
)
SIGN_IN = Personal("to let the person sign in", TASK, "`account.see` in that office", "until the account is erased")
NEEDS = Personal(
    "to help the person come: an interpreter, sign language, child care, transport, a way without steps",
    CONSENT,
    WORKS_WITH_PEOPLE,
    THE_CARD,
)
APPEAL = Personal(
    "names and addresses of an initiative group, which the charter asks an appeal to carry",
    TASK,
    "whoever has the right `initiative.see` in that office; never the public",
    "the card’s keep-until day, or until erased before",
)
ASKED = Personal(
    "what somebody asked or proposed at a meeting, in their words",
    TASK,
    "`meeting.see` in that office; the public without the name",
    "as long as the record; the name is taken out when the person is erased",
    is_free=True,
)
SPOKEN = Personal(
    "what was said at a meeting, for its minutes",
    TASK,
    "`minutes.see` in that office; the public without names of residents who did not consent",
    "as long as the record; the name is taken out when the person is erased",
    is_free=True,
)
MINUTED = Personal(
    "the minutes as they were issued: a public copy without names of residents, a signed file copy with names",
    TASK,
    "the public copy: everybody; the file copy: `copy.see` in that office",
    "the public copy as long as the record; the file copy until its keep-until day",
)
REPORTED = Personal(
    "a yearly report as it was given: the names of those in office who report and sign",
    TASK,
    "everybody",
    "as long as the record",
)
PAID = Personal(
    "to pay people for the day and the way, by lists that they sign",
    TASK,
    "`money.see` in that office",
    "until the keep-until day of the list",
)
ON_PAPERS = Personal(
    "the name as the person wants it on a certificate",
    CONSENT,
    "`certificate.see` in that office; on the page of a certificate whoever has its code",
    THE_CARD,
)
CERTIFIED = Personal(
    "a certificate as it was issued; the name stands on the card and in the file alone",
    TASK,
    "`certificate.see` in that office; whoever has the code on the paper",
    "as long as the record; what leads to the name goes with the card",
)
SIGNING = Personal("an official signs the office’s letters", TASK, "whoever gets a letter", "until another signs")
PUBLIC = Personal(
    "the public asks the contact of a programme, or is told who speaks",
    "consent of the one named",
    "everybody",
    "the card’s keep-until day, or until the programme names somebody else",
)
OWN_WORDS = Personal(
    "the office’s own words; they may name people in office",
    TASK,
    "everybody, once published",
    "as long as the record; the name is taken out when the person is erased",
    is_free=True,
)
BROUGHT = Personal(
    "to read the schedule that somebody brought",
    TASK,
    "`import.see` in that office",
    "until somebody named in it is erased",
)
LIST_BROUGHT = Personal(
    "to read a list of participants that somebody brought, row by row",
    CONSENT,
    "`roster.see` in that office; phones: `phone.see`",
    "until it is taken over or thrown away, 30 days at most",
)
SOURCE_BROUGHT = Personal(
    "to read a table of questions and proposals that somebody brought, row by row",
    TASK,
    "`source.see` in that office",
    "the file until it is read; rows until they are taken over or thrown away, 30 days at most",
)
FILE_NAME = Personal("the name under which a file is saved", TASK, "who may open the file", "as long as the file")
