"""What a coordinator does with a series: all of an act happens, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.said import Said
from tegerek.meetings import actions as meetings
from tegerek.meetings.models import Meeting, Turn
from tegerek.meetings.rules import State, When
from tegerek.people.models import Card
from tegerek.places.models import Unit, Venue
from tegerek.programmes import actions
from tegerek.programmes.actions import Change, Person, Prose, Words
from tegerek.programmes.models import Correction, PressRelease, Programme, Quota, Seminar, Topic
from tegerek.programmes.rules import Scope
from tests.meetings.races import at_once, shared
from tests.meetings.rows import NOW, WHY, an_office
from tests.places.world import load_few_units
from tests.programmes.series import FIRST, HALL, TITLE, a_series, days_of, published, seminars_of

__all__ = ["shared"]  # a fixture

LATER = NOW + timedelta(hours=2)
Units = dict[str, Unit]
AIGUL = Person(Said.of(ky="Айгүл Үлгүева"), Said.of(ky="тренер"))
BEKTUR = Person(Said.of(ky="Бектур Мисалов"), phones="0 000 12 34 56, 0 000 65 43 21", email="press@misal.example")
PROSE = Prose(dated=date(2026, 3, 6), lead=Said.of(ky="Айыл жыйынын чогуу даярдайбыз."))


def verbs() -> list[str]:
    return [entry.verb for entry in Entry.objects.order_by("id")]


def changed(
    programme: Programme, n: int, change: Change, scope: Scope = Scope.THIS, seen: dict[int, int] | None = None
) -> tuple[Turn, ...]:
    return actions.change_seminars(
        seminars_of(programme)[n], change, scope=scope, reason=WHY, seen=seen or {}, by=None, now=LATER
    )


# Drafting and wording


def test_a_programme_begins_as_a_draft_with_an_empty_release(db: None) -> None:
    topics = (Said.of(ky="пландоо"), Said(), Said.of(ky="маалымдоо"))

    programme = actions.draft_programme(Words(title=TITLE, topics=topics), office=an_office(), by=None, now=NOW)

    assert (programme.slug, programme.published_at, bool(programme.release.lead)) == ("we-decide-together", None, False)
    assert [(topic.position, topic.title.texts) for topic in programme.topics.all()] == [
        (1, {"ky": "пландоо"}),
        (2, {"ky": "маалымдоо"}),
    ]
    assert verbs() == ["programme.drafted"]


@pytest.mark.parametrize(
    "words", [Words(title=Said.of(ky=" ")), Words(title=TITLE, first_day=FIRST, last_day=FIRST - timedelta(1))]
)
def test_without_a_title_or_with_an_end_before_the_start_there_is_no_programme(db: None, words: Words) -> None:
    programme = actions.draft_programme(Words(title=TITLE), office=an_office(), by=None, now=NOW)

    with pytest.raises(Refusal):
        actions.draft_programme(words, office=programme.office, by=None, now=NOW)
    with pytest.raises(Refusal):
        actions.word_programme(programme, words, seen=1, by=None, now=NOW)

    assert (Programme.objects.count(), verbs()) == (1, ["programme.drafted"])


def test_programmes_of_one_title_have_addresses_of_their_own(db: None) -> None:
    office = an_office()

    slugs = [
        actions.draft_programme(Words(title=TITLE, first_day=day), office=office, by=None, now=NOW).slug
        for day in (None, None, None, FIRST, FIRST)
    ]

    assert slugs == [
        "we-decide-together",
        "we-decide-together-2",
        "we-decide-together-3",
        "we-decide-together-2026",
        "we-decide-together-2026-2",
    ]


@pytest.mark.parametrize("title", ["—", "Өтө узун аталыш " * 30])
def test_every_title_makes_an_address_that_fits(db: None, title: str) -> None:
    programme = actions.draft_programme(
        Words(title=Said.of(ky=title), first_day=FIRST), office=an_office(), by=None, now=NOW
    )

    assert (programme.slug.isascii(), len(programme.slug) <= 80, programme.slug[-5:]) == (True, True, "-2026")


def test_wording_replaces_the_topics_and_grows_the_version(db: None) -> None:
    programme = actions.draft_programme(
        Words(title=TITLE, topics=(Said.of(ky="пландоо"),)), office=an_office(), by=None, now=NOW
    )

    actions.word_programme(programme, Words(title=TITLE, planned=240), seen=1, by=None, now=LATER)

    assert (programme.planned, programme.version, programme.changed_at, Topic.objects.count()) == (240, 2, LATER, 0)


def test_words_that_somebody_changed_meanwhile_are_not_overwritten(db: None) -> None:
    programme = actions.draft_programme(Words(title=TITLE), office=an_office(), by=None, now=NOW)
    actions.word_programme(programme, Words(title=TITLE, planned=240), seen=1, by=None, now=NOW)

    with pytest.raises(Stale):
        actions.word_programme(programme, Words(title=TITLE, planned=12), seen=1, by=None, now=LATER)

    programme.refresh_from_db()
    assert (programme.planned, verbs()) == (240, ["programme.drafted", "programme.worded"])


def test_a_title_translated_later_reaches_the_seminars_that_bear_it(units: Units) -> None:
    programme = a_series(units, 2)
    own = seminars_of(programme)[1].meeting
    own_title = Said.of(ky="Тренерлердин жолугушуусу")
    meetings.word_meeting(own, title=own_title, about=Said(), seen=1, by=None, now=NOW)
    new = TITLE.with_text("en", "Deciding together in the village", LATER)

    actions.word_programme(programme, Words(title=new), seen=programme.version, by=None, now=LATER)

    titles = [seminar.meeting.title.texts for seminar in seminars_of(programme)]
    assert titles == [new.texts, own_title.texts]


# Halls


def test_one_hall_s_words_in_every_raion_make_a_hall_in_each_raion_s_seat(units: Units) -> None:
    raions = [unit for unit in units.values() if unit.kind == "raion" and unit.seat]
    programme = actions.draft_programme(Words(title=TITLE), office=an_office(), by=None, now=NOW)
    for raion in raions:
        for _ in range(2):
            actions.add_seminar(programme, place=raion, when=When(FIRST), venue=HALL, by=None, now=NOW)

    halls = Venue.objects.all()

    assert (len(raions), len(halls)) == (12, 12)
    assert {hall.unit_id for hall in halls} == {raion.seat_id for raion in raions}


@pytest.mark.parametrize("name", ["", "  ", "–", "—", "..."])
def test_a_hall_without_a_name_is_none(units: Units, name: str) -> None:
    assert actions.hall(units["kochkor-raion"], name) is None
    assert actions.is_hall(None, units["kochkor-raion"], name) is True


@pytest.mark.parametrize(
    ("name", "slug", "is_it"),
    [
        (HALL, "kochkor-raion", True),
        ("  рма   ЖЫЙЫНДАР залы ", "kochkor-raion", True),
        (HALL, "jumgal-raion", False),
        ("мектеп", "kochkor-raion", False),
        ("", "kochkor-raion", False),
    ],
)
def test_a_hall_is_known_again_without_making_one(units: Units, name: str, slug: str, is_it: bool) -> None:
    venue = actions.hall(units["kochkor-raion"], HALL)

    assert (actions.is_hall(venue, units[slug], name), Venue.objects.count()) == (is_it, 1)


# Adding, dropping, publishing


def test_a_seminar_is_a_meeting_of_its_own_titled_like_the_programme(units: Units) -> None:
    programme = a_series(units, 1)

    meeting = seminars_of(programme)[0].meeting

    assert (meeting.kind, meeting.title.texts, meeting.state) == ("seminar", TITLE.texts, State.DRAFT)
    assert (meeting.office_id, meeting.held_on, meeting.starts_at) == (programme.office_id, FIRST, None)


def test_publishing_calls_every_seminar_in_order_of_day(units: Units) -> None:
    programme = a_series(units, 3)

    actions.publish_programme(programme, seen=programme.version, by=None, now=LATER)

    numbers = [seminar.meeting.number for seminar in seminars_of(programme)]
    assert (programme.published_at, None in numbers, numbers) == (LATER, False, sorted(filter(None, numbers)))
    assert (verbs().count("meeting.called"), verbs()[-1]) == (3, "programme.published")


def test_a_series_without_seminars_or_with_one_without_a_day_is_not_published(units: Units) -> None:
    programme = a_series(units, 0)

    with pytest.raises(Refusal):
        actions.publish_programme(programme, seen=1, by=None, now=LATER)
    actions.add_seminar(programme, place=units["kochkor-raion"], when=When(FIRST), by=None, now=NOW)
    actions.add_seminar(programme, place=units["alai-raion"], when=When(), by=None, now=NOW)
    with pytest.raises(Refusal):
        actions.publish_programme(programme, seen=1, by=None, now=LATER)

    programme.refresh_from_db()
    assert (programme.published_at, Meeting.objects.exclude(number=None).count()) == (None, 0)


def test_a_programme_is_published_once(units: Units) -> None:
    programme = published(a_series(units, 1))

    with pytest.raises(Refusal):
        actions.publish_programme(programme, seen=programme.version, by=None, now=LATER)

    assert verbs().count("programme.published") == 1


def test_of_two_coordinators_who_publish_at_once_one_has_published(shared: None) -> None:
    a_series(load_few_units(), 2)
    first, second = Programme.objects.get(), Programme.objects.get()

    answers = at_once(
        lambda: actions.publish_programme(first, seen=first.version, by=None, now=NOW),
        lambda: actions.publish_programme(second, seen=second.version, by=None, now=NOW),
    )

    assert sorted(type(answer).__name__ for answer in answers) == ["NoneType", "Stale"]
    assert (verbs().count("programme.published"), verbs().count("meeting.called")) == (1, 2)


def test_a_seminar_added_to_a_published_series_is_called_at_once(units: Units) -> None:
    programme = published(a_series(units, 1))

    seminar = actions.add_seminar(programme, place=units["alai-raion"], when=When(FIRST), by=None, now=LATER)

    assert (seminar.meeting.state, seminar.meeting.called_at) == (State.CALLED, LATER)


def test_a_seminar_without_a_day_is_not_added_to_a_published_series(units: Units) -> None:
    programme = published(a_series(units, 1))

    with pytest.raises(Refusal):
        actions.add_seminar(programme, place=units["alai-raion"], when=When(), by=None, now=LATER)

    assert (Seminar.objects.count(), Meeting.objects.count()) == (1, 1)


def test_a_seminar_that_was_never_announced_is_taken_out_with_its_meeting(units: Units) -> None:
    programme = a_series(units, 2)
    seminar = seminars_of(programme)[0]
    actions.set_quota(seminar, {"deputy": 5}, by=None, now=NOW)

    actions.drop_seminar(seminar, by=None, now=LATER)

    assert (Seminar.objects.count(), Meeting.objects.count(), Quota.objects.count()) == (1, 1, 0)
    assert verbs()[-2:] == ["seminar.dropped", "meeting.draft_deleted"]


def test_an_announced_seminar_stays(units: Units) -> None:
    programme = published(a_series(units, 1))

    with pytest.raises(Refusal):
        actions.drop_seminar(seminars_of(programme)[0], by=None, now=LATER)

    assert (Seminar.objects.count(), "seminar.dropped" in verbs()) == (1, False)


def test_the_draft_of_a_seminar_is_not_thrown_away_behind_its_programme(units: Units) -> None:
    meeting = seminars_of(a_series(units, 1))[0].meeting

    with pytest.raises(Refusal):
        meetings.delete_draft(meeting, seen=meeting.version, by=None, now=LATER)

    assert (Meeting.objects.count(), "meeting.draft_deleted" in verbs()) == (1, False)


# Changing


@pytest.mark.parametrize(
    ("n", "scope", "days"),
    [
        (1, Scope.THIS, [7, 9, 10]),
        (1, Scope.FOLLOWING, [7, 9, 10]),
        (0, Scope.FOLLOWING, [8, 9, 10]),
        (2, Scope.ALL, [8, 9, 10]),
    ],
)
def test_a_move_by_a_day_reaches_as_far_as_asked(units: Units, n: int, scope: Scope, days: list[int]) -> None:
    programme = a_series(units, 3)
    if scope is Scope.THIS:
        changed(programme, 2, Change(days=1))

    changed(programme, n, Change(days=1), scope)

    assert days_of(programme) == [date(2026, 4, day) for day in days]


def test_hours_and_hall_reach_all_and_days_stay(units: Units) -> None:
    programme = a_series(units, 3)

    changed(programme, 0, Change(hours=(time(9, 30), time(16, 30)), venue="мектеп"), Scope.ALL)

    rows = seminars_of(programme)
    assert {(row.meeting.starts_at, row.meeting.ends_at) for row in rows} == {(time(9, 30), time(16, 30))}
    assert [row.meeting.venue and row.meeting.venue.unit_id for row in rows] == [
        row.meeting.place.seat_id for row in rows
    ]
    assert days_of(programme) == [FIRST, FIRST + timedelta(1), FIRST + timedelta(2)]


def test_hours_can_become_unknown_again(units: Units) -> None:
    programme = a_series(units, 1)
    changed(programme, 0, Change(hours=(time(9, 30), None)))

    changed(programme, 0, Change(hours=(None, None)))

    assert seminars_of(programme)[0].meeting.when == When(FIRST)


@pytest.mark.parametrize(("lasts", "last"), [(3, FIRST + timedelta(2)), (1, None)])
def test_a_seminar_lasts_as_many_days_as_are_set_and_keeps_its_length_when_moved(
    units: Units, lasts: int, last: date | None
) -> None:
    programme = a_series(units, 1)
    changed(programme, 0, Change(lasts=2))

    changed(programme, 0, Change(lasts=lasts))
    before = seminars_of(programme)[0].meeting.when
    changed(programme, 0, Change(days=7))

    assert (before, seminars_of(programme)[0].meeting.when) == (When(FIRST, last), When(FIRST, last).shifted(7))


def test_a_seminar_cannot_end_before_it_begins(units: Units) -> None:
    programme = a_series(units, 1)

    with pytest.raises(Refusal):
        changed(programme, 0, Change(lasts=0))

    assert seminars_of(programme)[0].meeting.when == When(FIRST)


def test_a_day_is_set_where_none_was_known(units: Units) -> None:
    programme = a_series(units, 1)
    actions.add_seminar(programme, place=units["alai-raion"], when=When(), by=None, now=NOW)
    unknown = next(row for row in seminars_of(programme) if row.meeting.held_on is None)

    actions.change_seminars(
        unknown, Change(first=FIRST + timedelta(9)), scope=Scope.THIS, reason=Said(), seen={}, by=None, now=LATER
    )

    assert days_of(programme) == [FIRST, FIRST + timedelta(9)]


@pytest.mark.parametrize("days", [(date.max - FIRST).days, (date.min - FIRST).days, (date(9000, 1, 1) - FIRST).days])
def test_a_day_at_the_end_of_time_is_refused_in_words(units: Units, days: int) -> None:
    programme = published(a_series(units, 3))
    before = days_of(programme)

    with pytest.raises(Refusal):
        changed(programme, 0, Change(days=days), Scope.ALL)

    assert days_of(programme) == before


def test_of_a_change_for_all_nothing_happens_when_one_seminar_was_changed_meanwhile(units: Units) -> None:
    programme = published(a_series(units, 3))
    last = seminars_of(programme)[2].meeting
    seen = {last.pk: last.version - 1}

    with pytest.raises(Stale):
        changed(programme, 0, Change(days=1), Scope.ALL, seen)

    assert (days_of(programme)[0], Turn.objects.filter(kind="moved").count()) == (FIRST, 0)


def test_what_is_over_or_cancelled_is_left_as_it_is(units: Units) -> None:
    programme = published(a_series(units, 3))
    meeting = seminars_of(programme)[1].meeting
    meetings.cancel_meeting(meeting, reason=WHY, seen=meeting.version, by=None, now=NOW)

    turns = changed(programme, 0, Change(days=7), Scope.ALL)

    assert ([turn.kind for turn in turns], meeting.held_on) == (["moved", "moved"], FIRST + timedelta(1))
    with pytest.raises(Refusal):
        changed(programme, 0, Change(days=1))  # the cancelled one is now the first by day


def test_moving_drafts_leaves_no_turns(units: Units) -> None:
    programme = a_series(units, 2)

    assert (changed(programme, 0, Change(days=1), Scope.ALL), Turn.objects.count()) == ((), 0)


# Quotas, release, corrections


def test_a_quota_is_replaced_whole_and_nought_is_none(units: Units) -> None:
    seminar = seminars_of(a_series(units, 1))[0]
    actions.set_quota(seminar, {"deputy": 5, "ao_head": 4}, by=None, now=NOW)

    actions.set_quota(seminar, {"deputy": 0, "ig_member": 6}, by=None, now=LATER)

    assert list(Quota.objects.values_list("post", "seats")) == [("ig_member", 6)]
    assert [entry.refs["seats"] for entry in Entry.objects.filter(verb="seminar.quota_set")] == [9, 6]


def test_a_release_keeps_its_prose_and_the_cards_of_who_speaks_and_answers(units: Units) -> None:
    programme = a_series(units, 1)

    actions.write_release(programme, PROSE, speaker=AIGUL, contact=BEKTUR, seen=1, by=None, now=LATER)

    release = PressRelease.objects.select_related("speaker", "programme__contact").get()
    speaker, contact = release.speaker, release.programme.contact
    assert speaker is not None
    assert contact is not None
    assert (release.lead.texts, release.dated, release.version) == (PROSE.lead.texts, PROSE.dated, 2)
    assert (speaker.purpose, speaker.name.texts, contact.purpose, contact.phones, contact.office_id) == (
        "speaker",
        AIGUL.name.texts,
        "contact",
        BEKTUR.phones,
        programme.office_id,
    )


def test_written_anew_a_release_keeps_its_cards_and_without_a_name_destroys_them(units: Units) -> None:
    programme = a_series(units, 1)
    actions.write_release(programme, PROSE, speaker=AIGUL, contact=BEKTUR, seen=1, by=None, now=NOW)
    cards = set(Card.objects.values_list("pk", flat=True))

    for seen, contact in ((2, replace(BEKTUR, email="new@misal.example")), (3, Person())):
        programme = Programme.objects.get()
        actions.write_release(programme, PROSE, speaker=AIGUL, contact=contact, seen=seen, by=None, now=LATER)

    card = Card.objects.get()
    assert (card.pk in cards, card.purpose, Programme.objects.get().contact) == (True, "speaker", None)
    assert verbs().count("card.destroyed") == 1


def test_a_release_that_somebody_wrote_meanwhile_is_not_overwritten(units: Units) -> None:
    programme = a_series(units, 1)
    actions.write_release(programme, PROSE, speaker=Person(), contact=Person(), seen=1, by=None, now=NOW)

    with pytest.raises(Stale):
        actions.write_release(programme, Prose(), speaker=AIGUL, contact=BEKTUR, seen=1, by=None, now=LATER)

    assert (PressRelease.objects.get().lead.texts, Card.objects.count()) == (PROSE.lead.texts, 0)


def test_a_correction_is_offered_for_what_changed_since_publication_and_issued_once(units: Units) -> None:
    programme = a_series(units, 3)
    changed(programme, 0, Change(days=1))
    programme.refresh_from_db()
    published(programme)
    changed(programme, 2, Change(days=1))
    meeting = seminars_of(programme)[0].meeting
    meetings.postpone_meeting(meeting, reason=WHY, seen=meeting.version, by=None, now=LATER)

    offered = [turn.kind for turn in actions.offered_corrections(programme)]
    issued = [actions.issue_corrections(programme, by=None, now=LATER) for _ in range(2)]

    assert (offered, issued, Correction.objects.count()) == (["moved", "postponed"], [2, 0], 2)
    assert (actions.offered_corrections(programme), verbs().count("correction.issued")) == ([], 1)


def test_a_change_after_a_notice_is_offered_again(units: Units) -> None:
    programme = published(a_series(units, 1))
    for _ in range(2):
        changed(programme, 0, Change(days=1))
        actions.issue_corrections(programme, by=None, now=LATER)

    assert Correction.objects.count() == 2


def test_of_two_who_announce_at_once_both_have_announced_the_same(shared: None) -> None:
    programme = published(a_series(load_few_units(), 1))
    changed(programme, 0, Change(days=1))
    act: Callable[[], object] = lambda: actions.issue_corrections(programme, by=None, now=LATER)  # noqa: E731 - done twice

    answers = at_once(act, act)

    assert (Correction.objects.count(), [answer for answer in answers if isinstance(answer, Exception)]) == (1, [])


def test_before_publication_nothing_is_corrected(units: Units) -> None:
    programme = a_series(units, 1)
    changed(programme, 0, Change(days=1))

    assert (actions.offered_corrections(programme), actions.issue_corrections(programme, by=None, now=LATER)) == ([], 0)


def test_whoever_read_the_series_before_it_changed_publishes_nothing_unseen(units: Units) -> None:
    programme = a_series(units, 1)
    read = programme.version
    place = units["alai-raion"]
    actions.add_seminar(programme, place=place, when=When(FIRST + timedelta(9)), by=None, now=NOW)

    with pytest.raises(Stale):
        actions.publish_programme(programme, seen=read, by=None, now=LATER)

    assert (programme.published_at, verbs().count("meeting.called")) == (None, 0)
