"""The trainers of a programme at the desk: who is where, what speaks against it, putting somebody at a seminar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegerek.documents.papers.trainer_day import lang_word
from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.meetings.models import Meeting
from tegerek.people.access import may
from tegerek.people.models import Person
from tegerek.people.rights import Act
from tegerek.programmes import trainers as actions
from tegerek.programmes.access import programme_for, seminar_for, trainer_for
from tegerek.programmes.models import Seminar, Trainer
from tegerek.programmes.road_rules import MOST_IN_A_ROW
from tegerek.programmes.snag_words import snag_in_words
from tegerek.programmes.trainer_sheets import (
    SeminarTrainers,
    TrainerLine,
    known_trainers,
    trainers_sheet,
    wanted_roads,
)
from tegerek.web.desk.forms import DAY_HINT, PlaceField, attempt, data_of, full_name, status_of
from tegerek.web.desk.persons_on_list import PersonForm
from tegerek.web.gate import desk, who

OWN_TIME = ("day", "starts", "ends", "place")
MINUTES_PROPOSED = 60


class TrainerForm(PersonForm):
    """Somebody who has trained before, or a name and a phone; day, hours and place where they are others than those of
    the seminar.
    """

    known = forms.ChoiceField(label=pgettext_lazy("label", "Trainer"), required=False)
    lang = forms.ChoiceField(label=gettext_lazy("Trains in"), required=False)
    day = forms.DateField(label=gettext_lazy("Day, if not all days of the seminar"), required=False, help_text=DAY_HINT)
    starts = forms.TimeField(
        label=gettext_lazy("From"), required=False, help_text=gettext_lazy("leave empty for the hours of the seminar")
    )
    ends = forms.TimeField(label=gettext_lazy("Until"), required=False)
    place = PlaceField(
        label=gettext_lazy("Place, if another one"),
        required=False,
        help_text=gettext_lazy("leave empty for the place of the seminar"),
    )
    despite = forms.CharField(
        label=gettext_lazy("Why it is possible all the same"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("for example: goes by plane; asked by phone, the day is free. The reason stays here."),
    )

    field_order = ("seen", "known", "name", "who", "phone", "lang", "day", "starts", "ends", "place", "despite")

    def __init__(self, *args: Any, seminar: Seminar, **kwargs: Any) -> None:
        super().__init__(*args, office=seminar.programme.office, **kwargs)
        del self.fields["sex"], self.fields["age"]
        self.people = {str(person.pk): person for person in known_trainers(self.office)}
        names = [(key, person.name) for key, person in self.people.items()]
        self.fields["known"].choices = [("", _("somebody else, named below")), *names]  # type: ignore[attr-defined]  # a choice
        self.fields["lang"].choices = [  # type: ignore[attr-defined]  # a choice
            ("", "—"),
            *((lang, lang_word(lang)) for lang in Trainer.Lang.values),
        ]
        self.fields["name"].required = False
        self.fields["name"].label = _("Surname and name, if somebody else")
        self.fields["phone"].help_text = _(
            "By the phone other programmes see that the trainer is busy; no name is told."
        )
        if not self.people:
            del self.fields["known"]
            self.fields["name"].label = _("Surname and name")
        for name in ("starts", "ends"):
            self.fields[name].error_messages["invalid"] = _("Enter an hour like 10:00.")
        self.fields["day"].error_messages["invalid"] = _(
            "Enter a day like 14.03.2026; there may be no such day in the calendar."
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        if self.chosen is not None:
            return self.cleaned_data
        if not self.cleaned_data.get("name") and "name" not in self.errors:
            self.add_error("name", _("Enter the name of the person."))
            return self.cleaned_data
        return super().clean()

    @property
    def chosen(self) -> Person | None:
        """Somebody who has trained here before; None where another one was typed."""
        return self.people.get(self.cleaned_data.get("known", ""))

    def firsts(self) -> list[forms.BoundField]:
        """What is asked of everybody."""
        return [self[name] for name in ("known", "name", "who", "phone", "lang") if name in self.fields]

    def own_time(self) -> list[forms.BoundField]:
        """What is asked where it is another day, hour or place than the seminar's."""
        return [self[name] for name in OWN_TIME]

    @property
    def has_own_time(self) -> bool:
        """Whether something of that was typed."""
        return any(self[name].errors or self[name].value() for name in OWN_TIME)

    def day_typed(self) -> actions.Typed:
        return actions.Typed(**{name: self.cleaned_data[name] for name in (*OWN_TIME, "lang", "despite")})


class MockForm(forms.Form):
    """How long the mock assembly takes, and where in the day it stands."""

    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=10, max_value=480, initial=MINUTES_PROPOSED)
    before = forms.ChoiceField(label=pgettext_lazy("label", "When"), required=False)

    def __init__(self, *args: Any, meeting: Meeting, lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = {row.position: row.title.in_(lang).text for row in meeting.agenda.all()}
        items = [(str(n), _("before “%(item)s”") % {"item": title}) for n, title in titles.items()]
        self.fields["before"].choices = [("", _("at the end")), *items]  # type: ignore[attr-defined]  # a choice


@dataclass(frozen=True)
class TrainerRow:
    """A trainer on the page, with all that speaks against it as sentences."""

    line: TrainerLine
    lang: str
    warnings: tuple[str, ...]
    hints: tuple[str, ...]


@dataclass(frozen=True)
class SeminarRow:
    """A seminar on the page with its trainers."""

    seminar: SeminarTrainers
    trainers: tuple[TrainerRow, ...]


@desk(Act.TRAINER_SEE)
@require_GET
def trainers(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/trainers/ : who trains where, and what speaks against it."""
    found = programme_for(request.user, Act.TRAINER_SEE, key)
    sheet = trainers_sheet(found)
    rows = [_seminar_row(row, who(request).language) for row in sheet]
    context = {
        "programme": found,
        "rows": rows,
        "wanted": wanted_roads(sheet),
        "warned": sum(bool(row.warnings) for one in rows for row in one.trainers),
        "may_edit": may(request.user, Act.TRAINER_EDIT, found),
        "may_print": may(request.user, Act.ROSTER_SEE, found) and may(request.user, Act.PAPER_SEE, found),
        "may_see_money": may(request.user, Act.MONEY_SEE, found),
        "may_edit_money": may(request.user, Act.MONEY_EDIT, found),
    }
    return render(request, "desk/trainers/trainers.html", context)


@desk(Act.TRAINER_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/seminars/7/trainers/ : the trainers of one seminar, and one more."""
    found = seminar_for(request.user, Act.TRAINER_EDIT, key)
    programme, lang = found.programme, who(request).language
    form = TrainerForm(
        data_of(request),
        seminar=found,
        may_ask=may(request.user, Act.PERSON_SEE, found),
        may_see_phones=may(request.user, Act.PHONE_SEE, found),
        initial={"seen": programme.version},
    )

    def act() -> None:
        chosen, data = form.chosen, form.cleaned_data
        person = chosen or form.person()
        phones = () if chosen else data["phone"]
        actions.assign_trainer(
            found,
            form.day_typed(),
            person=person,
            name=data["name"],
            phones=phones,
            by=who(request),
            now=clock.now(),
        )

    if form.is_valid() and attempt(form, act, programme):
        messages.success(request, _("The trainer is put down for this seminar."))
        return redirect("desk:assign-trainer", key)
    (row,) = trainers_sheet(programme, seminar=found.pk)
    context = {
        "form": form,
        "seminar": found,
        "meeting": found.meeting,
        "place": full_name(found.meeting.place, lang),
        "row": _seminar_row(row, lang),
        "mock": MockForm(meeting=found.meeting, lang=lang),
        "has_mock": any(item.title.texts == actions.MOCK_ASSEMBLY.texts for item in found.meeting.agenda.all()),
        "may_edit_day": may(request.user, Act.MEETING_EDIT, found),
        "may_print": may(request.user, Act.PAPER_SEE, found),
    }
    return render(request, "desk/trainers/assign.html", context, status=status_of(form))


@desk(Act.TRAINER_EDIT)
@require_POST
def take_off(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/trainers/5/removal/ : this trainer does not come to that seminar."""
    found = trainer_for(request.user, Act.TRAINER_EDIT, key)
    seminar = found.seminar_id
    actions.take_off_trainer(found, by=who(request), now=clock.now())
    messages.success(request, _("The trainer is taken off this seminar. The card of the person stays."))
    return redirect("desk:assign-trainer", seminar)


@desk(Act.MEETING_EDIT)
@require_POST
def mock_assembly(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/seminars/7/mock-assembly/ : a rehearsal with the group becomes an item of the programme of the day."""
    found = seminar_for(request.user, Act.MEETING_EDIT, key)
    form = MockForm(request.POST, meeting=found.meeting, lang=who(request).language)
    if not form.is_valid():
        messages.error(request, _("Write how many minutes the mock assembly takes: 10 at least, 480 at most."))
    else:
        data = form.cleaned_data
        try:
            minutes, before = data["minutes"], int(data["before"] or 0)
            actions.add_mock_assembly(found.meeting, minutes=minutes, before=before, by=who(request), now=clock.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The mock assembly stands in the programme of the day."))
            return redirect("desk:meeting", found.meeting_id)
    return redirect("desk:assign-trainer", key)


def _seminar_row(row: SeminarTrainers, lang: str) -> SeminarRow:
    return SeminarRow(row, tuple(_trainer_row(line, lang) for line in row.trainers))


def _trainer_row(line: TrainerLine, lang: str) -> TrainerRow:
    warnings = tuple(dict.fromkeys(snag_in_words(snag, lang) for snag in line.snags))
    return TrainerRow(line, lang_word(line.lang), warnings, tuple(_hints(line)))


def _hints(line: TrainerLine) -> list[str]:
    """What forbids nothing and is good to know."""
    told = []
    if line.is_tired:
        words = ngettext(
            "Trains on %(n)d day in a row. More than %(most)d is pointed out: our default, no rule.",
            "Trains on %(n)d days in a row. More than %(most)d are pointed out: our default, no rule.",
            line.in_a_row,
        )
        told.append(words % {"n": line.in_a_row, "most": MOST_IN_A_ROW})
    if not line.has_phone:
        told.append(_("No phone is known: whether another programme has this trainer that day, nobody can say."))
    return told
