"""Which bodies and posts are invited to a meeting, who of them speaks, and who has been told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tegerek.lib import clock
from tegerek.lib.said import Said
from tegerek.meetings import invitees as actions
from tegerek.meetings.access import invitee_for, meeting_for
from tegerek.meetings.invitees import InviteeLine, Proposal, Wanted
from tegerek.meetings.models import Invitee, Meeting
from tegerek.people.rights import Act
from tegerek.procedures.kinds import kind as kind_of
from tegerek.procedures.rules import rule_in_force
from tegerek.procedures.terms import Rule
from tegerek.procedures.words import cited
from tegerek.web.desk.forms import SeenForm, add_said, attempt, data_of, read_said, status_of
from tegerek.web.gate import desk, who

# So many empty places stand below the proposals.
SPARE = 3


@dataclass(frozen=True)
class Row:
    """One body or post on the page: its box, the box "speaks", and the rule that names it, if any."""

    invited: BoundField
    speaks: BoundField
    cited: Said


class InviteesForm(SeenForm):
    """A box for each that is on the list or proposed, and empty places for others."""

    def __init__(self, *args: Any, meeting: Meeting, lines: tuple[InviteeLine, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = get_language() or "ky"
        there = {_word(line.whom) for line in lines}
        offered = [one for one in actions.proposed(meeting.kind) if _word(one.whom) not in there]
        rows = [*map(_wanted, lines), *map(_wanted_of, offered)]
        self.rules = [*(_rule_of(meeting, line.whom) for line in lines), *(one.rule for one in offered)]
        self.meeting, self.wanted = meeting, rows
        for n, one in enumerate(rows):
            # Before anything was saved all that is proposed is ticked: one press is enough, and one tap takes one out.
            ticked = one.key is not None or not lines
            self.fields[f"invited-{n}"] = forms.BooleanField(
                label=one.whom.in_(lang).text, required=False, initial=ticked
            )
            self.fields[f"speaks-{n}"] = forms.BooleanField(label=_("speaks"), required=False, initial=one.is_speaker)
        for n in range(SPARE):
            add_said(self, f"other-{n}", _("Another one, as the papers will say it"))
            self.fields[f"other-speaks-{n}"] = forms.BooleanField(label=_("speaks"), required=False)

    def rows(self) -> Iterator[Row]:
        for n, rule in enumerate(self.rules):
            yield Row(self[f"invited-{n}"], self[f"speaks-{n}"], _cited(self.meeting, rule))

    def others(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name.startswith("other-")]

    def typed(self, now: datetime) -> list[Wanted]:
        """Whoever is ticked, then whoever was typed."""
        data = self.cleaned_data
        kept = [
            Wanted(one.whom, one.key, one.post, data[f"speaks-{n}"])
            for n, one in enumerate(self.wanted)
            if data[f"invited-{n}"]
        ]
        said = [(read_said(self, f"other-{n}", Said(), now), data[f"other-speaks-{n}"]) for n in range(SPARE)]
        return kept + [Wanted(whom, is_speaker=speaks) for whom, speaks in said if whom]


@desk(Act.MEETING_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def invitees(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/invitees/ : whom to invite, proposed by kind; who speaks; who was told."""
    meeting, now = meeting_for(request.user, Act.MEETING_EDIT, key), clock.now()
    lines = actions.invitee_lines(meeting)
    form = InviteesForm(data_of(request), meeting=meeting, lines=lines, initial={"seen": meeting.version})

    def act() -> None:
        wanted = form.typed(now)
        actions.set_invitees(meeting, wanted, seen=form.cleaned_data["seen"], by=who(request), now=now)
        words = ngettext("Saved: %d is invited.", "Saved: %d are invited.", len(wanted))
        messages.success(request, words % len(wanted))

    if form.is_valid() and attempt(form, act, meeting):
        return redirect("desk:invitees", key)
    context = {
        "meeting": meeting,
        "form": form,
        "lines": lines,
        "dues": actions.dues_of_lists(meeting, clock.today()),
        "today": clock.today(),
    }
    return render(request, "desk/meetings/invitees.html", context, status=status_of(form))


@desk(Act.MEETING_EDIT)
@require_POST
def tell(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/invitees/7/telling/ : phoned or met: they know."""
    return _pressed(request, key, lambda row: actions.tell(row, by=who(request), now=clock.now()))


@desk(Act.MEETING_EDIT)
@require_POST
def take_back(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/invitees/7/telling/removal/ : it was noted by mistake."""
    return _pressed(request, key, lambda row: actions.take_back_telling(row, by=who(request), now=clock.now()))


def _pressed(request: HttpRequest, key: int, act: Callable[[Invitee], None]) -> HttpResponse:
    row = invitee_for(request.user, Act.MEETING_EDIT, key)
    act(row)
    return redirect(reverse("desk:invitees", args=[row.meeting_id]) + f"#invitee-{row.pk}")


def _wanted(line: InviteeLine) -> Wanted:
    return Wanted(line.whom, line.key, line.post, line.is_speaker)


def _wanted_of(one: Proposal) -> Wanted:
    return Wanted(one.whom, None, one.post, one.is_speaker)


def _rule_of(meeting: Meeting, whom: Said) -> str:
    """The rule that names whoever is on the list, where it was proposed."""
    return next((one.rule for one in actions.proposed(meeting.kind) if _word(one.whom) == _word(whom)), "")


def _cited(meeting: Meeting, rule_id: str) -> Said:
    rule = rule_in_force(kind_of(meeting.kind), rule_id, meeting.held_on or clock.today()) if rule_id else None
    return cited(rule) if isinstance(rule, Rule) else Said()


def _word(whom: Said) -> str:
    return whom.in_("ky").text.strip().casefold()
