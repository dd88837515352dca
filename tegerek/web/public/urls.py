"""Addresses of the public pages. Once published, an address is never removed, only redirected (tests hold the list)."""

from __future__ import annotations

from datetime import date

from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from tegerek.web.public import (
    about,
    answering,
    certificates,
    decisions,
    home,
    initiatives,
    meetings,
    minutes,
    monitoring,
    months,
    numbers,
    outcomes,
    own_word,
    places,
    programmes,
    questions,
    reports,
    search,
)


class Language(StringConverter):
    regex = "ky|ru|en"


class Number(StringConverter):
    """A public number as it was typed; whether it can be one is the view's question."""

    regex = "[0-9]{1,18}"


class Typed(StringConverter):
    """A public number with what people type around and instead of its digits: №, blanks, dashes, О and l."""

    regex = "(?=(?:[^0-9/]*[0-9]){3})[0-9ОоOoІіIlЗз№#Nn., \u00a0_–-]{4,40}"


class Month:
    """2026-03, as its first day."""

    regex = "[0-9]{4}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(f"{value}-01")

    def to_url(self, value: date) -> str:
        return f"{value:%Y-%m}"


class Day:
    """2026-03-14"""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(Language, "lang")
register_converter(Number, "number")
register_converter(Typed, "typed")
register_converter(Month, "month")
register_converter(Day, "day")

app_name = "public"

in_language = [
    path("", home.home, name="home"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/<number:number>/", meetings.meeting, name="meeting"),
    path("meetings/<number:number>/questions/", questions.of_meeting, name="meeting-questions"),
    path("meetings/<number:number>/papers/<int:paper>/", meetings.handout, name="handout"),
    path("meetings/<number:number>/recordings/<slug:of>/", meetings.recording, name="recording"),
    path("meetings/<number:number>/minutes/", minutes.minutes, name="minutes"),
    path("meetings/<number:number>/minutes/<int:edition>/", minutes.minutes, name="edition"),
    path("meetings/<number:number>/minutes/<int:edition>/changes/", minutes.changes, name="edition-changes"),
    path("meetings/<number:number>/minutes/<int:edition>/<slug:form>/", minutes.file, name="edition-file"),
    path("initiatives/", initiatives.initiatives, name="initiatives"),
    path("initiatives/new/", initiatives.draft, name="draft-initiative"),
    path("initiatives/<number:number>/", initiatives.initiative, name="initiative"),
    path("questions/<number:number>/", questions.question, name="question"),
    path("questions/<number:number>/papers/<int:paper>/", questions.document, name="question-paper"),
    path("outcomes/", outcomes.outcomes, name="outcomes"),
    path("outcomes/outcomes.<slug:form>", outcomes.file, name="outcomes-file"),
    path("outcomes/sources/<int:key>/", outcomes.source, name="outcomes-source"),
    path("decisions/<number:number>/", decisions.decision, name="decision"),
    path("decisions/<number:number>/photos/<int:key>/", decisions.photo, name="decision-photo"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<number:number>/", reports.report, name="report"),
    path("reports/<number:number>/<slug:kind>.<slug:form>", reports.file, name="report-file"),
    path("calendar/", months.this_month, name="this-month"),
    path("calendar/<month:first>/", months.month, name="month"),
    path("calendar/<day:day>/", months.day, name="day"),
    path("visits/<number:number>/", monitoring.visit, name="visit"),
    path("visits/<number:number>/photos/<int:key>/", monitoring.photo, name="visit-photo"),
    path("findings/<number:number>/", monitoring.finding, name="finding"),
    path("places/", places.places, name="places"),
    path("places/<slug:slug>/", places.place, name="place"),
    path("places/<slug:slug>/decisions/", decisions.of_place, name="place-decisions"),
    path("places/<slug:slug>/monitoring/", monitoring.of_place, name="place-monitoring"),
    path("places/<slug:slug>/late/", decisions.late_of_place, name="place-late"),
    path("programmes/", programmes.programmes, name="programmes"),
    path("programmes/<slug:slug>/", programmes.programme, name="programme"),
    path("programmes/<slug:slug>/logos/<int:key>/", programmes.logo, name="programme-logo"),
    path("programmes/<slug:slug>/materials/", programmes.materials, name="programme-materials"),
    path("programmes/<slug:slug>/materials/<int:key>/", programmes.material, name="programme-material"),
    path("programmes/<slug:slug>/take-home.html", programmes.take_home, name="programme-take-home"),
    path("programmes/<slug:slug>/press-release/", programmes.press_release, name="press-release"),
    path("verify/", certificates.enter, name="verify"),
    path("verify/<str:code>/", certificates.certificate, name="certificate"),
    path("me/", own_word.enter, name="enter-code"),
    path("me/<str:code>/", own_word.own_word, name="own-word"),
    path("answers/", answering.enter, name="enter-answers"),
    path("answers/<str:code>/", answering.answer, name="answer"),
    path("search/", search.search, name="search"),
    path("about/", about.about, name="about"),
]

urlpatterns = [
    path("", home.root, name="root"),
    path("verify/keys.txt", certificates.keys, name="certificate-keys"),
    path("verify", certificates.short_entrance, name="short-verify"),
    path("verify/", certificates.short_entrance, name="short-verify-with-slash"),
    path("verify/<str:code>", certificates.short, name="short-certificate"),
    path("verify/<str:code>/", certificates.short, name="short-certificate-with-slash"),
    path("me/", own_word.short_entrance, name="short-entrance"),
    path("me/<str:code>", own_word.short, name="short-own-word"),
    path("me/<str:code>/", own_word.short, name="short-own-word-with-slash"),
    path("a/", answering.short_entrance, name="short-answers"),
    path("a/<str:code>", answering.short, name="short-answer"),
    path("a/<str:code>/", answering.short, name="short-answer-with-slash"),
    path("<number:number>", numbers.number, name="number"),
    path("<number:number>/", numbers.number, name="number-with-slash"),
    path("<typed:typed>", numbers.typed, name="typed-number"),
    path("<typed:typed>/", numbers.typed, name="typed-number-with-slash"),
    path("<lang:lang>/", include(in_language)),
]
