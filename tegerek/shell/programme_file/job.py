"""The long work of writing a whole programme into one file: what jobs of the kind "programme.file" do."""

from __future__ import annotations

from tegerek.jobs.kinds import Run
from tegerek.lib import clock
from tegerek.programmes.models import Programme
from tegerek.programmes.whole_file import KEEP_DAYS
from tegerek.shell.programme_file.writing import programme_bytes


def write_file(run: Run, subject: int) -> None:
    """Write the file and leave it for a week. Safe to run twice."""
    programme = Programme.objects.get(pk=subject)
    with_people = bool(run.options["phones"])
    body = programme_bytes(programme, with_people=with_people, now=clock.now(), reached=run.reached)
    run.keep(body, name=f"{programme.slug}.zip", days=KEEP_DAYS)
