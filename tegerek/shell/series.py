"""The long work of writing the papers of a series: what jobs of the kind "papers.series" do."""

from __future__ import annotations

from tegerek.documents.papers.parts import LANGS
from tegerek.documents.papers.series import series_pdf, series_zip
from tegerek.jobs.kinds import Run
from tegerek.programmes.models import Programme
from tegerek.programmes.paper_sheets import papers_of_series
from tegerek.programmes.papers import FORMS, KEEP_DAYS

WRITERS = {"zip": series_zip, "pdf": series_pdf}


def write_series(run: Run, subject: int) -> None:
    """Write all papers of a programme's seminars and leave them as one file, for a week. Safe to run twice.

    Raises Refusal for signs that no font of ours can show; ValueError for options that start_series never gives.
    """
    lang, form = str(run.options["lang"]), str(run.options["form"])
    if lang not in LANGS or form not in FORMS:
        raise ValueError("options of a series that nobody can have given")
    programme = Programme.objects.select_related("office").get(pk=subject)
    run.reached(0, 1)
    series = list(papers_of_series(programme, phones=bool(run.options["phones"])))
    run.keep(WRITERS[form](series, lang, run.reached), name=f"{programme.slug}-{lang}.{form}", days=KEEP_DAYS)
