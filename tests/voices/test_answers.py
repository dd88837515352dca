"""What becomes of questions and proposals: which it is, by which day, the answer, the counts, and never who asked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from tegerek.demo.moments import at
from tegerek.files.models import File
from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting
from tegerek.procedures.terms import Rank
from tegerek.voices.answer_sheets import (
    Filters,
    answer_letter_sheet,
    answer_page,
    public_document,
    public_story,
    public_tally,
    story_of,
    tally,
    tally_of,
)
from tegerek.voices.answers import answer_voice, dispute, document_of, drop_document, keep_document
from tegerek.voices.models import Answer, Voice
from tegerek.voices.rules import Put, answer_dues
from tests.files.samples import pdf
from tests.meetings.races import at_once, shared
from tests.meetings.rows import a_called, a_draft, a_place, an_office
from tests.meetings.test_charters import a_charter
from tests.voices.asked import HELD, LATER, WHAT, YES, answered, asked, in_writing

__all__ = ["shared"]  # a fixture

SIMPLE, INSTRUCTION, LAW = Rank.MODEL_CHARTER, Rank.METHOD_INSTRUCTION, Rank.LAW


# By which day


@pytest.mark.parametrize(
    ("kind", "way", "days"),
    [
        ("assembly", "meeting", [("17.5", "2026-03-23", SIMPLE), ("18.12", "2026-04-20", INSTRUCTION)]),
        ("report", "meeting", [("17.5", "2026-03-23", SIMPLE), ("18.12", "2026-04-20", INSTRUCTION)]),
        ("public-hearing", "meeting", [("20.2", "2026-03-30", INSTRUCTION)]),
        ("budget-hearing", "meeting", [("20.2", "2026-03-30", INSTRUCTION)]),
        ("information", "meeting", []),
        ("kurultai", "meeting", []),
        ("open-session", "meeting", []),
        ("seminar", "meeting", []),
        ("assembly", "", []),
    ],
)
def test_a_day_to_answer_by_is_that_of_the_rules_and_of_no_other(kind: str, way: str, days: list[Any]) -> None:
    found = answer_dues(Put(kind, way, HELD))

    assert [(due.rule.number, str(due.day), due.rule.rank) for due in found] == days


@pytest.mark.parametrize("kind", ["assembly", "public-hearing", "information"])
def test_a_written_appeal_has_the_days_of_the_law_whatever_the_meeting(kind: str) -> None:
    # Registered on Monday; the 21st, 23rd and 24th are days off, and so are the weekends.
    put = Put(kind, "appeal", HELD, received_on=HELD, registered_on=date(2026, 3, 25))

    found = {due.rule.id: (str(due.day), due.rule.rank) for due in answer_dues(put)}

    assert list(found) == ["written-appeal-answered", "written-appeal-registered"]
    assert found["written-appeal-answered"] == ("2026-04-14", LAW)
    assert found["written-appeal-registered"][1] is LAW


def test_an_appeal_that_is_not_registered_yet_has_no_day_for_its_answer() -> None:
    answer, registering = answer_dues(Put("assembly", "appeal", HELD, received_on=HELD))

    assert (isinstance(answer.day, date), isinstance(registering.day, date)) == (False, True)


def test_before_the_model_charter_no_rule_is_known() -> None:
    (answer, _measures) = answer_dues(Put("assembly", "meeting", date(2017, 10, 24)))

    assert not isinstance(answer.day, date)


# The answer


def test_an_answer_in_writing_tells_its_whole_story(db: None) -> None:
    voice = answered(asked(a_called(), name="Ойдонова Сынак"))

    story = public_story(voice.number or 0, date(2026, 3, 30))

    assert story is not None
    assert (str(story.line.state), story.line.late, story.line.by_post, story.answered_on) == (
        "answered",
        0,
        "ao_head",
        date(2026, 3, 21),
    )
    assert (story.answer, story.due and story.due.number) == (YES, "17.5")
    assert "Ойдонова" not in repr(story)
    assert Entry.objects.get(verb="voice.answered").refs == {
        "meeting": voice.meeting_id,
        "way": "meeting",
        "how": "writing",
        "post": "ao_head",
        "outcome": None,
    }


def test_an_answer_after_its_day_says_how_late_it_came(db: None) -> None:
    voice = answered(asked(a_called()), answered_on=date(2026, 3, 26))

    line = story_of(voice, date(2026, 3, 30)).line

    assert (str(line.state), line.late, line.last) == ("answered", 3, date(2026, 3, 23))


@pytest.mark.parametrize(
    ("today", "state", "late", "left"),
    [("2026-03-22", "waiting", 0, 1), ("2026-03-23", "waiting", 0, 0), ("2026-03-24", "late", 1, None)],
)
def test_what_waits_says_how_long(db: None, today: str, state: str, late: int, left: int | None) -> None:
    line = story_of(asked(a_called()), date.fromisoformat(today)).line

    assert (str(line.state), line.late, line.left) == (state, late, left)


def test_what_has_no_day_is_never_late(db: None) -> None:
    line = story_of(asked(a_called("information")), date(2027, 3, 20)).line

    assert (str(line.state), line.last) == ("waiting", None)


def test_what_is_answered_in_the_hall_is_marked_on_its_slip_too(db: None) -> None:
    voice = answered(asked(a_called()), how="hall", answered_on=HELD, text=Said(), by_post="")

    assert (voice.answered_there, voice.answer.how) == (True, "hall")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"way": ""}, "Say which it is"),
        ({"way": "appeal"}, "number and its day in the office’s journal"),
        ({"way": "appeal", "journal_number": "К-7"}, "number and its day in the office’s journal"),
        ({"way": "appeal", "journal_number": "К-7", "registered_on": date(2026, 4, 1)}, "registering cannot lie ahead"),
        ({"way": "appeal", "journal_number": "К-7", "registered_on": date(2026, 3, 1)}, "registering lies before"),
        ({"how": ""}, "Say how it was answered"),
        ({"answered_on": None}, "Say on which day"),
        ({"answered_on": date(2026, 4, 1)}, "answer cannot lie ahead"),
        ({"answered_on": date(2026, 3, 1)}, "answer lies before"),
        ({"text": Said()}, "its words and the post"),
        ({"by_post": ""}, "its words and the post"),
        ({"outcome": "rejected"}, "Say why the proposal is rejected"),
        ({"outcome": "reflected"}, "Say where the proposal is reflected"),
    ],
)
def test_what_does_not_fit_together_is_asked_for(db: None, wrong: dict[str, Any], told: str) -> None:
    voice = asked(a_called(), "proposal")

    with pytest.raises(Refusal, match=told):
        answer_voice(voice, in_writing(**wrong), seen=voice.version, by=None, now=LATER)

    assert not Answer.objects.exists()


def test_two_people_who_answer_at_once_do_not_overwrite_one_another(shared: None) -> None:
    voice = asked(a_called())

    def answer() -> None:
        one = Voice.objects.get(pk=voice.pk)
        answer_voice(one, in_writing(), seen=voice.version, by=None, now=LATER)

    outcomes = at_once(answer, answer)

    assert sorted(type(one).__name__ for one in outcomes) == ["NoneType", "Stale"]


def test_an_appeal_keeps_its_number_and_is_never_counted_as_a_question(db: None) -> None:
    meeting = a_called()
    answered(asked(meeting))
    asked(meeting)
    appeal = answered(asked(meeting), way="appeal", journal_number="К-7", registered_on=date(2026, 3, 25))

    found = public_tally(meeting.number or 0)

    assert (found.questions, found.questions_answered, found.appeals, found.appeals_answered) == (2, 1, 1, 1)
    assert (found.total, found.answered, appeal.journal_number) == (2, 1, "К-7")


def test_what_turns_out_to_be_no_appeal_loses_its_number_in_the_journal(db: None) -> None:
    voice = answered(asked(a_called()), way="appeal", journal_number="К-7", registered_on=date(2026, 3, 25))

    again = answered(voice)

    assert (again.way, again.journal_number, again.registered_on) == ("meeting", "", None)


# Proposals


def test_the_categories_of_proposals_add_up_and_what_is_under_review_waits(db: None) -> None:
    meeting = a_called("public-hearing")
    nothing = {"how": "", "text": Said(), "answered_on": None}
    ends: dict[str, dict[str, Any]] = {
        "accepted": {},
        "under_review": nothing,
        "rejected": {"why": Said.of(ky="Акча жок.")},
        "reflected": {"reflected_in": Said.of(ky="2027-жылдын бюджети, 12-сап")},
    }
    for outcome, more in ends.items():
        answered(asked(meeting, "proposal"), outcome=outcome, **more)
    asked(meeting, "proposal")

    found = tally_of(meeting)

    assert found.by_outcome == (("accepted", 1), ("under_review", 1), ("rejected", 1), ("reflected", 1), ("", 1))
    assert (found.proposals, found.proposals_answered, sum(n for _slug, n in found.by_outcome)) == (5, 3, 5)


def test_the_document_in_which_a_proposal_is_reflected_is_kept_once_and_fetched_by_everybody(db: None) -> None:
    voice = answered(asked(a_called(), "proposal"), outcome="reflected", reflected_in=Said.of(ky="Бюджет"))
    keep_document(voice, pdf(), file_name="Мисалов.pdf", by=None, now=LATER)
    kept = keep_document(voice, pdf(), file_name="Мисалов.pdf", by=None, now=LATER)

    found = public_document(voice.number or 0, kept.pk)

    assert (found.pk, found.name, File.objects.count()) == (kept.pk, f"document-{voice.number}.pdf", 1)
    drop_document(voice, by=None, now=LATER)
    assert not document_of(voice.answer).exists()
    with pytest.raises(Refusal, match="taken away already"):
        drop_document(voice, by=None, now=LATER)


def test_a_rehearsal_is_answered_and_nothing_of_it_is_public(db: None) -> None:
    meeting = a_called()
    Meeting.objects.filter(pk=meeting.pk).update(is_rehearsal=True, number=None)
    meeting.refresh_from_db()
    voice = answered(asked(meeting))
    sheet = answer_letter_sheet(voice)

    assert (voice.number, sheet and sheet.is_rehearsal, bool(public_tally(meeting.number or 0))) == (None, True, False)


# What the asker says


def test_the_asker_says_once_that_this_is_no_answer(db: None) -> None:
    voice = answered(asked(a_called()))
    words = Said.of(ky="Мен башканы сурагам.")

    dispute(voice, words, on=date(2026, 3, 28), seen=voice.version, by=None, now=LATER)

    story = story_of(Voice.objects.select_related("meeting", "answer").get(pk=voice.pk), date(2026, 3, 30))
    assert (story.disputed_on, story.disputed, story.line.is_disputed) == (date(2026, 3, 28), words, True)
    with pytest.raises(Refusal, match="it is said once"):
        dispute(voice, words, on=date(2026, 3, 28), seen=voice.version, by=None, now=LATER)


@pytest.mark.parametrize(("on", "told"), [("2026-04-01", "cannot lie ahead"), ("2026-03-20", "lies before the answer")])
def test_a_dispute_on_an_impossible_day_is_told(db: None, on: str, told: str) -> None:
    voice = answered(asked(a_called()))

    with pytest.raises(Refusal, match=told):
        dispute(voice, Said(), on=date.fromisoformat(on), seen=voice.version, by=None, now=LATER)


def test_nothing_is_disputed_before_it_is_answered_nor_on_an_old_page(db: None) -> None:
    voice = asked(a_called())
    with pytest.raises(Refusal, match="Nothing is answered yet"):
        dispute(voice, Said(), on=HELD, seen=voice.version, by=None, now=LATER)

    again = answered(voice)

    with pytest.raises(Stale):
        dispute(again, Said(), on=date(2026, 3, 28), seen=1, by=None, now=LATER)


# The list


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(("state", "today", "queries"), [("", 22, 4), ("open", 22, 4), ("late", 30, 8), ("due", 22, 8)])
def test_a_list_costs_the_same_however_long(
    db: None, n: int, state: str, today: int, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    office = an_office()
    a_charter(office)
    for _n in range(n):
        asked(a_called(office=office))

    with django_assert_num_queries(queries):
        page = answer_page(Voice.objects.all(), Filters(state=state), date(2026, 3, today), page=1)

    assert len(page.lines) == n


def test_a_list_shows_what_is_asked_for_and_what_waits_first(db: None) -> None:
    meeting, hearing, talk = a_called(), a_called("public-hearing"), a_called("information")
    done = answered(asked(meeting))
    late, due, never = asked(meeting), asked(hearing, "proposal"), asked(talk)
    appeal = answered(
        asked(meeting),
        way="appeal",
        journal_number="К-7",
        registered_on=date(2026, 3, 25),
        how="",
        text=Said(),
        answered_on=None,
    )

    def keys(**filters: Any) -> list[int]:
        page = answer_page(Voice.objects.all(), Filters(**filters), date(2026, 3, 26), page=1)
        return [line.key for line in page.lines]

    assert keys() == [late.pk, due.pk, never.pk, appeal.pk, done.pk]
    assert (keys(state="late"), keys(state="due")) == ([late.pk], [due.pk, appeal.pk])
    assert (keys(state="answered"), keys(kind="appeal"), keys(kind="proposal")) == ([done.pk], [appeal.pk], [due.pk])
    assert keys(state="open", meeting=meeting.pk) == [late.pk, appeal.pk]


def test_an_issue_for_the_agenda_is_on_no_list_of_questions(db: None) -> None:
    meeting = a_called()
    Voice.objects.create(meeting=meeting, kind="issue", text=WHAT, recorded_at=at("2026-03-10", 9))

    found = answer_page(Voice.objects.all(), Filters(), date(2026, 3, 26), page=1)

    assert (found.total, bool(tally_of(meeting))) == (0, False)


# Many hearings together


def test_the_proposals_of_many_hearings_are_counted_together_as_they_are(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """182 hearings with 1,477 proposals, 882 of them under review, as a published monitoring counts them."""
    given = {"under_review": 882, "accepted": 315, "partly": 120, "rejected": 90, "reflected": 60, "": 10}
    first, place = a_called("budget-hearing"), a_place("Ак-Терек", "ak-terek")
    others = [a_draft("budget-hearing", office=first.office, place=place) for _n in range(181)]
    hearings = [first.pk, *(one.pk for one in others)]
    outcomes = [outcome for outcome, n in given.items() for _n in range(n)]
    voices = Voice.objects.bulk_create(
        Voice(meeting_id=hearings[n % 182], kind="proposal", way="meeting", text=WHAT, recorded_at=LATER)
        for n in range(1477)
    )
    Answer.objects.bulk_create(
        Answer(voice=voice, outcome=outcome, made_at=LATER, changed_at=LATER)
        for voice, outcome in zip(voices, outcomes, strict=True)
    )

    with django_assert_num_queries(1):
        found = tally(Voice.objects.filter(meeting__office=first.office))
    with django_assert_num_queries(3):
        page = answer_page(Voice.objects.all(), Filters(state="open"), date(2026, 3, 30), page=2)

    assert (found.proposals, dict(found.by_outcome), found.questions) == (1477, given, 0)
    assert (page.total, len(page.lines), found.proposals - found.proposals_answered) == (892, 30, 892)
