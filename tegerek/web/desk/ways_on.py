"""Going on against the rule on notice: the three ways, as fields of a form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.utils.translation import gettext as _

from tegerek.lib.said import Said
from tegerek.lib.text import mended
from tegerek.meetings.actions import NO_SUCH_DAY
from tegerek.meetings.models import Meeting
from tegerek.meetings.notice import Decided, Despite, Notice, Way, may_be_urgent, not_urgent
from tegerek.procedures.kinds import kind as kind_of
from tegerek.web.desk.forms import DAY_HINT, read_said


@dataclass(frozen=True)
class WaysOn:
    """What a page says where the rule asks for more days.

    why_not_urgent: why the urgent path is shut, "" if open. reasons: the fields of the third way, none where the page
    asks for the reason anyway.
    """

    notice: Notice
    why_not_urgent: str
    reasons: tuple[forms.BoundField, ...]


def add_ways(form: forms.Form) -> None:
    """Add the way, and what the charter says with its day. All may stay empty: nothing is asked where nothing stops."""
    form.fields["way"] = forms.ChoiceField(
        required=False, choices=[("", "—"), *((way.value, way.value) for way in Way)]
    )
    form.fields["charter_words"] = forms.CharField(
        label=_("What your charter says of it"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    form.fields["charter_on"] = forms.DateField(
        label=_("Adopted by the council on"),
        required=False,
        help_text=DAY_HINT,
        error_messages={"invalid": _(NO_SUCH_DAY)},
    )
    form.fields["charter_on"].widget.attrs["inputmode"] = "numeric"


def read_despite(form: forms.Form, now: datetime, *, reason: Said | None = None) -> Despite | None:
    """The way chosen. reason: why, where the form asks it for another purpose already; then a way must be pressed.

    None while nothing was chosen; a reason typed on a page that asks for it is the choice of a reason.
    """
    data = form.cleaned_data
    why = reason if reason is not None else read_said(form, "reason", Said(), now)
    chosen = data["way"] or (Way.REASON if reason is None and why else "")
    if not chosen:
        return None
    return Despite(why, Way(chosen), mended(data["charter_words"]), data["charter_on"])


def ways_on(
    meeting: Meeting, notice: Notice, decided: Decided | None, reasons: tuple[forms.BoundField, ...]
) -> WaysOn | None:
    """The ways where the notice is too short, else None."""
    if not notice.is_short:
        return None
    why_not = "" if may_be_urgent(meeting, decided) else not_urgent(kind_of(meeting.kind))
    return WaysOn(notice, why_not, reasons)


def said_fields(form: forms.Form, name: str) -> tuple[forms.BoundField, ...]:
    """The fields that add_said made for a name, in the order of the languages."""
    return tuple(form[field] for field in form.fields if field.startswith(f"{name}_"))
