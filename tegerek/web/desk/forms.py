"""The parts of which the desk's forms are made:

texts in several languages, a meeting's time, a place by its typed name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tegerek.commitments.models import Commitment, Finding, MonitoredObject, MonitoringGroup, Report, Visit
from tegerek.learning.models import CertificateRule, Question
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.rough_days import RoughDay, as_typed, typed_rough_day
from tegerek.lib.said import Said
from tegerek.lib.text import mended
from tegerek.meetings.models import Charter, ChatGroup, Meeting, Order, Participant
from tegerek.meetings.rules import When
from tegerek.minutes.models import Minutes, Passage, Remark
from tegerek.people.access import must
from tegerek.people.models import Person
from tegerek.people.rights import Act
from tegerek.places.models import Body, Unit
from tegerek.programmes.models import OutsideMeeting, Programme
from tegerek.voices.models import Initiative, Voice
from tegerek.web.context import NAMES
from tegerek.web.placing import OwnPlaceField, PlaceField, ask_back, full_name

__all__ = [
    "DAY_HINT",
    "HOUR_HINT",
    "OfficeField",
    "OwnPlaceField",
    "PlaceField",
    "RoughDayField",
    "SeenForm",
    "WhenForm",
    "add_said",
    "ask_back",
    "attempt",
    "data_of",
    "full_name",
    "offices_of",
    "read_said",
    "status_of",
    "units_of",
]

Versioned = (
    CertificateRule
    | Charter
    | ChatGroup
    | Commitment
    | Finding
    | Initiative
    | Meeting
    | Minutes
    | MonitoredObject
    | MonitoringGroup
    | Order
    | OutsideMeeting
    | Participant
    | Passage
    | Person
    | Programme
    | Question
    | Remark
    | Report
    | Unit
    | Visit
    | Voice
)
DAY_HINT = gettext_lazy("day.month.year, for example 14.03.2026")
ROUGH_DAY_HINT = gettext_lazy("a day like 14.05.2026, a month like 05.2026, or a year; leave empty if it is not known")
HOUR_HINT = gettext_lazy("for example 10:00; leave empty if it is not known yet")


class SeenForm(forms.Form):
    """A form on a thing that others may change meanwhile: it carries the version its writer saw."""

    data: QueryDict
    # The names of fields that the notice waits for (unsaid.py).
    unsaid: frozenset[str] = frozenset()
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def now_see(self, version: int) -> None:
        """Let the next press go on from the newest version, with everything typed kept."""
        typed = self.data.copy()
        typed["seen"] = str(version)
        self.data = typed


def add_said(
    form: forms.Form,
    name: str,
    label: Any,
    *,
    is_long: bool = False,
    said: Said | None = None,
    hint: Any = "",
    rows: int = 4,
) -> None:
    """Add one field for each content language: title_ky, title_ru, … They stand together under the label.

    rows: how high a long one stands.
    """
    for lang in settings.CONTENT_LANGUAGES:
        widget = (
            forms.Textarea(attrs={"rows": rows, "lang": lang}) if is_long else forms.TextInput(attrs={"lang": lang})
        )
        field = forms.CharField(
            label=f"{label} · {NAMES.get(lang, lang)}",
            required=False,
            max_length=10_000 if is_long else 500,
            widget=widget,
            help_text=hint,
        )
        field.initial = said.texts.get(lang, "") if said else ""
        form.fields[f"{name}_{lang}"] = field


def read_said(form: forms.Form, name: str, old: Said, now: datetime) -> Said:
    """What was typed for a name added by add_said, with letters mended; a language nobody touched keeps its moment."""
    said = old
    for lang in settings.CONTENT_LANGUAGES:
        said = said.with_text(lang, mended(form.cleaned_data[f"{name}_{lang}"]), now)
    return said


def typed_hall(form: forms.Form) -> str | None:
    """The name in the field "venue": "" where somebody emptied it, None where nobody touched it."""
    is_touched = "venue" in form.changed_data and "venue" in form.data
    return form.cleaned_data["venue"] if is_touched else None


class RoughDayField(forms.CharField):
    """A day, a month or a year; None for nothing typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=20, help_text=ROUGH_DAY_HINT, **kwargs)
        self.widget.attrs["inputmode"] = "decimal"

    def prepare_value(self, value: Any) -> Any:
        return as_typed(value) if isinstance(value, RoughDay) else value

    def clean(self, value: Any) -> Any:
        try:
            return typed_rough_day(super().clean(value))
        except ValueError:
            raise forms.ValidationError(
                _("Enter a day like 14.05.2026, a month like 05.2026, or a year like 2026.")
            ) from None


class WhenForm(SeenForm):
    """A meeting's day, last day, start and end."""

    first = forms.DateField(label=gettext_lazy("Day"), required=False, help_text=DAY_HINT)
    last = forms.DateField(label=gettext_lazy("Last day, if it lasts several"), required=False, help_text=DAY_HINT)
    starts = forms.TimeField(label=gettext_lazy("Start"), required=False, help_text=HOUR_HINT)
    ends = forms.TimeField(label=gettext_lazy("End"), required=False, help_text=HOUR_HINT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in {
            "first": _("Enter a day like 14.03.2026; there may be no such day in the calendar."),
            "last": _("Enter a day like 14.03.2026; there may be no such day in the calendar."),
            "starts": _("Enter an hour like 10:00."),
            "ends": _("Enter an hour like 10:00."),
        }.items():
            self.fields[name].error_messages["invalid"] = words
            self.fields[name].widget.attrs["inputmode"] = "decimal" if name in {"starts", "ends"} else "numeric"

    @property
    def when(self) -> When:
        data = self.cleaned_data
        return When(data["first"], data["last"], data["starts"], data["ends"])

    @staticmethod
    def initial_of(when: When) -> dict[str, Any]:
        return {"first": when.first, "last": when.last, "starts": when.starts, "ends": when.ends}


def attempt(
    form: SeenForm,
    act: Callable[[], object],
    thing: Versioned,
) -> bool:
    """Do an act on a thing. Whether it was done.

    A refusal becomes a sentence at the head of the form, with everything typed kept. Whoever is told that somebody
    changed the thing meanwhile sees it as it is now, and the next press goes on from there.
    """
    try:
        act()
    except Stale as stale:
        thing.refresh_from_db()
        form.add_error(None, str(stale))
        form.now_see(thing.version)
        return False
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def data_of(request: HttpRequest) -> Any:
    """What was sent, or None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def version_of(rows: QuerySet[Any]) -> int:
    """The version of the one row there may be; 0 while there is none. One query."""
    return rows.values_list("version", flat=True).first() or 0


def asks_for_facts(request: HttpRequest) -> bool:
    """Whether the script asks that keeps in the browser what is typed (drafts.js): it wants a version, not a page."""
    return request.headers.get("Accept") == "application/json"


def status_of(form: forms.Form) -> int:
    """422 for a form that is sent back with what stands in the way."""
    return 422 if form.is_bound and form.errors else 200


class OfficeField(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes no argument at run time
    """An office by its name in the language of the page; where there is but one it is chosen already."""

    def offer(self, offices: QuerySet[Body]) -> Body | None:
        """Let one of these be chosen. Answers the only one there is; None where there are more."""
        self.queryset = offices
        self.initial = offices.first()
        if len(offices) != 1:
            return None
        self.empty_label = None
        return offices[0]

    def label_from_instance(self, obj: Body) -> str:
        return str(obj.name.in_(get_language() or "ky"))


def offices_of(request: HttpRequest, act: Act) -> QuerySet[Body]:
    """The offices for which this account may do the act. Raises Http404 if there is none."""
    found = must(request.user, act)
    if not found.every and not found.offices:
        # The role was granted for a place alone: it works on what is there and begins nothing of its own.
        raise Http404
    offices = Body.objects.filter(is_office=True)
    return offices if found.every else offices.filter(pk__in=found.offices)


def units_of(offices: Iterable[Body]) -> QuerySet[Unit]:
    """The units of offices that have one, and what lies in them today: the villages first, then their aimak."""
    own = [office.unit_id for office in offices if office.unit_id is not None]
    standing = Unit.objects.filter(valid_until=None).filter(Q(pk__in=own) | Q(parent__in=own))
    return standing.order_by("-kind", "order_key", "pk")
