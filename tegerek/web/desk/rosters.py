"""A meeting's people at the desk: who is missing, confirmed, replaced; whom to phone; the list as a file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegerek.documents.roster_xlsx import roster_xlsx
from tegerek.documents.tables import XLSX_TYPE
from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.lib.numbers import key_of, so_many_of
from tegerek.lib.pages import Page, page_in
from tegerek.lib.said import Said
from tegerek.meetings import listing
from tegerek.meetings import roster as actions
from tegerek.meetings.access import line_for, meeting_for
from tegerek.meetings.models import Meeting, Participant
from tegerek.meetings.roster_sheets import RosterLine, RosterSheet, roster_sheet
from tegerek.people.access import may
from tegerek.people.models import Post, Sex
from tegerek.people.rights import Act
from tegerek.programmes.models import Seminar
from tegerek.programmes.rosters import SeatsLine, SeatsSheet, seats_sheet, seminar_of, to_call
from tegerek.web.desk.forms import attempt, data_of, status_of
from tegerek.web.desk.heads import Part, head_of
from tegerek.web.desk.persons_on_list import LineForm, SubstituteForm
from tegerek.web.downloads import made_file
from tegerek.web.gate import desk, who

LINES_A_PAGE = 200
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
    """A line on the page; instead_of, replaced_by: the names of whom it replaces and of who replaces it."""

    line: RosterLine
    instead_of: str
    replaced_by: str


@dataclass(frozen=True)
class AimakRows:
    """The lines of one aimak on a page. seats: of the whole aimak; confirmed: how many of those who have a seat."""

    rows: tuple[LineRow, ...]
    seats: int
    confirmed: int

    @property
    def name(self) -> Said:
        return self.rows[0].line.unit


@dataclass(frozen=True)
class Balance:
    """How many of those on the list are women; share: in whole per cent."""

    listed: int
    women: int
    unstated: int

    @property
    def share(self) -> int:
        return self.women * 100 // self.listed if self.listed else 0


@desk(Act.ROSTER_SEE)
@require_GET
def roster(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/roster/ : who is on the list, who is missing, and what can be done with each."""
    meeting, sheet, seats, seminar = _sheets(request, Act.ROSTER_SEE, key)
    page = _page(request, sheet)
    context = {
        "meeting": meeting,
        "head": head_of(request, meeting, Part.PEOPLE, seminar=seminar),
        "page": page,
        "sheet": sheet,
        "seminar": seminar,
        "seats": seats,
        "missing": [not_confirmed(seats, line) for line in seats.missing] if seats else [],
        "aimaks": _by_aimak(sheet, page.lines),
        "balance": _balance(sheet),
        "confirmed": sum(line.confirmed_at is not None for line in sheet.coming),
        "waiting": listing.waiting(meeting) if may(request.user, Act.ROSTER_EDIT, meeting) else (),
        "may_edit": may(request.user, Act.ROSTER_EDIT, meeting),
        "may_invite": seats is not None and may(request.user, Act.PROGRAMME_EDIT, meeting),
    }
    return render(request, "desk/rosters/roster.html", context)


@desk(Act.PHONE_SEE)
@require_GET
def calls(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/calls/ : whom to phone next, to press on a phone or to print."""
    meeting, sheet, seats, seminar = _sheets(request, Act.PHONE_SEE, key)
    context = {
        "meeting": meeting,
        "head": head_of(request, meeting, Part.CALLS, seminar=seminar),
        "lines": to_call(sheet, seats),
        "silent": seats.silent if seats else (),
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
    return render(request, "desk/rosters/add.html", context, status=status_of(form))


@desk(Act.ROSTER_EDIT)
@require_POST
def confirm(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/participants/7/confirmation/ : said on the phone that they will come."""
    return _pressed(request, key, lambda line: actions.confirm(line, by=who(request), now=clock.now()))


@desk(Act.ROSTER_EDIT)
@require_POST
def decline(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/participants/7/refusal/ : said that they will not come."""
    return _pressed(request, key, lambda line: actions.decline(line, by=who(request), now=clock.now()))


@desk(Act.ROSTER_EDIT)
@require_POST
def take_off(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/participants/7/removal/ : off the list, while nothing has happened to the line."""
    version = key_of(request.POST.get("seen", ""))
    return _pressed(
        request, key, lambda line: actions.take_off(line, seen=version, by=who(request), now=clock.now()), stays=False
    )


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
        return redirect(_at_line(line))
    context = {"form": form, "line": line, "meeting": meeting}
    return render(request, "desk/rosters/substitute.html", context, status=status_of(form))


def not_confirmed(seats: SeatsSheet, line: SeatsLine) -> str:
    """Who of one post is missing: «Кочкор: 3 депутаттын 2си келерин тастыктай элек»."""
    lang = get_language() or "ky"
    place = seats.place.in_(lang).text
    words = {"place": place, "missing": so_many_of(line.missing, lang), "seats": line.seats}
    return str(NOT_CONFIRMED[Post(line.post)] % words)


def _sheets(request: HttpRequest, act: Act, key: int) -> tuple[Meeting, RosterSheet, SeatsSheet | None, Seminar | None]:
    """The meeting, its roster, and of a seminar its seats and itself."""
    meeting = meeting_for(request.user, act, key)
    sheet = roster_sheet(meeting, phones=may(request.user, Act.PHONE_SEE, meeting))
    seminar = seminar_of(meeting)
    return meeting, sheet, seats_sheet(seminar, sheet) if seminar else None, seminar


def _pressed(request: HttpRequest, key: int, act: Callable[[Participant], None], *, stays: bool = True) -> HttpResponse:
    """Do it and go back to where the finger was."""
    line = line_for(request.user, Act.ROSTER_EDIT, key)
    back = request.POST.get("back") == "calls" and may(request.user, Act.PHONE_SEE, line.meeting)
    try:
        act(line)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(_at_line(line))
    if back:
        return redirect("desk:calls", line.meeting_id)
    return redirect(_at_line(line) if stays else reverse("desk:roster", args=[line.meeting_id]))


def _at_line(line: Participant) -> str:
    return reverse("desk:roster", args=[line.meeting_id]) + f"?line={line.pk}#line-{line.pk}"


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


def _by_aimak(sheet: RosterSheet, lines: tuple[RosterLine, ...]) -> list[AimakRows]:
    """Those lines by aimak; the figures of each are those of the whole list."""
    names = {line.key: line.name for line in sheet.lines}
    seats = Counter(line.unit_key for line in sheet.coming)
    confirmed = Counter(line.unit_key for line in sheet.coming if line.confirmed_at)
    return [
        AimakRows(tuple(_row(line, names) for line in own), seats[key], confirmed[key])
        for key, own in groupby(lines, key=lambda line: line.unit_key)
    ]


def _row(line: RosterLine, names: dict[int, str]) -> LineRow:
    return LineRow(line, names.get(line.instead_of or 0, ""), names.get(line.replaced_by or 0, ""))


def _balance(sheet: RosterSheet) -> Balance:
    coming = sheet.coming
    women = sum(line.sex == Sex.FEMALE for line in coming)
    return Balance(len(coming), women, sum(not line.sex for line in coming))
