"""Programmes at the desk: words, press release, publication, correction notice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegerek.lib import clock
from tegerek.lib.errors import Stale
from tegerek.lib.said import Said
from tegerek.lib.text import mended
from tegerek.meetings.rules import State
from tegerek.people.access import may, reach
from tegerek.people.models import Card
from tegerek.people.rights import Act
from tegerek.procedures.days import NamedDay, What, named_day
from tegerek.programmes import actions
from tegerek.programmes.access import programme_for, programmes_for
from tegerek.programmes.actions import Person, Prose, Words
from tegerek.programmes.models import PressRelease, Programme, Seminar
from tegerek.programmes.results import offered_results
from tegerek.programmes.rules import Doubt, Place, doubts
from tegerek.programmes.stands import Stand, stands, waits
from tegerek.web.context import NAMES
from tegerek.web.desk.forms import DAY_HINT, SeenForm, add_said, attempt, data_of, full_name, read_said, status_of
from tegerek.web.desk.waiting import life_of, steps_of
from tegerek.web.gate import desk, who


class WordsForm(SeenForm):
    """The words of a programme and its figures as stated."""

    first_day = forms.DateField(label=gettext_lazy("First day, as stated"), required=False, help_text=DAY_HINT)
    last_day = forms.DateField(label=gettext_lazy("Last day, as stated"), required=False, help_text=DAY_HINT)
    planned = forms.IntegerField(
        label=gettext_lazy("People planned in all"), required=False, min_value=0, max_value=100_000
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme
        add_said(self, "title", _("Title"), said=programme.title)
        add_said(self, "aim", _("Aim"), is_long=True, said=programme.aim)
        add_said(self, "project", _("Project"), said=programme.project)
        add_said(self, "donor", _("Donor"), said=programme.donor)
        add_said(self, "implementer", _("Implementer"), said=programme.implementer)
        self.topics = list(programme.topics.all())
        for lang in settings.CONTENT_LANGUAGES:
            lines = "\n".join(topic.title.texts.get(lang, "") for topic in self.topics)
            add_lines(self, f"topics_{lang}", lang, lines)

    def words(self) -> Words:
        now, old = clock.now(), self.programme
        return Words(
            title=read_said(self, "title", old.title, now),
            aim=read_said(self, "aim", old.aim, now),
            project=read_said(self, "project", old.project, now),
            donor=read_said(self, "donor", old.donor, now),
            implementer=read_said(self, "implementer", old.implementer, now),
            topics=self._topics(),
            first_day=self.cleaned_data["first_day"],
            last_day=self.cleaned_data["last_day"],
            planned=self.cleaned_data["planned"],
        )

    def _topics(self) -> tuple[Said, ...]:
        now = clock.now()
        lines = {lang: self.cleaned_data[f"topics_{lang}"].splitlines() for lang in settings.CONTENT_LANGUAGES}
        titles = [topic.title for topic in self.topics]
        topics = []
        for n in range(max(map(len, lines.values()), default=0)):
            said = titles[n] if n < len(titles) else Said()
            for lang, typed in lines.items():
                said = said.with_text(lang, mended(typed[n]) if n < len(typed) else "", now)
            topics.append(said)
        return tuple(topics)


def add_lines(form: forms.Form, name: str, lang: str, lines: str) -> None:
    """Topics, one a line; line n of each language is the same topic."""
    widget = forms.Textarea(attrs={"rows": 5, "lang": lang})
    label = _("Topics, one a line") + f" · {NAMES.get(lang, lang)}"
    form.fields[name] = forms.CharField(
        label=label, required=False, max_length=5000, widget=widget, initial=lines.strip("\n"), strip=False
    )


class ReleaseForm(SeenForm):
    """The prose of the press release, who speaks in it and who answers."""

    dated = forms.DateField(label=gettext_lazy("Date of the press release"), required=False, help_text=DAY_HINT)
    contact_phones = forms.CharField(
        label=gettext_lazy("Phones of the contact, parted by commas"), required=False, max_length=120
    )
    contact_email = forms.EmailField(label=gettext_lazy("E-mail of the contact"), required=False)
    contact_site = forms.CharField(label=gettext_lazy("Site"), required=False, max_length=200)

    def __init__(self, *args: Any, release: PressRelease, contact: Card | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.release, self.speaker, self.contact = release, release.speaker, contact
        add_said(self, "place", _("Place"), said=release.place)
        add_said(self, "heading", _("Heading"), said=release.heading)
        add_said(self, "lead", _("Lead"), is_long=True, said=release.lead)
        add_said(self, "quote", _("Quote, without quotation marks"), is_long=True, said=release.quote)
        add_said(self, "speaker_name", _("Who says it"), said=self.speaker.name if self.speaker else None)
        add_said(self, "speaker_post", _("Post of the speaker"), said=self.speaker.post if self.speaker else None)
        add_said(self, "about", _("About the project"), is_long=True, said=release.about)
        add_said(self, "contact_name", _("Contact: name"), said=contact.name if contact else None)
        add_said(self, "contact_post", _("Contact: post"), said=contact.post if contact else None)
        add_said(self, "approved_by", _("Approved by (a post)"), said=release.approved_by)

    @staticmethod
    def initial_of(release: PressRelease, contact: Card | None) -> dict[str, Any]:
        return {
            "seen": release.version,
            "dated": release.dated,
            "contact_phones": contact.phones if contact else "",
            "contact_email": contact.email if contact else "",
            "contact_site": contact.site if contact else "",
        }

    def prose(self) -> Prose:
        now, old = clock.now(), self.release
        said = {
            name: read_said(self, name, getattr(old, name), now)
            for name in ("place", "heading", "lead", "quote", "about", "approved_by")
        }
        return Prose(dated=self.cleaned_data["dated"], **said)

    def people(self) -> tuple[Person, Person]:
        """The speaker and the contact."""
        data = self.cleaned_data
        speaker = Person(*self._named("speaker", self.speaker))
        name, post = self._named("contact", self.contact)
        return speaker, Person(name, post, data["contact_phones"], data["contact_email"], data["contact_site"])

    def _named(self, who_is: str, card: Card | None) -> tuple[Said, Said]:
        now = clock.now()
        name, post = (card.name, card.post) if card else (Said(), Said())
        return read_said(self, f"{who_is}_name", name, now), read_said(self, f"{who_is}_post", post, now)


@desk(Act.PROGRAMME_SEE)
@require_GET
def programmes(request: HttpRequest) -> HttpResponse:
    """/desk/programmes/ : the programmes of one's offices."""
    rows = programmes_for(request.user, Act.PROGRAMME_SEE)[:100]
    return render(
        request,
        "desk/programmes/list.html",
        {"programmes": rows, "may_import": bool(reach(request.user, Act.IMPORT_MAKE))},
    )


@desk(Act.PROGRAMME_SEE)
@require_GET
def programme(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/ : the series, what to look at, and what can be done next."""
    found = programme_for(request.user, Act.PROGRAMME_SEE, key)
    stood = stands([found.pk])[found.pk]
    told = found.results.exists()
    waiting = waits(stood, is_published=found.published_at is not None, has_results=told, today=clock.today())
    steps = steps_of(found.pk, waiting, lambda act: may(request.user, act, found))
    context = {
        "programme": found,
        "seminars": _seminars(found, who(request).language, {stand.seminar: stand for stand in stood}),
        "doubts": doubt_lines(found),
        "corrections": actions.offered_corrections(found),
        "results_changed": told and offered_results(found) is not None,
        "steps": steps,
        "life": life_of(waiting, stood, clock.today()),
        "nearest": _nearest(stood, clock.today()),
        "may_edit": may(request.user, Act.PROGRAMME_EDIT, found),
        "may_see_people": may(request.user, Act.ROSTER_SEE, found),
        "may_phone": may(request.user, Act.PHONE_SEE, found),
        "may_tick": may(request.user, Act.ROSTER_TICK, found),
        "may_print": may(request.user, Act.PAPER_SEE, found),
        "may_certify": may(request.user, Act.CERTIFICATE_SEE, found),
        "may_publish": may(request.user, Act.PROGRAMME_PUBLISH, found),
        "may_write_letters": may(request.user, Act.LETTER_WRITE, found),
        "may_carry": may(request.user, Act.PROGRAMME_CARRY, found),
        "may_learn": may(request.user, Act.LEARNING_SEE, found),
        "may_see_trainers": may(request.user, Act.TRAINER_SEE, found),
        "may_see_money": may(request.user, Act.MONEY_SEE, found),
        "may_set_office": may(request.user, Act.OFFICE_SET, found),
    }
    return render(request, "desk/programmes/programme.html", context)


@desk(Act.PROGRAMME_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/words/ : title, aim, project, donor, topics, figures."""
    found = programme_for(request.user, Act.PROGRAMME_EDIT, key)
    initial = {
        "seen": found.version,
        "first_day": found.first_day,
        "last_day": found.last_day,
        "planned": found.planned,
    }
    form = WordsForm(data_of(request), programme=found, initial=initial)

    def act() -> None:
        actions.word_programme(found, form.words(), seen=form.cleaned_data["seen"], by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("Saved."))
        return redirect("desk:programme", key)
    return render(request, "desk/programmes/words.html", {"form": form, "programme": found}, status=status_of(form))


@desk(Act.PROGRAMME_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/release/ : the prose around the live schedule."""
    found = programme_for(request.user, Act.PROGRAMME_EDIT, key)
    paper = found.release
    form = ReleaseForm(
        data_of(request), release=paper, contact=found.contact, initial=ReleaseForm.initial_of(paper, found.contact)
    )
    if form.is_valid():
        speaker, contact = form.people()
        try:
            actions.write_release(
                found,
                form.prose(),
                speaker=speaker,
                contact=contact,
                seen=form.cleaned_data["seen"],
                by=who(request),
                now=clock.now(),
            )
        except Stale as stale:
            paper.refresh_from_db()
            form.add_error(None, str(stale))
            form.now_see(paper.version)
        else:
            messages.success(request, _("The press release is saved."))
            return redirect("desk:programme", key)
    return render(request, "desk/programmes/release.html", {"form": form, "programme": found}, status=status_of(form))


@desk(Act.PROGRAMME_PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/publication/ : read what will be published, then publish it."""
    found = programme_for(request.user, Act.PROGRAMME_PUBLISH, key)
    form = SeenForm(data_of(request), initial={"seen": found.version})

    def act() -> None:
        actions.publish_programme(found, seen=form.cleaned_data["seen"], by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("The programme is on the web, in the calendars, and ready to print."))
        return redirect("desk:programme", key)
    context = {
        "form": form,
        "programme": found,
        "seminars": _seminars(found, who(request).language, {}),
        "doubts": doubt_lines(found),
        "unseen": _unseen_names(found, who(request).language),
    }
    return render(request, "desk/programmes/publish.html", context, status=status_of(form))


@desk(Act.PROGRAMME_PUBLISH)
@require_POST
def correct(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/correction/ : announce in the press release what moved since."""
    found = programme_for(request.user, Act.PROGRAMME_PUBLISH, key)
    number = actions.issue_corrections(found, by=who(request), now=clock.now())
    if number:
        words = ngettext(
            "The press release now announces %d change.", "The press release now announces %d changes.", number
        )
        messages.success(request, words % number)
    return redirect("desk:programme", key)


@dataclass(frozen=True)
class SeminarRow:
    """A seminar at the desk: its row, its place in words, whether somebody should look at the name, how far it is."""

    seminar: Seminar
    place: str
    ky_needs_look: bool
    stand: Stand | None

    @property
    def day_has_come(self) -> bool:
        day = self.seminar.meeting.held_on
        return day is not None and day <= clock.today()


def _seminars(found: Programme, lang: str, stood: Mapping[int, Stand]) -> list[SeminarRow]:
    rows = found.seminars.select_related("meeting__place__parent", "meeting__venue").order_by(
        "meeting__held_on", "meeting__starts_at", "id"
    )
    return [
        SeminarRow(row, full_name(row.meeting.place, lang), row.meeting.place.ky_needs_look, stood.get(row.pk))
        for row in rows
    ]


def _nearest(stood: tuple[Stand, ...], today: date) -> Stand | None:
    """The seminar that work is about: the next one ahead, else the last one that was."""
    live = [stand for stand in stood if stand.state is not State.CANCELLED]
    return next((stand for stand in live if not stand.is_over(today)), live[-1] if live else None)


def _unseen_names(found: Programme, lang: str) -> list[SeminarRow]:
    """The seminars whose Kyrgyz place name nobody has looked at: it would reach paper unseen."""
    rows = {row.seminar.meeting.place_id: row for row in _seminars(found, lang, {}) if row.ky_needs_look}
    return list(rows.values())


def doubt_lines(found: Programme) -> list[str]:
    """What a coordinator should look at, one sentence each. Two queries."""
    rows = list(found.seminars.select_related("meeting__place__parent", "meeting__venue"))
    names = {row.pk: _short(row) for row in rows}
    series = [Place(row.pk, row.meeting.held_on, row.meeting.venue_id) for row in rows]
    found_doubts = doubts(series, is_day_off=_is_special, first_day=found.first_day, last_day=found.last_day)
    return [_in_words(doubt, names) for doubt in found_doubts]


def _is_special(day: date) -> bool:
    named = named_day(day)
    return named is not None and (named.is_off or named.what is What.MEMORY)


def _short(row: Seminar) -> str:
    day = row.meeting.held_on.strftime("%d.%m.%Y") if row.meeting.held_on else "?"
    return f"{day} {row.meeting.place.name.in_(get_language() or 'ky')}"


def _in_words(doubt: Doubt, names: dict[int, str]) -> str:
    seminars = "; ".join(names[key] for key in doubt.keys)
    named = named_day(doubt.day) if doubt.day else None
    sentences = {
        "no_day": _("%(seminars)s: the day is not known yet. Without it the programme cannot be published."),
        "no_hall": _("%(seminars)s: the hall is not known yet."),
        "day_off": _("%(seminars)s: that day is special – %(day)s. Check that people can come."),
        "outside_period": _("%(seminars)s: the day lies outside the period the programme states."),
        "same_day": _("Two seminars on one day: %(seminars)s. Check that there are trainers for both."),
        "same_hall": _("One hall stands twice: %(seminars)s. Check that this is meant."),
    }
    return sentences[doubt.code] % {"seminars": seminars, "day": _named(named)}


def _named(named: NamedDay | None) -> str:
    if named is None:
        return ""
    name = named.name.in_(get_language() or "ky").text
    return name if named.is_checked or named.what is What.WEEKEND else _("%(name)s (not checked)") % {"name": name}
