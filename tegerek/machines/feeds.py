"""Atom feeds of meetings: of everything, of a place."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from tegerek.documents.feed import feed
from tegerek.machines.answers import file_answer, language_of
from tegerek.machines.gate import public
from tegerek.machines.places import place_at
from tegerek.meetings.sheets import MeetingLine, for_feed

# Readers fetch a feed again and again over slow lines: it holds what changed last; the calendar holds everything.
MOST = 50


@public
def meetings(request: HttpRequest) -> HttpResponse:
    """/feeds/meetings.atom : what changed last among all public meetings. One query."""
    lang = language_of(request)
    with override(lang):
        name = _("Public meetings")
    return _answer(request, for_feed(most=MOST), lang, name)


@public
def of_place(request: HttpRequest, slug: str) -> HttpResponse:
    """/places/kochkor-raion/feed.atom : what changed last in a place and below it. Two queries."""
    lang = language_of(request)
    place, place_name = place_at(slug, lang)
    with override(lang):
        name = _("Public meetings: %(place)s") % {"place": place_name}
    return _answer(request, for_feed(place=place, most=MOST), lang, name)


def _answer(request: HttpRequest, lines: Sequence[MeetingLine], lang: str, name: str) -> HttpResponse:
    body = feed(lines, lang, name=name, address=settings.ADDRESS, path=request.path)
    return file_answer(body, "application/atom+xml; charset=utf-8", lang=lang)
