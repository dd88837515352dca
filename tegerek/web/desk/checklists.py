"""The checklist of a meeting at the desk: what is late, what is due, how it was counted; a press says it was done."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tegerek.commitments.report_steps import elsewhere_for
from tegerek.lib import clock
from tegerek.lib.dates import day_short
from tegerek.lib.errors import Refusal
from tegerek.meetings.access import meeting_for
from tegerek.meetings.actions import NO_SUCH_DAY
from tegerek.meetings.checklists import StepState, checklist, tick_step, untick_step
from tegerek.meetings.models import Meeting
from tegerek.people.access import may
from tegerek.people.rights import Act
from tegerek.web.desk.heads import Part, head_of
from tegerek.web.gate import desk, who


class StepForm(forms.Form):
    """Which step, and the day on which it was done; undo: the tick was a mistake; then: the page to go on with."""

    step = forms.CharField(max_length=60)
    done_on = forms.DateField(required=False, error_messages={"invalid": gettext_lazy(NO_SUCH_DAY)})
    undo = forms.BooleanField(required=False)
    then = forms.ChoiceField(choices=[("chats", "chats")], required=False)


@desk(Act.MEETING_SEE)
@require_GET
def steps(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/checklist/ : each step with its day, its rule, who does it, and whether it was done."""
    return _page(request, meeting_for(request.user, Act.MEETING_SEE, key))


@desk(Act.MEETING_EDIT)
@require_POST
def tick(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/checklist/steps/ : say that a step was done, or that it was not."""
    found = meeting_for(request.user, Act.MEETING_EDIT, key)
    form = StepForm(request.POST)
    if not form.is_valid():
        return _page(
            request, found, _(NO_SUCH_DAY) if "done_on" in form.errors else _("This meeting has no such step.")
        )
    data, now = form.cleaned_data, clock.now()
    try:
        if data["undo"]:
            untick_step(found, data["step"], by=who(request), now=now)
            said = _("The tick is gone.")
        else:
            day, known = data["done_on"] or clock.today(), elsewhere_for(found)
            step = tick_step(found, data["step"], done_on=day, by=who(request), now=now, elsewhere=known)
            said = _("Ticked: %(step)s") % {"step": step.in_(get_language() or "ky").text}
    except Refusal as refusal:
        return _page(request, found, str(refusal))
    messages.success(request, said)
    return redirect("desk:meeting-chats" if data["then"] else "desk:checklist", key)


def _page(request: HttpRequest, found: Meeting, trouble: str = "") -> HttpResponse:
    today: date = clock.today()
    sheet = checklist(found, today, elsewhere_for(found))
    context: dict[str, Any] = {
        "meeting": found,
        "head": head_of(request, found, Part.CHECKLIST),
        "sheet": sheet,
        "late": sheet.number(StepState.LATE),
        "due": sheet.number(StepState.DUE),
        "today": day_short(today),
        "has_come": sheet.held_on is not None and sheet.held_on <= today,
        "trouble": trouble,
        "may_tick": may(request.user, Act.MEETING_EDIT, found),
        "may_set_charter": may(request.user, Act.CHARTER_SET, found),
    }
    return render(request, "desk/meetings/checklist.html", context, status=422 if trouble else 200)
