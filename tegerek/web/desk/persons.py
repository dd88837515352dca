"""Cards of persons at the desk: the list, finding somebody, a new card, the card itself.

What is looked for is sent in the body: a name or a phone may stand in no address, for addresses are kept everywhere.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.lib.pages import number_of
from tegerek.meetings.holding import rosters_of
from tegerek.people import keeping
from tegerek.people.access import contacts_for, may, person_for, persons_for, reach
from tegerek.people.joining import likely_same
from tegerek.people.models import Person, Post
from tegerek.people.phones import phone_trouble, tidy_phone
from tegerek.people.posts import post_said
from tegerek.people.rights import Act
from tegerek.people.sheets import called, named, person_sheet, persons_page
from tegerek.places.models import Body
from tegerek.web.desk.forms import (
    OfficeField,
    PlaceField,
    SeenForm,
    attempt,
    data_of,
    offices_of,
    status_of,
)
from tegerek.web.gate import desk, who

SEXES = (
    ("", gettext_lazy("not known")),
    ("f", pgettext_lazy("sex", "woman")),
    ("m", pgettext_lazy("sex", "man")),
)
PHONE_HINT = gettext_lazy("for example 0555 12 34 56; several people may share one")


def post_choices(lang: str) -> list[tuple[str, str]]:
    """The posts by their names in a language, none chosen first."""
    return [("", "–"), *((post.value, post_said(post).in_(lang).text) for post in Post)]


class PhoneField(forms.CharField):
    """A phone as anybody would type it, in E.164; "" if nothing was typed."""

    widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        tidy = tidy_phone(typed) if typed else ""
        if tidy is None:
            raise forms.ValidationError(phone_trouble(typed))
        return tidy


class NewForm(SeenForm):
    """A new card; the name alone is needed."""

    office = OfficeField(label=gettext_lazy("Office"), queryset=Body.objects.none())
    name = forms.CharField(
        label=gettext_lazy("Surname, first name"),
        max_length=160,
        error_messages={"required": gettext_lazy("Enter the name of the person.")},
    )
    sex = forms.ChoiceField(label=gettext_lazy("Sex"), choices=SEXES, required=False)
    phone = PhoneField(label=gettext_lazy("Phone"), required=False, help_text=PHONE_HINT)
    post = forms.ChoiceField(label=gettext_lazy("Post"), required=False)
    place = PlaceField(
        label=gettext_lazy("Aimak, town or raion of the post"), required=False, help_text=gettext_lazy("its name")
    )

    def __init__(self, *args: Any, offices: Any, lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = post_choices(lang)  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["office"].offer(offices)  # type: ignore[attr-defined]  # an OfficeField


class CardForm(SeenForm):
    """Name, sex, until when the card is kept."""

    name = forms.CharField(
        label=gettext_lazy("Surname, first name"),
        max_length=160,
        error_messages={"required": gettext_lazy("Enter the name of the person.")},
    )
    sex = forms.ChoiceField(label=gettext_lazy("Sex"), choices=SEXES, required=False)
    keep_until = forms.DateField(
        label=gettext_lazy("Kept until"),
        required=False,
        help_text=gettext_lazy("The night after this day the card is erased. Empty: until somebody erases it."),
        error_messages={"invalid": gettext_lazy("Enter a day like 14.03.2026; there may be no such day.")},
    )


@desk(Act.PERSON_SEE)
@require_GET
def persons(request: HttpRequest) -> HttpResponse:
    """/desk/persons/ : the cards of one's offices, by name."""
    return _list(request, persons_for(request.user, Act.PERSON_SEE), number=number_of(request.GET.get("page")))


@desk(Act.PERSON_SEE)
@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """/desk/persons/search/ : those whose name was typed, in any spelling."""
    typed = request.POST.get("name", "")[:160]
    rows = named(persons_for(request.user, Act.PERSON_SEE), typed)
    return _list(request, rows, number=number_of(request.POST.get("page")), found="name", typed=typed)


@desk(Act.PHONE_SEE)
@require_POST
def find_phone(request: HttpRequest) -> HttpResponse:
    """/desk/persons/callers/ : whose phone this is, or ends in these digits."""
    typed = request.POST.get("phone", "")[:40]
    rows = called(persons_for(request.user, Act.PHONE_SEE), typed)
    return _list(request, rows, number=number_of(request.POST.get("page")), found="phone", typed=typed)


@desk(Act.PERSON_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """/desk/persons/new/ : a new card. One that may be the same person's is shown on it afterwards."""
    lang = who(request).language
    form = NewForm(data_of(request), offices=offices_of(request, Act.PERSON_EDIT), lang=lang, initial={"seen": 0})
    if form.is_valid() and (made := _made(request, form)) is not None:
        messages.success(request, _("The card is kept."))
        return redirect("desk:person", made.pk)
    return render(request, "desk/persons/new.html", {"form": form}, status=status_of(form))


@desk(Act.PERSON_SEE)
@require_GET
def person(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/persons/7/ : the card: who it is, posts, phones, consents, lists; what one may do with it."""
    found = person_for(request.user, Act.PERSON_SEE, key)
    with_contacts = may(request.user, Act.PHONE_SEE, found)
    rosters = rosters_of(found)
    context = {
        "person": person_sheet(found, today=clock.today(), with_contacts=with_contacts),
        "sees_phones": with_contacts,
        "rosters": rosters,
        "posts_on_lists": list({(one.post, one.unit): one for one in reversed(rosters)}.values())[::-1],
        "same": likely_same(found)[:10],
        "may_edit": may(request.user, Act.PERSON_EDIT, found),
        "may_export": may(request.user, Act.PERSON_EXPORT, found),
        "may_erase": may(request.user, Act.PERSON_ERASE, found),
    }
    return render(request, "desk/persons/person.html", context)


@desk(Act.PERSON_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/persons/7/card/ : name, sex, until when it is kept."""
    found = person_for(request.user, Act.PERSON_EDIT, key)
    told = {"seen": found.version, "name": found.name, "sex": found.sex, "keep_until": found.keep_until}
    form = CardForm(data_of(request), initial=told)

    def act() -> None:
        data = form.cleaned_data
        keeping.change_card(
            found,
            name=data["name"],
            sex=data["sex"],
            keep_until=data["keep_until"],
            seen=data["seen"],
            by=who(request),
            now=clock.now(),
        )

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("Saved."))
        return redirect("desk:person", key)
    return render(request, "desk/persons/card.html", {"form": form, "person": found}, status=status_of(form))


def _list(
    request: HttpRequest, rows: QuerySet[Person], *, number: int, found: str = "", typed: str = ""
) -> HttpResponse:
    contacts = contacts_for(request.user)
    context = {
        "page": persons_page(rows, today=clock.today(), contacts=contacts, number=number),
        "found": found,
        "typed": typed,
        "sees_phones": contacts is not None,
        "may_edit": bool(reach(request.user, Act.PERSON_EDIT)),
        "sees_kept": bool(reach(request.user, Act.KEPT_SEE)),
    }
    return render(request, "desk/persons/list.html", context)


def _made(request: HttpRequest, form: NewForm) -> Person | None:
    data = form.cleaned_data
    try:
        return keeping.begin_card(
            office=data["office"],
            name=data["name"],
            sex=data["sex"],
            phone=data["phone"],
            post=data["post"],
            unit=data["place"],
            by=who(request),
            now=clock.now(),
        )
    except Refusal as refusal:
        form.add_error("name", str(refusal))
        return None
