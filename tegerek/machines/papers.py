"""Files made from a programme: its press release for Word, for print, for newsrooms, for keeping."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import override

from tegerek.documents.addresses import press_release_page
from tegerek.documents.press_release.forms import FORMS
from tegerek.lib.errors import Refusal
from tegerek.machines.answers import file_answer, language_of
from tegerek.machines.gate import public
from tegerek.programmes.models import Programme
from tegerek.programmes.sheets import release_sheet


@public
def press_release(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """/programmes/ayilda/press-release.pdf : the press release as a file (docx, pdf, html, txt). Six queries.

    409 with a sentence if it cannot be made in that form: the prose holds signs that no font can print.
    """
    if form not in FORMS:
        raise Http404
    lang = language_of(request)
    try:
        sheet = release_sheet(slug)
    except Programme.DoesNotExist as error:
        raise Http404 from error
    page = press_release_page(settings.ADDRESS, lang, slug)
    try:
        with override(lang):
            body = FORMS[form].write(sheet, lang, page)
    except Refusal as refusal:
        return HttpResponse(str(refusal), content_type="text/plain; charset=utf-8", status=HTTPStatus.CONFLICT)
    return file_answer(body, FORMS[form].content_type, lang=lang, name=f"press-release-{slug}-{lang}.{form}")
