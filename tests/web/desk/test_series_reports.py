"""What leaves the house of a programme, at the desk: its report, what people take home, the whole of it as a file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.files import store
from tegerek.jobs import running
from tegerek.jobs.models import Job
from tegerek.people.models import Person
from tegerek.programmes.models import Material, Programme, SeriesReport
from tegerek.programmes.whole_file import KIND
from tests.files.samples import pdf
from tests.pages import check, fetch, words_of
from tests.web.desk.typing_in import ENGLISH, press

SignIn = Callable[[Member], Client]
LANGS = ("ky", "ru", "en")


@pytest.fixture
def coordinator(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.coordinator)


@pytest.fixture
def trial(world: World) -> Programme:
    """Held, with a frozen report and something to take home."""
    return Programme.objects.get(pk=world.trainings.trial.pk)


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_is_in_order_in_every_language(coordinator: Client, trial: Programme, lang: str) -> None:
    report = trial.reports.get()
    base = f"/desk/programmes/{trial.pk}/"
    pages = [f"{base}report/", f"{base}report/words/", f"{base}report/freezing/", f"{base}materials/", f"{base}file/"]

    for address in (*pages, f"/desk/series-reports/{report.pk}/"):
        assert fetch(coordinator, f"{address}?lang={lang}").one("html").get("lang") == lang


@pytest.mark.parametrize("lang", LANGS)
def test_the_public_page_is_in_order_and_a_programme_leads_to_it(client: Client, trial: Programme, lang: str) -> None:
    page = fetch(client, f"/{lang}/programmes/{trial.slug}/materials/")

    found = fetch(client, f"/{lang}/programmes/{trial.slug}/")
    links = {link.get("href") for link in found.one("main").iter("a")}
    assert page.one("html").get("lang") == lang
    assert f"/{lang}/programmes/{trial.slug}/materials/" in links


def test_where_there_is_nothing_to_take_home_there_is_no_page(client: Client, world: World) -> None:
    slug = world.trainings.together.slug

    found = [client.get(f"/ky/programmes/{slug}/{end}").status_code for end in ("materials/", "take-home.html")]

    assert found == [404, 404]


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("xlsx", b"PK")])
def test_the_report_is_fetched_as_it_stands_and_as_it_was_frozen(
    coordinator: Client, trial: Programme, form: str, begins: bytes
) -> None:
    report = trial.reports.get()

    for address in (f"programmes/{trial.pk}/report/report.{form}", f"series-reports/{report.pk}/report.{form}"):
        for lang in ("ky", "ru"):
            answer = coordinator.get(f"/desk/{address}?lang={lang}")
            assert (answer.status_code, answer.content.startswith(begins)) == (200, True)
    assert coordinator.get(f"/desk/series-reports/{report.pk}/report.odt").status_code == 404


def test_no_name_stands_in_the_workbook(coordinator: Client, trial: Programme) -> None:
    body = coordinator.get(f"/desk/series-reports/{trial.reports.get().pk}/report.xlsx?lang=ky").content

    with zipfile.ZipFile(io.BytesIO(body)) as book:
        told = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    people = Person.objects.filter(participations__meeting__seminar__programme=trial)
    assert [person.name for person in people if person.name in told] == []


def test_a_report_is_read_then_frozen_and_its_number_is_the_next_one(coordinator: Client, trial: Programme) -> None:
    press(coordinator, f"/desk/programmes/{trial.pk}/report/freezing/")

    assert list(trial.reports.values_list("number", flat=True)) == [1, 2]


def test_a_report_that_changed_meanwhile_is_read_again(coordinator: Client, trial: Programme) -> None:
    address = f"/desk/programmes/{trial.pk}/report/freezing/"
    typed = {"seen": "1", "until": "2026-03-03", "shown": "0" * 16}

    answer = coordinator.post(address + ENGLISH, typed)

    assert answer.status_code == 422
    check(answer)
    assert trial.reports.count() == 1


def test_the_disclaimer_is_kept_and_whoever_was_overtaken_is_told(coordinator: Client, trial: Programme) -> None:
    address = f"/desk/programmes/{trial.pk}/report/words/"

    press(coordinator, address, {"disclaimer_ky": "Жаңы эскертүү."})
    late = coordinator.post(address, {"seen": "1", "disclaimer_ky": "Кечиккен."})

    assert late.status_code == 422
    assert trial.report_words.disclaimer.in_("ky").text == "Жаңы эскертүү."


def test_a_correction_after_freezing_is_told_on_the_page_of_the_frozen_report(
    coordinator: Client, trial: Programme
) -> None:
    report = SeriesReport.objects.get(programme=trial)
    line = trial.seminars.get().meeting.roster.filter(morning=True).earliest("pk")
    line.morning = line.afternoon = False
    line.save(update_fields=["morning", "afternoon"])

    told = words_of(fetch(coordinator, f"/desk/series-reports/{report.pk}/{ENGLISH}").one("main"))

    assert "figures are other ones now" in told


def test_half_pages_are_chosen_and_a_file_is_brought_and_taken_away(coordinator: Client, world: World) -> None:
    made = world.trainings.draft
    address = f"/desk/programmes/{made.pk}/materials/"
    chosen = coordinator.post(f"{address}half-pages/", {"seen": made.version, "pages": ["chats", "agenda"]})
    made.refresh_from_db()
    file = SimpleUploadedFile("үлгү.pdf", pdf())
    brought = coordinator.post(address, {"seen": made.version, "file": file, "title_ky": "Үлгү", "seminar": ""})
    row = Material.objects.get(programme=made, guide="")
    page = fetch(coordinator, address)
    made.refresh_from_db()

    gone = coordinator.post(f"/desk/materials/{row.pk}/removal/", {"seen": made.version})

    assert [answer.status_code for answer in (chosen, brought, gone)] == [302, 302, 302]
    assert "Үлгү" in words_of(page.one("main"))
    assert list(made.materials.values_list("guide", flat=True)) == ["agenda", "chats"]


def test_a_file_without_words_is_asked_about_and_what_was_typed_stays(coordinator: Client, world: World) -> None:
    made = world.trainings.draft
    file = SimpleUploadedFile("a.pdf", pdf())

    answer = coordinator.post(f"/desk/programmes/{made.pk}/materials/{ENGLISH}", {"seen": made.version, "file": file})

    assert answer.status_code == 422
    assert "Say in words what it is" in answer.content.decode()


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_hand_out_of_a_seminar_is_printed(coordinator: Client, trial: Programme, form: str) -> None:
    seminar = trial.seminars.get()

    answers = [coordinator.get(f"/desk/seminars/{seminar.pk}/hand-out.{form}?lang={lang}") for lang in ("ky", "ru")]

    assert [answer.status_code for answer in answers] == [200, 200]


@pytest.mark.parametrize("people", ["with", "without"])
def test_the_whole_programme_is_written_in_the_background_and_fetched(
    coordinator: Client, trial: Programme, people: str
) -> None:
    coordinator.post(f"/desk/programmes/{trial.pk}/file/", {"people": people})
    job = Job.objects.get(kind=KIND, subject=trial.pk)

    running.run(job.pk)

    job.refresh_from_db()
    assert job.state == Job.State.DONE
    assert job.result is not None
    name = Person.objects.filter(participations__meeting__seminar__programme=trial).earliest("pk").name
    with zipfile.ZipFile(io.BytesIO(store.read(job.result))) as made:
        told = "".join(made.read(name).decode() for name in made.namelist() if name.endswith(".jsonl"))
    assert (name in told) == (people == "with")
    fetched = coordinator.get(f"/desk/jobs/{job.pk}/result/")
    assert (fetched.status_code, fetched["Content-Disposition"]) == (200, f'attachment; filename="{trial.slug}.zip"')
    assert fetch(coordinator, f"/desk/jobs/{job.pk}/").one("h1").text is not None


def test_whoever_may_not_see_phones_fetches_no_file_with_people(
    coordinator: Client, trial: Programme, world: World, sign_in: SignIn
) -> None:
    coordinator.post(f"/desk/programmes/{trial.pk}/file/", {"people": "with"})
    job = Job.objects.get(kind=KIND, subject=trial.pk)
    running.run(job.pk)

    answer = sign_in(world.cast.trainer).get(f"/desk/jobs/{job.pk}/result/")

    assert answer.status_code == 404
