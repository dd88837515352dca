"""The table of roads at the desk: how many hours between two places, who says so, when a pass is closed."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tegerek.lib import clock
from tegerek.lib.dates import local_day
from tegerek.lib.numbers import key_of
from tegerek.people.rights import Act
from tegerek.places.models import Unit
from tegerek.programmes import trainers as actions
from tegerek.programmes.access import programme_for, programmes_for, road_for
from tegerek.programmes.snag_words import hours_in_words
from tegerek.programmes.trainer_sheets import RoadLine, roads_sheet, trainers_sheet, wanted_roads
from tegerek.web.desk.forms import DAY_HINT, PlaceField, SeenForm, attempt, data_of, full_name, status_of
from tegerek.web.gate import desk, who


class RoadForm(SeenForm):
    """One road: from where to where, how long, closed when, who says so."""

    start = PlaceField(label=pgettext_lazy("road", "From"), help_text=gettext_lazy("raion, town or aimak"))
    goal = PlaceField(label=pgettext_lazy("road", "To"))
    hours = forms.CharField(
        label=gettext_lazy("Hours on the road"),
        required=False,
        max_length=8,
        help_text=gettext_lazy("for example 4 or 2,5; leave empty if it is not known"),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    is_both_ways = forms.BooleanField(label=gettext_lazy("the way back takes as long"), required=False)
    closed_from = forms.DateField(
        label=gettext_lazy("Closed from, if it is closed for a time"), required=False, help_text=DAY_HINT
    )
    closed_until = forms.DateField(
        label=gettext_lazy("Closed until, this day included"), required=False, help_text=DAY_HINT
    )
    source = forms.CharField(
        label=gettext_lazy("Who says so"),
        max_length=300,
        help_text=gettext_lazy("for example: the driver of the office; a timetable; our own journey"),
    )
    said_on = forms.DateField(label=gettext_lazy("On which day"), help_text=DAY_HINT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("start", "goal"):
            self.fields[name].error_messages["required"] = _("Enter the name of the place.")
        for name in ("closed_from", "closed_until", "said_on"):
            self.fields[name].error_messages["invalid"] = _(
                "Enter a day like 14.03.2026; there may be no such day in the calendar."
            )
        self.fields["source"].error_messages["required"] = _(
            "Write who says so: a driver, a timetable, your own journey."
        )
        self.fields["said_on"].error_messages["required"] = _("Enter the day on which it was said.")

    def clean_hours(self) -> Decimal | None:
        text = self.cleaned_data["hours"].strip().replace(",", ".")
        if not text:
            return None
        try:
            hours = Decimal(text)
        except InvalidOperation:
            hours = Decimal(0)
        if not hours.is_finite() or not 0 < hours <= actions.MOST_HOURS:
            raise forms.ValidationError(_("Write how many hours the road takes, for example 4 or 2,5."))
        return hours.quantize(Decimal("0.01"))

    def words(self) -> actions.RoadWords:
        names = ("hours", "source", "said_on", "is_both_ways", "closed_from", "closed_until")
        return actions.RoadWords(**{name: self.cleaned_data[name] for name in names})


@desk(Act.TRAINER_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def roads(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/roads/?from=3&to=4 : the roads of the office; one more, or one written over."""
    found = programme_for(request.user, Act.TRAINER_EDIT, key)
    initial = {"seen": found.version, "is_both_ways": True, "said_on": local_day(clock.now())}
    form = RoadForm(data_of(request), initial={**initial, **_ends(request)})

    def act() -> None:
        data = form.cleaned_data
        actions.set_road(found.office, data["start"], data["goal"], form.words(), by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("The road is written down."))
        return redirect("desk:roads", key)
    context = {
        "programme": found,
        "form": form,
        "roads": [(row, _hours(row)) for row in roads_sheet(found.office)],
        "wanted": wanted_roads(trainers_sheet(found)),
    }
    return render(request, "desk/trainers/roads.html", context, status=status_of(form))


@desk(Act.TRAINER_EDIT)
@require_POST
def drop(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/roads/5/removal/ : how long this road takes is not known any more."""
    found = road_for(request.user, Act.TRAINER_EDIT, key)
    back = programmes_for(request.user, Act.TRAINER_EDIT).filter(office=found.office_id)
    wanted = back.filter(pk=key_of(request.POST.get("programme", ""))).first() or back.first()
    actions.drop_road(found, by=who(request), now=clock.now())
    messages.success(request, _("The road is taken out of the table: it is not known any more."))
    return redirect("desk:roads", wanted.pk) if wanted else redirect("desk:programmes")


def _ends(request: HttpRequest) -> dict[str, str]:
    """The names of the places that a link proposed, by their keys."""
    keys = {"start": key_of(request.GET.get("from", "")), "goal": key_of(request.GET.get("to", ""))}
    units = {unit.pk: unit for unit in Unit.objects.select_related("parent").filter(pk__in=keys.values())}
    lang = who(request).language
    return {name: full_name(units[key], lang) for name, key in keys.items() if key in units}


def _hours(row: RoadLine) -> str:
    return hours_in_words(row.hours) if row.hours is not None else ""
