"""The forms of monitoring: a group, an object, a visit, a photograph, a finding, an answer. Made for a phone first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tegerek.commitments.models import (
    Commitment,
    Finding,
    Monitor,
    MonitoredObject,
    MonitoringGroup,
    Visit,
    VisitAnswer,
    VisitGoer,
    VisitPhoto,
)
from tegerek.commitments.monitoring import GroupWords, ObjectWords, VisitWords
from tegerek.commitments.questionnaires import Question, questionnaires
from tegerek.documents.monitoring import ANSWERS, CAME_IN, KINDS, PEOPLE
from tegerek.files.pictures import Box
from tegerek.lib import clock
from tegerek.lib.said import Said
from tegerek.places.models import Body
from tegerek.web.desk.commitment_forms import PICTURES, any_said, day_field, post_field
from tegerek.web.desk.forms import SeenForm, add_said, full_name, read_said, units_of

MOST_DECISIONS = 60


def money_field(label: Any) -> forms.DecimalField:
    """A sum in soms; left empty it is not known."""
    made = forms.DecimalField(
        label=label, required=False, min_value=0, max_digits=14, decimal_places=2, help_text=_("empty: not known")
    )
    made.error_messages["invalid"] = _("Enter a sum in figures, for example 120000.")
    return made


class GroupForm(SeenForm):
    """A group and the decision of the council, which comes first."""

    def __init__(self, *args: Any, office: Body, group: MonitoringGroup | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.old = group or MonitoringGroup()
        lang = get_language() or "ky"
        add_said(self, "name", _("Name of the group"), said=self.old.name)
        self.fields["number"] = forms.CharField(
            label=_("Number of the council’s decision"),
            required=False,
            max_length=60,
            help_text=_(
                "the council makes the group and approves its members; without its decision nothing is planned"
            ),
        )
        self.fields["number"].initial = self.old.decision_number
        self.fields["decided"] = day_field(_("Day of the decision"))
        self.fields["decided"].initial = self.old.decided_on
        add_said(self, "session", _("Which session"), said=self.old.session)
        if group is None:
            self.places = {str(unit.pk): unit for unit in units_of([office])}
            named = [(key, full_name(unit, lang)) for key, unit in reversed(self.places.items())]
            self.fields["place"] = forms.ChoiceField(label=_("For which place"), choices=named)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any_said(self, "name"):
            raise forms.ValidationError(_("Enter the name of the group."))
        if bool(data.get("number")) != bool(data.get("decided")) and "decided" not in self.errors:
            self.add_error("decided", _("Enter both the number and the day of the decision, or neither."))
        return data

    @property
    def words(self) -> GroupWords:
        data, now = self.cleaned_data, clock.now()
        return GroupWords(
            read_said(self, "name", self.old.name, now),
            data["number"],
            data["decided"],
            read_said(self, "session", self.old.session, now),
        )


class MemberForm(forms.Form):
    """A member by name."""

    name = forms.CharField(
        label=gettext_lazy("Name of the member"),
        max_length=160,
        help_text=gettext_lazy("kept as a card; public pages count members and name nobody"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class ObjectForm(SeenForm):
    """What is looked at: everything but the kind and the name may be not known."""

    def __init__(self, *args: Any, group: MonitoringGroup, thing: MonitoredObject | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.old = thing or MonitoredObject(group=group, place=group.place, year=clock.today().year)
        self.fields["kind"] = forms.ChoiceField(
            label=_("Kind of object"),
            choices=[(key, str(name)) for key, name in KINDS.items()],
            widget=forms.RadioSelect,
            initial=self.old.kind,
            help_text=_("the questions of a visit follow from it"),
        )
        self.fields["kind"].error_messages["required"] = _("Choose the kind of object.")
        add_said(self, "name", _("What is looked at"), said=self.old.name)
        self.fields["year"] = forms.IntegerField(
            label=_("Plan of the year"), min_value=2015, max_value=2100, initial=self.old.year
        )
        self._add_place(group)
        self._add_facts()
        self._add_decision(group)

    def _add_place(self, group: MonitoringGroup) -> None:
        lang = get_language() or "ky"
        self.places = {str(unit.pk): unit for unit in [self.old.place, *units_of([group.office])]}
        named = [(key, full_name(unit, lang)) for key, unit in self.places.items()]
        self.fields["place"] = forms.ChoiceField(label=_("In which village"), choices=named)

    def _add_facts(self) -> None:
        self.fields["contract"] = money_field(_("Contract sum, in soms"))
        self.fields["contract"].initial = self.old.contract
        self.fields["estimate"] = money_field(_("Estimate, in soms"))
        self.fields["estimate"].initial = self.old.estimate
        self.fields["deadline"] = day_field(_("Deadline of the contract"), hint=_("empty: not known"))
        self.fields["deadline"].initial = self.old.deadline_on
        self.fields["contractor"] = forms.CharField(
            label=_("Contractor (a firm)"), required=False, max_length=160, help_text=_("empty: not told")
        )
        self.fields["contractor"].initial = self.old.contractor
        add_said(
            self,
            "source",
            _("Where this is known from"),
            said=self.old.source,
            hint=_("the contract, the estimate, a page of the tender site; empty: not known"),
        )

    def _add_decision(self, group: MonitoringGroup) -> None:
        lang = get_language() or "ky"
        rows = Commitment.objects.filter(office=group.office_id, published_at__isnull=False).order_by("-pk")
        self.decisions = {str(row.pk): row for row in rows[:MOST_DECISIONS]}
        if self.old.commitment is not None:
            self.decisions[str(self.old.commitment.pk)] = self.old.commitment
        named = [(key, f"№ {row.number} {row.what.in_(lang)}") for key, row in self.decisions.items()]
        self.fields["decision"] = forms.ChoiceField(
            label=_("The decision it carries out, if there is one"), choices=[("", "—"), *named], required=False
        )
        self.fields["decision"].initial = str(self.old.commitment_id or "")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any_said(self, "name"):
            raise forms.ValidationError(_("Say what is looked at."))
        return data

    @property
    def words(self) -> ObjectWords:
        data, now = self.cleaned_data, clock.now()
        return ObjectWords(
            year=data["year"],
            kind=data["kind"],
            name=read_said(self, "name", self.old.name, now),
            place=self.places[data["place"]],
            contract=data["contract"],
            estimate=data["estimate"],
            deadline_on=data["deadline"],
            contractor=data["contractor"],
            source=read_said(self, "source", self.old.source, now),
            commitment=self.decisions.get(data["decision"]),
        )


@dataclass(frozen=True)
class Asked:
    """A question on the page: its words, three answers to press, a line for a note."""

    question: Question
    answer: BoundField
    note: BoundField


class VisitForm(SeenForm):
    """A visit as it is typed on the spot: the day, who went, the questions, then words. key: of the browser."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, thing: MonitoredObject, visit: Visit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.old, self.questions = visit or Visit(object=thing, saw=Said()), questionnaires()[thing.kind]
        self.fields["on"] = day_field(_("Day of the visit"), required=True)
        self.fields["on"].initial = self.old.on or clock.today()
        self.fields["came"] = forms.ChoiceField(
            label=_("How it came in"),
            choices=[(key, str(name)) for key, name in CAME_IN.items()],
            widget=forms.RadioSelect,
            initial=self.old.came_in or Visit.CameIn.PHONE,
        )
        self._add_goers(thing)
        self._add_questions()
        add_said(self, "saw", _("What you saw"), said=self.old.saw, is_long=True, hint=_("leave names out"))
        self.fields["interviews"] = forms.IntegerField(
            label=_("With how many people you spoke"), required=False, min_value=0, max_value=9999
        )
        self.fields["interviews"].initial = self.old.interviews
        add_said(self, "told", _("What they said"), said=self.old.told, is_long=True, hint=_("leave names out"))
        add_said(
            self,
            "documents",
            _("Which papers you looked at"),
            said=self.old.documents,
            is_long=True,
            hint=_("contract, estimate, journals, receipts"),
        )

    def _add_goers(self, thing: MonitoredObject) -> None:
        here = Monitor.objects.filter(group=thing.group_id, left_at=None).exclude(person__name="")
        self.monitors = {str(one.pk): one for one in here.select_related("person").order_by("pk")}
        went = VisitGoer.objects.filter(visit=self.old.pk).values_list("monitor", flat=True) if self.old.pk else []
        if self.monitors:
            self.fields["goers"] = forms.MultipleChoiceField(
                label=_("Who went"),
                choices=[(key, one.person.name) for key, one in self.monitors.items()],
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=[str(key) for key in went],
                help_text=_("names are never public"),
            )

    def _add_questions(self) -> None:
        given = {one.question: one for one in VisitAnswer.objects.filter(visit=self.old.pk)} if self.old.pk else {}
        lang = get_language() or "ky"
        for question in self.questions:
            old = given.get(question.name)
            self.fields[f"answer-{question.name}"] = forms.ChoiceField(
                label=str(question.text.in_(lang)),
                choices=[(key, str(name)) for key, name in ANSWERS.items()],
                widget=forms.RadioSelect,
                required=False,
                initial=old.answer if old else "",
            )
            self.fields[f"note-{question.name}"] = forms.CharField(label=_("Note"), required=False, max_length=500)
            self.fields[f"note-{question.name}"].initial = old.note if old else ""

    def asked(self) -> list[Asked]:
        """The questions in their order."""
        return [Asked(one, self[f"answer-{one.name}"], self[f"note-{one.name}"]) for one in self.questions]

    def first(self) -> list[BoundField]:
        """What stands above the questions."""
        return [self[name] for name in ("on", "came", "goers") if name in self.fields]

    def after(self) -> list[BoundField]:
        """What stands below them: words in the language of the page."""
        own = get_language() or "ky"
        return [field for field in self._in_words() if field.name == "interviews" or field.name.endswith(f"_{own}")]

    def rare(self) -> list[BoundField]:
        """The same words in the other languages, folded away."""
        there = {field.name for field in self.after()}
        return [field for field in self._in_words() if field.name not in there]

    def _in_words(self) -> list[BoundField]:
        names = ("saw_", "interviews", "told_", "documents_")
        return [self[name] for name in self.fields if name.startswith(names)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        noted = [one for one in self.questions if data.get(f"note-{one.name}") and not data.get(f"answer-{one.name}")]
        for one in noted:
            self.add_error(f"answer-{one.name}", _("Choose an answer: a note alone says too little."))
        return data

    @property
    def words(self) -> VisitWords:
        data, now = self.cleaned_data, clock.now()
        return VisitWords(
            on=data["on"],
            came_in=data["came"],
            saw=read_said(self, "saw", self.old.saw, now),
            interviews=data["interviews"],
            told=read_said(self, "told", self.old.told, now),
            documents=read_said(self, "documents", self.old.documents, now),
            answers={
                one.name: (data[f"answer-{one.name}"], data[f"note-{one.name}"])
                for one in self.questions
                if data[f"answer-{one.name}"]
            },
            goers=[self.monitors[key] for key in data.get("goers", [])],
        )


class PhotoForm(forms.Form):
    """One photograph, and what is asked of each."""

    photo = forms.FileField(
        label=gettext_lazy("Photograph"),
        help_text=gettext_lazy("JPEG or PNG. It is made lighter, and the place stored in it is taken out."),
        widget=forms.FileInput(attrs={"accept": PICTURES}),
    )
    people = forms.ChoiceField(
        label=gettext_lazy("Can people be recognised on it, and have they agreed?"),
        choices=list(PEOPLE.items()),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("one on which somebody has not agreed is not shown; a part of it can be blurred"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["photo"].error_messages["required"] = _("Choose a photograph.")
        self.fields["people"].error_messages["required"] = _("Say whether people can be recognised on it.")

    @property
    def picture(self) -> bytes:
        read: bytes = self.cleaned_data["photo"].read()
        return read


class BlurForm(forms.Form):
    """Which part is made unrecognisable, in percent of the picture; with a script it is drawn by finger."""

    left = forms.IntegerField(label=gettext_lazy("From the left, %"), min_value=0, max_value=99)
    top = forms.IntegerField(label=gettext_lazy("From the top, %"), min_value=0, max_value=99)
    width = forms.IntegerField(label=gettext_lazy("Width, %"), min_value=1, max_value=100)
    height = forms.IntegerField(label=gettext_lazy("Height, %"), min_value=1, max_value=100)
    nobody = forms.BooleanField(
        label=gettext_lazy("After this nobody can be recognised: everybody may see it"), required=False
    )

    def __init__(self, *args: Any, photo: VisitPhoto, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("left", "top", "width", "height"):
            self.fields[name].widget.attrs["inputmode"] = "numeric"
            self.fields[name].error_messages["required"] = _("Enter a number from 0 to 100.")
        if photo.is_for_everybody:
            del self.fields["nobody"]

    @property
    def box(self) -> Box:
        data = self.cleaned_data
        return Box(data["left"], data["top"], data["width"], data["height"])


class FindingForm(SeenForm):
    """What was found, and what the group recommends."""

    def __init__(self, *args: Any, finding: Finding | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.old = finding or Finding()
        add_said(self, "text", _("What was found"), said=self.old.text, is_long=True, hint=_("leave names out"))
        add_said(self, "advice", _("What the group recommends"), said=self.old.advice, is_long=True)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any_said(self, "text"):
            raise forms.ValidationError(_("Say in one or two sentences what was found."))
        return data

    @property
    def text(self) -> Said:
        return read_said(self, "text", self.old.text, clock.now())

    @property
    def advice(self) -> Said:
        return read_said(self, "advice", self.old.advice, clock.now())


class HandForm(SeenForm):
    """When the office got it, and by when the group asks for an answer."""

    def __init__(self, *args: Any, finding: Finding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["handed"] = day_field(_("Handed to the office on"), required=True)
        self.fields["handed"].initial = finding.handed_on or clock.today()
        self.fields["by"] = day_field(
            _("By when the group asks for an answer"),
            hint=_("No rule gives a day: the group sets it. After it the finding may be shown without an answer."),
        )
        self.fields["by"].initial = finding.answer_by


class AnswerForm(SeenForm):
    """What the office says."""

    def __init__(self, *args: Any, finding: Finding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.old = finding
        add_said(
            self,
            "answer",
            _("What the office answers"),
            said=finding.answer,
            is_long=True,
            hint=_("everybody reads it beside the finding"),
        )
        self.fields["post"] = post_field()
        self.fields["post"].label = _("Who answers (a post)")
        self.fields["post"].initial = finding.answered_by
        self.fields["on"] = day_field(_("Answered on"), required=True)
        self.fields["on"].initial = finding.answered_on or clock.today()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any_said(self, "answer"):
            raise forms.ValidationError(_("Write what the office answers."))
        return data

    @property
    def answer(self) -> Said:
        return read_said(self, "answer", self.old.answer, clock.now())
