"""A notice and a result read aloud, at the desk: brought from the telephone, listened to, taken away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.meetings import recordings as actions
from tegerek.meetings.access import meeting_for, recording_for
from tegerek.meetings.recordings import Read
from tegerek.people.access import may
from tegerek.people.rights import Act
from tegerek.web.desk.forms import data_of, status_of
from tegerek.web.downloads import sound
from tegerek.web.gate import desk, who

WHAT = {
    Read.NOTICE: pgettext_lazy("what is read aloud", "the notice: what, where, when"),
    Read.RESULT: pgettext_lazy("what is read aloud", "the result: what was decided"),
}


class RecordingForm(forms.Form):
    """A recording, and what it reads."""

    of = forms.ChoiceField(
        label=gettext_lazy("What is read"), choices=tuple(WHAT.items()), widget=forms.RadioSelect, initial=Read.NOTICE
    )
    file = forms.FileField(
        label=gettext_lazy("The recording"),
        max_length=200,
        help_text=gettext_lazy("MP3 or Opus (.mp3, .opus, .ogg), a minute at most, 200 kB at most"),
        widget=forms.FileInput(attrs={"accept": "audio/mpeg,audio/ogg,.mp3,.opus,.ogg"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["of"].error_messages["required"] = _("Choose what is read.")
        self.fields["file"].error_messages["required"] = _("Choose the file with the recording.")
        self.fields["file"].error_messages["empty"] = _("This file is empty. Choose another one.")


@desk(Act.MEETING_SEE)
@require_GET
def recordings(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/recordings/ : what was read aloud of a meeting."""
    meeting = meeting_for(request.user, Act.MEETING_SEE, key)
    context = {
        "meeting": meeting,
        "recordings": [(one, WHAT[one.of]) for one in actions.recordings_of(meeting)],
        "may_bring": may(request.user, Act.MEETING_EDIT, meeting),
    }
    return render(request, "desk/recordings/list.html", context)


@desk(Act.MEETING_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/recordings/new/ : bring a recording; it takes the place of the one before."""
    meeting = meeting_for(request.user, Act.MEETING_EDIT, key)
    form = RecordingForm(data_of(request), request.FILES or None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.keep_recording(meeting, data["file"].read(), of=Read(data["of"]), by=who(request), now=clock.now())
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("The recording is kept. Listen to it once."))
            return redirect("desk:recordings", key)
    return render(request, "desk/recordings/new.html", {"form": form, "meeting": meeting}, status=status_of(form))


@desk(Act.MEETING_SEE)
@require_GET
def listen(request: HttpRequest, key: int, recording: int) -> HttpResponseBase:
    """/desk/meetings/7/recordings/3/ : the recording itself, to be played."""
    _meeting, file = recording_for(request.user, Act.MEETING_SEE, key, recording)
    return sound(request, file, is_public=False)


@desk(Act.MEETING_EDIT)
@require_POST
def remove(request: HttpRequest, key: int, recording: int) -> HttpResponse:
    """/desk/meetings/7/recordings/3/removal/ : take a recording away."""
    meeting, file = recording_for(request.user, Act.MEETING_EDIT, key, recording)
    actions.drop_recording(meeting, file, by=who(request), now=clock.now())
    messages.success(request, _("The recording is taken away."))
    return redirect("desk:recordings", key)
