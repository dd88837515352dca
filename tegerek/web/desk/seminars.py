"""Seminars of a programme at the desk: change this, this and the following, or all; add, take out, quota."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.meetings.rules import When
from tegerek.people.models import Post
from tegerek.people.rights import Act
from tegerek.programmes import actions
from tegerek.programmes.access import programme_for, seminar_for
from tegerek.programmes.actions import Change
from tegerek.programmes.models import Seminar
from tegerek.programmes.rules import Scope
from tegerek.web.desk.forms import (
    PlaceField,
    SeenForm,
    WhenForm,
    add_said,
    attempt,
    data_of,
    full_name,
    read_said,
    status_of,
    typed_hall,
)
from tegerek.web.desk.heads import Part, head_of
from tegerek.web.gate import desk, who

SCOPES = (
    (Scope.THIS, gettext_lazy("this seminar only")),
    (Scope.FOLLOWING, gettext_lazy("this and the following")),
    (Scope.ALL, gettext_lazy("all seminars of the programme")),
)
POSTS = (
    (Post.AO_HEAD, gettext_lazy("Heads of aiyl okmotus")),
    (Post.COUNCIL_CHAIR, gettext_lazy("Chairs of village councils")),
    (Post.EXECUTIVE_SECRETARY, gettext_lazy("Executive secretaries")),
    (Post.AO_SPECIALIST, gettext_lazy("Specialists of aiyl okmotus")),
    (Post.DEPUTY, gettext_lazy("Deputies of village councils")),
    (Post.VILLAGE_HEAD, gettext_lazy("Village heads")),
    (Post.IG_MEMBER, gettext_lazy("Members of initiative groups")),
    (Post.JMEG_MEMBER, gettext_lazy("Members of joint monitoring groups")),
    (Post.DELEGATE, gettext_lazy("Delegates of kurultais")),
    (Post.RAION_OFFICIAL, gettext_lazy("Officials of the raion administration")),
    (Post.OTHER, gettext_lazy("Other people")),
)


class ChangeForm(WhenForm):
    """A new day for one seminar, and how far the change reaches. Others move by the same number of days."""

    venue = forms.CharField(label=gettext_lazy("Hall or house"), required=False, max_length=200)
    scope = forms.ChoiceField(
        label=gettext_lazy("Change"), choices=SCOPES, widget=forms.RadioSelect, initial=Scope.THIS
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first"].required = True
        add_said(self, "reason", _("Why, in one sentence"), hint=_("People will read it on the page of the meeting."))


class AddForm(WhenForm):
    """One more seminar."""

    place = PlaceField(
        label=gettext_lazy("Place"), help_text=gettext_lazy("village, aimak or raion, for example: Kochkor raion")
    )
    venue = forms.CharField(label=gettext_lazy("Hall or house"), required=False, max_length=200)
    planned = forms.IntegerField(label=gettext_lazy("People planned"), required=False, min_value=0, max_value=10_000)


class QuotaForm(SeenForm):
    """Seats for each post: a number, or one from each invited aimak."""

    def __init__(self, *args: Any, seminar: Seminar, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats, each = actions.quota_of(seminar)
        for post, label in POSTS:
            self.fields[post] = forms.IntegerField(
                label=label, required=False, min_value=0, max_value=1000, initial=seats.get(post, 0)
            )
            self.fields[f"each_{post}"] = forms.BooleanField(
                label=gettext_lazy("one from each invited aimak"), required=False, initial=post in each
            )

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The two fields of each post."""
        return [(self[post], self[f"each_{post}"]) for post, _label in POSTS]

    def seats(self) -> dict[str, int]:
        return {post: self.cleaned_data[post] or 0 for post, _label in POSTS}

    def each(self) -> frozenset[str]:
        return frozenset(post for post, _label in POSTS if self.cleaned_data[f"each_{post}"])


@desk(Act.MEETING_MOVE)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/seminars/7/change/ : another day, hour or hall for this one, this and the following, or all."""
    found = seminar_for(request.user, Act.MEETING_MOVE, key)
    meeting = found.meeting
    hall = meeting.venue.name.in_(who(request).language).text if meeting.venue else ""
    form = ChangeForm(
        data_of(request), initial={"seen": meeting.version, "venue": hall, **WhenForm.initial_of(meeting.when)}
    )

    def act() -> None:
        now = clock.now()
        reason = read_said(form, "reason", Said(), now)
        seen = {meeting.pk: form.cleaned_data["seen"]}
        scope = Scope(form.cleaned_data["scope"])
        turns = actions.change_seminars(
            found, _change(form, meeting.when), scope=scope, reason=reason, seen=seen, by=who(request), now=now
        )
        if turns and found.programme.published_at:
            messages.success(
                request, _("Saved. The press release can now announce the change: see “Correction notice” below.")
            )
        else:
            messages.success(request, _("Saved."))

    if form.is_valid() and attempt(form, act, meeting):
        return redirect("desk:programme", found.programme_id)
    context = {"form": form, "seminar": found, "place": full_name(meeting.place, who(request).language)}
    return render(request, "desk/seminars/change.html", context, status=status_of(form))


def _change(form: ChangeForm, old: When) -> Change:
    """What was changed against what the person saw:

    days by how many they differ; length, hours and hall only if they were touched.
    """
    new = form.when
    days = (new.first - old.first).days if new.first and old.first else 0
    hours = (new.starts, new.ends) if {"starts", "ends"} & set(form.changed_data) else None
    first = new.first if old.first is None else None
    return Change(days=days, first=first, lasts=_length(form, new), hours=hours, venue=typed_hall(form))


def _length(form: ChangeForm, new: When) -> int | None:
    """How many days it is to last, if the last day was touched; less than one when it lies before the first."""
    if "last" not in form.changed_data or new.first is None:
        return None
    return ((new.last or new.first) - new.first).days + 1


@desk(Act.PROGRAMME_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/seminars/new/ : one more seminar."""
    programme = programme_for(request.user, Act.PROGRAMME_EDIT, key)
    form = AddForm(data_of(request), initial={"seen": programme.version})

    def act() -> None:
        data = form.cleaned_data
        if programme.published_at and form.when.first is None:
            raise Refusal(_("This programme is published: a new seminar needs its day."))
        actions.add_seminar(
            programme,
            place=data["place"],
            venue=data["venue"],
            when=form.when,
            planned=data["planned"],
            seen=data["seen"],
            by=who(request),
            now=clock.now(),
        )

    if form.is_valid() and attempt(form, act, programme):
        messages.success(request, _("The seminar is added."))
        return redirect("desk:programme", key)
    return render(request, "desk/seminars/add.html", {"form": form, "programme": programme}, status=status_of(form))


@desk(Act.PROGRAMME_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def quota(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/seminars/7/quota/ : how many people of each post are expected."""
    found = seminar_for(request.user, Act.PROGRAMME_EDIT, key)
    form = QuotaForm(data_of(request), seminar=found, initial={"seen": found.programme.version})

    def act() -> None:
        seen = form.cleaned_data["seen"]
        actions.set_quota(found, form.seats(), each=form.each(), seen=seen, by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, found.programme):
        total = sum(actions.quota_of(found)[0].values())
        messages.success(request, ngettext("Saved: %d seat in all.", "Saved: %d seats in all.", total) % total)
        return redirect("desk:quota", key)
    head = head_of(request, found.meeting, Part.PEOPLE, seminar=found)
    context = {"form": form, "seminar": found, "meeting": found.meeting, "head": head}
    return render(request, "desk/seminars/quota.html", context, status=status_of(form))


@desk(Act.PROGRAMME_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/seminars/7/removal/ : take a seminar that was never announced out of the series."""
    found = seminar_for(request.user, Act.PROGRAMME_EDIT, key)
    programme = found.programme_id
    form = SeenForm(data_of(request), initial={"seen": found.programme.version})

    def act() -> None:
        actions.drop_seminar(found, seen=form.cleaned_data["seen"], by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, found.programme):
        messages.success(request, _("The seminar is taken out."))
        return redirect("desk:programme", programme)
    context = {"form": form, "seminar": found, "place": full_name(found.meeting.place, who(request).language)}
    return render(request, "desk/seminars/remove.html", context, status=status_of(form))
