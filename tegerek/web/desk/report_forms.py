"""The forms of a yearly report: who reports of which time, own words, what is a deputy's, giving it, its rating."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tegerek.commitments.models import Rating, Report
from tegerek.commitments.report_sheets import Choices, deputies_of
from tegerek.commitments.reports import KIND, Rated, Told
from tegerek.documents.measures import state_sentence
from tegerek.documents.reports import RATINGS
from tegerek.lib import clock
from tegerek.lib.dates import day_short
from tegerek.lib.said import Said
from tegerek.lib.text import excerpt
from tegerek.meetings.models import Meeting
from tegerek.people.models import Person
from tegerek.people.posts import post_said
from tegerek.places.models import Body
from tegerek.web.desk.commitment_forms import day_field
from tegerek.web.desk.forms import OfficeField, SeenForm, add_said, read_said

HEAD = "head"
# So many meetings can be chosen, the latest; so many letters of a row to be ticked.
MEETINGS, LETTERS = 20, 140


class BeginForm(forms.Form):
    """Who reports, of which time, at which meeting. Suggested is the year before."""

    office = OfficeField(label=gettext_lazy("Office"), queryset=Body.objects.none())
    whose = forms.ChoiceField(label=gettext_lazy("Who reports"))
    field_order = ("office", "whose", "since", "until", "meeting")

    def __init__(self, *args: Any, offices: Any, meeting: Meeting | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["office"]
        assert isinstance(field, OfficeField)
        only = field.offer(offices)
        if only is not None:
            field.widget = forms.HiddenInput()
        today = clock.today()
        self.people = {str(one.pk): one for office in offices for one in deputies_of(office, today)}
        self.fields["whose"].choices = self._whose()  # type: ignore[attr-defined]
        year = (meeting.held_on if meeting and meeting.held_on else today).year - 1
        self.fields["since"] = day_field(_("First day it tells of"), required=True)
        self.fields["until"] = day_field(_("Last day it tells of"), required=True)
        self.fields["since"].initial, self.fields["until"].initial = date(year, 1, 1), date(year, 12, 31)
        self.fields["meeting"] = meeting_field(offices)
        self.fields["meeting"].initial = str(meeting.pk) if meeting else ""
        self.order_fields(self.field_order)

    @property
    def told(self) -> Told:
        data = self.cleaned_data
        person: Person | None = self.people.get(data["whose"])
        return Told(data["since"], data["until"], person)

    def _whose(self) -> list[tuple[str, str]]:
        lang = get_language() or "ky"
        head, deputy = (str(post_said(post).in_(lang)) for post in ("ao_head", "deputy"))
        return [(HEAD, head), *((key, f"{deputy}: {one.name}") for key, one in self.people.items())]


class WordsForm(SeenForm):
    """The own words of who reports, and the meeting at which it is given."""

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report = report
        self.fields["meeting"] = meeting_field([report.office])
        self.fields["meeting"].initial = str(report.meeting_id or "")
        hint = _("What numbers do not tell. Write nobody’s name who holds no office: everybody reads it.")
        add_said(self, "own", _("In own words"), said=report.own, is_long=True, hint=hint, rows=8)

    @property
    def own(self) -> Said:
        return read_said(self, "own", self.report.own, clock.now())


class RowsForm(SeenForm):
    """Which of what is on record for the deputies is this deputy's."""

    asked = forms.MultipleChoiceField(
        label=gettext_lazy("Questions and proposals"), required=False, widget=forms.CheckboxSelectMultiple
    )
    decided = forms.MultipleChoiceField(
        label=gettext_lazy("Decisions"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = get_language() or "ky"
        asked = [(str(one.key), f"№ {one.number} {_short(one.text, lang)}") for one in choices.asked]
        lines = [one.line for one in choices.decided]
        decided = [
            (str(one.key), f"№ {one.number} {_short(one.what, lang)} ({state_sentence(one, lang)})") for one in lines
        ]
        for name, offered, ticked in (
            ("asked", asked, choices.picked_asked),
            ("decided", decided, choices.picked_decided),
        ):
            self.fields[name].choices = offered  # type: ignore[attr-defined]
            self.fields[name].initial = [str(key) for key in ticked]
            if not offered:
                del self.fields[name]

    def ticked(self, name: str) -> list[int]:
        """The keys that were ticked."""
        return [int(key) for key in self.cleaned_data.get(name, ())]


class GiveForm(SeenForm):
    """read: the digest of the report that whoever presses has before them."""

    read = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def now_read(self, digest: str) -> None:
        """The page shows the report as it is now; the next press is about this."""
        typed = self.data.copy()
        typed["read"] = digest
        self.data = typed


class RateForm(SeenForm):
    """What the meeting said of the report, and the hands raised."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What the meeting announced"), choices=list(RATINGS.items()), widget=forms.RadioSelect
    )
    satisfactory = forms.IntegerField(
        label=gettext_lazy("Hands for “satisfactory”"),
        required=False,
        min_value=0,
        help_text=gettext_lazy("leave it empty if they were not counted"),
    )
    unsatisfactory = forms.IntegerField(label=gettext_lazy("Hands for “unsatisfactory”"), required=False, min_value=0)
    abstained = forms.IntegerField(label=gettext_lazy("Abstained"), required=False, min_value=0)

    def __init__(self, *args: Any, rating: Rating | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].error_messages["required"] = _("Choose what the meeting announced.")
        for name in ("satisfactory", "unsatisfactory", "abstained"):
            self.fields[name].error_messages |= {
                "invalid": _("Enter a number of hands, or nothing."),
                "min_value": _("Enter a number of hands, or nothing."),
            }
        if rating is not None:
            self.fields["outcome"].initial = rating.outcome
            self.fields["satisfactory"].initial = rating.votes_satisfactory
            self.fields["unsatisfactory"].initial = rating.votes_unsatisfactory
            self.fields["abstained"].initial = rating.abstained

    @property
    def rated(self) -> Rated:
        data = self.cleaned_data
        return Rated(data["outcome"], data["satisfactory"], data["unsatisfactory"], data["abstained"])


def meeting_field(offices: Iterable[Body]) -> forms.TypedChoiceField:
    """The latest report meetings of these offices, by day and title; may stay open. One query."""
    lang = get_language() or "ky"
    rows = Meeting.objects.filter(office__in=offices, kind=KIND, is_rehearsal=False, cancelled_at=None)
    found = rows.order_by("-held_on", "-pk")[:MEETINGS]
    named = [(str(one.pk), " ".join((_day(one.held_on), str(one.title.in_(lang)))).strip()) for one in found]
    return forms.TypedChoiceField(
        label=_("At which report meeting it is given"),
        choices=[("", _("not known yet")), *named],
        required=False,
        coerce=int,
        empty_value=None,
    )


def _day(day: date | None) -> str:
    return day_short(day) if day else ""


def _short(said: Said, lang: str) -> str:
    return excerpt(str(said.in_(lang)), LETTERS)
