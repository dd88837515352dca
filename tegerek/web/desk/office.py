"""What an office says of itself on its letters."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tegerek.documents.papers.letter import letterhead_part
from tegerek.lib import clock
from tegerek.lib.errors import Stale
from tegerek.people.letterheads import LetterheadSheet, letterhead_sheet, set_letterhead
from tegerek.people.rights import Act
from tegerek.places.models import Body
from tegerek.web.desk.forms import SeenForm, add_said, data_of, offices_of, read_said, status_of
from tegerek.web.gate import desk, who


class LetterheadForm(SeenForm):
    """The head and the foot of letters, in each language."""

    def __init__(self, *args: Any, head: LetterheadSheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.head = head
        hint = _("one below the other, as on your letters: republic, oblast, raion, office")
        add_said(self, "lines", _("Lines at the head"), is_long=True, said=head.lines, hint=hint)
        add_said(self, "address", _("Address, phone, e-mail"), is_long=True, said=head.address)
        add_said(self, "signer_post", _("Who signs: post"), said=head.signer_post)
        add_said(self, "signer", _("Who signs: name"), said=head.signer, hint=_("for example: A. Misalov"))

    def words(self) -> LetterheadSheet:
        now = clock.now()
        return LetterheadSheet(
            lines=read_said(self, "lines", self.head.lines, now),
            address=read_said(self, "address", self.head.address, now),
            signer_post=read_said(self, "signer_post", self.head.signer_post, now),
            signer=read_said(self, "signer", self.head.signer, now),
        )


@desk(Act.OFFICE_SET)
@require_http_methods(["GET", "HEAD", "POST"])
def office(request: HttpRequest) -> HttpResponse:
    """/desk/office/?office=3 : the letterhead of an office, set once, and how it looks."""
    offices = list(offices_of(request, Act.OFFICE_SET))
    found = _chosen(request, offices)
    head = letterhead_sheet(found)
    form = LetterheadForm(data_of(request), head=head, initial={"seen": head.version})
    if form.is_valid():
        try:
            set_letterhead(found, form.words(), seen=form.cleaned_data["seen"], by=who(request), now=clock.now())
        except Stale as stale:
            form.add_error(None, str(stale))
            form.now_see(letterhead_sheet(found).version)
        else:
            messages.success(request, _("Saved. Every letter now begins and ends like this."))
            return redirect(f"{reverse('desk:office')}?office={found.pk}")
    heads = letterhead_part(head, "ky").heads
    context = {"form": form, "office": found, "offices": offices, "head": head, "heads": heads}
    return render(request, "desk/office/letterhead.html", context, status=status_of(form))


def _chosen(request: HttpRequest, offices: list[Body]) -> Body:
    """The office asked for, the first one where none is. Raises Http404 for another's."""
    asked = request.GET.get("office", "")
    if not asked and offices:
        return offices[0]
    found = next((one for one in offices if str(one.pk) == asked), None)
    if found is None:
        raise Http404
    return found
