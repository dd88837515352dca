"""How a yearly report is told: chapters of figures, each with its rows; page, papers and chats say the same words.

What is not done is said first. A figure that is not known says so. In the language that is active.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from tegerek.commitments.report_sheets import (
    AskedLine,
    DecidedLine,
    HeldLine,
    KindLine,
    RatingLine,
    ReportLine,
    ReportSheet,
)
from tegerek.commitments.sheets import Words
from tegerek.documents.measures import residents_words, soms_in_words, state_word, totals_words
from tegerek.documents.plain import plain, plain_line
from tegerek.lib.dates import day_in_words, days_in_words
from tegerek.people.posts import post_said

OUTCOMES = {
    "accepted": gettext_lazy("Proposals accepted"),
    "partly": gettext_lazy("Proposals accepted in part"),
    "under_review": gettext_lazy("Proposals under review"),
    "rejected": gettext_lazy("Proposals rejected"),
    "reflected": gettext_lazy("Proposals reflected in a budget or a plan"),
    "": gettext_lazy("Proposals of which nothing is written down"),
}
RATINGS = {
    "satisfactory": pgettext_lazy("rating of a report", "satisfactory"),
    "unsatisfactory": pgettext_lazy("rating of a report", "unsatisfactory"),
}


@dataclass(frozen=True)
class Row:
    """What a figure counts: one meeting, question or decision. path: its page, without language: "decisions/48215"."""

    path: str
    number: int
    text: str = ""
    note: str = ""


@dataclass(frozen=True)
class Figure:
    """A figure and its rows. slug: where on the page its rows stand."""

    slug: str
    label: str
    value: str
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """Figures that belong together. note: what is to be known of all of them, "" for nothing."""

    heading: str
    figures: tuple[Figure, ...]
    note: str = ""


def chapters(sheet: ReportSheet, lang: str) -> tuple[Chapter, ...]:
    """The whole report in figures, what is not done first."""
    is_known, not_yet = sheet.is_known, "" if sheet.is_known else _("Not known yet.")
    return (
        Chapter(_("Not done yet"), tuple(_not_done(sheet, lang)) if is_known else (), not_yet),
        Chapter(pgettext("part of a report", "Done"), tuple(_done(sheet, lang)) if is_known else (), not_yet),
        Chapter(_("Proposals, and what people said of answers"), tuple(_answers(sheet)) if is_known else (), not_yet),
        Chapter(_("Meetings"), tuple(_meetings(sheet, lang)), "" if sheet.meetings else _none_held()),
        Chapter(_("What residents say of decisions"), (_residents(sheet, lang),) if is_known else (), not_yet),
    )


def title_words(sheet: ReportSheet | ReportLine, lang: str) -> str:
    """What the report is called."""
    time = {"time": period_words(sheet.since, sheet.until, lang)}
    if sheet.whose == "deputy":
        return _("Report of a deputy of the village council: %(time)s") % time
    return _("Report of the head of the aiyl okmotu: %(time)s") % time


def period_words(since: date, until: date, lang: str) -> str:
    """Of which time it tells: “2025” for a whole year, else its days."""
    if (since.month, since.day, until.month, until.day, until.year) == (1, 1, 12, 31, since.year):
        return pgettext("a year", "%(year)d") % {"year": since.year}
    return days_in_words(since, until, lang)


def about_words(sheet: ReportSheet, lang: str) -> str:
    """Who reports, of which place, at which meeting, on one line."""
    meeting = ", ".join(
        filter(
            None,
            (
                plain(sheet.meeting_title, lang),
                day_in_words(sheet.meeting_on, lang) if sheet.meeting_on else "",
                f"№ {sheet.meeting}" if sheet.meeting else "",
            ),
        )
    )
    told = (plain_line(sheet.who), plain(sheet.place, lang), meeting)
    return " · ".join(filter(None, told))


def totals_sentence(sheet: ReportSheet) -> str:
    """How many decisions, what is not done first; that it is not known, where nobody ticked them."""
    if not sheet.is_known:
        return unknown_words(sheet)
    late, waiting = len(sheet.overdue), len(sheet.overdue) + len(sheet.going)
    return totals_words(len(sheet.decided), waiting, late, len(sheet.dropped), len(sheet.done))


def unknown_words(sheet: ReportSheet) -> str:
    """That nobody said yet what is this deputy's; "" where it is known."""
    if sheet.is_known:
        return ""
    questions, decisions = sheet.unpicked or (0, 0)
    told = {"questions": questions, "decisions": decisions}
    return (
        _(
            "Not known yet. On record for all deputies together – questions and proposals: %(questions)d, decisions:"
            " %(decisions)d. Nobody has said which of them are this deputy’s."
        )
        % told
    )


def as_of_words(sheet: ReportSheet, lang: str) -> str:
    """Whose state the figures tell."""
    return _("As of %(day)s.") % {"day": day_in_words(sheet.as_of, lang)}


def rating_words(rating: RatingLine) -> str:
    """How those present rated it, with the hands raised."""
    votes = {
        "rating": str(RATINGS[rating.outcome]),
        "for": _number(rating.satisfactory),
        "against": _number(rating.unsatisfactory),
        "abstained": _number(rating.abstained),
    }
    return (
        _(
            "Rated: %(rating)s. Hands for “satisfactory”: %(for)s, for “unsatisfactory”: %(against)s, abstained:"
            " %(abstained)s."
        )
        % votes
    )


def doubt_words(rating: RatingLine) -> str:
    """That more hands were written down than people; "" where it adds up."""
    if rating.adds_up:
        return ""
    return _("These numbers do not add up. Hands: %(votes)d, people counted: %(people)d.") % {
        "votes": rating.votes,
        "people": rating.present or 0,
    }


def questions_sentence(sheet: ReportSheet) -> str:
    """Questions and proposals in one line: not answered first."""
    if not sheet.is_known:
        return ""
    waiting = [one for one in sheet.put if one.state != "answered"]
    late = [one for one in waiting if one.state == "late"]
    told = {"total": len(sheet.put), "waiting": len(waiting), "late": len(late)}
    return _("Questions and proposals: %(total)d; not answered: %(waiting)d, of these late: %(late)d.") % told


def meetings_sentence(sheet: ReportSheet) -> str:
    """How many meetings were held, and how many people came to those that were counted."""
    if not sheet.meetings:
        return _none_held()
    if sheet.is_deputy:
        return _came(sheet.meetings)
    people = [one.present for one in sheet.meetings if one.present is not None]
    return ", ".join((_n_meetings(len(sheet.meetings)), _people(people, len(sheet.meetings)))) + "."


# The chapters


def _not_done(sheet: ReportSheet, lang: str) -> Iterator[Figure]:
    yield _decisions("overdue", _("Decisions past their day"), sheet.overdue, lang)
    yield _decisions("going", _("Decisions still being carried out"), sheet.going, lang)
    yield _decisions("dropped", _("Decisions that will not be carried out"), sheet.dropped, lang)
    yield _questions("late", _("Questions and proposals not answered in time"), sheet.put, _is("late"))
    yield _questions("waiting", _("Questions and proposals waiting for an answer"), sheet.put, _is("waiting"))
    if sheet.appeals:
        yield _questions("appeals-late", _("Written appeals not answered in time"), sheet.appeals, _is("late"))
        yield _questions("appeals-waiting", _("Written appeals waiting"), sheet.appeals, _is("waiting"))


def _done(sheet: ReportSheet, lang: str) -> Iterator[Figure]:
    yield _decisions("done", _("Decisions carried out"), sheet.done, lang)
    yield _questions("answered", _("Questions and proposals answered"), sheet.put, _is("answered"))
    if sheet.appeals:
        yield _questions("appeals-answered", _("Written appeals answered"), sheet.appeals, _is("answered"))


def _answers(sheet: ReportSheet) -> Iterator[Figure]:
    yield _questions("disputed", _("Askers who said: this does not answer my question"), sheet.disputed, _any)
    proposals = [one for one in sheet.put if one.kind == "proposal"]
    for outcome, label in OUTCOMES.items():
        found = [one for one in proposals if one.outcome == outcome]
        if found:
            yield _questions(f"proposals-{outcome or 'open'}", str(label), found, _any)


def _meetings(sheet: ReportSheet, lang: str) -> Iterator[Figure]:
    for kind in sheet.kinds:
        name = plain(kind.name, lang)
        label = name[:1].upper() + name[1:]
        value = _came(kind.meetings) if sheet.is_deputy else "; ".join(_held(kind))
        yield Figure(f"kind-{kind.kind}", label, value, tuple(_held_row(one, lang) for one in kind.meetings))


def _held(kind: KindLine) -> Iterator[str]:
    yield _n_meetings(len(kind.meetings))
    yield _people(kind.counted, len(kind.meetings))
    yield _notice(kind)
    if kind.short:
        yield _("told later than the rule asks for: %(n)d") % {"n": len(kind.short)}


def _residents(sheet: ReportSheet, lang: str) -> Figure:
    told = [one for one in sheet.decided if one.words.all]
    words = Words(
        sum(one.words.done for one in told),
        sum(one.words.partly for one in told),
        sum(one.words.not_done for one in told),
    )
    value = residents_words(words) or _("nobody has said anything yet")
    rows = tuple(_decided_row(one, lang, residents_words(one.words)) for one in told)
    return Figure("residents", _("Residents say"), value, rows)


# Figures and rows


def _decisions(slug: str, label: str, found: Sequence[DecidedLine], lang: str) -> Figure:
    value = "; ".join(filter(None, (str(len(found)), _money(found))))
    return Figure(slug, label, value, tuple(_decided_row(one, lang, _state(one, lang)) for one in found))


def _questions(slug: str, label: str, found: Iterable[AskedLine], asks: Callable[[AskedLine], bool]) -> Figure:
    rows = tuple(Row(f"questions/{one.number}", one.number) for one in found if asks(one))
    return Figure(slug, label, str(len(rows)), rows)


def _is(state: str) -> Callable[[AskedLine], bool]:
    return lambda one: one.state == state


def _any(_one: AskedLine) -> bool:
    return True


def _decided_row(one: DecidedLine, lang: str, note: str) -> Row:
    text = ", ".join(filter(None, (plain(one.what, lang).rstrip("."), plain(one.place, lang))))
    return Row(f"decisions/{one.number}", one.number, text, note)


def _state(one: DecidedLine, lang: str) -> str:
    return "; ".join(filter(None, _state_parts(one, lang)))


def _state_parts(one: DecidedLine, lang: str) -> Iterator[str]:
    if one.late:
        late = ngettext("%(days)d day", "%(days)d days", one.late) % {"days": one.late}
        yield _("%(state)s: %(late)s") % {"state": state_word(one.state), "late": late}
    elif one.ended_on:
        yield f"{state_word(one.state)}, {day_in_words(one.ended_on, lang)}"
    else:
        yield state_word(one.state)
    yield ", ".join(filter(None, (plain(post_said(one.post), lang) if one.post else "", plain(one.body, lang))))
    yield soms_in_words(Decimal(one.money)) if one.money else ""
    yield plain(one.why, lang)
    yield _("decided before this time") if one.is_older else ""


def _money(found: Sequence[DecidedLine]) -> str:
    """Of how much money the decisions speak, and of how many it is not known; "" where there is no decision."""
    if not found:
        return ""
    known = [Decimal(one.money) for one in found if one.money]
    if not known:
        return _("the money is not known")
    told = _("money: %(sum)s") % {"sum": soms_in_words(sum(known, Decimal()))}
    left = len(found) - len(known)
    return told if not left else _("%(told)s (not known of %(n)d)") % {"told": told, "n": left}


def _held_row(one: HeldLine, lang: str) -> Row:
    parts = [day_in_words(one.held_on, lang)]
    if one.came is not None:
        parts.append(pgettext("a deputy", "was there") if one.came else pgettext("a deputy", "was not there"))
    parts.append(_people(() if one.present is None else (one.present,), 1))
    parts.append(_("days of notice: %(n)s") % {"n": one.given} if one.given is not None else _not_recorded())
    return Row(f"meetings/{one.number}", one.number, plain(one.title, lang), "; ".join(parts))


def _n_meetings(number: int) -> str:
    return ngettext("%(n)d meeting", "%(n)d meetings", number) % {"n": number}


def _people(counted: Sequence[int], of: int) -> str:
    if not counted:
        return _("how many people came was not counted")
    told = _("people who came: %(n)d") % {"n": sum(counted)}
    left = of - len(counted)
    return told if not left else _("%(told)s (not counted at %(n)d)") % {"told": told, "n": left}


def _notice(kind: KindLine) -> str:
    if not kind.notices:
        return _not_recorded()
    least, most = min(kind.notices), max(kind.notices)
    told = _("days of notice: %(n)s") % {"n": str(least) if least == most else f"{least}–{most}"}
    left = len(kind.meetings) - len(kind.notices)
    return told if not left else _("%(told)s (not recorded of %(n)d)") % {"told": told, "n": left}


def _not_recorded() -> str:
    return _("days of notice were not recorded")


def _came(meetings: Sequence[HeldLine]) -> str:
    """At how many the deputy was; of how many nobody wrote it down."""
    known = [one for one in meetings if one.came is not None]
    if not known:
        return _("Held: %(n)d. Whether the deputy was there was not recorded.") % {"n": len(meetings)}
    told = {"n": len(meetings), "came": sum(bool(one.came) for one in known), "left": len(meetings) - len(known)}
    return _("Held: %(n)d; the deputy was at %(came)d; not recorded of %(left)d.") % told


def _none_held() -> str:
    return _("No meeting of this time is on record.")


def _number(number: int | None) -> str:
    return pgettext("votes", "not counted") if number is None else str(number)
