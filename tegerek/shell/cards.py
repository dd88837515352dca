"""The long work of writing many invitation cards: what jobs of the kind "papers.cards" do."""

from __future__ import annotations

from tegerek.documents.papers.call.notice import cards_paper
from tegerek.documents.papers.parts import LANGS
from tegerek.documents.papers.pdf import papers_pdf
from tegerek.jobs.kinds import Run
from tegerek.meetings.call_sheets import call_sheet
from tegerek.meetings.cards import KEEP_DAYS
from tegerek.meetings.models import Meeting


def write_cards(run: Run, subject: int) -> None:
    """Write the cards of a meeting and leave them as one PDF, for a week. Safe to run twice.

    Raises Refusal for signs that no font of ours can show; ValueError for options that start_cards never gives.
    """
    lang, blanks = str(run.options["lang"]), run.options["blanks"]
    if lang not in LANGS or not isinstance(blanks, int):
        raise ValueError("options of cards that nobody can have given")
    meeting = Meeting.objects.select_related("office", "place__parent", "venue").get(pk=subject)
    run.reached(0, 1)
    made = papers_pdf([cards_paper(call_sheet(meeting), lang, blanks)])
    run.keep(made, name=f"cards-{subject}-{lang}.pdf", days=KEEP_DAYS)
    run.reached(1, 1)
