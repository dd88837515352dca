"""Quota arithmetic of a programme: what the seats are against everybody one could think of, and who will be nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from tegerek.lib import clock
from tegerek.people.access import may
from tegerek.people.rights import Act
from tegerek.places.models import Unit
from tegerek.programmes import actions
from tegerek.programmes.access import programme_for, seminar_for
from tegerek.programmes.quota_sheets import Cell, QuotaAimak, QuotaSheet, quota_sheet
from tegerek.web.desk.forms import SeenForm, attempt, data_of, status_of
from tegerek.web.desk.heads import Part, head_of
from tegerek.web.gate import desk, who


class ChoiceForm(SeenForm):
    """A box for each post of each aimak of the raion."""

    def __init__(self, *args: Any, sheet: QuotaSheet, choose: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet, lang = sheet, get_language() or "ky"
        self.aimaks = sheet.seminars[0].aimaks if sheet.seminars else ()
        ticked = {"all": True, "none": False}.get(choose)
        for aimak in self.aimaks:
            for (post, name), cell in zip(sheet.posts, aimak.cells, strict=True):
                label = f"{aimak.name.in_(lang).text}: {name.in_(lang).text}"
                self.fields[_stem(aimak, post)] = forms.BooleanField(
                    label=label,
                    required=False,
                    initial=cell.state is Cell.CHOSEN if ticked is None else ticked,
                    widget=forms.CheckboxInput(attrs={"aria-label": label}),
                )

    def rows(self) -> Iterator[tuple[QuotaAimak, list[tuple[Any, forms.BoundField]]]]:
        """Each aimak with its boxes, in the order of the posts."""
        for aimak in self.aimaks:
            yield aimak, [(name, self[_stem(aimak, post)]) for post, name in self.sheet.posts]

    def chosen(self) -> dict[int, list[str]]:
        """The posts that are to come, by key of the aimak."""
        return {
            aimak.unit: [post for post, _name in self.sheet.posts if self.cleaned_data[_stem(aimak, post)]]
            for aimak in self.aimaks
        }


@desk(Act.PROGRAMME_SEE)
@require_GET
def quota(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/quota/ : aimaks times posts against the seats, and which of them will be nobody."""
    found = programme_for(request.user, Act.PROGRAMME_SEE, key)
    sheet = quota_sheet(found)
    context = {
        "programme": found,
        "sheet": sheet,
        "names": dict(sheet.posts),
        "may_edit": may(request.user, Act.PROGRAMME_EDIT, found),
    }
    return render(request, "desk/programmes/quota.html", context)


@desk(Act.PROGRAMME_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def choice(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/seminars/7/choice/ : choose which posts of which aimaks come; ?choose=all ticks all, ?choose=none none."""
    found = seminar_for(request.user, Act.PROGRAMME_EDIT, key)
    sheet = quota_sheet(found.programme, seminar=found.pk)
    choose = request.GET.get("choose", "")
    form = ChoiceForm(data_of(request), sheet=sheet, choose=choose, initial={"seen": found.programme.version})

    def act() -> None:
        chosen = form.chosen()
        actions.choose_posts(
            found,
            chosen,
            Unit.objects.in_bulk(chosen),
            posts=[post for post, _name in sheet.posts],
            seen=form.cleaned_data["seen"],
            by=who(request),
            now=clock.now(),
        )

    if form.is_valid() and attempt(form, act, found.programme):
        number = quota_sheet(found.programme, seminar=found.pk).people
        words = ngettext("Saved: %d person is to come.", "Saved: %d people are to come.", number)
        messages.success(request, words % number)
        return redirect("desk:programme-quota", found.programme_id)
    context = {
        "form": form,
        "seminar": found,
        "meeting": found.meeting,
        "head": head_of(request, found.meeting, Part.PEOPLE, seminar=found),
        "sheet": sheet,
        "own": sheet.seminars[0] if sheet.seminars else None,
        "rows": list(form.rows()),
        "seats": [(dict(sheet.posts)[post], seats) for post, seats in sheet.seminars[0].posts]
        if sheet.seminars
        else [],
    }
    return render(request, "desk/seminars/choice.html", context, status=status_of(form))


def _stem(aimak: QuotaAimak, post: str) -> str:
    return f"{aimak.unit}-{post}"
