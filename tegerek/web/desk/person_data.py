"""A person's data at the desk: joining two cards, telling everything held, erasing; and what is kept closed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tegerek.documents.held import held_archive
from tegerek.lib import clock
from tegerek.lib.pages import number_of, page_of
from tegerek.meetings.holding import shared_rosters
from tegerek.people import erasing
from tegerek.people.access import kept_file_for, kept_files_for, person_for, persons_for
from tegerek.people.exporting import exported, held_sheet
from tegerek.people.joining import join_cards, likely_same
from tegerek.people.models import Erasure, Person, User
from tegerek.people.rights import Act
from tegerek.people.scans import note_opened
from tegerek.people.sheets import person_sheet
from tegerek.web.desk.forms import SeenForm, attempt, data_of, status_of
from tegerek.web.downloads import download, made_file
from tegerek.web.gate import desk, who

REASONS = [
    (Erasure.Reason.ASKED.value, gettext_lazy("the person asked for it")),
    (Erasure.Reason.WITHDRAWN.value, gettext_lazy("the person took the consent back")),
    (Erasure.Reason.MISTAKE.value, gettext_lazy("written down by mistake")),
]


class JoinForm(SeenForm):
    """The number of the other card."""

    other = forms.IntegerField(
        label=gettext_lazy("Number of the other card"),
        min_value=1,
        max_value=2**62,
        help_text=gettext_lazy("it stands on the card"),
        error_messages={"required": gettext_lazy("Enter the number of the other card, or choose it above.")},
    )


class EraseForm(SeenForm):
    """Why, which accounts are the same person's, and that it is meant."""

    reason = forms.ChoiceField(label=gettext_lazy("Why"), choices=REASONS)
    accounts = forms.ModelMultipleChoiceField(
        label=gettext_lazy("These accounts are the same person’s"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    meant = forms.BooleanField(
        label=gettext_lazy("Erase this person. It cannot be undone."),
        error_messages={"required": gettext_lazy("Tick the box if you mean it. Nothing has been erased yet.")},
    )

    def offer(self, accounts: Any) -> None:
        """Accounts to tick; without any the field is not shown."""
        self.fields["accounts"].queryset = accounts  # type: ignore[attr-defined]  # a ModelMultipleChoiceField
        self.fields["accounts"].label_from_instance = lambda user: user.name  # type: ignore[attr-defined]
        if not accounts:
            del self.fields["accounts"]


@desk(Act.PERSON_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/persons/7/joining/?with=9 : two cards of one person become one; see both, then press."""
    found = person_for(request.user, Act.PERSON_EDIT, key)
    other = _other(request, found)
    form = JoinForm(data_of(request), initial={"seen": found.version, "other": other.pk if other else None})

    def act() -> None:
        gone = persons_for(request.user, Act.PERSON_EDIT).filter(pk=form.cleaned_data["other"]).first()
        # Somebody else's card is the same as none.
        join_cards(found, gone or Person(pk=form.cleaned_data["other"]), by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("The two cards are one now. Look whether everything on it is right."))
        return redirect("desk:person", key)
    today = clock.today()
    context = {
        "form": form,
        "person": person_sheet(found, today=today, with_contacts=True),
        "other": person_sheet(other, today=today, with_contacts=True) if other else None,
        "shared": shared_rosters(found, other) if other else [],
        "same": likely_same(found)[:20],
    }
    return render(request, "desk/persons/join.html", context, status=status_of(form))


@desk(Act.PERSON_EXPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/persons/7/export/ : everything held of the person; pressed, as an archive to hand over."""
    found = person_for(request.user, Act.PERSON_EXPORT, key)
    if request.method == "POST":
        body = held_archive(exported(found, by=who(request), now=clock.now()), get_language() or "ky")
        return made_file(body, "application/zip", f"person-{found.pk}.zip")
    return render(request, "desk/persons/export.html", {"held": held_sheet(found, now=clock.now()), "person": found})


@desk(Act.PERSON_ERASE)
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/persons/7/erasure/ : what goes at once, what must be kept and until when; then erase."""
    found = person_for(request.user, Act.PERSON_ERASE, key)
    form = EraseForm(data_of(request), initial={"seen": found.version})
    form.offer(erasing.candidates(found, found.office))

    def act() -> None:
        data = form.cleaned_data
        reason = Erasure.Reason(data["reason"])
        erasing.erase(found, reason=reason, accounts=data.get("accounts", ()), by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("The person is erased. What counts without a name stays."))
        return redirect("desk:persons")
    context = {"form": form, "person": found, "held": held_sheet(found, now=clock.now())}
    return render(request, "desk/persons/erase.html", context, status=status_of(form))


@desk(Act.KEPT_SEE)
@require_GET
def kept(request: HttpRequest) -> HttpResponse:
    """/desk/kept/ : files in which an erased person stands and that must be kept: on which basis, until when."""
    page = page_of(kept_files_for(request.user), lambda file: file, number=number_of(request.GET.get("page")))
    return render(request, "desk/persons/kept.html", {"page": page})


@desk(Act.KEPT_SEE)
@require_GET
def kept_file(request: HttpRequest, key: int) -> HttpResponseBase:
    """/desk/kept/7/ : one of them, to look at. That it was opened stands in the journal."""
    file = kept_file_for(request.user, key)
    note_opened(file, by=who(request).pk, now=clock.now())
    return download(file)


def _other(request: HttpRequest, found: Person) -> Person | None:
    """The other card, as the address or the form names it; None for none, and for one of another office."""
    typed = request.POST.get("other") or request.GET.get("with", "")
    if not (typed.isascii() and typed.isdigit() and len(typed) < 19):
        return None
    rows = persons_for(request.user, Act.PERSON_EDIT).filter(office=found.office_id).exclude(pk=found.pk)
    return rows.select_related("office").filter(pk=int(typed)).first()
