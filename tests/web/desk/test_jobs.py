"""Long work at the desk: how far it is, stop, result, again, and why nothing came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.files.actions import keep
from tegerek.files.models import Purpose
from tegerek.jobs.models import Job
from tegerek.people.models import Grant, Role
from tegerek.programmes.papers import start_series
from tests.meetings.rows import NOW
from tests.pages import fetch, words_of

SignIn = Callable[[Member], Client]
State = Job.State
PAPERS = b"%PDF-1.7 papers"


@pytest.fixture
def coordinator(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.coordinator)


@pytest.fixture
def job(world: World) -> Job:
    """The papers of a series, waiting for a worker."""
    by = world.cast.coordinator.user
    return start_series(world.trainings.together, lang="ky", form="pdf", phones=True, by=by, now=NOW)


def done(job: Job) -> Job:
    """The same, written."""
    job.result = keep(
        PAPERS, name="series.pdf", purpose=Purpose.RESULT, owner=job, office=job.office_id, by=None, now=NOW
    )
    job.state, job.ended_at = State.DONE, NOW
    job.save(update_fields=["result", "state", "ended_at"])
    return job


@pytest.mark.parametrize("state", list(State))
def test_the_pages_are_in_order_in_every_state_and_language(coordinator: Client, job: Job, state: str) -> None:
    Job.objects.filter(pk=job.pk).update(state=state, done=3, total=49)

    for lang in ("ky", "ru", "en"):
        for address in ("jobs/", f"jobs/{job.pk}/"):
            assert fetch(coordinator, f"/desk/{address}?lang={lang}").one("html").get("lang") == lang


def test_while_it_goes_on_the_page_asks_again_by_itself_and_then_no_more(coordinator: Client, job: Job) -> None:
    told = []

    for state in (State.WAITING, State.RUNNING, State.DONE):
        Job.objects.filter(pk=job.pk).update(state=state)
        told += [coordinator.get(f"/desk/{at}").get("Refresh") for at in (f"jobs/{job.pk}/", "jobs/")]

    assert told == ["2", "2", "2", "2", None, None]


def test_stopping_asks_the_worker_to_stop(coordinator: Client, job: Job) -> None:
    answer = coordinator.post(f"/desk/jobs/{job.pk}/stop/")

    job.refresh_from_db()
    assert (answer.status_code, job.stop_asked_at is not None) == (302, True)
    assert "It stops at its next step." in words_of(fetch(coordinator, f"/desk/jobs/{job.pk}/?lang=en").one("main"))


def test_the_result_is_saved_and_nobody_keeps_a_copy(coordinator: Client, job: Job) -> None:
    done(job)

    answer = coordinator.get(f"/desk/jobs/{job.pk}/result/")

    assert (answer.content, answer["Content-Type"]) == (PAPERS, "application/pdf")
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Content-Disposition"] == 'attachment; filename="series.pdf"'


def test_a_result_with_phones_is_not_for_those_who_may_not_see_phones(
    coordinator: Client, job: Job, world: World
) -> None:
    done(job)
    Grant.objects.filter(user=world.cast.coordinator.user).update(role=Role.AO_HEAD)

    page = words_of(fetch(coordinator, f"/desk/jobs/{job.pk}/?lang=en").one("main"))

    assert coordinator.get(f"/desk/jobs/{job.pk}/result/").status_code == 404
    assert "The file is for those who work with the list of participants." in page


def test_without_a_result_there_is_nothing_to_fetch(coordinator: Client, job: Job) -> None:
    assert coordinator.get(f"/desk/jobs/{job.pk}/result/").status_code == 404


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        ("refused", "signs that no font of ours can print"),
        ("worker_lost", "stopped several times"),
        ("KeyError", "Something went wrong on our side."),
    ],
)
def test_why_it_failed_is_told_in_a_sentence(coordinator: Client, job: Job, trouble: str, words: str) -> None:
    Job.objects.filter(pk=job.pk).update(state=State.FAILED, trouble=trouble)

    assert words in words_of(fetch(coordinator, f"/desk/jobs/{job.pk}/?lang=en").one("main"))


def test_a_list_that_could_not_be_read_leads_to_its_own_page(coordinator: Client, job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(kind="list.read", subject=7, state=State.FAILED, trouble="refused")

    page = fetch(coordinator, f"/desk/jobs/{job.pk}/?lang=en")

    assert "its own page says why" in words_of(page.one("main"))
    assert '<a href="/desk/lists/7/">To the list</a>' in page.html


def test_again_begins_the_same_once_more(coordinator: Client, job: Job) -> None:
    done(job)

    answer = coordinator.post(f"/desk/jobs/{job.pk}/again/")

    second = Job.objects.exclude(pk=job.pk).get()
    assert answer["Location"] == f"/desk/jobs/{second.pk}/"
    assert (second.options, second.subject, second.state) == (job.options, job.subject, State.WAITING)


def test_what_still_goes_on_is_not_begun_twice(coordinator: Client, job: Job) -> None:
    coordinator.post(f"/desk/jobs/{job.pk}/again/")

    assert Job.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_however_long(
    coordinator: Client, job: Job, world: World, count: int, django_assert_num_queries: Any
) -> None:
    by = world.cast.coordinator.user
    for _n in range(count - 1):
        start_series(world.trainings.together, lang="ky", form="pdf", phones=False, by=by, now=NOW)

    # Session, account, grants; how many, the page, the programmes.
    with django_assert_num_queries(6):
        coordinator.get("/desk/jobs/")


def test_papers_are_begun_again_only_by_whoever_writes_letters(world: World, sign_in: SignIn, job: Job) -> None:
    done(job)
    # A secretary stops long work and sees lists, and writes no letters.
    secretary = world.cast.secretary
    Grant.objects.filter(user=secretary.user).update(office=job.office_id)
    client = sign_in(secretary)

    answer = client.post(f"/desk/jobs/{job.pk}/again/")

    page = fetch(client, f"/desk/jobs/{job.pk}/")
    assert (answer.status_code, Job.objects.count(), page.html.count("/again/")) == (404, 1, 0)
