"""Appeals of groups that ask for an assembly: the list, the page of one, and a sheet to fill in and print.

The sheet is made from what was sent and handed back at once: nothing of it is kept, neither row nor cookie nor log.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from tegerek.documents.papers.appeals import Draft, draft_paper
from tegerek.documents.papers.pdf import papers_pdf
from tegerek.lib import clock, refs
from tegerek.lib.errors import Refusal
from tegerek.lib.text import mended, one_line
from tegerek.people.limits import TOO_MANY, Counter
from tegerek.people.signing_in import address_of
from tegerek.procedures.words import cited
from tegerek.voices.models import Initiative
from tegerek.voices.rules import DECISION, asked_size, cited_rule, name_and_address
from tegerek.voices.sheets import public_initiative, public_initiatives
from tegerek.web.downloads import made_file
from tegerek.web.gate import public
from tegerek.web.public.answers import page
from tegerek.web.public.meetings import mistyped

MOST_MEMBERS = 60
GROUNDS = {
    "requirements": gettext_lazy("the appeal does not have all that the charter asks for"),
    "other_way": gettext_lazy("the issue can lawfully be solved in another way"),
    "unlawful": gettext_lazy("the issue is against the law or the charter"),
}


class DraftForm(forms.Form):
    """An appeal as a resident fills it in; only the issue is needed, the rest can be written in by hand."""

    title = forms.CharField(
        label=gettext_lazy("The issue"),
        max_length=300,
        error_messages={"required": gettext_lazy("Say which issue you want to discuss.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Why an assembly is needed"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    place = forms.CharField(label=gettext_lazy("Your village, street or aimak"), required=False, max_length=200)
    where = forms.CharField(label=gettext_lazy("Where you propose to hold it"), required=False, max_length=200)
    expected = forms.IntegerField(
        label=gettext_lazy("How many people you expect"), required=False, min_value=1, max_value=100_000
    )
    to = forms.ChoiceField(
        label=gettext_lazy("Addressed to"),
        choices=(
            ("head", gettext_lazy("the head of the aiyl okmotu or the mayor")),
            ("council_chair", gettext_lazy("the chair of the council")),
        ),
    )
    members = forms.CharField(
        label=gettext_lazy("The group: a line for each, name, then address"),
        help_text=gettext_lazy("Put a comma between name and address. You can also leave it empty and write by hand."),
        required=False,
        max_length=15_000,
        widget=forms.Textarea(attrs={"rows": 11, "autocomplete": "off"}),
    )
    phone = forms.CharField(label=gettext_lazy("Phone of the first of them"), required=False, max_length=40)

    def clean_members(self) -> tuple[tuple[str, str], ...]:
        lines = [one_line(line) for line in self.cleaned_data["members"].splitlines()]
        found = tuple(name_and_address(line) for line in lines if line)
        if len(found) > MOST_MEMBERS:
            raise forms.ValidationError(
                _("There are more than %(most)d lines here. Let the others sign a list that you add.")
                % {"most": MOST_MEMBERS}
            )
        return found

    @property
    def draft(self) -> Draft:
        data = self.cleaned_data
        return Draft(
            title=mended(data["title"]),
            reason=mended(data["reason"]),
            where=mended(data["where"]),
            place=mended(data["place"]),
            expected=data["expected"],
            to_chair=data["to"] == "council_chair",
            members=data["members"],
            phone=data["phone"],
        )


@public
@require_safe
def initiatives(request: HttpRequest, lang: str) -> HttpResponse:
    """/ky/initiatives/ : the appeals that were received, the newest first. Three queries."""
    return page(request, "public/initiatives/list.html", lines=public_initiatives(clock.today()))


@public
@require_safe
def initiative(request: HttpRequest, lang: str, number: str) -> HttpResponse:
    """/ky/initiatives/48215/ : one appeal, without a name: what, when, decided how, what came of it. Three queries."""
    if not refs.is_number(number):
        raise mistyped(number)
    try:
        sheet = public_initiative(int(number), clock.today())
    except Initiative.DoesNotExist:
        raise Http404 from None
    ground = GROUNDS.get(sheet.ground, "")
    return page(request, "public/initiatives/initiative.html", sheet=sheet, line=sheet.line, ground=ground)


# A stranger has no session that a token could belong to; what is sent changes nothing and comes back to who sent it.
@csrf_exempt
@public
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, lang: str) -> HttpResponse:
    """/ky/initiatives/new/ : fill in an appeal and get its sheet to print; nothing of it is kept. No query to look.

    422 for what cannot be printed, 429 for too many sheets from one address.
    """
    form = DraftForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _form_page(request, form, 422 if form.is_bound else 200)
    if not Counter.of("draft", address=address_of(request)).take(clock.now()):
        form.add_error(None, str(TOO_MANY))
        return _form_page(request, form, 429)
    try:
        body = papers_pdf([draft_paper(form.draft, lang)])
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _form_page(request, form, 422)
    return made_file(body, "application/pdf", "appeal.pdf")


def _form_page(request: HttpRequest, form: DraftForm, status: int) -> HttpResponse:
    today = clock.today()
    size, decision = asked_size(today), cited_rule(DECISION, today)
    context: dict[str, Any] = {
        "form": form,
        "least": size[0] if size else None,
        "size_rule": cited(size[1]) if size else None,
        "decision_rule": decision.what if decision else None,
    }
    answer = render(request, "public/initiatives/new.html", context, status=status)
    patch_cache_control(answer, no_store=True, private=True)
    return answer
