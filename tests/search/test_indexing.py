"""The index follows the journal, whoever reads it, and can be made anew at any time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.management import call_command

from tegerek.commitments import actions as commitments
from tegerek.commitments.actions import Wanted
from tegerek.demo.moments import TODAY
from tegerek.demo.world import World
from tegerek.journal.actions import record
from tegerek.journal.models import Entry
from tegerek.lib.said import Said
from tegerek.meetings import actions as meetings
from tegerek.meetings.models import Meeting
from tegerek.people.actions import keep_person
from tegerek.people.models import Post
from tegerek.places.actions import correct_name
from tegerek.programmes import actions as programmes
from tegerek.programmes.actions import Words
from tegerek.search import indexing
from tegerek.search.models import DeskRow, PublicRow, Reading
from tegerek.search.rows import TITLE_LETTERS
from tegerek.search.rules import words_of
from tegerek.voices.models import Voice
from tests.search.cast import public_labels, write_down
from tests.voices.appeals import GROUP, drafted, received

COLUMNS = ("thing_label", "thing_key", "kind", "part", "ref", "state", "day", "weight", "heads", "words", "stems")


def test_a_draft_is_found_by_nobody_outside_until_it_is_called(world: World) -> None:
    meeting = world.gatherings.draft
    indexing.read_all_news()
    before = public_labels("көчөлөргө ат коюу")

    meetings.call_meeting(meeting, by=None, now=TODAY)
    indexing.freshen()

    assert (before, public_labels("көчөлөргө ат коюу")) == ([], ["meeting:kocholorgo-at-koyuu/2026-04-18"])
    assert not DeskRow.objects.filter(thing_label="meetings.meeting", thing_key=meeting.pk).exists()


def test_what_is_cancelled_is_found_with_its_state_and_what_is_postponed_without_its_day(world: World) -> None:
    indexing.read_all_news()

    states = {row.thing_key: (row.state, row.day) for row in PublicRow.objects.filter(kind="meeting")}

    gatherings = world.gatherings
    assert states[gatherings.cancelled.pk] == ("cancelled", gatherings.cancelled.held_on)
    assert states[gatherings.postponed.pk] == ("postponed", None)


def test_an_appeal_is_found_once_it_is_received_by_its_issue_and_never_by_who_asks(world: World) -> None:
    office, place = world.land.okmotu, world.land.villages[0]
    draft, asked = drafted(office, place), received(office, place)
    received(office, place, rehearsal=True)
    indexing.read_all_news()

    rows = PublicRow.objects.filter(thing_label="voices.initiative")
    mine = rows.get(thing_key=asked.pk)

    words = {word for member in GROUP for word in words_of(f"{member.name} {member.address}")}
    assert (mine.ref, mine.state, rows.filter(thing_key=draft.pk).exists()) == (str(asked.number), "waiting", False)
    assert rows.filter(ref="").exists() is False
    assert words.intersection(mine.words.split()) == set()


def test_a_decision_is_found_once_it_is_published_by_what_is_to_be_done(world: World) -> None:
    meeting, word = world.whole.budget, "түзчагылдырган"
    wanted = Wanted(Said.of(ky=f"{word} орнотуу", ru="Установить"), Post.AO_SPECIALIST)
    (decision,) = commitments.begin(meeting, [wanted], by=None, now=TODAY)
    indexing.read_all_news()
    before = public_labels(word)

    commitments.publish(decision, seen=decision.version, by=None, now=TODAY)
    indexing.freshen()

    row = PublicRow.objects.get(kind="decision", thing_key=decision.pk)
    assert (before, public_labels(word)) == ([], [f"decision:tuzchagyldyrgan-ornotuu/{meeting.held_on}"])
    assert (row.ref, row.owner) == (str(decision.number), meeting.office_id)


def test_a_long_question_is_found_by_its_last_word_and_shown_shortened(world: World) -> None:
    voice = Voice.objects.filter(kind="question", way="meeting", number__isnull=False).order_by("pk")[0]
    Voice.objects.filter(pk=voice.pk).update(text=Said.of(ky=f"{'Суу качан келет? ' * 20} кыярбулак"))
    record("voice.corrected", voice, by=None, at=TODAY)
    indexing.read_all_news()

    row = PublicRow.objects.get(kind="question", words__contains=f" {words_of('кыярбулак')[0]} ")

    assert (row.thing_key, row.ref) == (voice.pk, str(voice.number))
    assert len(row.title.in_("ky").text) <= TITLE_LETTERS + 1


def test_nobody_who_asked_and_no_written_appeal_is_found(world: World) -> None:
    voice, other = Voice.objects.filter(kind="question", way="meeting", number__isnull=False).order_by("pk")[:2]
    asker = keep_person(None, office=voice.meeting.office, name="Сыргажан Жашырылганова", by=None, now=TODAY)
    Voice.objects.filter(pk=voice.pk).update(asker=asker)
    Voice.objects.filter(pk=other.pk).update(way=Voice.Way.APPEAL, journal_number="К-7", registered_on=TODAY.date())
    for each in (voice, other):
        record("voice.corrected", each, by=None, at=TODAY)
    indexing.read_all_news()

    rows = PublicRow.objects.filter(thing_label="voices.voice")

    assert list(rows.filter(thing_key__in=[voice.pk, other.pk]).values_list("thing_key", flat=True)) == [voice.pk]
    assert public_labels("Сыргажан Жашырылганова") == []


def test_what_was_asked_of_a_meeting_follows_the_meeting(world: World) -> None:
    voice = Voice.objects.filter(kind="question", way="meeting", number__isnull=False).order_by("pk")[0]
    indexing.read_all_news()

    Meeting.objects.filter(pk=voice.meeting_id).update(held_on=date(2026, 2, 1))
    record("meeting.worded", voice.meeting, by=None, at=TODAY)
    indexing.freshen()

    assert PublicRow.objects.get(kind="question", thing_key=voice.pk).day == date(2026, 2, 1)


def test_a_deleted_draft_leaves_the_index(world: World) -> None:
    meeting, key = world.gatherings.draft, world.gatherings.draft.pk
    indexing.read_all_news()

    meetings.delete_draft(meeting, seen=meeting.version, by=None, now=TODAY)
    indexing.freshen()

    assert not DeskRow.objects.filter(thing_label="meetings.meeting", thing_key=key).exists()


def test_a_place_with_another_name_is_found_by_it_and_so_is_what_happens_there(world: World) -> None:
    indexing.read_all_news()
    village = world.land.villages[0]

    correct_name(village, lang="ky", text="Жийде-Суу", by=None, now=TODAY, seen=village.version)
    indexing.freshen()

    found = public_labels("Жийде-Суу")
    places = [label for label in found if label.startswith("place:")]
    assert (found[0], places) == ("meeting:taza-suu-tutuk-jana-tarif/2026-03-14", [f"place:{village.slug}"])


def test_a_programme_with_another_title_takes_its_seminars_along(world: World) -> None:
    indexing.read_all_news()
    programme = world.trainings.together

    words = Words(title=programme.title, project=Said.of(ky="«Кең өрөөн»"))
    programmes.word_programme(programme, words, seen=programme.version, by=None, now=TODAY)
    indexing.freshen()

    assert len(public_labels("кең өрөөн")) == 1 + programme.seminars.count()


def test_reading_an_entry_twice_changes_nothing(world: World) -> None:
    indexing.read_all_news()
    before = everything()

    Reading.objects.update(last=0)
    indexing.read_all_news()

    assert everything() == before


def test_made_anew_the_index_is_the_same_and_strangers_are_gone(world: World) -> None:
    write_down(world)
    indexing.read_all_news()
    before = everything()
    PublicRow.objects.filter(kind="meeting").delete()
    PublicRow.objects.filter(kind="place").update(words=" nothing ")
    stranger = PublicRow.objects.filter(kind="programme")[0]
    stranger.pk, stranger.thing_key = None, 999_999
    stranger.save()

    call_command("reindex")

    assert everything() == before


def test_making_anew_can_be_stopped_and_the_rest_stays_found(world: World) -> None:
    indexing.read_all_news()
    before = everything()
    told: list[str] = []

    ended = indexing.rebuild(told=lambda label, done, total: told.append(label), go_on=lambda: not told)

    assert (ended, len(told), everything()) == (False, 1, before)


def test_the_command_says_how_far_it_is(world: World, capsys: Any) -> None:
    call_command("reindex")

    told = capsys.readouterr()
    assert (told.out, "meetings.meeting" in told.err) == ("Everything can be found.\n", True)


def test_an_entry_that_appears_below_one_already_read_is_read_too(world: World) -> None:
    indexing.read_all_news()
    meeting = world.gatherings.draft
    late_key = Reading.objects.get().last + 1
    key = late_key + 1
    Entry.objects.create(pk=key, at=TODAY, verb="office.known", thing_label="places.nothing", thing_key=1)
    indexing.read_on(now=TODAY)
    awaited = list(Reading.objects.get().awaited)

    Meeting.objects.filter(pk=meeting.pk).update(title=Said.of(ky="Кечиккен кабар"))
    Entry.objects.create(
        pk=late_key, at=TODAY, verb="meeting.worded", thing_label="meetings.meeting", thing_key=meeting.pk
    )
    indexing.read_on(now=TODAY)

    row = DeskRow.objects.get(thing_label="meetings.meeting", thing_key=meeting.pk)
    found = row.title.in_("ky").text
    assert (awaited, found, Reading.objects.get().awaited) == ([str(late_key)], "Кечиккен кабар", {})


def test_an_entry_that_never_appears_is_not_awaited_for_ever(world: World) -> None:
    indexing.read_all_news()
    last = Reading.objects.get().last
    Entry.objects.create(pk=last + 3, at=TODAY, verb="office.known", thing_label="places.nothing", thing_key=1)
    indexing.read_on(now=TODAY)
    awaited = len(Reading.objects.get().awaited)

    indexing.read_on(now=TODAY + timedelta(hours=1))

    assert (awaited, Reading.objects.get().awaited) == (2, {})


def test_while_somebody_waits_only_little_is_read(world: World) -> None:
    indexing.freshen()

    assert (Reading.objects.filter(last__gt=0).exists(), PublicRow.objects.count()) == (False, 0)


def everything() -> list[tuple[str, ...]]:
    """All rows of both tables, whatever their own keys."""
    tables = (PublicRow, DeskRow)
    return sorted(
        (table.__name__, *map(str, row)) for table in tables for row in table._default_manager.values_list(*COLUMNS)
    )
