"""In a hall, online or both: how one can take part in a meeting."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from tegerek.lib import clock
from tegerek.meetings import actions
from tegerek.meetings.access import meeting_for
from tegerek.meetings.models import Meeting
from tegerek.people.rights import Act
from tegerek.web.desk.forms import SeenForm, attempt, data_of, status_of
from tegerek.web.desk.unsaid import mark_unsaid
from tegerek.web.gate import desk, who

MODES = {
    Meeting.Mode.HALL: pgettext_lazy("how a meeting is held", "in a hall"),
    Meeting.Mode.BOTH: pgettext_lazy("how a meeting is held", "in a hall and online"),
    Meeting.Mode.ONLINE: pgettext_lazy("how a meeting is held", "online only"),
}


class ModeForm(SeenForm):
    """Which way, and where online."""

    mode = forms.ChoiceField(
        label=gettext_lazy("How one can take part"), choices=list(MODES.items()), widget=forms.RadioSelect
    )
    online_at = forms.CharField(
        label=gettext_lazy("Where online"),
        required=False,
        max_length=actions.ONLINE_LETTERS,
        help_text=gettext_lazy(
            "an address that begins with https://, or a few words; everybody sees it on the page of the meeting"
        ),
    )


@desk(Act.MEETING_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def mode(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/mode/ : in a hall, online or both, and where online."""
    found = meeting_for(request.user, Act.MEETING_EDIT, key)
    initial = {"seen": found.version, "mode": found.mode, "online_at": found.online_at}
    form = ModeForm(data_of(request), initial=initial)
    mark_unsaid(form, found)

    def act() -> None:
        data = form.cleaned_data
        actions.set_mode(
            found,
            mode=data["mode"],
            online_at=data["online_at"],
            seen=data["seen"],
            by=who(request),
            now=clock.now(),
        )

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("Saved."))
        return redirect("desk:meeting", key)
    return render(request, "desk/meetings/mode.html", {"form": form, "meeting": found}, status=status_of(form))
