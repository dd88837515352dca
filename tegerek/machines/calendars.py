"""Calendars to subscribe to: of everything, of a place, of a programme; and one meeting to put into a calendar."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from tegerek.documents.calendar import calendar
from tegerek.documents.samples import as_sample
from tegerek.documents.words import title
from tegerek.lib.refs import is_number
from tegerek.machines.answers import file_answer, language_of
from tegerek.machines.gate import public
from tegerek.machines.places import place_at
from tegerek.meetings.sheets import MeetingLine, for_feed
from tegerek.programmes.models import Programme
from tegerek.programmes.sheets import programme_sheet


@public
def meetings(request: HttpRequest) -> HttpResponse:
    """/meetings.ics : every public meeting. One query."""
    lang = language_of(request)
    with override(lang):
        name = _("Public meetings")
    return _answer(for_feed(), lang, name=name, file_name="meetings")


@public
def of_place(request: HttpRequest, slug: str) -> HttpResponse:
    """/places/kochkor-raion/meetings.ics : what is held in a place and below it. Two queries."""
    lang = language_of(request)
    place, place_name = place_at(slug, lang)
    with override(lang):
        name = _("Public meetings: %(place)s") % {"place": place_name}
    return _answer(for_feed(place=place), lang, name=name, file_name=f"meetings-{slug}")


@public
def of_programme(request: HttpRequest, slug: str) -> HttpResponse:
    """/programmes/ayilda/meetings.ics : the seminars of a programme. Four queries."""
    lang = language_of(request)
    try:
        sheet = programme_sheet(slug)
    except Programme.DoesNotExist as error:
        raise Http404 from error
    lines = [seminar.meeting for seminar in sheet.seminars]
    with override(lang):
        name = as_sample(sheet.title.in_(lang).text, sheet.is_sample)
    return _answer(lines, lang, name=name, file_name=f"meetings-{slug}")


@public
def one(request: HttpRequest, ref: str) -> HttpResponse:
    """/meetings/10015.ics : one meeting. One query."""
    lang = language_of(request)
    lines = for_feed(numbers=[int(ref)]) if is_number(ref) else ()
    if not lines:
        raise Http404
    return _answer(lines, lang, name=title(lines[0], lang), file_name=f"meeting-{ref}")


def _answer(lines: Iterable[MeetingLine], lang: str, *, name: str, file_name: str) -> HttpResponse:
    body = calendar(lines, lang, name=name, address=settings.ADDRESS)
    return file_answer(body, "text/calendar; charset=utf-8", lang=lang, name=f"{file_name}-{lang}.ics")
