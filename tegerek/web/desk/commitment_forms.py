"""The forms of what is carried out: the words, the council, a note, a day, a delay, an end, a resident's word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from tegerek.commitments.actions import Council, Heard, Wanted
from tegerek.commitments.candidates import Candidate, origin_of
from tegerek.commitments.models import Commitment, CouncilStep, ResidentWord
from tegerek.commitments.sheets import bodies_of
from tegerek.documents.measures import ORIGINS, OUTCOMES
from tegerek.lib import clock
from tegerek.lib.said import Said
from tegerek.meetings.actions import NO_SUCH_DAY
from tegerek.meetings.models import AgendaItem, Meeting
from tegerek.people.known import known_people
from tegerek.people.models import Person, Post
from tegerek.people.posts import post_said
from tegerek.places.models import Body
from tegerek.voices.models import Voice
from tegerek.web.desk.forms import DAY_HINT, SeenForm, add_said, full_name, read_said, units_of

NEW = "new"
WORDS = {
    ResidentWord.Word.DONE: pgettext_lazy("a resident's word", "done"),
    ResidentWord.Word.PARTLY: pgettext_lazy("a resident's word", "done in part"),
    ResidentWord.Word.NOT: pgettext_lazy("a resident's word", "not done"),
}
PICTURES = "image/jpeg,image/png,image/webp"


def day_field(label: Any, *, required: bool = False, hint: Any = DAY_HINT) -> forms.DateField:
    """A day as it is typed at the desk."""
    made = forms.DateField(label=label, required=required, help_text=hint)
    made.widget.attrs["inputmode"] = "numeric"
    made.error_messages |= {"required": _(NO_SUCH_DAY), "invalid": _(NO_SUCH_DAY)}
    return made


def post_field() -> forms.ChoiceField:
    """Which post answers for it; may stay open."""
    lang = get_language() or "ky"
    posts = [(post, str(post_said(post).in_(lang))) for post in Post.values]
    return forms.ChoiceField(
        label=_("Who answers for it (a post)"), choices=[("", _("not named yet")), *posts], required=False
    )


def any_said(form: forms.Form, name: str) -> bool:
    """Whether something was typed in any language of a text."""
    return any(value for field, value in form.cleaned_data.items() if field.startswith(f"{name}_"))


@dataclass(frozen=True)
class Row:
    """One decision that is offered: the tick, what stands first, what is folded away."""

    label: Said
    is_proposal: bool
    take: BoundField
    first: list[BoundField]
    rare: list[BoundField]

    @property
    def is_open(self) -> bool:
        return any(field.errors for field in self.rare)


class BeginForm(SeenForm):
    """What a meeting decided, each with who does it and by when; only what is ticked is taken."""

    def __init__(self, *args: Any, meeting: Meeting, found: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting, self.found = meeting, found
        for one in found:
            self.fields[f"take-{one.key}"] = forms.BooleanField(
                label=_("It is to be carried out"), required=False, initial=one.is_carried
            )
            add_said(self, f"what-{one.key}", _("What is to be done"), said=one.what, is_long=True)
            self.fields[f"post-{one.key}"] = post_field()
            self.fields[f"due-{one.key}"] = day_field(
                _("By when"), hint=_("only a day that was really set; leave it empty if none was")
            )

    def rows(self) -> list[Row]:
        """The decisions in the order of the agenda, proposals after them."""
        return [self._row(one) for one in self.found]

    def _row(self, one: Candidate) -> Row:
        own = get_language() or "ky"
        texts = [self[name] for name in self.fields if name.startswith(f"what-{one.key}_")]
        first = [text for text in texts if text.name.endswith(f"_{own}")]
        rare = [text for text in texts if not text.name.endswith(f"_{own}")]
        asked = [self[f"post-{one.key}"], self[f"due-{one.key}"]]
        return Row(one.label, bool(one.voice), self[f"take-{one.key}"], [*first, *asked], rare)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any(data.get(f"take-{one.key}") for one in self.found):
            raise forms.ValidationError(_("Tick at least one decision that is to be carried out."))
        return data

    def wanted(self) -> list[Wanted]:
        """What was ticked. Two queries."""
        items = {item.pk: item for item in AgendaItem.objects.filter(meeting=self.meeting)}
        voices = {voice.pk: voice for voice in Voice.objects.filter(pk__in=[one.voice for one in self.found])}
        return [self._wanted(one, items, voices) for one in self.found if self.cleaned_data[f"take-{one.key}"]]

    def _wanted(self, one: Candidate, items: dict[int, AgendaItem], voices: dict[int, Voice]) -> Wanted:
        return Wanted(
            what=read_said(self, f"what-{one.key}", one.what, clock.now()),
            who_post=self.cleaned_data[f"post-{one.key}"],
            due_on=self.cleaned_data[f"due-{one.key}"],
            origin=origin_of(self.meeting.kind),
            item=items.get(one.item) if one.item else None,
            voice=voices.get(one.voice) if one.voice else None,
        )


class WordsForm(SeenForm):
    """All that is known of one decision. The day stands here until it is public; then it moves by an act of its own."""

    def __init__(
        self, *args: Any, meeting: Meeting | None, office: Body, commitment: Commitment | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.meeting, self.commitment = meeting, commitment
        old = commitment or Commitment(place=meeting.place if meeting else None)
        if commitment is None and meeting is not None:
            self._add_origin(meeting)
        add_said(self, "what", _("What is to be done"), said=old.what, is_long=True)
        self.fields["post"] = post_field()
        self.fields["post"].initial = old.who_post
        self._add_body(office, old)
        if old.published_at is None:
            self.fields["due"] = day_field(_("By when"), hint=_("only a day that was really set; else leave it empty"))
            self.fields["due"].initial = old.due_on
        self.fields["money"] = forms.DecimalField(
            label=_("Money, in soms"), required=False, min_value=0, max_digits=14, decimal_places=2
        )
        self.fields["money"].initial = old.money
        self.fields["money"].error_messages["invalid"] = _("Enter a sum in figures, for example 120000.")
        add_said(self, "money_from", _("From where the money comes"), said=old.money_from)
        add_said(
            self, "share", _("What the community gives itself (ashar)"), said=old.share, hint=_("work, material, money")
        )
        self._add_place(office, old)

    def _add_origin(self, meeting: Meeting) -> None:
        names = [(origin, str(ORIGINS[origin])) for origin in ("decision", "recommendation", "plan")]
        self.fields["origin"] = forms.ChoiceField(
            label=_("What it is"),
            choices=names,
            widget=forms.RadioSelect,
            help_text=_("a recommendation and a joint plan go to the council before anybody carries them out"),
        )
        self.fields["origin"].initial = origin_of(meeting.kind)
        lang = get_language() or "ky"
        items = [(str(one.pk), f"{one.position}. {one.title.in_(lang).text}") for one in meeting.agenda.all()]
        self.fields["item"] = forms.ChoiceField(
            label=_("To which item of the agenda it belongs"), choices=[("", "—"), *items], required=False
        )

    def _add_body(self, office: Body, old: Commitment) -> None:
        lang = get_language() or "ky"
        self.bodies = {str(body.pk): body for body in bodies_of(office)}
        named = [(key, str(body.name.in_(lang))) for key, body in self.bodies.items()]
        self.fields["body"] = forms.ChoiceField(label=_("or a body"), choices=[("", "—"), *named], required=False)
        self.fields["body"].initial = str(old.who_body_id or "")

    def _add_place(self, office: Body, old: Commitment) -> None:
        lang = get_language() or "ky"
        self.places = {str(unit.pk): unit for unit in [old.place, *units_of([office])]}
        named = [(key, full_name(unit, lang)) for key, unit in self.places.items()]
        self.fields["place"] = forms.ChoiceField(label=_("For which village"), choices=named)
        self.fields["place"].initial = str(old.place.pk)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any_said(self, "what"):
            raise forms.ValidationError(_("Say what is to be done."))
        return data

    @property
    def wanted(self) -> Wanted:
        data, now, old = self.cleaned_data, clock.now(), self.commitment or Commitment()
        item = data.get("item") or None
        return Wanted(
            what=read_said(self, "what", old.what, now),
            who_post=data["post"],
            who_body=self.bodies.get(data["body"]),
            due_on=data.get("due"),
            money=data["money"],
            money_from=read_said(self, "money_from", old.money_from, now),
            share=read_said(self, "share", old.share, now),
            place=self.places[data["place"]],
            origin=data.get("origin", old.origin),
            item=AgendaItem.objects.get(pk=int(item), meeting=self.meeting) if item else None,
        )


class CouncilForm(SeenForm):
    """When it was handed to the council; and, once it sat, what it said."""

    def __init__(self, *args: Any, step: CouncilStep | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step
        handed = step.handed_on if step else None
        self.fields["handed"] = day_field(_("Handed to the council on"), required=True)
        self.fields["handed"].initial = handed or clock.today()
        self.fields["session"] = day_field(_("Session of the council on"))
        self.fields["session"].initial = step.session_on if step else None
        self.fields["resolution"] = forms.CharField(label=_("Number of the resolution"), required=False, max_length=60)
        self.fields["resolution"].initial = step.resolution if step else ""
        self.fields["outcome"] = forms.ChoiceField(
            label=_("What the council said"),
            choices=[("", _("nothing yet")), *((key, str(name)) for key, name in OUTCOMES.items())],
            required=False,
            widget=forms.RadioSelect,
        )
        self.fields["outcome"].initial = step.outcome if step else ""
        add_said(self, "said", _("In what, or why not"), said=step.said if step else None, is_long=True)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("outcome")) != bool(data.get("session")) and "session" not in self.errors:
            self.add_error("session", _("Enter both the day of the session and what the council said, or neither."))
        return data

    @property
    def council(self) -> Council | None:
        data = self.cleaned_data
        if not data["outcome"]:
            return None
        old = self.step.said if self.step else Said()
        said = read_said(self, "said", old, clock.now())
        return Council(data["session"], data["outcome"], data["resolution"], said, data["handed"])


class Pictures(forms.ClearableFileInput):
    allow_multiple_selected = True


class PicturesField(forms.FileField):
    """Several photographs in one field."""

    widget = Pictures

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list) else [data] if data else []
        return [super(PicturesField, self).clean(one, initial) for one in given]


class ProgressForm(forms.Form):
    """What was done, on which day; photographs on which nobody can be recognised, for everybody sees them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = day_field(_("On which day"), required=True)
        self.fields["on"].initial = clock.today()
        add_said(self, "text", _("What was done"), is_long=True, hint=_("one or two sentences; leave names out"))
        self.fields["photos"] = PicturesField(
            label=_("Photographs"),
            required=False,
            help_text=_("JPEG or PNG, six at most. They are made lighter, and the place stored in them is taken out."),
            widget=Pictures(attrs={"accept": PICTURES, "multiple": True}),
        )
        self.fields["nobody"] = forms.BooleanField(
            label=_("Nobody can be recognised in them: everybody will see them"), required=False
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any_said(self, "text"):
            raise forms.ValidationError(_("Say in one or two sentences what was done."))
        if data.get("photos") and not data.get("nobody"):
            self.add_error("nobody", _("Tick that nobody can be recognised, or leave the photographs out."))
        return data

    @property
    def text(self) -> Said:
        return read_said(self, "text", Said(), clock.now())

    @property
    def pictures(self) -> list[bytes]:
        return [one.read() for one in self.cleaned_data["photos"]]


class DayForm(SeenForm):
    """Another day, and why."""

    def __init__(self, *args: Any, was: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = day_field(_("The new day"), required=True)
        if was is not None:
            add_said(self, "why", _("Why it moves"), is_long=True, hint=_("everybody reads it beside the old day"))

    @property
    def why(self) -> Said:
        return read_said(self, "why", Said(), clock.now()) if "why_ky" in self.fields else Said()


class DelayForm(SeenForm):
    """From when to when, and on which document the delay rests."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"] = day_field(_("Delayed from"), required=True)
        self.fields["since"].initial = clock.today()
        self.fields["until"] = day_field(_("to, if that is known"))
        add_said(
            self,
            "why",
            _("Why it is lawful"),
            is_long=True,
            hint=_("the reason and the document it rests on, for example a ruling of a court with its day and number"),
        )

    @property
    def why(self) -> Said:
        return read_said(self, "why", Said(), clock.now())


class EndForm(SeenForm):
    """The day on which it ended; why, where it was given up."""

    def __init__(self, *args: Any, label: Any, asks_why: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = day_field(label, required=True)
        self.fields["on"].initial = clock.today()
        if asks_why:
            add_said(self, "why", _("Why it will not be done"), is_long=True, hint=_("everybody reads it"))

    @property
    def why(self) -> Said:
        return read_said(self, "why", Said(), clock.now())


class ResidentForm(forms.Form):
    """What a resident says of it, told to the clerk. A known name is asked about, so that one person counts once."""

    word = forms.ChoiceField(label=gettext_lazy("What they say"), choices=list(WORDS.items()), widget=forms.RadioSelect)

    def __init__(self, *args: Any, office: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office, self.person = office, None
        self.fields["word"].error_messages["required"] = _("Choose what they say.")
        self.fields["on"] = day_field(_("On which day"), required=True)
        self.fields["on"].initial = clock.today()
        add_said(self, "text", _("In their words, if they said more"), is_long=True, hint=_("leave names out"))
        self.fields["name"] = forms.CharField(
            label=_("Who says so, if they gave a name"),
            required=False,
            max_length=160,
            help_text=_("never public; needed so that each person counts once"),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )

    person: Person | str | None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        name = data.get("name", "").strip()
        self.person = self._meant(name) if name else None
        return data

    def _meant(self, name: str) -> Person | str | None:
        """The card meant by a name, or the name for a new one; asks back where somebody like this is known."""
        lang, known = get_language() or "ky", known_people(self.office, name)
        if not known:
            return name
        choices = [(str(one.key), ", ".join((one.name, *(str(post.in_(lang)) for post in one.posts)))) for one in known]
        self.fields["who"] = forms.ChoiceField(
            label=_("Who is it?"),
            choices=[*choices, (NEW, _("Another person: write a new card"))],
            widget=forms.RadioSelect,
            required=False,
        )
        answer = self.data.get("who", "")
        if answer == NEW:
            return name
        if answer in dict(choices):
            return Person.objects.get(pk=int(answer), office=self.office)
        self.add_error("name", _("Somebody like this is known already. Choose who is meant, then save again."))
        return None

    @property
    def heard(self) -> Heard:
        data = self.cleaned_data
        return Heard(data["word"], data["on"], read_said(self, "text", Said(), clock.now()), self.person)
