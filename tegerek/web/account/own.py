"""The own account: where one is signed in, language, password, PIN of the office's computer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.lib.numbers import key_of
from tegerek.people import sittings
from tegerek.people.accounts import set_own_password
from tegerek.people.assisting import end_assistance
from tegerek.people.computers import leave_seat, take_seat
from tegerek.people.limits import TOO_MANY, Counter
from tegerek.people.models import Assistance, Seat, Sitting, User
from tegerek.people.signing_in import KEPT, address_of, computer_here, number_of
from tegerek.web.gate import public, signed_in, who
from tegerek.web.sitting import ASSISTS


class PasswordForm(forms.Form):
    """The password one has, unless one came by a card, and the new one."""

    old = forms.CharField(
        label=gettext_lazy("Your password now"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        max_length=200,
    )
    new = forms.CharField(
        label=gettext_lazy("New password"),
        help_text=gettext_lazy("At least ten signs. Three words that only you would put together are good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        max_length=200,
        strip=False,
    )
    again = forms.CharField(
        label=gettext_lazy("The new password once more"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        max_length=200,
        strip=False,
    )

    def __init__(self, *args: Any, asks_old: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_old:
            del self.fields["old"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("new") and data.get("again") and data["new"] != data["again"]:
            self.add_error("again", _("The two do not match. Type the new password again."))
        return data


class PinForm(forms.Form):
    """A PIN for the office's computer."""

    pin = forms.CharField(
        label=gettext_lazy("Your PIN on this computer"),
        help_text=gettext_lazy("four to six digits; it opens nothing elsewhere"),
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        max_length=6,
    )


@signed_in
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """/account/ : where I am signed in, and what I can change."""
    return _page(request, PinForm())


@signed_in
@sensitive_post_parameters("old", "new", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """/account/password/ : choose a new password."""
    _refuse_link(request)
    kept = request.session.get(KEPT) or {}
    must = bool(kept.get("must_set"))
    form = PasswordForm(request.POST if request.method == "POST" else None, asks_old=not must)
    if form.is_valid() and _is_own(request, form, must) and _set(request, form):
        if must:
            request.session[KEPT] = {**kept, "must_set": False}
        messages.success(request, _("The new password holds from now on."))
        return redirect("desk:today" if must else "account:account")
    user = who(request)
    # For a browser that keeps passwords: whose it is.
    context = {"form": form, "must": must, "login": user.phone or user.email or number_of(user)}
    return render(request, "account/password.html", context, status=422 if form.errors else 200)


@signed_in
@sensitive_post_parameters("pin")
@require_POST
def pin(request: HttpRequest) -> HttpResponse:
    """/account/pin/ : stand on the list of this computer with a PIN, or stand there no longer."""
    _refuse_link(request)
    here = computer_here(request)
    if here is None:
        raise Http404
    if "leave" in request.POST:
        leave_seat(here, who(request), now=clock.now())
        messages.success(request, _("You do not stand on the list of this computer any more."))
        return redirect("account:account")
    form = PinForm(request.POST)
    if form.is_valid():
        try:
            take_seat(here, who(request), form.cleaned_data["pin"], now=clock.now())
        except Refusal as refusal:
            form.add_error("pin", str(refusal))
        else:
            messages.success(request, _("From now on your PIN opens this computer for you."))
            return redirect("account:account")
    return _page(request, form)


@signed_in
@require_POST
def end_sittings(request: HttpRequest) -> HttpResponse:
    """/account/sittings/end/ : sign out one browser (`sitting`), or all but this one."""
    _refuse_link(request)
    user, now = who(request), clock.now()
    key = request.POST.get("sitting", "")
    if not key:
        sittings.end_all(user, by=user.pk, now=now, but=request.session.session_key or "")
        messages.success(request, _("Everywhere else you are signed out."))
        return redirect("account:account")
    found = Sitting.objects.filter(user=user, pk=key_of(key)).first()
    if found is None:
        raise Http404
    sittings.end(found, by=user.pk, now=now)
    messages.success(request, _("That browser is signed out."))
    return redirect("account:account")


@public
@require_POST
def end_acting(request: HttpRequest) -> HttpResponse:
    """/account/assistance/end/ : be oneself again."""
    found = Assistance.objects.filter(pk=request.session.pop(ASSISTS, 0)).first()
    if found is not None:
        end_assistance(found, now=clock.now())
        messages.success(request, _("You act for yourself again."))
    return redirect("desk:today")


def _page(request: HttpRequest, form: PinForm) -> HttpResponse:
    user, here = who(request), computer_here(request)
    context = {
        "own": user,
        "number": number_of(user),
        "sittings": user.sittings.select_related("computer").order_by("-seen_at"),
        "this": request.session.session_key,
        "form": form,
        "computer": here,
        "has_seat": here is not None and Seat.objects.filter(computer=here, user=user).exists(),
    }
    return render(request, "account/account.html", context, status=422 if form.errors else 200)


def _refuse_link(request: HttpRequest) -> None:
    """Whoever came by a personal link changes nothing: a link that was passed on must not become an account."""
    if who(request).only_reads:
        raise Http404


def _is_own(request: HttpRequest, form: PasswordForm, must: bool) -> bool:
    """Whether the old password is right; tries are counted."""
    if must:
        return True
    user, now = who(request), clock.now()
    tries = Counter.of("own_password", address=address_of(request), account=str(user.pk))
    if not tries.take(now):
        form.add_error(None, str(TOO_MANY))
        return False
    if not user.check_password(form.cleaned_data["old"]):
        form.add_error("old", _("This is not your password. Look whether capitals are on."))
        return False
    tries.give_back(now)
    return True


def _set(request: HttpRequest, form: PasswordForm) -> bool:
    user = User.objects.get(pk=who(request).pk)
    try:
        set_own_password(user, form.cleaned_data["new"], session_key=request.session.session_key or "", now=clock.now())
    except Refusal as refusal:
        form.add_error("new", str(refusal))
        return False
    # The session key changes with the password; the sitting follows it.
    old_key = request.session.session_key
    update_session_auth_hash(request, user)
    Sitting.objects.filter(session_key=old_key).update(session_key=request.session.session_key)
    return True
