"""What people need in order to come, in words; and the fields that ask for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tegerek.meetings import roster
from tegerek.meetings.models import Meeting, Participant
from tegerek.web.desk.forms import SeenForm

Need = Participant.Need
NEEDS = {
    Need.INTERPRETER: gettext_lazy("an interpreter"),
    Need.SIGN_LANGUAGE: gettext_lazy("a sign language interpreter"),
    Need.CHILD_CARE: gettext_lazy("somebody to look after children"),
    Need.TRANSPORT: gettext_lazy("transport to the place"),
    Need.STEP_FREE: gettext_lazy("a way in without steps"),
}
WAYS = {
    "": pgettext_lazy("takes part", "not said yet"),
    "hall": pgettext_lazy("takes part", "in the hall"),
    "online": pgettext_lazy("takes part", "online"),
}


class NeedsForm(SeenForm):
    """Boxes for needs; where a meeting is in a hall and online, which of both."""

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        add_needs(self, meeting)


def needs_in_words(needs: Iterable[str]) -> tuple[str, ...]:
    """What somebody needs, in the language of the page. Raises ValueError for what is no need."""
    return tuple(str(NEEDS[Need(need)]) for need in needs)


def add_needs(form: forms.Form, meeting: Meeting) -> None:
    """Ask what somebody needs in order to come and, where there are two ways to take part, in which."""
    form.fields["needs"] = forms.MultipleChoiceField(
        label=_("What this person needs in order to come"),
        required=False,
        choices=[(need.value, words) for need, words in NEEDS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    if len(roster.ways_to_attend(meeting)) > 1:
        form.fields["attends"] = forms.ChoiceField(
            label=_("How they take part"), required=False, choices=list(WAYS.items()), widget=forms.RadioSelect
        )
