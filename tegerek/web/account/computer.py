"""The office's computer: who is sitting here? Names are shown on that one browser alone."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tegerek.lib import clock
from tegerek.people.computers import opens, seats_of
from tegerek.people.limits import Counter
from tegerek.people.models import Computer, Seat, Sitting, User
from tegerek.people.signing_in import address_of, computer_here, sit_down
from tegerek.web.gate import public


class SeatForm(forms.Form):
    """Who, and her PIN."""

    seat = forms.ChoiceField(label=gettext_lazy("Who is sitting here?"), widget=forms.RadioSelect)
    pin = forms.CharField(
        label=gettext_lazy("PIN"),
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        max_length=6,
    )

    def __init__(self, *args: object, seats: list[Seat], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through as it came
        self.fields["seat"].choices = [(str(seat.pk), seat.user.name) for seat in seats]  # type: ignore[attr-defined]
        self.fields["seat"].error_messages["required"] = _("Choose your name.")


@public
@sensitive_post_parameters("pin")
@require_http_methods(["GET", "HEAD", "POST"])
def computer(request: HttpRequest) -> HttpResponse:
    """/account/computer/ : who is sitting here? On any other browser, the sign-in page."""
    here = computer_here(request)
    if here is None:
        return redirect("account:sign-in")
    if isinstance(request.user, User):
        return redirect("desk:today")
    seats = seats_of(here, clock.now())
    form = SeatForm(request.POST if request.method == "POST" else None, seats=seats)
    if form.is_valid():
        seat = next((seat for seat in seats if str(seat.pk) == form.cleaned_data["seat"]), None)
        refused = _refused(request, here, seat, form.cleaned_data["pin"])
        if seat is not None and not refused:
            sit_down(request, seat.user, Sitting.How.PIN)
            return redirect("desk:today")
        form.add_error("pin", refused)
    context = {"form": form, "computer": here, "seats": seats}
    return render(request, "account/computer.html", context, status=422 if form.errors else 200)


def _refused(request: HttpRequest, here: Computer, seat: Seat | None, pin: str) -> str:
    """Why the PIN does not open the computer; "" if it does. Tries are counted, by minutes and by day."""
    now = clock.now()
    account = f"{here.pk}/{seat.pk if seat else 0}"
    tries = Counter.of("pin", address=address_of(request), account=account, daily="pin_of_day")
    if not tries.take(now):
        return _("Too many wrong PINs. Sign in with your password, or wait.")
    if not opens(seat, pin):
        return _("This PIN is not right.")
    tries.give_back(now)
    return ""
