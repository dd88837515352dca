"""Computers of the office, at which several people sit in turn."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.lib.text import mended
from tegerek.people.access import fetch, within
from tegerek.people.computers import make_computer, revoke_computer
from tegerek.people.models import Computer
from tegerek.people.rights import Act
from tegerek.people.signing_in import remember_computer
from tegerek.places.models import Body
from tegerek.web.desk.forms import OfficeField, data_of, offices_of, status_of
from tegerek.web.gate import desk, who


class ComputerForm(forms.Form):
    """Which computer, of which office."""

    name = forms.CharField(
        label=gettext_lazy("Which computer is it?"),
        help_text=gettext_lazy("for example: by the window, in the reception"),
        max_length=60,
    )
    office = OfficeField(label=gettext_lazy("Office"), queryset=Body.objects.none())

    def __init__(self, *args: object, offices: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through as it came
        self.fields["office"].offer(offices)  # type: ignore[attr-defined]  # an OfficeField


@desk(Act.ACCOUNT_MAKE)
@require_http_methods(["GET", "HEAD", "POST"])
def computers(request: HttpRequest) -> HttpResponse:
    """/desk/computers/ : the office's computers; make this browser one."""
    form = ComputerForm(data_of(request), offices=offices_of(request, Act.ACCOUNT_MAKE))
    if form.is_valid():
        data = form.cleaned_data
        try:
            _made, token = make_computer(
                office=data["office"], name=mended(data["name"]), by=who(request), now=clock.now()
            )
        except Refusal as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("This browser is the office’s now. Everybody sets a PIN on it, once."))
            response = redirect("account:account")
            remember_computer(response, token)
            return response
    rows = within(Computer.objects.filter(revoked_at=None), request.user, Act.ACCOUNT_MAKE)
    context = {"form": form, "computers": rows.select_related("office").order_by("made_at")}
    return render(request, "desk/accounts/computers.html", context, status=status_of(form))


@desk(Act.ACCOUNT_MAKE)
@require_POST
def revoke(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/computers/7/revocation/ : it is a browser like any other."""
    found = fetch(Computer.objects.all(), request.user, Act.ACCOUNT_MAKE, pk=key)
    revoke_computer(found, by=who(request), now=clock.now())
    messages.success(request, _("This computer is not the office’s any more. Whoever sat at it is signed out."))
    return redirect("desk:computers")
