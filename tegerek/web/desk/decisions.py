"""What one meeting decided to have done: written down in one press, shown to everybody in another, told on paper."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegerek.commitments import actions
from tegerek.commitments.candidates import candidates
from tegerek.commitments.sheets import lines_of_meeting, measures_sheet
from tegerek.documents.measures_text import measures_text
from tegerek.documents.papers.kinds import FORMS
from tegerek.documents.papers.measures import MEASURES, measures_papers
from tegerek.documents.papers.parts import LANGS
from tegerek.lib import clock
from tegerek.meetings.access import meeting_for
from tegerek.meetings.closing_sheets import result_of
from tegerek.people.access import may
from tegerek.people.rights import Act
from tegerek.web.context import NAMES
from tegerek.web.desk.commitment_forms import BeginForm, WordsForm
from tegerek.web.desk.forms import attempt, data_of, status_of
from tegerek.web.downloads import made_file
from tegerek.web.gate import desk, who

CHATS = ("ky", "ru")
# The rule by which people are told of the measures taken.
MEASURES_RULE = "measures"


@desk(Act.COMMITMENT_SEE)
@require_GET
def of_meeting(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/decisions/ : what of its decisions is being carried out, and the papers that tell of it."""
    found = meeting_for(request.user, Act.COMMITMENT_SEE, key)
    lines = lines_of_meeting(found, clock.today())
    may_edit = may(request.user, Act.COMMITMENT_EDIT, found) and found.held_at is not None
    sheet = measures_sheet(found, clock.today()) if lines else None
    has_told = sheet is not None and bool(sheet.sheets)
    result = result_of(found) if found.held_at else None
    context: dict[str, Any] = {
        "meeting": found,
        "due": next((due for due in result.next if due.rule_id == MEASURES_RULE), None) if result else None,
        "lines": lines,
        "waiting": sum(not line.is_public for line in lines),
        "may_edit": may_edit,
        "left": len(candidates(found)) if may_edit else 0,
        "may_print": has_told,
        "may_give": may(request.user, Act.LINK_PRINT, found) and found.is_called and not found.is_rehearsal,
        "texts": [(lang, NAMES[lang], measures_text(sheet, lang, settings.ADDRESS)) for lang in CHATS]
        if sheet and has_told
        else [],
    }
    return render(request, "desk/commitments/of_meeting.html", context)


@desk(Act.COMMITMENT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/decisions/beginning/ : of each decision who carries it out, and by when if a day was set."""
    found = meeting_for(request.user, Act.COMMITMENT_EDIT, key)
    form = BeginForm(data_of(request), meeting=found, found=candidates(found), initial={"seen": found.version})

    def act() -> None:
        actions.take_over(found, form.wanted(), by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("Written down. Complete what is missing, then show it to everybody."))
        return redirect("desk:meeting-commitments", key)
    return render(request, "desk/commitments/begin.html", {"meeting": found, "form": form}, status=status_of(form))


@desk(Act.COMMITMENT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/decisions/new/ : one more thing to be done: a part of a decision, a step of a joint plan."""
    found = meeting_for(request.user, Act.COMMITMENT_EDIT, key)
    form = WordsForm(
        data_of(request), meeting=found, office=found.office, commitment=None, initial={"seen": found.version}
    )

    def act() -> None:
        actions.begin(found, [form.wanted], by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("Written down."))
        return redirect("desk:meeting-commitments", key)
    context = {"meeting": found, "form": form, "title": _("One more thing to be done"), "press": _("Save")}
    return render(request, "desk/commitments/form.html", {**context, "to": request.path_info}, status=status_of(form))


@desk(Act.COMMITMENT_EDIT)
@require_POST
def publish(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/decisions/publication/ : everybody can read all of them from now on."""
    found = meeting_for(request.user, Act.COMMITMENT_EDIT, key)
    shown = actions.publish_all(found, by=who(request), now=clock.now())
    messages.success(
        request, ngettext("Everybody can read %d decision now.", "Everybody can read %d decisions now.", shown) % shown
    )
    return redirect("desk:meeting-commitments", key)


@desk(Act.COMMITMENT_SEE)
@require_GET
def paper(request: HttpRequest, key: int, kind: str, form: str) -> HttpResponse:
    """/desk/meetings/7/decisions/measures.docx?lang=ky : the joint plan, the report, the page for the board."""
    found = meeting_for(request.user, Act.COMMITMENT_SEE, key)
    if form not in FORMS or kind not in MEASURES:
        raise Http404
    lang = request.GET.get("lang", "")
    sheet = measures_sheet(found, clock.today())
    papers = measures_papers(kind, sheet, lang if lang in LANGS else "ky", clock.today())
    return made_file(FORMS[form].write(papers), FORMS[form].content_type, f"{kind}-{key}.{form}")
