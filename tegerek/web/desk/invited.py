"""Which aimaks and towns a seminar invites, and the same for the whole series in one press."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from tegerek.lib import clock
from tegerek.people.rights import Act
from tegerek.places.models import Unit
from tegerek.places.rules import long_said
from tegerek.programmes import actions
from tegerek.programmes.access import seminar_for
from tegerek.programmes.models import Seminar
from tegerek.programmes.rosters import invitable
from tegerek.web.desk.forms import SeenForm, attempt, data_of, status_of
from tegerek.web.desk.heads import Part, head_of
from tegerek.web.gate import desk, who


class InvitedForm(SeenForm):
    """A box for each aimak and town of the raion."""

    units = forms.MultipleChoiceField(
        label=gettext_lazy("Aimaks and towns"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, units: dict[int, Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = units
        lang = get_language() or "ky"
        names = [(str(key), long_said(unit.kind, unit.name).in_(lang).text) for key, unit in units.items()]
        self.fields["units"].choices = names  # type: ignore[attr-defined]  # a MultipleChoiceField

    def chosen(self) -> list[Unit]:
        return [self.by_key[int(key)] for key in self.cleaned_data["units"]]


@desk(Act.PROGRAMME_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/seminars/7/invited/ : choose the aimaks; ?choose=all and ?choose=none tick all boxes or none."""
    found = seminar_for(request.user, Act.PROGRAMME_EDIT, key)
    known = {row.unit_id: row.unit for row in found.invited.select_related("unit")}
    units = {**{unit.pk: unit for unit in invitable(found.meeting.place, found.meeting.held_on)}, **known}
    initial = {"seen": found.programme.version, "units": _ticked(request.GET.get("choose", ""), units, known)}
    form = InvitedForm(data_of(request), units=units, initial=initial)

    def act() -> None:
        actions.invite(found, form.chosen(), seen=form.cleaned_data["seen"], by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, found.programme):
        number = len(form.chosen())
        messages.success(
            request, ngettext("Saved: %d place is invited.", "Saved: %d places are invited.", number) % number
        )
        return redirect("desk:roster", found.meeting_id)
    context = {
        "form": form,
        "seminar": found,
        "meeting": found.meeting,
        "head": head_of(request, found.meeting, Part.PEOPLE, seminar=found),
        "version": found.programme.version,
    }
    return render(request, "desk/seminars/invited.html", context, status=status_of(form))


@desk(Act.PROGRAMME_EDIT)
@require_POST
def copy(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/seminars/7/copy/ : the same seats for every seminar of the series, each inviting its own raion."""
    found = seminar_for(request.user, Act.PROGRAMME_EDIT, key)
    form = SeenForm(request.POST)

    def act() -> None:
        number = actions.invite_like(
            found, _units_of_others(found), seen=form.cleaned_data["seen"], by=who(request), now=clock.now()
        )
        words = ngettext("Copied to %d seminar of the series.", "Copied to %d seminars of the series.", number)
        messages.success(request, words % number)

    if not (form.is_valid() and attempt(form, act, found.programme)):
        for error in form.non_field_errors():
            messages.error(request, str(error))
    return redirect("desk:programme", found.programme_id)


def _ticked(choose: str, units: dict[int, Unit], known: dict[int, Unit]) -> list[str]:
    keys = {"all": units, "none": {}}.get(choose, known)
    return [str(key) for key in keys]


def _units_of_others(found: Seminar) -> dict[int, list[Unit]]:
    """For each other seminar what it may invite: in the same place the same choice, elsewhere its whole raion."""
    own = [row.unit for row in found.invited.select_related("unit")]
    others = found.programme.seminars.exclude(pk=found.pk).select_related("meeting__place__parent")
    return {
        row.pk: own
        if row.meeting.place_id == found.meeting.place_id
        else list(invitable(row.meeting.place, row.meeting.held_on))
        for row in others
    }
