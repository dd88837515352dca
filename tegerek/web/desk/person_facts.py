"""Phones, posts and consents of a card at the desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tegerek.lib import clock
from tegerek.lib.numbers import key_of
from tegerek.meetings.models import Participant
from tegerek.people import keeping
from tegerek.people.access import may, person_for
from tegerek.people.consents import CURRENT, consent_said
from tegerek.people.models import Consent, Contact, Mandate, Person
from tegerek.people.rights import Act
from tegerek.web.desk.answers import at_line
from tegerek.web.desk.forms import DAY_HINT, PlaceField, SeenForm, attempt, data_of, status_of
from tegerek.web.desk.persons import PHONE_HINT, PhoneField, post_choices
from tegerek.web.gate import desk, who

NO_SUCH_DAY = gettext_lazy("Enter a day like 14.03.2026; there may be no such day in the calendar.")


def day_field(label: Any, *, required: bool = False, hint: Any = DAY_HINT) -> forms.DateField:
    """A day as it is typed here."""
    wrong = {"invalid": NO_SUCH_DAY, "required": gettext_lazy("Enter the day.")}
    return forms.DateField(label=label, required=required, help_text=hint, error_messages=wrong)


class ContactForm(SeenForm):
    """A phone, or an e-mail, which nobody needs."""

    phone = PhoneField(label=gettext_lazy("Phone"), required=False, help_text=PHONE_HINT)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        error_messages={"invalid": gettext_lazy("This is not an e-mail address. Write it like name@example.kg.")},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("phone") and not data.get("email"):
            raise forms.ValidationError(_("Enter a phone or an e-mail."))
        return data


class MandateForm(SeenForm):
    """A post: which, where, since when, until when."""

    post = forms.ChoiceField(
        label=gettext_lazy("Post"),
        error_messages={"required": gettext_lazy("Choose the post; “another post” fits all.")},
    )
    title = forms.CharField(
        label=gettext_lazy("As it is written, if the list does not have it"), required=False, max_length=200
    )
    place = PlaceField(label=gettext_lazy("Aimak, town or raion of the post"), required=False)
    since = day_field(gettext_lazy("Since"))
    until = day_field(gettext_lazy("Until"), hint=gettext_lazy("leave empty while the post is held"))

    def __init__(self, *args: Any, lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = post_choices(lang)  # type: ignore[attr-defined]  # a ChoiceField


class EndForm(SeenForm):
    """The last day of a post."""

    mandate = forms.IntegerField(widget=forms.HiddenInput)
    until = day_field(gettext_lazy("Last day in the post"), required=True)


class ConsentForm(SeenForm):
    """How and when a person agreed."""

    how = forms.ChoiceField(
        label=gettext_lazy("How the person agreed"),
        choices=[
            ("signed", gettext_lazy("signed on paper")),
            ("spoken", gettext_lazy("said so, by telephone or in person")),
        ],
    )
    given_on = day_field(gettext_lazy("On which day"), required=True)


class WithdrawForm(SeenForm):
    """When a person took a consent back."""

    consent = forms.IntegerField(widget=forms.HiddenInput)
    on = day_field(gettext_lazy("Taken back on"), required=True)


@desk(Act.PERSON_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def contacts(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/persons/7/contacts/?line=3 : add a phone or an e-mail, take one off; then back to a line of a list."""
    found = person_for(request.user, Act.PERSON_EDIT, key)
    line = _line(request, found)
    form = ContactForm(data_of(request), initial={"seen": found.version})

    def act() -> None:
        for kind in (Contact.Kind.PHONE, Contact.Kind.EMAIL):
            if form.cleaned_data[kind]:
                value = form.cleaned_data[kind]
                keeping.add_contact(found, kind=kind, value=value, by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("Saved."))
        return redirect(_back_from(found, line))
    known = Contact.objects.filter(person=found).order_by("pk") if may(request.user, Act.PHONE_SEE, found) else ()
    told = {"known": known, "line": line, "back": _back_from(found, line)}
    return _page(request, "desk/persons/contacts.html", found, form, **told)


@desk(Act.PERSON_EDIT)
@require_POST
def remove_contact(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/persons/7/contacts/removal/ : this phone or e-mail is not, or no longer, the person's."""
    found = person_for(request.user, Act.PERSON_EDIT, key)
    contact = Contact.objects.filter(person=found, pk=_key(request, "contact")).first()
    if contact is not None:
        keeping.remove_contact(contact, by=who(request), now=clock.now())
        messages.success(request, _("Taken off the card."))
    line = _line(request, found)
    here = reverse("desk:person-contacts", args=[key])
    return redirect(f"{here}?line={line.pk}" if line else reverse("desk:person", args=[key]))


@desk(Act.PERSON_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def mandates(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/persons/7/posts/ : add a post that the person holds or held."""
    found = person_for(request.user, Act.PERSON_EDIT, key)
    form = MandateForm(data_of(request), lang=who(request).language, initial={"seen": found.version})

    def act() -> None:
        data = form.cleaned_data
        keeping.add_mandate(
            found,
            post=data["post"],
            title=data["title"],
            unit=data["place"],
            since=data["since"],
            until=data["until"],
            by=who(request),
            now=clock.now(),
        )

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("Saved."))
        return redirect("desk:person", key)
    return _page(request, "desk/persons/mandates.html", found, form)


@desk(Act.PERSON_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def end_mandate(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/persons/7/posts/end/?mandate=3 : the person no longer holds a post."""
    found = person_for(request.user, Act.PERSON_EDIT, key)
    asked = _key(request, "mandate")
    mandate = Mandate.objects.filter(person=found, pk=asked).first()
    told = {"seen": found.version, "mandate": asked, "until": clock.today()}
    form = EndForm(data_of(request), initial=told)

    def act() -> None:
        if mandate is not None:
            keeping.end_mandate(mandate, until=form.cleaned_data["until"], by=who(request), now=clock.now())

    if mandate is None or (form.is_valid() and attempt(form, act, found)):
        return redirect("desk:person", key)
    return _page(request, "desk/persons/end_mandate.html", found, form)


@desk(Act.PERSON_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def consents(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/persons/7/consents/ : write down that the person agreed to the words shown."""
    found = person_for(request.user, Act.PERSON_EDIT, key)
    form = ConsentForm(data_of(request), initial={"seen": found.version, "given_on": clock.today()})

    def act() -> None:
        data = form.cleaned_data
        keeping.give_consent(found, how=data["how"], given_on=data["given_on"], by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("Saved."))
        return redirect("desk:person", key)
    return _page(request, "desk/persons/consents.html", found, form, words=consent_said(CURRENT))


@desk(Act.PERSON_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/persons/7/consents/withdrawal/?consent=3 : the person takes a consent back."""
    found = person_for(request.user, Act.PERSON_EDIT, key)
    asked = _key(request, "consent")
    consent = Consent.objects.filter(person=found, pk=asked, withdrawn_on=None).first()
    told = {"seen": found.version, "consent": asked, "on": clock.today()}
    form = WithdrawForm(data_of(request), initial=told)

    def act() -> None:
        if consent is not None:
            keeping.withdraw_consent(consent, on=form.cleaned_data["on"], by=who(request), now=clock.now())

    if consent is None:
        return redirect("desk:person", key)
    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("Written down. What rested on this consent alone should be erased now."))
        return redirect("desk:person", key)
    return _page(request, "desk/persons/withdraw.html", found, form)


def _page(request: HttpRequest, template: str, found: Person, form: SeenForm, **more: Any) -> HttpResponse:
    return render(request, template, {"form": form, "person": found, **more}, status=status_of(form))


def _line(request: HttpRequest, found: Person) -> Participant | None:
    """The line of a list that the person was reached from, if this account may see that list."""
    row = (
        Participant.objects.select_related("meeting")
        .filter(person=found, pk=key_of(request.GET.get("line", "")))
        .first()
    )
    return row if row is not None and may(request.user, Act.ROSTER_SEE, row.meeting) else None


def _back_from(found: Person, line: Participant | None) -> str:
    return at_line(line) if line else reverse("desk:person", args=[found.pk])


def _key(request: HttpRequest, name: str) -> int:
    """A key that was sent, or stands in the address; 0, which no row has, for what is none."""
    return key_of(request.POST.get(name) or request.GET.get(name, ""))
