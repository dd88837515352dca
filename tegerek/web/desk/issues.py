"""Issues that residents suggest for the agenda of a meeting: written down at the desk, taken up in one press."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.lib.numbers import key_of
from tegerek.lib.said import Said
from tegerek.meetings.access import meeting_for
from tegerek.meetings.actions import NO_SUCH_DAY
from tegerek.people.rights import Act
from tegerek.voices.access import issue_for
from tegerek.voices.issues import OVER, Suggested, put_on_agenda, suggest_issue, suggested_issues
from tegerek.web.desk.forms import DAY_HINT, SeenForm, add_said, attempt, data_of, read_said, status_of
from tegerek.web.desk.persons import PHONE_HINT, PhoneField
from tegerek.web.gate import desk, who


class IssueForm(SeenForm):
    """The issue in the resident's words, the day, and who suggests it if they say so."""

    received_on = forms.DateField(
        label=gettext_lazy("Day on which it came in"),
        help_text=DAY_HINT,
        error_messages={"required": gettext_lazy(NO_SUCH_DAY), "invalid": gettext_lazy(NO_SUCH_DAY)},
    )
    name = forms.CharField(
        label=gettext_lazy("Who suggests it, if they give a name"),
        required=False,
        max_length=160,
        help_text=gettext_lazy("never public; needed only to answer"),
    )
    phone = PhoneField(label=gettext_lazy("Phone"), required=False, help_text=PHONE_HINT)
    field_order = ("seen", "text_ky", "text_ru", "text_en", "received_on", "name", "phone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        add_said(self, "text", _("The issue"))
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("phone") and not data.get("name", "").strip():
            self.add_error("name", _("Write whose phone this is, or leave the phone out."))
        return data

    @property
    def suggested(self) -> Suggested:
        data = self.cleaned_data
        text = read_said(self, "text", Said(), clock.now())
        return Suggested(text, data["received_on"], name=data["name"], phone=data["phone"])


@desk(Act.VOICE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def issues(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/issues/ : what residents suggested for the agenda; write down another."""
    found = meeting_for(request.user, Act.VOICE_EDIT, key)
    form = IssueForm(data_of(request), initial={"seen": found.version, "received_on": clock.today()})

    def act() -> None:
        suggest_issue(found, form.suggested, by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("The issue is written down. One press puts it on the agenda."))
        return redirect("desk:issues", key)
    context = {"meeting": found, "form": form, "issues": suggested_issues(found), "is_over": found.state in OVER}
    return render(request, "desk/issues/list.html", context, status=status_of(form))


@desk(Act.VOICE_EDIT)
@require_POST
def take_up(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/issues/7/agenda/ : let a suggested issue be the last item of the agenda."""
    found = issue_for(request.user, Act.VOICE_EDIT, key)
    try:
        put_on_agenda(found, seen=key_of(request.POST.get("seen", "")) or 0, by=who(request), now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It stands on the agenda now. Look at its purpose and who reports."))
    return redirect("desk:issues", found.meeting_id)
