"""The agenda of a meeting at the desk: each item with its purpose, who reports, how many minutes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tegerek.commitments.candidates import old_business
from tegerek.lib import clock
from tegerek.lib.said import Said
from tegerek.meetings import actions
from tegerek.meetings.access import meeting_for
from tegerek.meetings.actions import Item
from tegerek.meetings.models import AgendaItem, Meeting
from tegerek.people.rights import Act
from tegerek.procedures.kinds import all_kinds
from tegerek.procedures.subjects import subjects_of
from tegerek.procedures.terms import Duty, Purpose
from tegerek.web.desk.forms import SeenForm, add_said, attempt, data_of, read_said, status_of
from tegerek.web.desk.unsaid import mark_unsaid
from tegerek.web.gate import desk, who
from tegerek.web.templatetags.looks import PURPOSES

# So many empty places stand below the items there are.
SPARE = 3
# What an item is for in a meeting that somebody wants for that.
AGENDA_FOR = {
    Purpose.INFORM: AgendaItem.Purpose.INFORM,
    Purpose.DECIDE: AgendaItem.Purpose.DECIDE,
    Purpose.REPORT: AgendaItem.Purpose.REPORT,
}


@dataclass(frozen=True)
class Place:
    """One item on the page: its number, what is asked first, what is folded away; is_spare: still empty."""

    number: int
    first: list[forms.BoundField]
    rare: list[forms.BoundField]
    is_spare: bool

    @property
    def has_rare_trouble(self) -> bool:
        return any(field.errors for field in self.rare)


class AgendaForm(SeenForm):
    """All items at once; one whose title is emptied is taken out."""

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subjects = subject_choices(meeting.kind)
        self.items = list(meeting.agenda.all())
        for n in range(len(self.items) + SPARE):
            self._add_item(n, self.items[n] if n < len(self.items) else self._begun(n, meeting))
        self.offered = {str(one.number): one for one in old_business(meeting)}
        if self.offered:
            self._add_old()

    def _begun(self, n: int, meeting: Meeting) -> AgendaItem:
        """An empty place; the very first begins with what the meeting is about and is for."""
        fits = all_kinds()[meeting.kind].fits
        purpose = AGENDA_FOR.get(fits[0].purpose, AgendaItem.Purpose.DISCUSS) if fits else AgendaItem.Purpose.DISCUSS
        return AgendaItem(purpose=purpose, title=meeting.title if n == 0 else Said())

    def _add_old(self) -> None:
        lang = get_language() or "ky"
        named = [(key, f"{one.title.in_(lang)} · № {key}") for key, one in self.offered.items()]
        self.fields["old"] = forms.MultipleChoiceField(
            label=_("Still open here"),
            choices=named,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("What is ticked becomes the last items, each with the number it comes from."),
        )

    def _add_item(self, n: int, item: AgendaItem) -> None:
        add_said(self, f"title-{n}", _("Item %(number)d") % {"number": n + 1}, said=item.title)
        self.fields[f"purpose-{n}"] = forms.ChoiceField(
            label=_("Purpose"), choices=list(PURPOSES.items()), initial=item.purpose, required=False
        )
        add_said(self, f"rapporteur-{n}", _("Who reports (a post)"), said=item.rapporteur)
        add_said(
            self, f"decision-{n}", _("Draft of the decision, if there is one"), said=item.draft_decision, is_long=True
        )
        if self.subjects:
            self.fields[f"subject-{n}"] = forms.ChoiceField(
                label=_("Which matter it is, by the charter"),
                choices=[("", "—"), *self.subjects],
                initial=item.subject,
                required=False,
            )
        self.fields[f"minutes-{n}"] = forms.IntegerField(
            label=_("Minutes"), required=False, min_value=1, max_value=600, initial=item.minutes
        )

    def places(self) -> Iterator[Place]:
        """The items, one after the other, each as its first fields and those that are asked less often."""
        for n in range(len(self.items) + SPARE):
            rare = [self[name] for name in self.fields if name.rpartition("_")[0] == f"decision-{n}"]
            rare += [self[f"title-{n}_en"], self[f"rapporteur-{n}_en"]]
            seldom = {field.name for field in rare}
            mine = [self[name] for name in self.fields if re.match(rf"[a-z]+-{n}(_|$)", name)]
            yield Place(n + 1, [f for f in mine if f.name not in seldom], rare, n >= len(self.items))

    def typed(self) -> list[Item]:
        """The items that have a title, in their order."""
        found = [self._typed(n) for n in range(len(self.items) + SPARE)]
        taken_up = [self.offered[key].item for key in self.cleaned_data.get("old", [])]
        return [item for item in (*found, *taken_up) if item.title]

    def _typed(self, n: int) -> Item:
        old, now = self.items[n] if n < len(self.items) else AgendaItem(), clock.now()
        return Item(
            title=read_said(self, f"title-{n}", old.title or Said(), now),
            purpose=self.cleaned_data[f"purpose-{n}"] or AgendaItem.Purpose.DISCUSS,
            rapporteur=read_said(self, f"rapporteur-{n}", old.rapporteur or Said(), now),
            minutes=self.cleaned_data[f"minutes-{n}"],
            draft_decision=read_said(self, f"decision-{n}", old.draft_decision or Said(), now),
            subject=self.cleaned_data.get(f"subject-{n}", old.subject),
            origin=old.origin,
            key=old.pk,
        )


def subject_choices(kind: str) -> list[tuple[str, str]]:
    """The matters that a kind must or may take up, the duties first, by name; empty where no source names any."""
    lang = get_language() or "ky"
    must = _("must be taken up")
    return [
        (subject.slug, f"{subject.name.in_(lang).text}{f' – {must}' if subject.duty is Duty.MUST else ''}")
        for subject in subjects_of(all_kinds()[kind])
    ]


@desk(Act.MEETING_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def agenda(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/agenda/ : what will be talked about, in which order, for how long."""
    found = meeting_for(request.user, Act.MEETING_EDIT, key)
    form = AgendaForm(data_of(request), meeting=found, initial={"seen": found.version})
    mark_unsaid(form, found)

    def act() -> None:
        actions.set_agenda(found, form.typed(), seen=form.cleaned_data["seen"], by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("The agenda is saved."))
        return redirect("desk:meeting", key)
    return render(request, "desk/meetings/agenda.html", {"form": form, "meeting": found}, status=status_of(form))
