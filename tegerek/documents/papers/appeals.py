"""The papers of a group's appeal: the appeal itself, its receipt, the answer to it, the checklist of those who ask.

The receipt and the answer go out on the office's letterhead. What nobody has said yet is a blank to fill in by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from tegerek.documents.papers.letter import letterhead_part
from tegerek.documents.papers.parts import (
    BLANK,
    Column,
    Facts,
    Heading,
    Line,
    Paper,
    Part,
    Prose,
    Sender,
    Signature,
    Subject,
    Table,
    langs_of,
)
from tegerek.documents.plain import paragraphs, plain, plain_line
from tegerek.lib.dates import day_in_words
from tegerek.lib.text import quoted
from tegerek.procedures.explain import Explained
from tegerek.voices.rules import Stands
from tegerek.voices.sheets import AnswerSheet, InitiativeSheet

# Rows for the group on a blank appeal: the upper end of what the model charter names.
GROUP_ROWS = 15
# Down to which size letters go where that keeps a paper on its sheet, in points.
LEAST = 9.5
# The paper of a draft carries no moment of its own: the same words make the same bytes.
NO_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Draft:
    """An appeal that somebody fills in for themselves, as typed; nothing of it is kept anywhere.

    to_chair: addressed to the chair of the council. members: pairs of name and address.
    """

    title: str
    reason: str
    where: str
    place: str
    expected: int | None
    to_chair: bool
    members: tuple[tuple[str, str], ...]
    phone: str = ""


def appeal_papers(kind: str, sheet: AnswerSheet, lang: str) -> tuple[Paper, ...]:
    """The papers of a kind; none while its time has not come. In two languages it is two sheets.

    Raises KeyError for a kind that is none.
    """
    write = KINDS[kind]
    found = (_in(one, sheet, write) for one in langs_of(lang))
    return tuple(paper for paper in found if paper is not None)


def draft_paper(draft: Draft, lang: str) -> Paper:
    """The appeal to print, to complete by hand and to hand in."""
    with override(lang):
        title = _("Appeal of an initiative group")
        pages = _("page {n} of {of}")
        return Paper(lang, title, "", NO_MOMENT, title, pages, tuple(_draft_parts(draft)), least=LEAST)


def file_name(kind: str, key: int, lang: str, form: str) -> str:
    """receipt-7-ky.pdf: no word of the appeal stands in the name of a file."""
    return f"{kind}-{key}-{lang}.{form}"


def _in(lang: str, sheet: AnswerSheet, write: Write) -> Paper | None:
    with override(lang):
        made = write(sheet, lang)
        if made is None:
            return None
        name, parts = made
        foot = " · ".join(filter(None, (name, _number(sheet.sheet))))
        if sheet.sheet.line.is_rehearsal:
            mark = _("REHEARSAL: this paper is for learning and binds nobody.")
            parts, foot = (Line(mark), *parts, Line(mark)), f"{foot} · {pgettext('on paper', 'rehearsal')}"
        author = plain(sheet.sheet.office, lang)
        return Paper(lang, foot, author, sheet.sheet.changed_at, foot, _("page {n} of {of}"), parts, least=LEAST)


Made = tuple[str, tuple[Part, ...]]
Write = Callable[[AnswerSheet, str], Made | None]


# The receipt


def _receipt(sheet: AnswerSheet, lang: str) -> Made | None:
    found = sheet.sheet
    if found.line.received_on is None:
        return None
    name = _("Receipt: the appeal is registered")
    return name, (
        letterhead_part(sheet.letterhead, lang),
        Heading((name,)),
        Facts(tuple(_receipt_facts(found, lang))),
        Prose(tuple(_clock(found.clock, lang))),
        Prose(
            (
                _("The decision is to hold the assembly or to refuse it, and the group is told in writing."),
                _("This paper stays with the group. Keep it: it proves the day."),
            )
        ),
        Signature(_("Received by (post, stamp)"), BLANK),
    )


def _receipt_facts(found: InitiativeSheet, lang: str) -> Iterator[tuple[str, str]]:
    line = found.line
    if line.number is not None:
        yield _("Number of the appeal"), str(line.number)
    yield _("Number in the office’s register"), plain_line(found.register_number) or BLANK
    yield _("Day of registration"), day_in_words(line.received_on, lang) if line.received_on else BLANK
    yield _("Addressed to"), _to(found.to == "council_chair")
    yield _("Issue"), plain(line.title, lang)
    yield pgettext("fact", "Where"), ", ".join(filter(None, (plain(line.place, lang), plain(found.where, lang))))
    yield _("People in the group"), str(line.size)
    yield _("Last day to decide"), day_in_words(line.last_day, lang) if line.last_day else BLANK


def _clock(clock: Explained | None, lang: str) -> Iterator[str]:
    """How the last day was counted, and by which rule of which force."""
    if clock is None:
        return
    term = plain(clock.term, lang)
    yield _("A decision is due %(term)s. %(counting)s") % {"term": term, "counting": plain(clock.counting, lang)}
    yield _("Rule: %(cited)s, %(heading)s.") % {
        "cited": plain(clock.cited, lang),
        "heading": quoted(plain(clock.heading, lang), clock.heading.in_(lang).lang),
    }


# The answer


def _answer(sheet: AnswerSheet, lang: str) -> Made | None:
    found = sheet.sheet
    if found.decided_on is None:
        return None
    name = _("Answer to the appeal of an initiative group")
    body = _hold(found, lang) if found.line.stands is Stands.HOLD else _refusal(found, lang)
    dated = day_in_words(found.decided_on, lang)
    return name, (
        letterhead_part(sheet.letterhead, lang),
        Sender((f"№ {BLANK}", dated), tuple(_to_group(sheet))),
        Subject(name),
        Prose((_on_appeal(found, lang),)),
        *body,
        _signed(found, sheet, lang),
    )


def _to_group(sheet: AnswerSheet) -> Iterator[str]:
    yield _("To the initiative group")
    if sheet.contact:
        yield plain_line(sheet.contact.name)
        yield plain_line(sheet.contact.address) or BLANK
    else:
        yield BLANK


def _on_appeal(found: InitiativeSheet, lang: str) -> str:
    line = found.line
    title = line.title.in_(lang)
    return _("Your appeal on the issue %(issue)s was registered on %(day)s (№ %(number)s) and has been considered.") % {
        "issue": quoted(plain_line(title.text), title.lang),
        "day": day_in_words(line.received_on, lang) if line.received_on else BLANK,
        "number": plain_line(found.register_number) or str(line.number or BLANK),
    }


def _hold(found: InitiativeSheet, lang: str) -> tuple[Part, ...]:
    if found.decided_post == "council_chair":
        decision = _(
            "The chair of the council has instructed the head of the aiyl okmotu (mayor) to hold the assembly."
        )
    else:
        decision = _("It is decided to hold the assembly. The aiyl okmotu (mayor’s office) organises it.")
    day = found.meeting.held_on if found.meeting else None
    facts = (
        (_("Issue"), plain(found.line.title, lang)),
        (pgettext("fact", "When"), day_in_words(day, lang) if day else BLANK),
        (pgettext("fact", "Where"), ", ".join(filter(None, (plain(found.line.place, lang), plain(found.where, lang))))),
    )
    prose = Prose(
        (
            decision,
            _("We ask the group to share in the preparation; its checklist comes with this answer."),
            _("Rule: %(cited)s.") % {"cited": plain(found.deciders, lang)},
        )
    )
    return prose, Facts(facts)


def _refusal(found: InitiativeSheet, lang: str) -> tuple[Part, ...]:
    by_chair = found.decided_post == "council_chair"
    decision = (
        _("The chair of the council refuses to have the assembly held.")
        if by_chair
        else _("The head of the aiyl okmotu (mayor) refuses to hold the assembly.")
    )
    return (
        Prose((decision,)),
        Facts(
            ((_("Ground"), _ground(found.ground)), (_("Why"), "; ".join(paragraphs(found.ground_words.in_(lang).text))))
        ),
        Prose(
            (
                _("Rule: %(cited)s.") % {"cited": plain(found.refusal, lang)},
                _("You have the right to take this refusal to court."),
                _("A new appeal can be handed in at any time."),
            )
        ),
    )


def _ground(ground: str) -> str:
    return {
        "requirements": _("the appeal does not have all that the charter asks for"),
        "other_way": _("the issue can lawfully be solved in another way"),
        "unlawful": _("the issue is against the law or the charter"),
    }[ground]


def _signed(found: InitiativeSheet, sheet: AnswerSheet, lang: str) -> Signature:
    """The head signs as the letterhead says; for the chair of the council there is a blank."""
    if found.decided_post == "council_chair":
        return Signature(_("Chair of the council"), BLANK)
    head = sheet.letterhead
    return Signature(plain(head.signer_post, lang) or BLANK, plain(head.signer, lang) or BLANK)


# The checklist of those who ask


def _checklist(sheet: AnswerSheet, lang: str) -> Made:
    name = _("Checklist of the initiative group")
    columns = (
        Column(("№",), 8),
        Column((_("What"),), 80),
        Column((_("By when, by which rule"),), 58),
        Column((_("Who"),), 26),
        Column((_("Done on"),), 32),
    )
    rows = [(str(n), what, when, "", "") for n, (what, when) in enumerate(_checks(sheet, lang), start=1)]
    line = sheet.sheet.line
    facts = Facts(
        (
            (_("Issue"), plain(line.title, lang)),
            (pgettext("fact", "Where"), plain(line.place, lang)),
        )
    )
    closing = _("The office organises the assembly; the group shares in the work. Whatever is unclear: ask the office.")
    return name, (Heading((name,)), facts, Table("", columns, tuple(rows)), Line(closing))


def _checks(sheet: AnswerSheet, lang: str) -> Iterator[tuple[str, str]]:
    def by(rule: str) -> str:
        return _by_when(sheet.steps.get(rule), lang)

    clock = _by_when(sheet.sheet.clock or sheet.steps.get("appeal-decision"), lang)

    size = sheet.sheet.asked
    least = size.least if size else None
    if least:
        enough = ngettext(
            "Write the appeal: issue and reason, place, how many people, names and addresses of at least %(n)d person.",
            "Write the appeal: issue and reason, place, how many people, names and addresses of at least %(n)d people.",
            least,
        ) % {"n": least}
    else:
        enough = _("Write the appeal: issue and reason, place, how many people, names and addresses of the group.")
    yield enough, plain(size.cited, lang) if size else ""
    yield _("Hand it in and take the receipt: number, day, last day to decide."), clock
    yield _("Agree with the office on day, hour, hall, and who reports."), ""
    yield _("Write down in two or three sentences what the assembly should decide."), ""
    yield _("Help to tell everybody: from door to door, on boards, by phone, in chats."), by("notice")
    yield _("Ask who needs help to come: an interpreter, transport, a way without steps, child care."), ""
    yield _("Give the office the names of those who want to speak."), by("lists")
    yield _("Remind the speakers."), by("tell-speakers")
    yield _("Think of who could chair and who could write: the assembly elects them."), ""
    yield _("Come an hour early: chairs, water, light, sign-in sheets, slips for questions."), ""
    yield _("Help to count the hands, for and against and abstained."), ""
    yield _("Ask for the result sheet and read it out to neighbours who did not come."), ""
    yield _("Ask for the written answers to questions that stayed open."), by("answers")
    yield _("Ask what was done about the decisions."), by("measures")


def _by_when(step: Explained | None, lang: str) -> str:
    """The day where it is known, the term, and where it is written."""
    if step is None:
        return ""
    day = day_in_words(step.last, lang) if step.last else ""
    return "; ".join(filter(None, (day, plain(step.term, lang), plain(step.cited, lang))))


# The appeal itself


def _draft_parts(draft: Draft) -> Iterator[Part]:
    yield Sender((), (_to(draft.to_chair), BLANK))
    yield Heading((_("Appeal of an initiative group"),))
    yield Prose((_("We, residents of %(place)s, ask for an assembly.") % {"place": plain_line(draft.place) or BLANK},))
    yield Facts(
        (
            (_("Issue"), plain_line(draft.title) or BLANK),
            (_("Why"), _in_a_row(draft.reason) or BLANK),
            (_("Proposed place"), plain_line(draft.where) or BLANK),
            (_("How many people are expected"), str(draft.expected or BLANK)),
            (_("Phone of the first of the group"), plain_line(draft.phone) or BLANK),
        )
    )
    columns = (Column(("№",), 10), Column((_("Name"),), 75), Column((_("Address"),), 85))
    rows = [*draft.members, *((("", ""),) * max(0, GROUP_ROWS - len(draft.members)))]
    numbered = tuple((str(n), plain_line(name), plain_line(at)) for n, (name, at) in enumerate(rows, start=1))
    yield Table(_("The group"), columns, numbered)
    yield Facts(
        (
            (_("Day"), BLANK),
            (_("Registered by the office: number and day"), BLANK),
        )
    )
    yield Line(_("Ask the office for a receipt with the number, the day and the last day to decide."))


def _in_a_row(text: str) -> str:
    """The lines of a longer text, one after the other."""
    return " ".join(paragraphs(text))


def _to(chair: bool) -> str:
    return _("To the chair of the council") if chair else _("To the head of the aiyl okmotu (mayor)")


def _number(found: InitiativeSheet) -> str:
    return f"№ {found.line.number}" if found.line.number is not None else ""


# In the order in which they are needed.
KINDS: dict[str, Write] = {"receipt": _receipt, "answer": _answer, "checklist": _checklist}
