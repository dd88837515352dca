"""Rows made of things: which words a meeting, a question, a programme, a place or a person is found by, and by whom.

To add a kind: a function here that makes its rows from keys, an entry in SOURCES, and what of the journal touches it in
indexing.py (docs/search.md).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Manager, Prefetch, QuerySet

from tegerek.commitments.models import Commitment
from tegerek.commitments.sheets import public
from tegerek.lib.dates import day_in_words, day_on, day_short
from tegerek.lib.said import ORDER, Said
from tegerek.lib.text import excerpt
from tegerek.meetings.models import Meeting
from tegerek.people.models import Person, Post
from tegerek.people.posts import NAMES as POSTS
from tegerek.places.models import Body, Unit, UnitKind
from tegerek.places.rules import long_said
from tegerek.places.sheets import ABOVE, place_line
from tegerek.procedures.kinds import kind as kind_of
from tegerek.programmes.models import Programme
from tegerek.search.models import DeskRow, Kind, PublicRow, Row
from tegerek.search.rules import TEXT_WORDS, abbreviated, stems, words_of
from tegerek.voices.answer_sheets import public_voices
from tegerek.voices.models import Initiative, Voice
from tegerek.voices.rules import stands_at

Text = Said | str

WEIGHTS = {
    UnitKind.OBLAST: 90,
    UnitKind.RAION: 85,
    UnitKind.CITY: 84,
    UnitKind.CITY_DISTRICT: 82,
    UnitKind.TOWN: 80,
    UnitKind.AIMAK: 50,
    UnitKind.SETTLEMENT: 48,
    UnitKind.VILLAGE: 46,
}
PROGRAMME, PERSON, MEETING, INITIATIVE, RELEASE, ITEM, DECISION, TOPIC, ASKED = 70, 65, 60, 58, 55, 30, 28, 20, 15
# What an appeal is called, for whoever asks for all of them.
APPEAL = Said.of(ky="топтун кайрылуусу", ru="обращение группы жителей", en="appeal of a group of residents")
# What leads the title of a sample, so that nobody takes what is invented for what was held.
SAMPLE = Said.of(ky="Үлгү", ru="Образец", en="Sample")
# What a decision and what was asked are called, for whoever asks for all of a place.
DECIDED = Said.of(ky="чечим", ru="решение", en="decision")
KINDS_ASKED = {
    Voice.Kind.QUESTION: (Kind.QUESTION, Said.of(ky="суроо", ru="вопрос", en="question")),
    Voice.Kind.PROPOSAL: (Kind.PROPOSAL, Said.of(ky="сунуш", ru="предложение", en="proposal")),
}
# So much of a long text stands in a list; it is found by the whole.
TITLE_LETTERS = 160
# A place that stands no more comes after those that do.
GONE = 40


@dataclass(frozen=True)
class Source:
    """A table whose things are found. all: every thing that may be; rows: those of some things, by their keys."""

    all: Manager[Any]
    rows: Callable[[Collection[int]], Iterable[Row]]

    @property
    def label(self) -> str:
        label: str = self.all.model._meta.label_lower
        return label

    def keys(self) -> QuerySet[Any]:
        return self.all.order_by("pk").values_list("pk", flat=True)


@dataclass(frozen=True)
class Found:
    """What a row is found by. heads: titles, any of which may be asked for exactly; body: whatever else is said."""

    heads: Iterable[Text]
    body: Iterable[Text] = field(default=())

    def columns(self) -> dict[str, str]:
        heads, body = list(_texts(self.heads)), list(_texts(self.body))
        bars = dict.fromkeys(" ".join(words_of(text)) for text in heads)
        words = dict.fromkeys(word for text in (*heads, *body) for word in (*words_of(text), *abbreviated(text)))
        kept = list(words)[:TEXT_WORDS]
        cut = dict.fromkeys(stem for word in kept for stem in stems(word) if stem not in words)
        return {"heads": f" | {' | '.join(bars)} | ", "words": f" {' '.join(kept)} ", "stems": " ".join(cut)}


def meetings(keys: Collection[int]) -> Iterator[Row]:
    """A called meeting and the items of its agenda, for all; a draft for its office. Two queries."""
    rows = Meeting.objects.filter(pk__in=keys).select_related(
        f"place__{ABOVE}", "venue", "office", "seminar__programme"
    )
    for meeting in rows.prefetch_related("agenda").order_by("pk"):
        yield _meeting(meeting)
        if meeting.is_public:
            yield from _items(meeting)


def programmes(keys: Collection[int]) -> Iterator[Row]:
    """A published programme, its topics and its press release, for all; a draft for its office. Two queries."""
    rows = Programme.objects.filter(pk__in=keys).select_related("office", "release").prefetch_related("topics")
    for programme in rows.order_by("pk"):
        yield _programme(programme)
        if programme.published_at:
            yield from _parts(programme)


def places(keys: Collection[int]) -> Iterator[Row]:
    """A unit by its names, with the bodies and halls on its page. Three queries."""
    rows = Unit.objects.filter(pk__in=keys).select_related(ABOVE).prefetch_related("bodies", "venues")
    for unit in rows.order_by("pk"):
        yield _place(unit)


def initiatives(keys: Collection[int]) -> Iterator[Row]:
    """A group's appeal that was received, for all: issue, place and number. Who asks is not indexed. One query."""
    rows = Initiative.objects.filter(pk__in=keys, number__isnull=False, is_rehearsal=False)
    for appeal in rows.select_related(f"place__{ABOVE}", "office").order_by("pk"):
        where = (appeal.place.name, long_said(appeal.place.kind, appeal.place.name))
        found = Found([appeal.title, *where], [APPEAL, *_above(appeal.place), appeal.office.name, str(appeal.number)])
        yield PublicRow(
            **_thing(appeal), kind=Kind.INITIATIVE, ref=str(appeal.number), owner=appeal.office_id,
            title=appeal.title, context=_where(appeal.place), weight=INITIATIVE,
            state=stands_at(received=True, decision=appeal.decision).value, **found.columns(),
        )  # fmt: skip


def decisions(keys: Collection[int]) -> Iterator[Row]:
    """A published decision, for all: what is to be done, for which place, and its number. One query.

    What residents say of it is not indexed.
    """
    rows = public(Commitment.objects.filter(pk__in=keys)).select_related(f"place__{ABOVE}", "office", "meeting")
    for decision in rows.order_by("pk"):
        where = (decision.place.name, long_said(decision.place.kind, decision.place.name))
        body = [DECIDED, *where, *_above(decision.place), decision.office.name, str(decision.number)]
        yield PublicRow(
            **_thing(decision), kind=Kind.DECISION, ref=str(decision.number), owner=decision.office_id,
            title=_marked(_cut(decision.what), decision.meeting), context=_where(decision.place), weight=DECISION,
            day=decision.meeting.held_on if decision.meeting else None, **Found([decision.what], body).columns(),
        )  # fmt: skip


def asked(keys: Collection[int]) -> Iterator[Row]:
    """A question or proposal that was put to a public meeting, for all: its words and its number. One query.

    Who asked is not indexed, nor what was answered. A written appeal is on no list, and is not found.
    """
    rows = public_voices(Voice.objects.filter(pk__in=keys)).select_related(
        f"meeting__place__{ABOVE}", "meeting__office"
    )
    for voice in rows.order_by("pk"):
        meeting = voice.meeting
        kind, called = KINDS_ASKED[Voice.Kind(voice.kind)]
        where = (meeting.place.name, long_said(meeting.place.kind, meeting.place.name))
        body = [called, *where, *_above(meeting.place), meeting.office.name, str(voice.number)]
        yield PublicRow(
            **_thing(voice), kind=kind, ref=str(voice.number), owner=meeting.office_id,
            title=_marked(_cut(voice.text), meeting), context=_where(meeting.place), weight=ASKED,
            day=_day_that_holds(meeting), **Found([voice.text], body).columns(),
        )  # fmt: skip


def persons(keys: Collection[int]) -> Iterator[Row]:
    """A card by name and posts, for its office; none once it is erased. Two queries. Phones are not indexed."""
    mandates = Prefetch("mandates", to_attr="held")
    for person in Person.objects.filter(pk__in=keys, erased_at=None).prefetch_related(mandates, "mandates__unit"):
        posts = [text for held in person.held for text in (POSTS[Post(held.post)], held.title)]
        where = [text for held in person.held if held.unit for text in (held.unit.name, held.unit.long_name)]
        yield DeskRow(
            **_thing(person), kind=Kind.PERSON, weight=PERSON, office_id=person.office_id,
            **Found([person.name], [*posts, *where]).columns(),
        )  # fmt: skip


SOURCES: tuple[Source, ...] = (
    Source(Unit._default_manager, places),
    Source(Programme._default_manager, programmes),
    Source(Meeting._default_manager, meetings),
    Source(Person._default_manager, persons),
    Source(Initiative._default_manager, initiatives),
    Source(Commitment._default_manager, decisions),
    Source(Voice._default_manager, asked),
)


def _meeting(meeting: Meeting) -> Row:
    kind = kind_of(meeting.kind)
    seminar = getattr(meeting, "seminar", None)
    series = (seminar.programme.title, seminar.programme.project) if seminar else ()
    agenda = [item.title for item in meeting.agenda.all()]
    hall = (meeting.venue.name, meeting.venue.address) if meeting.venue else ()
    about = [
        kind.name,
        kind.plural,
        meeting.about,
        *series,
        *agenda,
        *hall,
        *_above(meeting.place),
        meeting.office.name,
    ]
    # Its place is a head as well: whoever asks for a village asks what happens there, and villages share their names.
    where = (meeting.place.name, long_said(meeting.place.kind, meeting.place.name))
    found = Found([meeting.title or kind.name, *where], [*about, *_day(meeting.held_on), str(meeting.number or "")])
    columns: dict[str, Any] = {
        **_thing(meeting),
        "kind": Kind.MEETING,
        "sort": meeting.kind,
        "title": _marked(meeting.title or kind.name, meeting),
        "context": _where(meeting.place),
        "state": meeting.state.value,
        "day": _day_that_holds(meeting),
        "weight": MEETING,
        **found.columns(),
    }
    if not meeting.is_public:
        return DeskRow(**columns, office_id=meeting.office_id)
    return PublicRow(**columns, ref=str(meeting.number), owner=meeting.office_id)


def _items(meeting: Meeting) -> Iterator[Row]:
    for item in meeting.agenda.all():
        yield PublicRow(
            **_thing(meeting),
            kind=Kind.ITEM,
            part=item.position,
            ref=str(meeting.number),
            owner=meeting.office_id,
            title=_marked(item.title, meeting),
            context=meeting.title or kind_of(meeting.kind).name,
            state=meeting.state.value,
            day=_day_that_holds(meeting),
            weight=ITEM,
            **Found([item.title], [item.rapporteur]).columns(),
        )


def _programme(programme: Programme) -> Row:
    topics = [topic.title for topic in programme.topics.all()]
    body = [programme.aim, programme.project, programme.donor, programme.implementer, programme.office.name, *topics]
    columns: dict[str, Any] = {
        **_thing(programme), "kind": Kind.PROGRAMME, "title": _marked(programme.title, programme),
        "context": programme.project, "weight": PROGRAMME, **Found([programme.title], body).columns(),
    }  # fmt: skip
    if not programme.published_at:
        return DeskRow(**columns, office_id=programme.office_id)
    return PublicRow(**columns, ref=programme.slug, owner=programme.office_id)


def _parts(programme: Programme) -> Iterator[Row]:
    """The topics and the press release. The names of its speaker and contact are not indexed."""
    whole: dict[str, Any] = {**_thing(programme), "ref": programme.slug, "owner": programme.office_id}
    for topic in programme.topics.all():
        yield PublicRow(
            **whole, kind=Kind.TOPIC, part=topic.position, title=_marked(topic.title, programme),
            context=programme.title, weight=TOPIC,
            **Found([topic.title]).columns(),
        )  # fmt: skip
    release = getattr(programme, "release", None)
    if release and (release.heading or release.lead):
        found = Found([release.heading or programme.title], [release.lead, release.quote, release.about, release.place])
        yield PublicRow(
            **whole, kind=Kind.RELEASE, title=_marked(release.heading or programme.title, programme),
            context=programme.title, weight=RELEASE, **found.columns(),
        )  # fmt: skip


def _place(unit: Unit) -> Row:
    line = place_line(unit)
    bodies: list[Body] = list(unit.bodies.all())
    halls = [text for venue in unit.venues.all() for text in (venue.name, venue.address)]
    body = [*halls, *(text for each in bodies for text in (each.name, each.short_name)), *_above(unit.parent)]
    return PublicRow(
        **_thing(unit), kind=Kind.PLACE, ref=unit.slug, title=line.long_name, context=_where(unit.parent),
        weight=GONE if unit.valid_until else WEIGHTS[UnitKind(unit.kind)],
        **Found([line.name, line.long_name], body).columns(),
    )  # fmt: skip


def _thing(thing: Any) -> dict[str, Any]:
    return {"thing_label": thing._meta.label_lower, "thing_key": thing.pk}


def _texts(texts: Iterable[Text]) -> Iterator[str]:
    for text in texts:
        yield from text.texts.values() if isinstance(text, Said) else (text,)


def _cut(text: Said) -> Said:
    """As much of it as a list shows."""
    return Said({lang: excerpt(told, TITLE_LETTERS) for lang, told in text.texts.items()})


def _marked(title: Said, of: Meeting | Programme | None) -> Said:
    """The title; that of a sample, or of what was said at one, is led by the mark."""
    if of is None or not of.is_sample:
        return title
    return Said({lang: f"{SAMPLE.in_(lang).text}: {told}" for lang, told in title.texts.items()})


def _above(unit: Unit | None) -> Iterator[Said]:
    """The names of a unit and of those it lies in; the units above must be loaded."""
    while unit is not None:
        yield unit.name
        yield long_said(unit.kind, unit.name)
        unit = unit.parent


def _where(unit: Unit | None) -> Said:
    """The unit and the raion it lies in: «Ак-Терек айылы, Булуттуу району». The units above must be loaded."""
    if unit is None:
        return Said()
    upper = unit.raion_or_city()
    steps = [unit, upper] if upper is not None and upper.pk != unit.pk else [unit]
    names = [long_said(step.kind, step.name) for step in steps]
    return Said({lang: ", ".join(name.in_(lang).text for name in names) for lang in ORDER if lang in names[0].texts})


def _day_that_holds(meeting: Meeting) -> date | None:
    """None for a postponed one: its old day says when it is not."""
    return None if meeting.postponed_at else meeting.held_on


def _day(day: date | None) -> Iterator[str]:
    """The day as people write it: «14-март», «14 марта», 14 March, 14.03.2026, 2026-03-14."""
    if day is None:
        return
    for lang in ORDER:
        yield day_in_words(day, lang)
        yield day_on(day, lang)
    yield day_short(day)
