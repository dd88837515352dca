"""The form with which one person is typed onto a roster; whom the office knows already is proposed, never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from tegerek.lib.phones import phone_in_words
from tegerek.meetings.ages import BANDS
from tegerek.meetings.models import Meeting, Participant
from tegerek.meetings.roster import Typed
from tegerek.people.known import KnownPerson, known_people
from tegerek.people.models import Person, Post, Sex
from tegerek.people.phones import phone_trouble, tidy_phone
from tegerek.people.posts import post_said
from tegerek.places.models import Body, Unit
from tegerek.places.rules import long_said
from tegerek.programmes.rosters import Taken, invitable, seminar_of
from tegerek.web.desk.forms import PlaceField, SeenForm
from tegerek.web.desk.need_words import add_needs

SEXES = (
    (Sex.FEMALE, pgettext_lazy("sex", "woman")),
    (Sex.MALE, pgettext_lazy("sex", "man")),
    ("", pgettext_lazy("sex", "not stated")),
)
AGES = (("", pgettext_lazy("age", "not asked")), *BANDS.items())
NEW = "new"


class PersonForm(SeenForm):
    """Name, sex, age, phone; and, once asked, which known person is meant."""

    name = forms.CharField(label=gettext_lazy("Surname and name"), max_length=160)
    sex = forms.ChoiceField(label=gettext_lazy("Sex"), choices=SEXES, required=False, widget=forms.RadioSelect)
    age = forms.ChoiceField(label=gettext_lazy("Age"), choices=AGES, required=False)
    phone = forms.CharField(
        label=gettext_lazy("Phone"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("for example 0555 12 34 56; several are parted by commas"),
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )

    def __init__(self, *args: Any, office: Body, may_ask: bool, may_see_phones: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office, self.may_ask, self.may_see_phones = office, may_ask, may_see_phones
        self.asked: frozenset[int] = frozenset()
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        self.fields["phone"].widget.attrs["autocomplete"] = "off"
        self.fields["name"].error_messages["required"] = _("Enter the name of the person.")

    def clean_phone(self) -> tuple[str, ...]:
        typed = [piece.strip() for piece in self.cleaned_data["phone"].split(",") if piece.strip()]
        tidy = {piece: tidy_phone(piece) for piece in typed}
        for piece, phone in tidy.items():
            if phone is None:
                raise forms.ValidationError(phone_trouble(piece))
        return tuple(dict.fromkeys(phone for phone in tidy.values() if phone))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.may_ask and "name" in data and "phone" in data:
            self._ask(known_people(self.office, data["name"], data["phone"]))
        return data

    def person(self) -> Person | None:
        """The known person that was chosen, None for a new one."""
        key = self.cleaned_data.get("who", "")
        return Person.objects.get(pk=int(key), office=self.office) if key.isdigit() else None

    def typed(self) -> Typed:
        data = self.cleaned_data
        return Typed(name=data["name"], sex=data["sex"], phones=data["phone"], band=data["age"], others=self.others())

    def others(self) -> frozenset[int]:
        """The cards that were proposed and are not meant."""
        return self.asked if self.cleaned_data.get("who") == NEW else frozenset()

    def _ask(self, known: tuple[KnownPerson, ...]) -> None:
        if not known:
            return
        self.asked = frozenset(person.key for person in known)
        choices = [(str(person.key), self._in_words(person)) for person in known]
        self.fields["who"] = forms.ChoiceField(
            label=_("Who is it?"),
            choices=[*choices, (NEW, _("Another person: write a new card"))],
            widget=forms.RadioSelect,
            required=False,
        )
        self.order_fields(self.field_order)
        answer = self.data.get("who", "")
        if answer in {key for key, _words in choices} | {NEW}:
            self.cleaned_data["who"] = answer
        else:
            self.add_error("who", _("Somebody like this is known already. Choose who is meant, then save again."))

    def _in_words(self, person: KnownPerson) -> str:
        lang = get_language() or "ky"
        phones = map(phone_in_words, person.phones) if self.may_see_phones else ()
        return ", ".join((person.name, *(post.in_(lang).text for post in person.posts), *phones))


class LineForm(PersonForm):
    """A person with the post and the place for which they are on the list."""

    post = forms.ChoiceField(label=gettext_lazy("Post"))
    unit = forms.ChoiceField(label=gettext_lazy("From where"), required=False)
    elsewhere = PlaceField(
        label=gettext_lazy("From another place"),
        required=False,
        help_text=gettext_lazy("if it is not among those above; village, aimak or raion"),
    )

    field_order = ("seen", "name", "who", "post", "unit", "elsewhere", "sex", "age", "phone")
    asks_needs = True

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, office=meeting.office, **kwargs)
        self.units = {unit.pk: unit for unit in units_of(meeting)}
        _offer(self, self.units)
        self.fields["post"].error_messages["required"] = _("Choose the post for which this person is invited.")
        if self.asks_needs:
            add_needs(self, meeting)
        self.order_fields(self.field_order)

    def typed(self) -> Typed:
        data = self.cleaned_data
        needs, attends = tuple(data.get("needs", ())), data.get("attends", "")
        unit = _chosen(data, self.units)
        return replace(super().typed(), post=data["post"], unit=unit, needs=needs, attends=attends)


class SeatForm(SeenForm):
    """The post and the place for which somebody is on the list already, and the age."""

    post = forms.ChoiceField(label=gettext_lazy("Post"))
    unit = forms.ChoiceField(label=gettext_lazy("From where"), required=False)
    elsewhere = PlaceField(
        label=gettext_lazy("From another place"),
        required=False,
        help_text=gettext_lazy("if it is not among those above; village, aimak or raion"),
    )
    age = forms.ChoiceField(label=gettext_lazy("Age"), choices=AGES, required=False)

    def __init__(self, data: Any, *, line: Participant) -> None:
        initial = {"seen": line.version, "post": line.post, "unit": line.unit_id, "age": line.band}
        super().__init__(data, initial=initial)
        own = {line.unit.pk: line.unit} if line.unit else {}
        self.units = own | {unit.pk: unit for unit in units_of(line.meeting)}
        _offer(self, self.units)
        self.fields["post"].error_messages["required"] = _("Choose the post for which this person is invited.")

    def seat(self) -> Unit | None:
        return _chosen(self.cleaned_data, self.units)


class WalkInForm(LineForm):
    """Somebody who came without having been on the list, and when."""

    asks_needs = False

    morning = forms.BooleanField(label=gettext_lazy("was there in the morning"), required=False)
    afternoon = forms.BooleanField(label=gettext_lazy("was there in the afternoon"), required=False)


class SubstituteForm(PersonForm):
    """Who comes instead, and why."""

    reason = forms.CharField(
        label=gettext_lazy("Why, in a few words"),
        max_length=300,
        help_text=gettext_lazy("for example: on leave; at the session of the council"),
    )

    field_order = ("seen", "name", "who", "sex", "age", "phone", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].error_messages["required"] = _("Say in a few words why another person comes.")


def units_of(meeting: Meeting) -> tuple[Unit, ...]:
    """The places people may be from: those a seminar invites, else the aimaks of the raion."""
    seminar = seminar_of(meeting)
    invited = () if seminar is None else seminar.invited.select_related("unit").order_by("unit__order_key", "id")
    return tuple(row.unit for row in invited) or invitable(meeting.place, meeting.held_on)


def beyond_seats(found: Taken | None, more: int = 0) -> dict[str, Any]:
    """What a page says of people beyond the seats, when so many more come onto the list; nothing if all have one."""
    beyond = found.beyond(more) if found else 0
    if not beyond:
        return {"taken": None, "beyond": ""}
    if not more:
        return {"taken": found, "beyond": ngettext("%d has no seat.", "%d have no seat.", beyond) % beyond}
    words = ngettext(
        "With those added now %d would have no seat; that is allowed.",
        "With those added now %d would have no seat; that is allowed.",
        beyond,
    )
    return {"taken": found, "beyond": words % beyond}


def _offer(form: forms.Form, units: Mapping[int, Unit]) -> None:
    """Fill the choices of the fields post and unit, in the language of the page."""
    lang = get_language() or "ky"
    names = [(str(key), long_said(unit.kind, unit.name).in_(lang).text) for key, unit in units.items()]
    posts = [(post.value, _first_up(post_said(post).in_(lang).text)) for post in Post]
    form.fields["post"].choices = [("", "–"), *posts]  # type: ignore[attr-defined]  # a ChoiceField
    form.fields["unit"].choices = [("", "–"), *names]  # type: ignore[attr-defined]  # a ChoiceField


def _chosen(data: Mapping[str, Any], units: Mapping[int, Unit]) -> Unit | None:
    """The place that was typed, else the one that was chosen."""
    typed: Unit | None = data["elsewhere"]
    return typed or (units.get(int(data["unit"])) if data["unit"] else None)


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]
