"""bin/manage work --once : does what is waiting, with the real reader in a process of its own."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest
from django.core.management import call_command

from tegerek.jobs.models import Job
from tegerek.lib.said import Said
from tegerek.programmes.imports import bring
from tegerek.programmes.tables import Table
from tests.meetings.rows import NOW, a_clerk, an_office
from tests.places.world import load_few_units


@pytest.fixture(autouse=True)
def signals_as_before() -> Iterator[None]:
    """The worker takes the signals of its process; the tests want them back."""
    taken = (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)
    before = [signal.getsignal(each) for each in taken]
    yield
    for each, handler in zip(taken, before, strict=True):
        signal.signal(each, handler)


def test_a_schedule_that_was_brought_is_read_from_end_to_end(transactional_db: None) -> None:
    units = load_few_units()
    found = bring(
        "Айылда чогуу чечебиз\n24.10.2017 Кочкор району, РМА жыйындар залы".encode(),
        file_name="",
        office=an_office(),
        by=a_clerk(),
        now=NOW,
    )

    call_command("work", "--once")

    found.refresh_from_db()
    job = Job.objects.get()
    (row,) = Table.from_json(found.table).rows
    assert (row.day, row.unit, row.venue) == ("24.10.2017", units["kochkor-raion"].pk, "РМА жыйындар залы")
    assert (job.state, job.done, job.total, job.attempts) == (Job.State.DONE, 3, 3, 1)


def test_what_cannot_be_read_is_refused_in_every_language_and_kept_as_it_came(transactional_db: None) -> None:
    load_few_units()
    picture = b"\x89PNG\r\n\x1a\n" + bytes(100)
    found = bring(picture, file_name="plan.png", office=an_office(), by=a_clerk(), now=NOW)

    call_command("work", "--once")

    found.refresh_from_db()
    assert isinstance(found.trouble, Said)
    sentences = [found.trouble.in_(lang).text for lang in ("ky", "ru", "en")]
    assert (len(set(sentences)), [text.count("plan.png") for text in sentences]) == (3, [1, 1, 1])
    assert sentences[2] == "“plan.png” is a picture; no text can be read from it. Type or paste the text."
    assert (bytes(found.source), found.table, found.programme) == (picture, {}, None)
    assert Job.objects.get().trouble == "refused"


def test_with_nothing_to_do_it_ends(transactional_db: None) -> None:
    call_command("work", "--once")

    assert Job.objects.count() == 0
