"""Certificates at the desk: the rule, the names as people want them, issuing, handing out, revoking."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.jobs import running
from tegerek.jobs.models import Job
from tegerek.learning import certificates
from tegerek.learning.models import Certificate, CertificateRule
from tegerek.people.models import PaperName
from tests.learning.papers import waiting
from tests.pages import Page, check, fetch

SignIn = Callable[[Member], Client]


def refused(answer: Any, status: int) -> Page:
    """The page that came back, in order, with that status."""
    assert answer.status_code == status
    return check(answer)


@pytest.fixture
def coordinator(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.coordinator)


def _here(world: World) -> str:
    return f"/desk/seminars/{world.certified.seminar.pk}/certificates/"


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_the_pages_are_in_order_in_every_language(world: World, coordinator: Client, lang: str) -> None:
    certified = world.certified
    paths = [
        _here(world),
        f"/desk/programmes/{certified.seminar.programme_id}/certificates/",
        f"/desk/programmes/{world.trainings.together.pk}/certificates/",
        *(
            f"/desk/certificates/{one.pk}/{rest}"
            for one in (certified.first, certified.revoked)
            for rest in ("", "revocation/", "replacement/")
        ),
    ]

    assert {fetch(coordinator, f"{path}?lang={lang}").one("html").get("lang") for path in paths} == {lang}


def test_names_are_written_down_then_certificates_issued(world: World, coordinator: Client) -> None:
    first, second, *others = waiting(world)
    typed = {f"name-{first.pk}": "Ойдонова Айжан", f"lang-{first.pk}": "ru", f"said-{first.pk}": "on"}
    typed |= {f"name-{second.pk}": "Башка", f"lang-{second.pk}": "ky"}

    coordinator.post(f"{_here(world)}names/", typed)
    coordinator.post(f"{_here(world)}issue/")

    made = Certificate.objects.get(person=first.person_id)
    assert (made.name.name, made.lang, made.printed["heading"]) == ("Ойдонова Айжан", "ru", "Сертификат")
    assert not Certificate.objects.filter(person__in=[line.person_id for line in (second, *others)]).exists()


def test_a_name_with_foreign_signs_comes_back_with_everything_typed(world: World, coordinator: Client) -> None:
    line = waiting(world)[0]
    typed = {f"name-{line.pk}": "Ойдонова 5", f"lang-{line.pk}": "ky", f"said-{line.pk}": "on"}

    answer = coordinator.post(f"{_here(world)}names/?lang=en", typed)

    refused(answer, 422)
    assert answer.content.decode().count('value="Ойдонова 5"') == 1


def test_names_that_nobody_ticked_are_not_written_down_and_the_page_says_so(world: World, coordinator: Client) -> None:
    line = waiting(world)[0]

    answer = coordinator.post(f"{_here(world)}names/?lang=en", {f"name-{line.pk}": line.person.name}, follow=True)

    assert not PaperName.objects.filter(person=line.person).exists()
    assert "tick beside each" in answer.content.decode()


def test_the_page_says_why_each_other_person_gets_none(world: World, coordinator: Client) -> None:
    page = fetch(coordinator, f"{_here(world)}?lang=en")

    assert "was not there" in page.text
    assert "was there for half of the day only" in page.text


def test_many_are_issued_as_long_work(world: World, coordinator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = waiting(world)
    typed = {f"{name}-{line.pk}": "on" for line in lines for name in ("said",)}
    typed |= {f"name-{line.pk}": line.person.name for line in lines}
    coordinator.post(f"{_here(world)}names/", typed)
    monkeypatch.setattr(certificates, "AT_ONCE", 2)

    answer = coordinator.post(f"{_here(world)}issue/")

    job = Job.objects.get(kind=certificates.KIND)
    assert answer["Location"] == f"/desk/jobs/{job.pk}/"
    running.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == ("done", len(lines), len(lines))
    assert Certificate.objects.filter(person__in=[line.person_id for line in lines]).count() == len(lines)
    check(coordinator.get(f"/desk/jobs/{job.pk}/"))


def test_all_that_hold_come_in_one_file_and_each_as_it_was_issued(world: World, coordinator: Client) -> None:
    whole = coordinator.get(f"/desk/seminars/{world.certified.seminar.pk}/certificates.pdf")
    one = coordinator.get(f"/desk/certificates/{world.certified.first.pk}/paper.pdf")

    assert {(each.status_code, each["Content-Type"]) for each in (whole, one)} == {(200, "application/pdf")}
    assert "no-store" in whole["Cache-Control"]


def test_where_none_holds_there_is_a_sentence_instead_of_a_file(world: World, coordinator: Client) -> None:
    answer = coordinator.get(f"/desk/programmes/{world.trainings.together.pk}/certificates.pdf")

    assert (answer.status_code, answer["Content-Type"]) == (409, "text/plain; charset=utf-8")


def test_revoking_asks_why_and_is_done_once(world: World, coordinator: Client) -> None:
    address = f"/desk/certificates/{world.certified.first.pk}/revocation/"

    refused(coordinator.post(f"{address}?lang=en", {"reason": ""}), 422)
    coordinator.post(address, {"reason": "Башка адамга берилген."})
    refused(coordinator.post(address, {"reason": "Дагы."}), 422)

    assert Certificate.objects.get(pk=world.certified.first.pk).reason == "Башка адамга берилген."


def test_another_one_in_its_place(world: World, coordinator: Client) -> None:
    address = f"/desk/certificates/{world.certified.first.pk}/replacement/"

    answer = coordinator.post(address, {"name": "Burul Synakova", "lang": "en", "reason": "Англисче керек."})

    made = Certificate.objects.get(replaces=world.certified.first)
    assert answer["Location"] == f"/desk/certificates/{made.pk}/"
    check(coordinator.get(f"/desk/certificates/{made.pk}/"))


def test_the_rule_is_typed_and_what_is_missing_is_asked_for(world: World, coordinator: Client) -> None:
    programme = world.trainings.together
    address = f"/desk/programmes/{programme.pk}/certificates/"
    typed = {"seen": 0, "halves": 1, "series": "АЧ", "lang": "ru", "hours": 6, "signer_ky": "Ж. Сынакова"}

    refused(coordinator.post(f"{address}?lang=en", typed), 422)
    coordinator.post(address, {**typed, "signer_post_ky": "директор"})

    rule = CertificateRule.objects.get(programme=programme)
    assert (rule.halves, rule.series, rule.lang, rule.hours, str(rule.signer.in_("ky"))) == (
        1,
        "АЧ",
        "ru",
        6,
        "Ж. Сынакова",
    )


def test_a_trainer_hands_them_out_and_issues_none(world: World, sign_in: SignIn) -> None:
    trainer = sign_in(world.cast.trainer)

    page = fetch(trainer, _here(world))

    assert [form.get("action") for form in page.all("form") if "certificates" in form.get("action", "")] == []
    assert trainer.post(f"{_here(world)}issue/").status_code == 404
