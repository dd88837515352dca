"""The report on the results of a hearing: what is not done is said first, and nobody who asked is named."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from tegerek.demo.moments import TODAY
from tegerek.demo.world import World
from tegerek.documents.hearing_text import hearing_text
from tegerek.documents.papers.docx import papers_docx
from tegerek.documents.papers.hearing import HEARING, hearing_papers, sums_sentence
from tegerek.lib.dates import local_day
from tegerek.meetings.models import Meeting
from tegerek.voices.hearing_report import hearing_report
from tegerek.voices.models import Voice


def of(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("office", "place__parent", "venue").get(pk=meeting.pk)


def test_what_is_not_done_is_said_first(world: World) -> None:
    sheet = hearing_report(of(world.whole.budget))

    told = [line.outcome for outcome in ("", "under_review", "rejected") for line in sheet.proposals(outcome)]

    with override("en"):
        sentence = sums_sentence(sheet)
    assert list(dict.fromkeys(told)) == ["under_review", "rejected"]
    assert sentence.index("under review") < sentence.index("rejected") < sentence.index("reflected")


def test_a_hearing_says_by_which_day_its_results_are_told_and_an_assembly_does_not(world: World) -> None:
    hearing, assembly = hearing_report(of(world.whole.budget)), hearing_report(of(world.whole.assembly))

    assert hearing.due is not None
    assert (str(hearing.due.last), assembly.due) == ("2025-06-01", None)


def test_a_chat_text_has_at_most_five_lines_and_ends_with_the_address(world: World) -> None:
    text = hearing_text(hearing_report(of(world.whole.budget)), "ky", "https://tegerek.example")

    lines = text.split("\n")
    assert len(lines) <= 5
    assert lines[-1].endswith(f"https://tegerek.example/ky/meetings/{world.whole.budget.number}/")


@pytest.mark.parametrize("kind", HEARING)
@pytest.mark.parametrize("lang", ["ky", "ru", "ky-ru", "en"])
def test_no_paper_names_who_asked(world: World, kind: str, lang: str) -> None:
    meeting = of(world.whole.assembly)
    named = Voice.objects.filter(meeting=meeting, asker__isnull=False).select_related("asker")
    papers = hearing_papers(kind, hearing_report(meeting), lang, local_day(TODAY))

    told = repr(papers)

    assert papers_docx(papers)
    assert [voice.asker.name for voice in named if voice.asker and voice.asker.name in told] == []
