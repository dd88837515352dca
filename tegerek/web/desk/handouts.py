"""Papers of the agenda at the desk: brought, fetched, taken away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.meetings import handouts as actions
from tegerek.meetings.access import handout_for, meeting_for
from tegerek.meetings.models import AgendaItem
from tegerek.people.access import may
from tegerek.people.rights import Act
from tegerek.web.desk.forms import data_of, status_of
from tegerek.web.downloads import download
from tegerek.web.gate import desk, who


class HandoutForm(forms.Form):
    """A file, what it is, and to which item it belongs."""

    file = forms.FileField(
        label=gettext_lazy("The paper"), help_text=gettext_lazy("PDF, Word, Excel, JPEG or PNG"), max_length=200
    )
    name = forms.CharField(
        label=gettext_lazy("What it is, in a few words"),
        max_length=actions.NAME_LETTERS,
        help_text=gettext_lazy("for example: Draft of the budget for 2027"),
    )
    item = forms.ChoiceField(label=gettext_lazy("To which item"), required=False)
    is_budget = forms.BooleanField(
        label=gettext_lazy("It is the citizens’ budget, on one page"),
        required=False,
        help_text=gettext_lazy("Plain words and figures that everybody understands. PDF or a picture."),
    )

    def __init__(self, *args: Any, items: list[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = get_language() or "ky"
        self.rows = {str(item.pk): item for item in items}
        named = [(key, f"{item.position}. {item.title.in_(lang).text}") for key, item in self.rows.items()]
        self.fields["item"].choices = [("", _("to all of the meeting")), *named]  # type: ignore[attr-defined]
        self.fields["file"].error_messages["required"] = _("Choose the file with the paper.")
        self.fields["file"].error_messages["empty"] = _("This file is empty. Choose another one.")


@desk(Act.MEETING_SEE)
@require_GET
def handouts(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/handouts/ : the papers of the agenda that people may fetch once the meeting is called."""
    meeting = meeting_for(request.user, Act.MEETING_SEE, key)
    context = {
        "meeting": meeting,
        "handouts": actions.handouts_of(meeting, meeting.agenda.all()),
        "may_bring": may(request.user, Act.MEETING_EDIT, meeting),
    }
    return render(request, "desk/meetings/handouts.html", context)


@desk(Act.MEETING_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/handouts/new/ : bring a paper."""
    meeting = meeting_for(request.user, Act.MEETING_EDIT, key)
    form = HandoutForm(data_of(request), request.FILES or None, items=list(meeting.agenda.all()))
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.keep_handout(
                meeting,
                data["file"].read(),
                name=data["name"],
                file_name=data["file"].name,
                item=form.rows.get(data["item"]),
                is_budget=data["is_budget"],
                by=who(request),
                now=clock.now(),
            )
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("The paper is kept with the meeting."))
            return redirect("desk:handouts", key)
    return render(request, "desk/meetings/handout.html", {"form": form, "meeting": meeting}, status=status_of(form))


@desk(Act.MEETING_SEE)
@require_GET
def fetch(request: HttpRequest, key: int, paper: int) -> HttpResponseBase:
    """/desk/meetings/7/handouts/3/ : the paper itself, to be saved."""
    _meeting, file = handout_for(request.user, Act.MEETING_SEE, key, paper)
    return download(file, name=file.name)


@desk(Act.MEETING_EDIT)
@require_POST
def remove(request: HttpRequest, key: int, paper: int) -> HttpResponse:
    """/desk/meetings/7/handouts/3/removal/ : take a paper away."""
    meeting, file = handout_for(request.user, Act.MEETING_EDIT, key, paper)
    try:
        actions.drop_handout(meeting, file, by=who(request), now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The paper is taken away."))
    return redirect("desk:handouts", key)
