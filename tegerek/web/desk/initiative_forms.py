"""The forms of a group's appeal: typed from paper, received, decided."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tegerek.lib import clock
from tegerek.lib.said import ORDER, Said
from tegerek.lib.text import one_line
from tegerek.meetings.actions import NO_SUCH_DAY
from tegerek.people.models import Post
from tegerek.places.models import Body, Unit
from tegerek.voices.actions import ADDRESS_LETTERS, Appeal, Decided, Member, Refused
from tegerek.voices.models import Initiative
from tegerek.voices.rules import name_and_address
from tegerek.voices.sheets import GroupLine
from tegerek.web.desk.forms import DAY_HINT, OfficeField, PlaceField, SeenForm, add_said, full_name, read_said
from tegerek.web.desk.persons import PHONE_HINT, PhoneField

ADDRESSEES = (
    (Initiative.To.HEAD.value, gettext_lazy("the head of the aiyl okmotu or the mayor")),
    (Initiative.To.COUNCIL_CHAIR.value, gettext_lazy("the chair of the council")),
)
GROUNDS = (
    (Initiative.Ground.REQUIREMENTS.value, gettext_lazy("the appeal does not have all that the charter asks for")),
    (Initiative.Ground.OTHER_WAY.value, gettext_lazy("the issue can lawfully be solved in another way")),
    (Initiative.Ground.UNLAWFUL.value, gettext_lazy("the issue is against the law or the charter")),
)
DECISIONS = (
    (Initiative.Decision.HOLD.value, gettext_lazy("the assembly will be held")),
    (Initiative.Decision.REFUSE.value, gettext_lazy("the assembly is refused")),
)
DECIDERS = (
    (Post.AO_HEAD.value, gettext_lazy("the head of the aiyl okmotu or the mayor: holds it or refuses")),
    (Post.COUNCIL_CHAIR.value, gettext_lazy("the chair of the council: instructs the head to hold it, or refuses")),
)
MOST_MEMBERS, MOST_LETTERS = 200, 40_000


class HomeField(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes no argument at run time
    """A place of the municipality by its name in the language of the page: nobody has to tell it from its namesakes."""

    def label_from_instance(self, obj: Unit) -> str:
        return str(obj.long_name.in_(get_language() or "ky"))


class AppealForm(SeenForm):
    """What the group asks for, and who stands in it: a line each."""

    office = OfficeField(label=gettext_lazy("Office"), queryset=Body.objects.none())
    place = PlaceField(
        label=gettext_lazy("Village or aimak"), help_text=gettext_lazy("whose residents ask for the assembly")
    )
    to = forms.ChoiceField(label=gettext_lazy("Addressed to"), choices=ADDRESSEES)
    expected = forms.IntegerField(
        label=gettext_lazy("How many people are expected"), required=False, min_value=1, max_value=100_000
    )
    members = forms.CharField(
        label=gettext_lazy("The group: a line for each, name, then address"),
        help_text=gettext_lazy(
            "Put a comma between name and address. Write the one whom the office phones first. "
            "Names and addresses are never public."
        ),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": gettext_lazy("Write down who stands in the group, a line for each.")},
    )
    phone = PhoneField(label=gettext_lazy("Phone of the first of them"), required=False, help_text=PHONE_HINT)
    rehearsal = forms.BooleanField(
        label=gettext_lazy("This is a rehearsal: it gets no number and is never public"), required=False
    )

    field_order = (
        "seen",
        "office",
        *(f"{name}_{lang}" for name in ("title", "reason") for lang in ORDER),
        "place",
        *(f"where_{lang}" for lang in ORDER),
    )

    def __init__(self, *args: Any, offices: Any = None, initiative: Initiative | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.was = initiative
        said = initiative or Initiative()
        add_said(self, "title", _("The issue"), said=said.title)
        add_said(self, "reason", _("Why the group asks for an assembly"), said=said.reason, is_long=True)
        add_said(self, "where", _("Where they propose to hold it"), said=said.where)
        self.order_fields(self.field_order)
        self._offer_homes([office.unit_id for office in (offices if offices is not None else [said.office])])
        if offices is None:
            del self.fields["office"], self.fields["rehearsal"]
        else:
            self.fields["office"].offer(offices)  # type: ignore[attr-defined]  # an OfficeField

    def _offer_homes(self, units: list[int | None]) -> None:
        """The places of the municipality to choose from; where none are known the name is typed, as everywhere."""
        known = [unit for unit in units if unit is not None]
        below = Q(pk__in=known) | Q(parent__in=known) | Q(parent__parent__in=known)
        if self.was is not None:
            below |= Q(pk=self.was.place_id)
        homes = Unit.objects.filter(below).order_by("order_key", "pk")
        if known and homes:
            old = self.fields["place"]
            self.fields["place"] = HomeField(homes, label=old.label, help_text=old.help_text)
            self.initial["place"] = self.was.place_id if self.was else None

    def clean_members(self) -> list[Member]:
        """The lines that hold something, each as a member."""
        lines = [one_line(line) for line in self.cleaned_data["members"].splitlines()]
        found = [member_of(line) for line in lines if line]
        if len(found) > MOST_MEMBERS:
            raise forms.ValidationError(
                _("There are more than %(most)d lines here. Write down those who sign for the group.")
                % {"most": MOST_MEMBERS}
            )
        bare = [n for n, member in enumerate(found, start=1) if not any(map(str.isalpha, member.name))]
        if bare:
            raise forms.ValidationError(_("The line %(n)d has no name. Write the name first.") % {"n": bare[0]})
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any(value for name, value in data.items() if name.startswith("title_")):
            raise forms.ValidationError(_("Say which issue the group wants to discuss, in one language at least."))
        return data

    def appeal(self) -> Appeal:
        """What was typed of the appeal itself."""
        data, now, was = self.cleaned_data, clock.now(), self.was or Initiative()
        return Appeal(
            title=read_said(self, "title", was.title, now),
            reason=read_said(self, "reason", was.reason, now),
            where=read_said(self, "where", was.where, now),
            place=data["place"],
            to=data["to"],
            expected=data["expected"],
            came_in=was.came_in,
        )

    def group(self) -> list[Member]:
        """The group; the phone is that of the first line."""
        members: list[Member] = self.cleaned_data["members"]
        return [
            Member(one.name, one.address, self.cleaned_data["phone"] if n == 0 else "", is_contact=n == 0)
            for n, one in enumerate(members)
        ]

    @staticmethod
    def initial_of(initiative: Initiative, group: list[GroupLine], lang: str) -> dict[str, Any]:
        """What stands in the form when an appeal is corrected; the contact first, nobody who was erased."""
        named = sorted((one for one in group if not one.is_erased), key=lambda one: (not one.is_contact, one.position))
        phones = [phone for one in named for phone in one.phones]
        return {
            "seen": initiative.version,
            "place": full_name(initiative.place, lang),
            "to": initiative.to,
            "expected": initiative.expected,
            "members": "\n".join(", ".join(filter(None, (one.name, one.address))) for one in named),
            "phone": phones[0] if phones else "",
        }


def member_of(line: str) -> Member:
    """A line of the group as a member."""
    name, address = name_and_address(line)
    return Member(name, address[:ADDRESS_LETTERS])


class ReceiveForm(SeenForm):
    """The day on which the appeal was registered, and the office's own number."""

    received_on = forms.DateField(
        label=gettext_lazy("Day on which it was registered"),
        help_text=DAY_HINT,
        error_messages={"required": gettext_lazy(NO_SUCH_DAY), "invalid": gettext_lazy(NO_SUCH_DAY)},
    )
    register_number = forms.CharField(
        label=gettext_lazy("Number in the office’s register"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("as it stands on the appeal, for example 01-07/12"),
    )


class DecisionForm(SeenForm):
    """To hold or to refuse; who decided, on which day; of a refusal its ground and words."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=DECISIONS,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose: hold the assembly, or refuse it.")},
    )
    post = forms.ChoiceField(label=gettext_lazy("Who decided"), choices=DECIDERS, widget=forms.RadioSelect)
    decided_on = forms.DateField(
        label=gettext_lazy("Day of the decision"),
        help_text=DAY_HINT,
        error_messages={"required": gettext_lazy(NO_SUCH_DAY), "invalid": gettext_lazy(NO_SUCH_DAY)},
    )
    ground = forms.ChoiceField(
        label=gettext_lazy("Ground of the refusal"), choices=GROUNDS, required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        add_said(
            self,
            "words",
            _("Why it is refused"),
            is_long=True,
            hint=_("The group and everybody can read it. Name nobody."),
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("decision") == Initiative.Decision.REFUSE and not data.get("ground"):
            self.add_error("ground", _("Choose one of the three grounds: there is no other."))
        return data

    @property
    def decided(self) -> Decided:
        return Decided(Post(self.cleaned_data["post"]), self.cleaned_data["decided_on"])

    @property
    def refused(self) -> Refused:
        return Refused(Initiative.Ground(self.cleaned_data["ground"]), read_said(self, "words", Said(), clock.now()))
