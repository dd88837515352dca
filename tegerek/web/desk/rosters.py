"""A meeting's people at the desk: who is missing, confirmed, replaced; whom to phone; the list as a file."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext, ngettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tegerek.documents.roster_xlsx import roster_xlsx
from tegerek.documents.tables import XLSX_TYPE
from tegerek.lib import clock
from tegerek.lib.numbers import key_of, so_many_of
from tegerek.lib.pages import Page, page_in
from tegerek.lib.said import Said
from tegerek.meetings import listing
from tegerek.meetings import roster as actions
from tegerek.meetings.access import line_for, meeting_for
from tegerek.meetings.ages import BANDS
from tegerek.meetings.models import Meeting, SeatPool
from tegerek.meetings.roster_sheets import RosterLine, RosterSheet, balance_of, roster_sheet
from tegerek.meetings.seat_sheets import PoolSheet, SeatLine, pools_sheet
from tegerek.meetings.seats import lapse_of
from tegerek.people.access import may
from tegerek.people.models import Post
from tegerek.people.rights import Act
from tegerek.programmes.models import Seminar
from tegerek.programmes.rosters import SeatsLine, SeatsSheet, Taken, seats_sheet, seminar_of, taken, to_call
from tegerek.web.desk.answers import at_line
from tegerek.web.desk.forms import attempt, data_of, status_of
from tegerek.web.desk.heads import Part, head_of
from tegerek.web.desk.need_words import needs_in_words
from tegerek.web.desk.persons_on_list import LineForm, SubstituteForm, beyond_seats
from tegerek.web.desk.seats import offers_of
from tegerek.web.downloads import made_file
from tegerek.web.gate import desk, who

LINES_A_PAGE = 200
# A list of more lines than this gets links to its aimaks at the head.
JUMPING = 12
# One sentence for each post: in most languages the post takes a form of its own after the number.
NOT_CONFIRMED = {
    Post.AO_HEAD: ngettext_lazy(
        "%(place)s: %(missing)s of %(seats)d head of aiyl okmotu not confirmed",
        "%(place)s: %(missing)s of %(seats)d heads of aiyl okmotus not confirmed",
        "seats",
    ),
    Post.COUNCIL_CHAIR: ngettext_lazy(
        "%(place)s: %(missing)s of %(seats)d council chair not confirmed",
        "%(place)s: %(missing)s of %(seats)d council chairs not confirmed",
        "seats",
    ),
    Post.AO_SPECIALIST: ngettext_lazy(
        "%(place)s: %(missing)s of %(seats)d specialist of aiyl okmotu not confirmed",
        "%(place)s: %(missing)s of %(seats)d specialists of aiyl okmotus not confirmed",
        "seats",
    ),
    Post.EXECUTIVE_SECRETARY: ngettext_lazy(
        "%(place)s: %(missing)s of %(seats)d executive secretary not confirmed",
        "%(place)s: %(missing)s of %(seats)d executive secretaries not confirmed",
        "seats",
    ),
    Post.DEPUTY: ngettext_lazy(
        "%(place)s: %(missing)s of %(seats)d deputy not confirmed",
        "%(place)s: %(missing)s of %(seats)d deputies not confirmed",
        "seats",
    ),
    Post.VILLAGE_HEAD: ngettext_lazy(
        "%(place)s: %(missing)s of %(seats)d village head not confirmed",
        "%(place)s: %(missing)s of %(seats)d village heads not confirmed",
        "seats",
    ),
    Post.IG_MEMBER: ngettext_lazy(
        "%(place)s: %(missing)s of %(seats)d member of initiative groups not confirmed",
        "%(place)s: %(missing)s of %(seats)d members of initiative groups not confirmed",
        "seats",
    ),
    Post.JMEG_MEMBER: ngettext_lazy(
        "%(place)s: %(missing)s of %(seats)d member of joint monitoring groups not confirmed",
        "%(place)s: %(missing)s of %(seats)d members of joint monitoring groups not confirmed",
        "seats",
    ),
    Post.DELEGATE: ngettext_lazy(
        "%(place)s: %(missing)s of %(seats)d delegate of a kurultai not confirmed",
        "%(place)s: %(missing)s of %(seats)d delegates of a kurultai not confirmed",
        "seats",
    ),
    Post.RAION_OFFICIAL: ngettext_lazy(
        "%(place)s: %(missing)s of %(seats)d official of the raion administration not confirmed",
        "%(place)s: %(missing)s of %(seats)d officials of the raion administration not confirmed",
        "seats",
    ),
    Post.OTHER: ngettext_lazy(
        "%(place)s: %(missing)s of %(seats)d other person not confirmed",
        "%(place)s: %(missing)s of %(seats)d other people not confirmed",
        "seats",
    ),
}


@dataclass(frozen=True)
class LineRow:
    """A line on the page; instead_of, replaced_by: the names of whom it replaces and of who replaces it. age: in words.

    needs: in words, for whoever works with people. seat: its place in the room, None where it has none; lost: it comes
    and has no place in a room that can be full.
    """

    line: RosterLine
    instead_of: str
    replaced_by: str
    age: str
    needs: tuple[str, ...] = ()
    seat: SeatLine | None = None
    lost: bool = False


@dataclass(frozen=True)
class PostRow:
    """One post; last: who was written onto the list last of those who have not confirmed, as many as there are beyond
    the seats. Who really has no seat is for a person to say.
    """

    post: SeatsLine
    last: tuple[str, ...]


@dataclass(frozen=True)
class OpenSeat:
    """One post of which something is still to be done: a sentence of its seats, and one of the people on the list."""

    seats: str
    people: str


@dataclass(frozen=True)
class AimakRows:
    """The lines of one aimak on a page (key 0: place not stated). seats: of the whole aimak; confirmed: how many of
    those who have a seat.
    """

    key: int
    rows: tuple[LineRow, ...]
    seats: int
    confirmed: int

    @property
    def name(self) -> Said:
        return self.rows[0].line.unit


@desk(Act.ROSTER_SEE)
@require_GET
def roster(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/roster/ : who is on the list, who is missing, and what can be done with each."""
    meeting, sheet, seats, seminar = _sheets(request, Act.ROSTER_SEE, key)
    page = _page(request, sheet)
    lapse_of(meeting, clock.now())
    pools = pools_sheet(meeting)
    room = next((pool for pool in pools if pool.what == SeatPool.What.SEMINAR and pool.size is not None), None)
    context = {
        "meeting": meeting,
        "head": head_of(request, meeting, Part.PEOPLE, seminar=seminar),
        "page": page,
        "sheet": sheet,
        "seminar": seminar,
        "seats": seats,
        "post_rows": _post_rows(seats, sheet) if seats else [],
        "open_seats": [_open_seat(seats, line) for line in seats.open] if seats else [],
        **beyond_seats(Taken(seats.listed, seats.seats) if seats and seats.seats else None),
        "aimaks": _by_aimak(sheet, page.lines, room, sees_needs=may(request.user, Act.PERSON_SEE, meeting)),
        "room": room,
        "offers": sum(len(pool.offers) for pool in pools),
        "balance": balance_of(sheet),
        "is_long": len(sheet.lines) > JUMPING,
        "waiting": listing.waiting(meeting),
        "may_edit": may(request.user, Act.ROSTER_EDIT, meeting),
        "may_see_cards": may(request.user, Act.PERSON_SEE, meeting),
        "may_mend_cards": may(request.user, Act.PERSON_EDIT, meeting),
        "may_invite": seats is not None and may(request.user, Act.PROGRAMME_EDIT, meeting),
    }
    return render(request, "desk/rosters/roster.html", context)


def _post_rows(seats: SeatsSheet, sheet: RosterSheet) -> list[PostRow]:
    return [PostRow(post, _last(post, sheet)) for post in seats.posts]


def _last(post: SeatsLine, sheet: RosterSheet) -> tuple[str, ...]:
    """Names of those beyond the seats of a post, in the order in which they were written down."""
    if not (post.over and post.seats):
        return ()
    rows = [line for line in sheet.lines if line.post == post.post and line.is_coming and not line.is_walk_in]
    rows.sort(key=lambda line: (line.confirmed_at is None, line.key))
    return tuple(line.name for line in rows[post.seats :])


@desk(Act.PHONE_SEE)
@require_GET
def calls(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/calls/?line=3 : whom to phone next, to press on a phone or to print; what was noted last."""
    lapse_of(meeting_for(request.user, Act.PHONE_SEE, key), clock.now())
    meeting, sheet, seats, seminar = _sheets(request, Act.PHONE_SEE, key)
    context = {
        "meeting": meeting,
        "head": head_of(request, meeting, Part.CALLS, seminar=seminar),
        "lines": to_call(sheet, seats, answered=key_of(request.GET.get("line", ""))),
        "balance": balance_of(sheet),
        "silent": seats.silent if seats else (),
        "offers": offers_of(pools_sheet(meeting, phones=True)),
        "may_edit": may(request.user, Act.ROSTER_EDIT, meeting),
    }
    return render(request, "desk/rosters/calls.html", context)


@desk(Act.ROSTER_SEE)
@require_GET
def as_xlsx(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/roster.xlsx : the list as a workbook that can be brought back; the download is journaled."""
    meeting = meeting_for(request.user, Act.ROSTER_SEE, key)
    sheet = roster_sheet(meeting, phones=may(request.user, Act.PHONE_SEE, meeting))
    actions.note_export(meeting, lines=len(sheet.lines), by=who(request), now=clock.now())
    return made_file(roster_xlsx(sheet, get_language() or "ky"), XLSX_TYPE, f"roster-{meeting.pk}.xlsx")


@desk(Act.ROSTER_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/roster/new/ : put one person on the list by typing."""
    meeting = meeting_for(request.user, Act.ROSTER_EDIT, key)
    form = LineForm(data_of(request), meeting=meeting, initial={"seen": meeting.version}, **_rights(request, meeting))

    def act() -> None:
        person = form.person()
        is_there = person is not None and meeting.roster.filter(person=person).exists()
        actions.write_in(meeting, form.typed(), person=person, by=who(request), now=clock.now())
        messages.success(request, _("This person is on the list already.") if is_there else _("Added to the list."))

    if form.is_valid() and attempt(form, act, meeting):
        return redirect(reverse("desk:add-to-roster" if "again" in request.POST else "desk:roster", args=[key]))
    context = {"form": form, "meeting": meeting, "head": head_of(request, meeting, Part.PEOPLE)}
    context |= beyond_seats(taken(meeting), 1)
    return render(request, "desk/rosters/add.html", context, status=status_of(form))


@desk(Act.ROSTER_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def substitute(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/participants/7/substitution/ : somebody else comes, and why; post and aimak pass over."""
    line = line_for(request.user, Act.ROSTER_EDIT, key)
    meeting = line.meeting
    form = SubstituteForm(
        data_of(request), office=meeting.office, initial={"seen": line.version}, **_rights(request, meeting)
    )

    def act() -> None:
        reason = form.cleaned_data["reason"]
        actions.substitute(line, form.typed(), person=form.person(), reason=reason, by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, line):
        messages.success(request, _("The seat has passed to the substitute."))
        return redirect(at_line(line))
    context = {"form": form, "line": line, "meeting": meeting}
    return render(request, "desk/rosters/substitute.html", context, status=status_of(form))


def not_confirmed(seats: SeatsSheet, line: SeatsLine) -> str:
    """Who of one post is missing: «Кочкор: 3 депутаттын 2си келерин тастыктай элек»."""
    lang = get_language() or "ky"
    place = seats.place.in_(lang).text
    words = {"place": place, "missing": so_many_of(line.missing, lang), "seats": line.seats}
    return str(NOT_CONFIRMED[Post(line.post)] % words)


def _open_seat(seats: SeatsSheet, line: SeatsLine) -> OpenSeat:
    """Seats and people apart: there may be more on the list than seats, and fewer."""
    waiting = ngettext(
        "%(n)d on the list has not answered yet", "%(n)d on the list have not answered yet", line.waiting
    ) % {"n": line.waiting}
    if line.missing:
        return OpenSeat(not_confirmed(seats, line), waiting if line.waiting else _("nobody else is on the list"))
    post = {"post": line.title.in_(get_language() or "ky").text}
    filled = _("%(post)s: every seat is confirmed") if line.seats else _("%(post)s: no seats are planned")
    return OpenSeat(filled % post, waiting)


def _sheets(request: HttpRequest, act: Act, key: int) -> tuple[Meeting, RosterSheet, SeatsSheet | None, Seminar | None]:
    """The meeting, its roster, and of a seminar its seats and itself."""
    meeting = meeting_for(request.user, act, key)
    sheet = roster_sheet(meeting, phones=may(request.user, Act.PHONE_SEE, meeting))
    seminar = seminar_of(meeting)
    return meeting, sheet, seats_sheet(seminar, sheet) if seminar else None, seminar


def _rights(request: HttpRequest, meeting: Meeting) -> dict[str, bool]:
    return {
        "may_ask": may(request.user, Act.PERSON_SEE, meeting),
        "may_see_phones": may(request.user, Act.PHONE_SEE, meeting),
    }


def _page(request: HttpRequest, sheet: RosterSheet) -> Page[RosterLine]:
    """The page asked for by number, or that on which a line (?line=7) stands; else the first."""
    line, number = request.GET.get("line", ""), request.GET.get("page", "")
    at = next((n for n, one in enumerate(sheet.lines) if str(one.key) == line), 0) // LINES_A_PAGE + 1
    return page_in(sheet.lines, number=int(number) if re.fullmatch("[0-9]{1,6}", number) else at, most=LINES_A_PAGE)


def _by_aimak(
    sheet: RosterSheet, lines: tuple[RosterLine, ...], room: PoolSheet | None, *, sees_needs: bool
) -> list[AimakRows]:
    """Those lines by aimak; the figures of each are those of the whole list."""
    places = {seat.line: seat for seat in room.lines} if room else {}
    names = {line.key: line.name for line in sheet.lines}
    seats = Counter(line.unit_key for line in sheet.coming)
    confirmed = Counter(line.unit_key for line in sheet.coming if line.confirmed_at)
    return [
        AimakRows(
            unit or 0,
            tuple(
                replace(
                    _row(line, names),
                    needs=needs_in_words(line.needs) if sees_needs else (),
                    seat=places.get(line.key),
                    lost=room is not None and line.confirmed_at is not None and line.key not in places,
                )
                for line in own
            ),
            seats[unit],
            confirmed[unit],
        )
        for unit, own in groupby(lines, key=lambda line: line.unit_key)
    ]


def _row(line: RosterLine, names: dict[int, str]) -> LineRow:
    age = str(BANDS.get(line.band, ""))
    return LineRow(line, names.get(line.instead_of or 0, ""), names.get(line.replaced_by or 0, ""), age)
