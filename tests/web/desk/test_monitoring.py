"""Monitoring at the desk and for everybody: from the council decision to a finding with the office's answer."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader

from tegerek.commitments.models import MonitoringGroup, VisitPhoto
from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tests.files.samples import camera_picture

SignIn = Callable[[Member], Client]


@pytest.fixture
def monitor(world: World, sign_in: SignIn) -> Client:
    """Somebody of the monitoring group."""
    return sign_in(world.cast.jmeg)


@pytest.fixture
def clerk(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.clerk)


def test_a_group_without_a_decision_says_so_and_with_it_plans(world: World, clerk: Client) -> None:
    place = str(world.land.aimak.pk)
    clerk.post("/desk/monitoring/new/", {"seen": "1", "name_ky": "Жаңы топ", "place": place})
    group = MonitoringGroup.objects.latest("pk")
    planned = {"seen": "1", "kind": "road", "name_ky": "Көпүрө", "year": "2026", "place": place}

    page = clerk.get("/desk/monitoring/").content.decode()
    refused = clerk.post(f"/desk/groups/{group.pk}/objects/new/", planned)
    words = {"seen": "1", "name_ky": "Жаңы топ", "number": "0-5", "decided": "20.02.2026"}
    clerk.post(f"/desk/groups/{group.pk}/words/", words)
    taken = clerk.post(f"/desk/groups/{group.pk}/objects/new/", planned)

    assert ("Кеңеш бул топ жөнүндө чечим кабыл ала элек" in page, refused.status_code) == (True, 422)
    assert (taken.status_code, group.watched.get().contractor) == (302, "")


def test_a_monitor_writes_a_visit_on_the_spot_and_an_error_keeps_what_was_typed(world: World, monitor: Client) -> None:
    address = f"/desk/objects/{world.monitored.road.pk}/visits/new/"
    typed = {"seen": "1", "on": "05.03.2026", "came": "phone", "note-drain": "көпүрөдө"}

    wrong = monitor.post(address, typed)
    right = monitor.post(address, {**typed, "answer-drain": "no", "interviews": "3"})
    visit = world.monitored.road.visits.latest("pk")

    assert (wrong.status_code, "көпүрөдө" in wrong.content.decode()) == (422, True)
    assert (right["Location"], visit.answers.get().note) == (f"/desk/visits/{visit.pk}/", "көпүрөдө")


def test_the_script_is_told_where_the_visit_stands_and_a_second_sending_makes_no_second_visit(
    world: World, monitor: Client
) -> None:
    address = f"/desk/objects/{world.monitored.road.pk}/visits/new/"
    typed = {"seen": "1", "key": uuid4().hex, "on": "05.03.2026", "came": "phone", "answer-drain": "no"}
    before = world.monitored.road.visits.count()

    told = [monitor.post(address, typed, headers={"Accept": "application/json"}).json() for _n in range(2)]

    visit = world.monitored.road.visits.latest("pk")
    assert told == [{"version": 1, "to": f"/desk/visits/{visit.pk}/"}] * 2
    assert world.monitored.road.visits.count() == before + 1


def test_a_photograph_on_which_somebody_did_not_agree_leads_to_blurring(world: World, monitor: Client) -> None:
    visit = world.monitored.second
    brought = SimpleUploadedFile("a.jpg", camera_picture(), "image/jpeg")

    kept = monitor.post(f"/desk/visits/{visit.pk}/photos/new/", {"photo": brought, "people": "not_agreed"})
    photo = VisitPhoto.objects.latest("pk")
    box = {"left": "10", "top": "10", "width": "40", "height": "50", "nobody": "on"}
    blurred = monitor.post(f"/desk/visit-photos/{photo.pk}/blur/", box)

    photo.refresh_from_db()
    assert kept["Location"] == f"/desk/visit-photos/{photo.pk}/blur/"
    assert (blurred["Location"], photo.people) == (f"/desk/visits/{visit.pk}/", "nobody")
    assert monitor.get(f"/desk/visit-photos/{photo.pk}/")["Content-Type"] == "image/jpeg"


def test_a_finding_goes_to_the_office_comes_back_answered_and_is_read_by_everybody(
    world: World, monitor: Client, clerk: Client, client: Client
) -> None:
    visit = world.monitored.second
    monitor.post(f"/desk/visits/{visit.pk}/findings/new/", {"seen": "1", "text_ky": "Эшик жабылбайт."})
    finding = visit.findings.latest("pk")
    monitor.post(f"/desk/findings/{finding.pk}/handing/", {"seen": "1", "handed": "05.03.2026", "by": "20.03.2026"})
    monitor.post(f"/desk/visits/{visit.pk}/publication/", {"seen": str(visit.version)})
    visit.refresh_from_db()
    before = client.get(f"/ky/visits/{visit.number}/").content.decode()

    answer = {"seen": "2", "answer_ky": "Оңдойбуз.", "post": "ao_head", "on": "06.03.2026"}
    clerk.post(f"/desk/findings/{finding.pk}/answer/", answer)
    monitor.post(f"/desk/visits/{visit.pk}/publication/", {"seen": str(visit.version)})
    after = client.get(f"/ky/visits/{visit.number}/").content.decode()

    assert ["Эшик жабылбайт." in text for text in (before, after)] == [False, True]
    assert "Оңдойбуз." in after


def test_the_public_page_names_no_member_and_shows_no_face_without_consent(world: World, client: Client) -> None:
    visit = world.monitored.first
    hidden = VisitPhoto.objects.get(visit=visit, people="not_agreed")

    page = client.get(f"/ky/visits/{visit.number}/").content.decode()

    assert [name in page for name in ("Сынаков", "Бүсайра", "Төрөкул")] == [False, False, False]
    assert client.get(f"/ky/visits/{visit.number}/photos/{hidden.pk}/").status_code == 404
    assert client.get(f"/ky/visits/{visit.number}/photos/{world.monitored.photo.pk}/").status_code == 200


def test_the_numbers_lead_to_the_visit_and_the_place_lists_it(world: World, client: Client) -> None:
    found = world.monitored

    visit, finding = (client.get(f"/{one.number}")["Location"] for one in (found.first, found.answered))
    place = client.get(f"/ky/places/{world.land.villages[0].slug}/monitoring/").content.decode()

    assert (visit, finding) == (f"/ky/visits/{found.first.number}/", f"/ky/findings/{found.answered.number}/")
    assert client.get(finding)["Location"] == f"/ky/visits/{found.first.number}/#f{found.answered.number}"
    assert f"/ky/visits/{found.first.number}/" in place


def test_one_press_puts_a_finding_on_the_next_agenda(world: World, clerk: Client) -> None:
    finding = world.monitored.unanswered

    pressed = clerk.post(f"/desk/findings/{finding.pk}/agenda/")

    assert (pressed.status_code, "/agenda/" in pressed["Location"]) == (302, True)


@pytest.mark.parametrize("kind", ["report", "board"])
def test_the_papers_hold_what_everybody_may_read(kind: str, world: World, monitor: Client) -> None:
    visit, group = world.monitored.second, world.monitored.group

    told = monitor.get(f"/desk/visits/{visit.pk}/{kind}.pdf")
    year = monitor.get(f"/desk/groups/{group.pk}/{'year' if kind == 'report' else kind}.docx?year=2026")
    sheet = monitor.get(f"/desk/objects/{world.monitored.road.pk}/sheet.pdf?lang=ru")

    assert [one.status_code for one in (told, year, sheet)] == [200, 200, 200]
    assert "Эки класс жылыбайт" not in "".join(one.extract_text() for one in PdfReader(BytesIO(told.content)).pages)
