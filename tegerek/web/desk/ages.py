"""The ages of everybody on a list, as the sheet at the door has them: one page, saved in one press."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tegerek.lib import clock
from tegerek.meetings import roster as actions
from tegerek.meetings.access import meeting_for
from tegerek.meetings.roster import Age, Saved
from tegerek.meetings.roster_sheets import RosterLine, RosterSheet, roster_sheet
from tegerek.people.rights import Act
from tegerek.web.desk.heads import Part, head_of
from tegerek.web.desk.persons_on_list import AGES
from tegerek.web.desk.ticks import saved_words, version_seen
from tegerek.web.gate import desk, who

WORDS = dict(AGES)


@dataclass(frozen=True)
class AgeRow:
    """A line on the page; band: what is chosen there. is_apart: somebody else changed it meanwhile; now: to what."""

    line: RosterLine
    band: str
    is_apart: bool = False

    @property
    def now(self) -> str:
        return str(WORDS[self.line.band])


@desk(Act.ROSTER_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def ages(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/ages/ : an age group for everybody on the list."""
    meeting = meeting_for(request.user, Act.ROSTER_EDIT, key)
    sheet, asked, done = roster_sheet(meeting), {}, Saved(0, frozenset())
    if request.method == "POST":
        asked = _read(request.POST, sheet)
        done = actions.set_ages(meeting, asked.values(), by=who(request), now=clock.now())
        if not done.kept_apart:
            messages.success(request, saved_words(done.written))
            return redirect("desk:ages", key)
        sheet = roster_sheet(meeting)
    context = {
        "meeting": meeting,
        "head": head_of(request, meeting, Part.PEOPLE),
        "rows": _rows(sheet, asked, done.kept_apart),
        "apart": len(done.kept_apart),
        "ages": AGES,
    }
    return render(request, "desk/rosters/ages.html", context, status=422 if done.kept_apart else 200)


def _read(data: QueryDict, sheet: RosterSheet) -> dict[int, Age]:
    """What was chosen for the lines that stood on the page; whatever is no age group is not spoken of."""
    bands = {line.key: data.get(f"age_{line.key}") for line in sheet.lines}
    return {key: Age(key, version_seen(data, key), band) for key, band in bands.items() if band in WORDS}


def _rows(sheet: RosterSheet, asked: dict[int, Age], apart: frozenset[int]) -> list[AgeRow]:
    """Everybody with a seat and whoever came; choices as last pressed where they were kept apart."""
    return [
        AgeRow(line, asked[line.key].band if line.key in apart else line.band, line.key in apart)
        for line in sheet.lines
        if line.is_coming or line.came or line.key in apart
    ]
