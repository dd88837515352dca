"""Phoning after the seminar: whom, of what to ask, what they said."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tegerek.documents.next_meetings import step_question
from tegerek.documents.papers.kinds import FORMS
from tegerek.documents.papers.next_calls import next_call_papers
from tegerek.documents.papers.parts import LANGS
from tegerek.lib import clock
from tegerek.lib.errors import Refusal, Stale
from tegerek.people.access import contacts_for, may
from tegerek.people.rights import Act
from tegerek.programmes.access import invited_for, programme_for
from tegerek.programmes.models import Invited, NextCall
from tegerek.programmes.next_call_sheets import call_entries
from tegerek.programmes.next_meetings import Heard, last_call, record_call
from tegerek.programmes.next_sheets import NextLine, Source, next_sheet, seminar_lines
from tegerek.web.desk.forms import DAY_HINT, SeenForm, data_of, status_of
from tegerek.web.downloads import made_file
from tegerek.web.gate import desk, who

OUTCOMES = (
    (NextCall.Outcome.TOLD, gettext_lazy("somebody told how far the meeting is")),
    (NextCall.Outcome.UNREACHED, gettext_lazy("nobody was reached")),
    (NextCall.Outcome.NONE, gettext_lazy("there will be no meeting")),
)
ANSWERS = (
    ("", pgettext_lazy("answer", "not known")),
    ("yes", pgettext_lazy("answer", "yes")),
    ("no", pgettext_lazy("answer", "no")),
)


class CallForm(SeenForm):
    """What came of a call; of the steps only those are asked that no record tells."""

    called_on = forms.DateField(label=gettext_lazy("Day of the call"), help_text=DAY_HINT)
    outcome = forms.ChoiceField(
        label=gettext_lazy("What came of it"), choices=OUTCOMES, widget=forms.RadioSelect, initial=OUTCOMES[0][0]
    )

    def __init__(self, *args: Any, line: NextLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.steps = [fact.step for fact in line.facts if fact.source != Source.RECORD]
        for step in self.steps:
            label = step_question(step)
            self.fields[f"was_{step}"] = forms.ChoiceField(label=label, choices=ANSWERS, required=False)

    def heard(self) -> Heard:
        told = {step: self.cleaned_data[f"was_{step}"] for step in self.steps}
        steps = {step: answer == "yes" for step, answer in told.items() if answer}
        return Heard(self.cleaned_data["called_on"], NextCall.Outcome(self.cleaned_data["outcome"]), steps)


@desk(Act.ROSTER_SEE)
@require_GET
def calls(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/next-meetings/calls/ : whom to phone 3, 6 and 12 months after. Ten queries at most."""
    found = programme_for(request.user, Act.ROSTER_SEE, key)
    sheet = next_sheet(found, clock.today())
    context = {
        "programme": found,
        "sheet": sheet,
        "entries": call_entries(sheet.due, contacts_for(request.user)),
        "may_edit": may(request.user, Act.NEXT_EDIT, found),
        "lang": get_language() or "ky",
    }
    return render(request, "desk/next_meetings/calls.html", context)


@desk(Act.ROSTER_SEE)
@require_GET
def paper(request: HttpRequest, key: int, form: str) -> HttpResponse:
    """/desk/programmes/7/next-meetings/calls.pdf?lang=ky : the same on paper, with room for what they say."""
    found = programme_for(request.user, Act.ROSTER_SEE, key)
    if form not in FORMS:
        raise Http404
    asked = request.GET.get("lang", "")
    lang, today = asked if asked in LANGS else "ky", clock.today()
    entries = call_entries(next_sheet(found, today).due, contacts_for(request.user))
    of = (found.title, found.office.name)
    papers = next_call_papers(entries, *of, lang, today, clock.now(), is_sample=found.is_sample)
    body = FORMS[form].write(papers)
    return made_file(body, FORMS[form].content_type, f"next-calls-{today.isoformat()}-{lang}.{form}")


@desk(Act.NEXT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def phoned(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/invitations/7/call/ : what was said on the phone."""
    found = invited_for(request.user, Act.NEXT_EDIT, key)
    line = _line(found)
    initial = {"seen": last_call(found), "called_on": clock.today()}
    form = CallForm(data_of(request), line=line, initial=initial)
    if form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            record_call(found, form.heard(), seen=seen, by=who(request), now=clock.now())
        except Stale as stale:
            form.add_error(None, str(stale))
            form.now_see(last_call(found))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The call is written down."))
            return redirect("desk:next-meetings", found.seminar.programme_id)
    context = {"form": form, "invited": found, "line": line}
    return render(request, "desk/next_meetings/phoned.html", context, status=status_of(form))


def _line(found: Invited) -> NextLine:
    lines = seminar_lines(found.seminar.programme, found.seminar_id, clock.today())
    return next(line for line in lines if line.invited == found.pk)
