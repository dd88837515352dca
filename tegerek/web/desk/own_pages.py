"""Ways to their own pages for those on the list of a meeting: given in one press, printed as cards, taken back."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from tegerek.commitments import links
from tegerek.commitments.access import word_link_for
from tegerek.commitments.link_sheets import link_counts, strip_sheet
from tegerek.commitments.models import WordLink
from tegerek.documents.papers.kinds import FORMS
from tegerek.documents.papers.own_pages import own_page_cards
from tegerek.documents.papers.parts import LANGS
from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.meetings.access import meeting_for
from tegerek.people.rights import Act
from tegerek.web.downloads import made_file
from tegerek.web.gate import desk, who


@desk(Act.LINK_PRINT)
@require_GET
def of_meeting(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/own-pages/ : how many of the list have a card, whose they are, how many have spoken."""
    found = meeting_for(request.user, Act.LINK_PRINT, key)
    now = clock.now()
    context = {
        "meeting": found,
        "counts": link_counts(found, now),
        "strip": strip_sheet(found, now),
        "may_give": found.is_called and not found.is_rehearsal,
    }
    return render(request, "desk/own_pages/of_meeting.html", context)


@desk(Act.LINK_PRINT)
@require_POST
def give(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/own-pages/new/ : a card for each on the list who has none."""
    found = meeting_for(request.user, Act.LINK_PRINT, key)
    try:
        made = links.open_to_participants(found, by=who(request), now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        said = ngettext("%(n)d new card. Print it now.", "%(n)d new cards. Print them now.", made) % {"n": made}
        messages.success(request, said if made else _("Everybody on the list has a card already."))
    return redirect("desk:own-pages", key)


@desk(Act.LINK_PRINT)
@require_GET
def paper(request: HttpRequest, key: int, form: str) -> HttpResponse:
    """/desk/meetings/7/own-pages.pdf?lang=ky : the cards, to be cut apart and handed out."""
    found = meeting_for(request.user, Act.LINK_PRINT, key)
    if form not in FORMS:
        raise Http404
    asked = request.GET.get("lang", "")
    made = own_page_cards(strip_sheet(found, clock.now()), asked if asked in LANGS else "ky", settings.ADDRESS)
    if not made:
        messages.error(request, _("Nobody on the list has a card yet. Make the cards first."))
        return redirect("desk:own-pages", key)
    return made_file(FORMS[form].write(made), FORMS[form].content_type, f"own-pages-{key}.{form}")


@desk(Act.LINK_PRINT)
@require_POST
def take_back(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/word-links/7/removal/ : a card, slip or letter with a code was lost; it opens nothing any more."""
    found = word_link_for(request.user, Act.LINK_PRINT, key)
    if links.revoke(WordLink.objects.filter(pk=found.pk), by=who(request), now=clock.now()):
        messages.success(request, _("Taken back: this code opens nothing any more. What was said by it still counts."))
    if found.voice_id is not None:
        return redirect("desk:answer", found.voice_id)
    return redirect("desk:own-pages", found.meeting_id)
