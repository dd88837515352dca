"""Scans of the signed sign-in sheet: brought, fetched, taken away with a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from tegerek.files.models import File
from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.meetings import scans as actions
from tegerek.meetings.access import meeting_for, scan_for
from tegerek.meetings.models import Meeting
from tegerek.people.access import may
from tegerek.people.rights import Act
from tegerek.web.desk.forms import data_of, status_of
from tegerek.web.desk.heads import Part, head_of
from tegerek.web.downloads import download
from tegerek.web.gate import desk, who


class ScanForm(forms.Form):
    """A file to bring."""

    file = forms.FileField(
        label=gettext_lazy("Scan or photograph of the signed sheet"),
        help_text=gettext_lazy("PDF, JPEG or PNG"),
        max_length=200,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].error_messages["required"] = _("Choose the file with the scan.")
        self.fields["file"].error_messages["empty"] = _("This file is empty. Choose another one.")


class RemoveForm(forms.Form):
    """Why it goes."""

    reason = forms.CharField(label=gettext_lazy("Why, in a few words"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].error_messages["required"] = _("Say in a few words why the scan is taken away.")


@desk(Act.ROSTER_SEE)
@require_GET
def scans(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/scans/ : what was brought; what was taken away, and why."""
    meeting = meeting_for(request.user, Act.ROSTER_SEE, key)
    context = {
        "meeting": meeting,
        "head": head_of(request, meeting, Part.DAY),
        "scans": _open_ones(request, meeting),
        "removed": meeting.removed_scans.select_related("removed_by"),
        "may_bring": may(request.user, Act.ROSTER_TICK, meeting),
        "may_remove": may(request.user, Act.ROSTER_EDIT, meeting),
    }
    return render(request, "desk/rosters/scans.html", context)


@desk(Act.ROSTER_TICK)
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/scans/new/ : bring the scan of a sheet."""
    meeting = meeting_for(request.user, Act.ROSTER_TICK, key)
    form = ScanForm(data_of(request), request.FILES or None)
    if form.is_valid():
        brought = form.cleaned_data["file"]
        try:
            actions.keep_scan(meeting, brought.read(), name=brought.name, by=who(request), now=clock.now())
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("The scan is kept with the meeting."))
            return redirect("desk:scans", key)
    context = {"form": form, "meeting": meeting, "head": head_of(request, meeting, Part.DAY)}
    return render(request, "desk/rosters/scan.html", context, status=status_of(form))


@desk(Act.ROSTER_SEE)
@require_GET
def fetch(request: HttpRequest, key: int, scan: int) -> HttpResponseBase:
    """/desk/meetings/7/scans/3/ : the file itself, to be saved; a closed one for whoever may see those alone."""
    meeting, file = scan_for(request.user, Act.ROSTER_SEE, key, scan)
    actions.note_fetch(meeting, file, by=who(request), now=clock.now())
    return download(file, name=f"sign-in-{key}-{scan}.{file.name.rpartition('.')[2]}")


@desk(Act.ROSTER_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, key: int, scan: int) -> HttpResponse:
    """/desk/meetings/7/scans/3/removal/ : destroy a scan, with a reason."""
    meeting, file = scan_for(request.user, Act.ROSTER_EDIT, key, scan)
    form = RemoveForm(data_of(request))
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            actions.remove_scan(meeting, file, reason=reason, by=who(request), now=clock.now())
        except Refusal as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, _("The scan is gone; that it was there, and why it went, stays on record."))
            return redirect("desk:scans", key)
    context = {"form": form, "meeting": meeting, "scan": file}
    return render(request, "desk/rosters/remove_scan.html", context, status=status_of(form))


def _open_ones(request: HttpRequest, meeting: Meeting) -> QuerySet[File]:
    """The scans this account may open; one that was closed with an erased person on it is for whoever sees those."""
    rows = actions.scans_of(meeting)
    return rows if may(request.user, Act.KEPT_SEE, meeting) else rows.filter(closed_at=None)
