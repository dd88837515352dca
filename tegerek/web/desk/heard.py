"""What a hearing came to: the report on the results, the page for the board, the text for chats."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.http import require_GET

from tegerek.documents.hearing_text import hearing_text
from tegerek.documents.papers.hearing import HEARING, hearing_papers, sums_sentence
from tegerek.documents.papers.kinds import FORMS
from tegerek.documents.papers.parts import LANGS
from tegerek.lib import clock
from tegerek.meetings.access import meeting_for
from tegerek.people.access import may
from tegerek.people.rights import Act
from tegerek.voices.hearing_report import hearing_report
from tegerek.web.context import NAMES
from tegerek.web.downloads import made_file
from tegerek.web.gate import desk, who

CHATS = ("ky", "ru")


@desk(Act.MEETING_SEE)
@require_GET
def outcomes(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/outcomes/ : what became of what was asked, and the papers that tell of it."""
    found = meeting_for(request.user, Act.MEETING_SEE, key)
    sheet = hearing_report(found)
    with override(who(request).language):
        sums = sums_sentence(sheet)
    context = {
        "meeting": found,
        "sheet": sheet,
        "sums": sums,
        "may_print": may(request.user, Act.PAPER_SEE, found) and bool(sheet.lines),
        "kinds": [(kind, title()) for kind, (title, _parts) in HEARING.items()],
        "texts": [(lang, NAMES[lang], hearing_text(sheet, lang, settings.ADDRESS)) for lang in CHATS if sheet.lines],
    }
    return render(request, "desk/answering/outcomes.html", context)


@desk(Act.PAPER_SEE)
@require_GET
def paper(request: HttpRequest, key: int, kind: str, form: str) -> HttpResponse:
    """/desk/meetings/7/outcomes/outcomes.docx?lang=ky : the report on the results, the page for the board."""
    found = meeting_for(request.user, Act.PAPER_SEE, key)
    if form not in FORMS or kind not in HEARING:
        raise Http404
    lang = request.GET.get("lang", "")
    papers = hearing_papers(kind, hearing_report(found), lang if lang in LANGS else "ky", clock.today())
    return made_file(FORMS[form].write(papers), FORMS[form].content_type, f"{kind}-{key}.{form}")
