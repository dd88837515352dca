"""Meetings that are not kept here, before the training and after it, and what the two sides say beside each other."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegerek.lib import clock
from tegerek.lib.errors import Stale
from tegerek.people.access import may
from tegerek.people.rights import Act
from tegerek.places.models import Unit
from tegerek.places.rules import long_said
from tegerek.programmes import outside as actions
from tegerek.programmes.access import outside_for, programme_for
from tegerek.programmes.comparing import LEAST, OutsideLine, comparison
from tegerek.programmes.models import Invited, OutsideMeeting, Programme
from tegerek.programmes.outside import NUMBERS, Outside
from tegerek.web.desk.forms import RoughDayField, SeenForm, attempt, data_of, status_of
from tegerek.web.desk.next_meetings import kind_choices
from tegerek.web.gate import desk, who

NAMES = {
    "notice_days": gettext_lazy("Days between the notice and the meeting"),
    "women": gettext_lazy("Women who came"),
    "men": gettext_lazy("Men who came"),
    "questions": gettext_lazy("Questions asked"),
    "decisions": gettext_lazy("Decisions taken"),
    "carried_out": gettext_lazy("Decisions carried out"),
}
SIDES = (("before", gettext_lazy("before the training")), ("after", gettext_lazy("after the training")))


class OutsideForm(SeenForm):
    """One such meeting; every number may stay empty: then it is not known."""

    unit = forms.ChoiceField(label=gettext_lazy("Aimak or town"))
    side = forms.ChoiceField(label=gettext_lazy("Before or after"), choices=SIDES, widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=gettext_lazy("Which meeting"), required=False)
    around = RoughDayField(label=gettext_lazy("When"))
    where = forms.CharField(
        label=gettext_lazy("Where"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("the village, the hall or the school"),
    )
    source = forms.CharField(
        label=gettext_lazy("From where it is known"),
        max_length=300,
        help_text=gettext_lazy("for example: minutes of the aiyl okmotu, or by telephone; no names of residents"),
    )

    def __init__(self, *args: Any, units: dict[int, Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units, lang = units, get_language() or "ky"
        named = [(str(key), long_said(unit.kind, unit.name).in_(lang).text) for key, unit in units.items()]
        self.fields["unit"].choices = [("", "—"), *named]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["unit"].error_messages["required"] = _("Choose the aimak.")
        self.fields["side"].error_messages["required"] = _("Say whether it was before the training or after it.")
        self.fields["source"].error_messages["required"] = _("Say from where this is known.")
        self.fields["kind"].choices = kind_choices()  # type: ignore[attr-defined]  # a ChoiceField
        for name, label in NAMES.items():
            self.fields[name] = forms.IntegerField(
                label=label, required=False, min_value=0, max_value=100_000 if name != "notice_days" else 1000
            )

    @property
    def number_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in NUMBERS]

    @property
    def first_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in NUMBERS]

    def typed(self) -> Outside:
        data = self.cleaned_data
        numbers = {name: data[name] for name in NUMBERS}
        return Outside(
            unit=self.units[int(data["unit"])],
            is_after=data["side"] == "after",
            source=data["source"],
            kind=data["kind"],
            around=data["around"],
            where=data["where"],
            **numbers,
        )


@desk(Act.PROGRAMME_SEE)
@require_GET
def outside(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/outside-meetings/ : before and after, and the meetings of which it is made."""
    found = programme_for(request.user, Act.PROGRAMME_SEE, key)
    sheet = comparison(found, clock.today())
    context = {
        "programme": found,
        "sheet": sheet,
        "measures": [(NAMES[measure.name], measure) for measure in sheet.measures],
        "lines": [(line, *_told(line)) for line in sheet.lines],
        "least": LEAST,
        "may_edit": may(request.user, Act.NEXT_EDIT, found),
    }
    return render(request, "desk/next_meetings/outside.html", context)


@desk(Act.NEXT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/outside-meetings/new/ : one more."""
    found = programme_for(request.user, Act.NEXT_EDIT, key)
    form = OutsideForm(data_of(request), units=_units(found), initial={"seen": found.version})

    def act() -> None:
        actions.write_outside(found, form.typed(), by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("The meeting is written down."))
        return redirect("desk:outside", key)
    context = {"form": form, "programme": found, "row": None}
    return render(request, "desk/next_meetings/write.html", context, status=status_of(form))


@desk(Act.NEXT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/outside-meetings/3/ : put one right."""
    found = outside_for(request.user, Act.NEXT_EDIT, key)
    units = {found.unit_id: found.unit, **_units(found.programme)}
    form = OutsideForm(data_of(request), units=units, initial=_initial(found))

    def act() -> None:
        seen = form.cleaned_data["seen"]
        actions.change_outside(found, form.typed(), seen=seen, by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("Saved."))
        return redirect("desk:outside", found.programme_id)
    context = {"form": form, "programme": found.programme, "row": found}
    return render(request, "desk/next_meetings/write.html", context, status=status_of(form))


@desk(Act.NEXT_EDIT)
@require_POST
def take_back(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/outside-meetings/3/removal/ : it was written down by mistake."""
    found = outside_for(request.user, Act.NEXT_EDIT, key)
    form = SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else 0
    try:
        actions.take_back_outside(found, seen=seen, by=who(request), now=clock.now())
    except Stale as stale:
        messages.error(request, str(stale))
        return redirect("desk:change-outside", key)
    messages.success(request, _("Taken back: it is not counted any more."))
    return redirect("desk:outside", found.programme_id)


def _told(line: OutsideLine) -> tuple[list[tuple[str, int]], list[str]]:
    """The numbers that are known, by name, and the names of the others."""
    known = [(str(NAMES[name]), number) for name, number in line.numbers.items() if number is not None]
    return known, [str(NAMES[name]) for name, number in line.numbers.items() if number is None]


def _units(programme: Programme) -> dict[int, Unit]:
    """The aimaks and towns that the programme invites, each once. One query."""
    rows = Invited.objects.filter(seminar__programme=programme).select_related("unit").order_by("unit__order_key")
    return {row.unit_id: row.unit for row in rows}


def _initial(row: OutsideMeeting) -> dict[str, Any]:
    names = ("kind", "where", "source", "around", *NUMBERS)
    side = "after" if row.is_after else "before"
    return {"seen": row.version, "unit": row.unit_id, "side": side, **{name: getattr(row, name) for name in names}}
