"""The whole programme as one file, to hand it on: made as long work, taken over by an operator elsewhere."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tegerek.jobs.models import Job
from tegerek.lib import clock
from tegerek.people.access import may
from tegerek.people.rights import Act
from tegerek.programmes.access import programme_for
from tegerek.programmes.whole_file import KIND, start_file
from tegerek.web.desk.forms import data_of, status_of
from tegerek.web.gate import desk, who

PEOPLE = (
    ("without", gettext_lazy("without people: figures, days and words, nobody’s name or phone")),
    ("with", gettext_lazy("with people: lists, phones and signed sheets, for whoever goes on with the programme")),
)


class FileForm(forms.Form):
    """Whether people stand in it."""

    people = forms.ChoiceField(
        label=gettext_lazy("With or without people"), choices=PEOPLE, widget=forms.RadioSelect, initial="without"
    )


@desk(Act.PROGRAMME_CARRY)
@require_http_methods(["GET", "HEAD", "POST"])
def whole(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/file/ : begin to write everything of a programme into one file."""
    found = programme_for(request.user, Act.PROGRAMME_CARRY, key)
    form = FileForm(data_of(request))
    may_people = all(may(request.user, act, found) for act in (Act.ROSTER_SEE, Act.PHONE_SEE))
    if not may_people:
        del form.fields["people"]
    if form.is_valid():
        with_people = may_people and form.cleaned_data["people"] == "with"
        job = start_file(found, with_people=with_people, by=who(request), now=clock.now())
        return redirect("desk:job", job.pk)
    jobs = Job.objects.filter(kind=KIND, subject=found.pk, office=found.office_id)
    context = {
        "programme": found,
        "form": form,
        "jobs": jobs.select_related("result", "started_by").order_by("-pk")[:5],
    }
    return render(request, "desk/programmes/file.html", context, status=status_of(form))
