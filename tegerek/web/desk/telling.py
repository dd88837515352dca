"""How people were told of a meeting: the proofs, brought one after the other, often from a telephone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.lib.text import mended, one_line
from tegerek.meetings import telling as actions
from tegerek.meetings.access import meeting_for, proof_of, telling_for
from tegerek.meetings.models import Meeting, Telling
from tegerek.people.access import may
from tegerek.people.rights import Act
from tegerek.web.desk.forms import DAY_HINT, data_of, status_of
from tegerek.web.desk.heads import Part, head_of
from tegerek.web.downloads import download
from tegerek.web.gate import desk, who
from tegerek.web.templatetags.telling import CHANNELS

PICTURES = "image/jpeg,image/png,image/webp"


class TellingForm(forms.Form):
    """By which way, on which day, where, by whom; the photograph that shows it."""

    channel = forms.ChoiceField(label=gettext_lazy("How people were told"))
    told_on = forms.DateField(label=gettext_lazy("On which day"), help_text=DAY_HINT)
    where = forms.CharField(
        label=gettext_lazy("Where"),
        help_text=gettext_lazy("for example: the board of the school, Tynchtyk street"),
        required=False,
        max_length=300,
    )
    by_whom = forms.CharField(
        label=gettext_lazy("By whom"),
        help_text=gettext_lazy("a post or a body, for example: the village head"),
        required=False,
        max_length=actions.BY_WHOM_LETTERS,
    )
    photo = forms.FileField(
        label=gettext_lazy("Photograph of the notice"),
        help_text=gettext_lazy("JPEG or PNG, if there is one. The place stored in the picture is taken out."),
        required=False,
        max_length=200,
        widget=forms.ClearableFileInput(attrs={"accept": PICTURES}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "—"), *((channel.value, str(name)) for channel, name in CHANNELS.items())]
        self.fields["channel"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["channel"].error_messages["required"] = _("Choose how people were told.")
        day = _("Enter a day like 14.03.2026; there may be no such day in the calendar.")
        self.fields["told_on"].error_messages |= {
            "required": _("Enter the day on which people were told."),
            "invalid": day,
        }
        self.fields["told_on"].widget.attrs["inputmode"] = "numeric"
        self.fields["photo"].error_messages["empty"] = _("This file is empty. Choose another one.")


@desk(Act.MEETING_SEE)
@require_GET
def telling(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/telling/ : how people were told, how many days ahead, and a form for one more proof."""
    meeting = meeting_for(request.user, Act.MEETING_SEE, key)
    return _page(request, meeting, TellingForm(initial={"told_on": clock.today()}))


@desk(Act.TELLING_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/telling/new/ : write down one more proof."""
    meeting = meeting_for(request.user, Act.TELLING_EDIT, key)
    form = TellingForm(data_of(request), request.FILES or None, initial={"told_on": clock.today()})
    if form.is_valid() and _recorded(request, form, meeting):
        messages.success(request, _("Written down. The notice is counted from the first day in the list."))
        return redirect("desk:telling", key)
    return _page(request, meeting, form)


@desk(Act.MEETING_SEE)
@require_safe
def photo(request: HttpRequest, key: int) -> HttpResponseBase:
    """/desk/tellings/3/photo/ : the photograph of a proof."""
    return download(proof_of(telling_for(request.user, Act.MEETING_SEE, key)))


@desk(Act.TELLING_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/tellings/3/removal/ : it was written down by mistake."""
    found = telling_for(request.user, Act.TELLING_EDIT, key)
    form = forms.Form(data_of(request))
    if form.is_valid():
        try:
            actions.take_back(found, by=who(request), now=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Taken back. It stays in the list, crossed out, and counts no more."))
            return redirect("desk:telling", found.meeting_id)
    context = {"form": form, "telling": found, "meeting": found.meeting}
    return render(request, "desk/telling/take_back.html", context, status=status_of(form))


def _page(request: HttpRequest, meeting: Meeting, form: TellingForm) -> HttpResponse:
    context = {
        "meeting": meeting,
        "head": head_of(request, meeting, Part.TELLING),
        "sheet": actions.telling_sheet(meeting, clock.today()),
        "form": form,
        "may_edit": may(request.user, Act.TELLING_EDIT, meeting),
        "may_print": may(request.user, Act.PAPER_SEE, meeting),
    }
    return render(request, "desk/telling/telling.html", context, status=status_of(form))


def _recorded(request: HttpRequest, form: TellingForm, meeting: Meeting) -> bool:
    """Whether it was written down; a refusal becomes a sentence at the head of the form, with everything typed kept."""
    data, now = form.cleaned_data, clock.now()
    where = one_line(mended(data["where"]))
    try:
        actions.record_telling(
            meeting,
            channel=Telling.Channel(data["channel"]),
            told_on=data["told_on"],
            where=Said.of(at=now, **{who(request).language: where}) if where else Said(),
            by_whom=data["by_whom"],
            photo=data["photo"].read() if data["photo"] else None,
            by=who(request),
            now=now,
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
