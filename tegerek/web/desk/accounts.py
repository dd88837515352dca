"""Accounts of an office: who has one, which role until when, cards and links to come in by, handing over, shutting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.lib.numbers import key_of
from tegerek.lib.text import mended
from tegerek.people import accounts as actions
from tegerek.people import keys
from tegerek.people.access import account_for, accounts_for, fetch, is_master_of, reach, within
from tegerek.people.assisting import begin_assistance
from tegerek.people.models import Grant, Key, Role, User
from tegerek.people.rights import Act
from tegerek.people.roles import role_said
from tegerek.people.signing_in import number_of
from tegerek.places.models import Body
from tegerek.web.desk.forms import DAY_HINT, OfficeField, data_of, offices_of, status_of
from tegerek.web.gate import desk, who
from tegerek.web.placing import PlaceField
from tegerek.web.qr import Drawing, drawing_of
from tegerek.web.sitting import ASSISTS

NO_SUCH_DAY = gettext_lazy("Enter a day like 14.03.2026; there may be no such day in the calendar.")
ELSEWHERE = gettext_lazy("This account works in another office too. Its administrator must do this.")


class DayField(forms.DateField):
    """A day as it is written here."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            help_text=DAY_HINT,
            widget=forms.DateInput(attrs={"class": "short", "inputmode": "numeric", "autocomplete": "off"}),
            error_messages={"invalid": NO_SUCH_DAY},
            **kwargs,
        )


class RoleForm(forms.Form):
    """A role in an office for a term, for all of it or for a place."""

    office = OfficeField(label=gettext_lazy("Office"), queryset=Body.objects.none())
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    since = DayField(label=gettext_lazy("From which day"))
    until = DayField(label=gettext_lazy("Until which day, if it ends"), required=False)
    place = PlaceField(
        label=gettext_lazy("Only for a place"),
        required=False,
        help_text=gettext_lazy("Leave it empty for the whole office. Else only meetings in that place are open."),
    )

    def __init__(self, *args: Any, offices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = get_language() or "ky"
        self.fields["office"].offer(offices)  # type: ignore[attr-defined]  # an OfficeField
        roles = [(role.value, role_said(role).in_(lang).text) for role in Role]
        self.fields["role"].choices = [("", "—"), *roles]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["since"].initial = clock.today()


class AccountForm(RoleForm):
    """A new account: whose, how reached, which language, which role."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    phone = forms.CharField(
        label=gettext_lazy("Phone"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Without a phone one signs in with the number that stands on the card."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the screens"), choices=settings.LANGUAGES)

    field_order = ("name", "phone", "language", "role", "office", "since", "until", "place")


class TermForm(forms.Form):
    """The last day of a role."""

    until = DayField(label=gettext_lazy("Last day; empty if it goes on"), required=False)


class HandOverForm(forms.Form):
    """To whom, from which day."""

    to = forms.ModelChoiceField(label=gettext_lazy("Who takes it over?"), queryset=User.objects.none())
    on = DayField(label=gettext_lazy("From which day"))

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["to"].label_from_instance = lambda user: user.name  # type: ignore[attr-defined]


class AssistForm(forms.Form):
    """Why somebody acts for another person."""

    reason = forms.CharField(
        label=gettext_lazy("Why you act for this person"),
        max_length=300,
        help_text=gettext_lazy("It stays on record. For example: she sits beside me and cannot read the screen."),
    )


@dataclass(frozen=True)
class Card:
    """What is printed for somebody: whose, how to sign in, the secret, until when; the address, also as a drawing.

    language: of whoever gets the card, which is often not that of whoever prints it.
    """

    name: str
    language: str
    login: str
    secret: str
    key: Key
    address: str
    drawing: Drawing


@desk(Act.ACCOUNT_SEE)
@require_GET
def accounts(request: HttpRequest) -> HttpResponse:
    """/desk/accounts/ : who has an account in one's offices, with roles and terms. Three queries."""
    rows = accounts_for(request.user, Act.ACCOUNT_SEE).prefetch_related("grants__office", "grants__place")
    context = {"accounts": rows, "may_make": bool(reach(request.user, Act.ACCOUNT_MAKE)), "today": clock.today()}
    return render(request, "desk/accounts/list.html", context)


@desk(Act.ACCOUNT_MAKE)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """/desk/accounts/new/ : an account with its first role."""
    initial = {"language": who(request).language}
    form = AccountForm(data_of(request), offices=offices_of(request, Act.ACCOUNT_MAKE), initial=initial)
    if form.is_valid():
        data = form.cleaned_data
        try:
            made = actions.open_account(
                name=mended(data["name"]),
                phone=data["phone"],
                language=data["language"],
                by=who(request),
                now=clock.now(),
                **_role_of(data),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The account is made. Print its card: without one nobody can sign in to it."))
            return redirect("desk:account", made.pk)
    return render(request, "desk/accounts/new.html", {"form": form}, status=status_of(form))


@desk(Act.ACCOUNT_SEE)
@require_GET
def account(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/accounts/7/ : its roles, cards and links, and what can be done."""
    found = account_for(request.user, Act.ACCOUNT_SEE, key)
    may_make, now = bool(reach(request.user, Act.ACCOUNT_MAKE)), clock.now()
    masters = may_make and is_master_of(who(request), found)
    context = {
        "account": found,
        "number": number_of(found),
        "grants": within(Grant.objects.filter(user=found), request.user, Act.ACCOUNT_SEE)
        .select_related("office", "place")
        .order_by("-since", "pk"),
        "keys": [
            key
            for key in within(Key.objects.filter(user=found), request.user, Act.ACCOUNT_SEE).order_by("-made_at")
            if key.opens(now)
        ],
        "may_make": may_make,
        "masters": masters,
        "takes_links": masters and keys.takes_links(found),
        "may_assist": masters and found != who(request) and bool(reach(request.user, Act.ACCOUNT_ASSIST)),
        "is_me": found == who(request),
        "today": clock.today(),
    }
    return render(request, "desk/accounts/account.html", context)


@desk(Act.ACCOUNT_MAKE)
@require_http_methods(["GET", "HEAD", "POST"])
def give_role(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/accounts/7/roles/new/ : one more role."""
    found = account_for(request.user, Act.ACCOUNT_MAKE, key)
    form = RoleForm(data_of(request), offices=offices_of(request, Act.ACCOUNT_MAKE))

    def act() -> None:
        actions.give_role(found, by=who(request), now=clock.now(), **_role_of(form.cleaned_data))

    if form.is_valid() and _done(form, act):
        messages.success(request, _("The role is given."))
        return redirect("desk:account", key)
    return render(request, "desk/accounts/role.html", {"form": form, "account": found}, status=status_of(form))


@desk(Act.ACCOUNT_MAKE)
@require_http_methods(["GET", "HEAD", "POST"])
def term(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/grants/7/term/ : end a role, or renew it."""
    held = fetch(_grants(), request.user, Act.ACCOUNT_MAKE, pk=key)
    form = TermForm(data_of(request), initial={"until": held.until})

    def act() -> None:
        actions.set_term(held, until=form.cleaned_data["until"], by=who(request), now=clock.now())

    if form.is_valid() and _done(form, act):
        messages.success(request, _("Saved."))
        return redirect("desk:account", held.user_id)
    return render(request, "desk/accounts/term.html", {"form": form, "grant": held}, status=status_of(form))


@desk(Act.ACCOUNT_MAKE)
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/grants/7/handover/ : from one person to another, from a day on."""
    held = fetch(_grants(), request.user, Act.ACCOUNT_MAKE, pk=key)
    people = accounts_for(request.user, Act.ACCOUNT_MAKE).filter(is_active=True).exclude(pk=held.user_id)
    form = HandOverForm(data_of(request), people=people)

    def act() -> None:
        data = form.cleaned_data
        actions.hand_over(held, to=data["to"], on=data["on"], by=who(request), now=clock.now())

    if form.is_valid() and _done(form, act):
        messages.success(request, _("Handed over. What was begun stays with the office."))
        return redirect("desk:account", form.cleaned_data["to"].pk)
    return render(request, "desk/accounts/hand_over.html", {"form": form, "grant": held}, status=status_of(form))


@desk(Act.ACCOUNT_MAKE)
@require_POST
def cards(request: HttpRequest) -> HttpResponse:
    """/desk/accounts/cards/ : new cards for the accounts chosen, to print; the secrets are shown this once."""
    wanted = [key for text in request.POST.getlist("account") if (key := key_of(text))]
    people = list(accounts_for(request.user, Act.ACCOUNT_MAKE).filter(pk__in=wanted, is_active=True))
    if not people or any(not is_master_of(who(request), person) for person in people):
        messages.error(request, ELSEWHERE if people else _("Choose for whom cards are printed."))
        return redirect("desk:accounts")
    made = [_card(request, keys.make_card, person) for person in people]
    return render(request, "desk/accounts/cards.html", {"cards": made, "is_link": False})


@desk(Act.ACCOUNT_MAKE)
@require_POST
def link(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/accounts/7/link/ : a personal link, to print or to say on the phone; it is shown this once."""
    found = account_for(request.user, Act.ACCOUNT_MAKE, key)
    if not is_master_of(who(request), found):
        messages.error(request, ELSEWHERE)
        return redirect("desk:account", key)
    try:
        made = _card(request, keys.make_link, found)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:account", key)
    return render(request, "desk/accounts/cards.html", {"cards": [made], "is_link": True})


@desk(Act.ACCOUNT_MAKE)
@require_POST
def revoke(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/keys/7/revocation/ : a card or link opens nothing any more."""
    found = fetch(Key.objects.all(), request.user, Act.ACCOUNT_MAKE, pk=key)
    keys.revoke(found, by=who(request), now=clock.now())
    messages.success(request, _("It opens nothing any more."))
    return redirect("desk:account", found.user_id)


@desk(Act.ACCOUNT_MAKE)
@require_POST
def shut(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/accounts/7/shutting/ : nobody signs in to it, or again somebody may."""
    found = account_for(request.user, Act.ACCOUNT_MAKE, key)
    now = clock.now()
    if not is_master_of(who(request), found):
        messages.error(request, ELSEWHERE)
        return redirect("desk:account", key)
    try:
        if found.is_active:
            actions.shut_account(found, by=who(request), now=now)
        else:
            actions.reopen_account(found, by=who(request), now=now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
    return redirect("desk:account", key)


@desk(Act.ACCOUNT_ASSIST)
@require_http_methods(["GET", "HEAD", "POST"])
def assist(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/accounts/7/assistance/ : sit with a person and act as her, with a reason."""
    found = account_for(request.user, Act.ACCOUNT_ASSIST, key)
    form = AssistForm(data_of(request))

    def act() -> None:
        office = offices_of(request, Act.ACCOUNT_ASSIST).filter(pk__in=found.grants.values("office")).first()
        if office is None:
            raise Refusal(str(ELSEWHERE))
        made = begin_assistance(
            found, office=office, reason=mended(form.cleaned_data["reason"]), by=who(request), now=clock.now()
        )
        request.session[ASSISTS] = made.pk

    if form.is_valid() and _done(form, act):
        return redirect("desk:today")
    context = {"form": form, "account": found, "minutes": settings.ASSIST_MINUTES}
    return render(request, "desk/accounts/assist.html", context, status=status_of(form))


def _grants() -> Any:
    return Grant.objects.select_related("user", "office", "place")


def _role_of(data: dict[str, Any]) -> dict[str, Any]:
    return {
        "role": Role(data["role"]),
        "office": data["office"],
        "since": data["since"],
        "until": data["until"],
        "place": data["place"],
    }


def _card(request: HttpRequest, make: Callable[..., keys.Shown], person: User) -> Card:
    """Make a key and lay out what is printed of it."""
    office = offices_of(request, Act.ACCOUNT_MAKE).filter(pk__in=person.grants.values("office")).first()
    if office is None:
        raise Refusal(str(ELSEWHERE))
    shown = make(person, office=office, by=who(request), now=clock.now())
    is_link = shown.key.kind == Key.Kind.LINK
    path = reverse("account:link", args=[shown.secret]) if is_link else reverse("account:sign-in")
    address = settings.ADDRESS + path
    return Card(
        name=person.name,
        language=person.language,
        login=person.phone or person.email or number_of(person),
        secret=shown.secret,
        key=shown.key,
        address=address,
        drawing=drawing_of(address),
    )


def _done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do an act; a refusal becomes a sentence at the head of the form. Whether it was done."""
    try:
        act()
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
