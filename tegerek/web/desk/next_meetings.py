"""The next meetings of those who were trained: begun at the seminar, seen afterwards, told to everybody as counts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegerek.documents.next_meetings import kind_name
from tegerek.lib import clock
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.said import Said
from tegerek.people.access import may
from tegerek.people.rights import Act
from tegerek.programmes import next_meetings as actions
from tegerek.programmes.access import invited_for, programme_for, seminar_for
from tegerek.programmes.models import Invited, NextMeeting
from tegerek.programmes.next_meetings import Meant, next_kinds
from tegerek.programmes.next_sheets import NextTold, Step, figures_of, next_sheet, seminar_lines, told_next
from tegerek.web.desk.forms import RoughDayField, SeenForm, add_said, attempt, data_of, read_said, status_of, version_of
from tegerek.web.desk.heads import Part, head_of
from tegerek.web.gate import desk, who


class MeantForm(SeenForm):
    """What the next meeting is to be; everything but one thing may be left for later."""

    kind = forms.ChoiceField(label=gettext_lazy("Which meeting"), required=False)
    around = RoughDayField(label=gettext_lazy("When"))
    where = forms.CharField(
        label=gettext_lazy("Where"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("the village, the hall or the school"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kind_choices()  # type: ignore[attr-defined]  # a ChoiceField
        said = self.initial.get("subject")
        add_said(self, "subject", _("What it will be about"), said=said)

    def meant(self, old: Said) -> Meant:
        data = self.cleaned_data
        subject = read_said(self, "subject", old, clock.now())
        return Meant(kind=data["kind"], subject=subject, where=data["where"], around=data["around"])


class ShownForm(SeenForm):
    """Nothing to type: which counts were on the page, so that no others are published."""

    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)


def kind_choices() -> list[tuple[str, str]]:
    """The kinds of which a meeting after the training can be; first, that it is not known yet."""
    lang = get_language() or "ky"
    return [("", _("not known yet")), *((slug, kind_name(slug, lang)) for slug in next_kinds())]


@desk(Act.PROGRAMME_SEE)
@require_GET
def table(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/next-meetings/ : how far the next meeting of each aimak is. Eleven queries at most."""
    found = programme_for(request.user, Act.PROGRAMME_SEE, key)
    sheet, may_publish = next_sheet(found, clock.today()), may(request.user, Act.PROGRAMME_PUBLISH, found)
    told, figures = told_next(found.pk), figures_of(sheet.total)
    context = {
        "programme": found,
        "sheet": sheet,
        "steps": list(Step),
        "told": told,
        "is_new": bool(found.published_at and figures["of"] and (told is None or told.figures != figures)),
        "may_publish": may_publish,
        "may_edit": may(request.user, Act.NEXT_EDIT, found),
        "may_call": may(request.user, Act.ROSTER_SEE, found),
    }
    return render(request, "desk/next_meetings/table.html", context)


@desk(Act.PROGRAMME_SEE)
@require_GET
def of_seminar(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/seminars/7/next-meetings/ : one row for each invited aimak, to be begun while its people are here."""
    found = seminar_for(request.user, Act.PROGRAMME_SEE, key)
    context = {
        "seminar": found,
        "meeting": found.meeting,
        "head": head_of(request, found.meeting, Part.NEXT, seminar=found),
        "lines": seminar_lines(found.programme, found.pk, clock.today()),
        "may_edit": may(request.user, Act.NEXT_EDIT, found),
        "may_rehearse": may(request.user, Act.MEETING_EDIT, found),
        "may_invite": may(request.user, Act.PROGRAMME_EDIT, found),
    }
    return render(request, "desk/next_meetings/seminar.html", context)


@desk(Act.NEXT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def mean(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/invitations/7/next-meeting/ : what the next meeting of an aimak is to be."""
    found = invited_for(request.user, Act.NEXT_EDIT, key)
    row = _row(found)
    old = row.subject if row else Said()
    form = MeantForm(data_of(request), initial=_initial(row))
    if form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            actions.mean_next(found, form.meant(old), seen=seen, by=who(request), now=clock.now())
        except Stale as stale:
            form.add_error(None, str(stale))
            form.now_see(version_of(NextMeeting.objects.filter(invited=found)))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved. The next meeting goes home with them."))
            return redirect("desk:seminar-next", found.seminar_id)
    context = {"form": form, "invited": found, "row": row}
    return render(request, "desk/next_meetings/mean.html", context, status=status_of(form))


@desk(Act.MEETING_EDIT)
@require_POST
def rehearse(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/invitations/7/rehearsal/ : a rehearsal of that meeting, whose pack is printed to be taken home."""
    found = invited_for(request.user, Act.MEETING_EDIT, key)
    try:
        made = actions.rehearse_next(found, by=who(request), now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:seminar-next", found.seminar_id)
    messages.success(request, _("A rehearsal is made: print its pack here. Nothing of it is published or counted."))
    return redirect("desk:papers", made.pk)


@desk(Act.PROGRAMME_PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/next-meetings/publication/ : read the counts, then put them onto the public page."""
    found = programme_for(request.user, Act.PROGRAMME_PUBLISH, key)
    offered = actions.offered_figures(found, clock.today())
    mark = actions.mark_of(offered) if offered else ""
    form = ShownForm(data_of(request), initial={"seen": found.version, "shown": mark})

    def act() -> None:
        actions.publish_next(found, shown=form.cleaned_data["shown"], by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("The public page of the programme tells these counts now."))
        return redirect("desk:next-meetings", key)
    if form.is_bound:
        form.data = form.data.copy()
        form.data["shown"] = mark
    context = {
        "form": form,
        "programme": found,
        "told": told_next(found.pk),
        "preview": NextTold(offered, clock.today()) if offered else None,
    }
    return render(request, "desk/next_meetings/publish.html", context, status=status_of(form))


def _row(found: Invited) -> NextMeeting | None:
    return getattr(found, "next_meeting", None)


def _initial(row: NextMeeting | None) -> dict[str, Any]:
    if row is None:
        return {"seen": 0}
    return {
        "seen": row.version,
        "kind": row.kind,
        "around": row.around,
        "where": row.where,
        "subject": row.subject,
    }
