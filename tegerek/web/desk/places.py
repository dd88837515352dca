"""Names of places: those whose Kyrgyz form nobody has looked at yet, and giving one in one tap."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from tegerek.lib import clock
from tegerek.lib.pages import number_of, page_of
from tegerek.lib.text import fold
from tegerek.meetings.models import Meeting
from tegerek.people.access import reach
from tegerek.people.rights import Act
from tegerek.places.actions import correct_name
from tegerek.places.models import NameMark, Unit
from tegerek.web.desk.forms import SeenForm, attempt, data_of, full_name, status_of
from tegerek.web.gate import desk, who


class NameForm(SeenForm):
    """The Kyrgyz short name of a place."""

    ky = forms.CharField(label=gettext_lazy("Name in Kyrgyz, without “raion” or “village”"), max_length=120)


@desk(Act.PLACE_SEE)
@require_GET
def places(request: HttpRequest) -> HttpResponse:
    """/desk/places/?q= : names to look at, those in use first; or those that match a search."""
    asked = request.GET.get("q", "").strip()
    used = Meeting.objects.filter(Q(place=OuterRef("pk")) | Q(venue__unit=OuterRef("pk")))
    rows = Unit.objects.select_related("parent").annotate(is_used=Exists(used)).order_by("-is_used", "order_key", "pk")
    if asked:
        wanted = fold(asked)
        keys = [
            unit.pk
            for unit in Unit.objects.only("pk", "name")
            if any(wanted in fold(name) for name in unit.name.texts.values())
        ]
        rows = rows.filter(pk__in=keys[:500])
    else:
        rows = rows.exclude(ky_mark=NameMark.CHECKED)
    page = page_of(rows, lambda row: row, number=number_of(request.GET.get("page")), most=30)
    context = {"page": page, "asked": asked, "may_mend": bool(reach(request.user, Act.PLACE_MEND))}
    return render(request, "desk/places/list.html", context)


@desk(Act.PLACE_MEND)
@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/places/7/name/ : confirm the Kyrgyz name as shown, or give the right one."""
    unit = Unit.objects.select_related("parent").filter(pk=key).first()
    if unit is None:
        raise Http404
    form = NameForm(data_of(request), initial={"seen": unit.version, "ky": unit.name.in_("ky").text})

    def act() -> None:
        data = form.cleaned_data
        correct_name(unit, lang="ky", text=data["ky"], by=who(request).pk, now=clock.now(), seen=data["seen"])

    if form.is_valid() and attempt(form, act, unit):
        messages.success(request, _("Thank you. The name is kept and counts as checked."))
        return redirect("desk:places")
    context = {"form": form, "unit": unit, "full_name": full_name(unit, who(request).language)}
    return render(request, "desk/places/name.html", context, status=status_of(form))
