"""Certificates: only for facts, frozen at issue, revocable, issued anew with history, erased with the person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tegerek.demo.moments import at
from tegerek.demo.world import World
from tegerek.files import store
from tegerek.journal.models import Entry
from tegerek.learning import signing
from tegerek.learning.certificate_holding import files_of_certificates
from tegerek.learning.certificate_rules import Why
from tegerek.learning.certificate_sheets import certificates_sheet, public_certificate, to_hand_out
from tegerek.learning.certificates import (
    RuleWords,
    TypedName,
    certificate_of_code,
    issue,
    issue_anew,
    ready_persons,
    revoke,
    set_rule,
    start_issuing,
    write_names,
)
from tegerek.learning.models import Certificate, CertificateRule
from tegerek.learning.printing import Printed
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.said import Said
from tegerek.meetings.models import Participant
from tegerek.people.erasing import erase
from tegerek.people.joining import join_cards as join
from tegerek.people.models import Erasure, PaperName, Person
from tests.learning.papers import named, plain_printer, waiting

NOW = at("2026-03-06")


def test_whoever_was_there_and_said_the_name_gets_one_with_the_next_number(world: World) -> None:
    first, second, *_ = waiting(world)
    named(world, [first, second], NOW)

    made = issue(world.certified.seminar, plain_printer(), by=world.cast.coordinator.user, now=NOW)

    assert [one.number for one in made] == ["СС-2026-0007", "СС-2026-0008"]
    assert [one.person_id for one in made] == [first.person_id, second.person_id]
    assert [one.name.name for one in made] == [first.person.name, second.person.name]
    assert all(signing.holds(one.payload, one.signature, one.key) for one in made)
    assert all(store.read(file) for file in files_of_certificates([one.pk for one in made]))


@pytest.mark.parametrize(
    ("ticks", "why"),
    [
        ((None, None), Why.UNTICKED),
        ((False, False), Why.ABSENT),
        ((True, False), Why.TOO_SHORT),
        ((None, True), Why.TOO_SHORT),
    ],
)
def test_nobody_is_certified_who_was_not_there_long_enough(
    world: World, ticks: tuple[bool | None, bool | None], why: Why
) -> None:
    line = waiting(world)[0]
    named(world, [line], NOW)
    Participant.objects.filter(pk=line.pk).update(morning=ticks[0], afternoon=ticks[1])

    with pytest.raises(Refusal, match="may not get"):
        issue(world.certified.seminar, plain_printer(), persons=[line.person_id], by=None, now=NOW)

    (comer,) = [one for one in certificates_sheet(world.certified.seminar).none if one.line == line.pk]
    assert comer.why == why
    assert not Certificate.objects.filter(person=line.person_id).exists()


def test_a_name_that_nobody_said_is_not_printed(world: World) -> None:
    line = waiting(world)[0]

    with pytest.raises(Refusal, match="may not get"):
        issue(world.certified.seminar, plain_printer(), persons=[line.person_id], by=None, now=NOW)


def test_issuing_twice_gives_nobody_a_second_one_and_the_revoked_none(world: World) -> None:
    seminar, revoked = world.certified.seminar, world.certified.revoked
    named(world, waiting(world)[:1], NOW)
    issue(seminar, plain_printer(), by=None, now=NOW)

    again = issue(seminar, plain_printer(), by=None, now=NOW)

    assert (again, ready_persons(seminar)) == ([], [])
    assert Certificate.objects.filter(seminar=seminar, person=revoked.person_id).count() == 1


def test_without_a_rule_nothing_is_issued(world: World) -> None:
    seminar = world.trainings.together.seminars.select_related("programme", "meeting").order_by("pk")[0]

    with pytest.raises(Refusal, match="by which rule"):
        issue(seminar, plain_printer(), by=None, now=NOW)


def test_before_the_day_nothing_is_issued_whatever_is_ticked(world: World) -> None:
    seminar = world.trainings.together.seminars.select_related("programme", "meeting").order_by("pk")[0]
    set_rule(seminar.programme, _rule(), seen=0, by=None, now=NOW)

    with pytest.raises(Refusal, match="still to come"):
        issue(seminar, plain_printer(), by=None, now=NOW)


def test_editing_the_card_and_the_programme_changes_no_certificate_that_is_out(world: World) -> None:
    first = world.certified.first
    before = public_certificate(_fresh(first))
    Person.objects.filter(pk=first.person_id).update(name="Ойдонова Башка", name_key="oidonova bashka")
    rule = CertificateRule.objects.get(programme=first.programme)
    set_rule(first.programme, replace(_rule(), series="ББ"), seen=rule.version, by=None, now=NOW)
    write_names(world.certified.seminar, [TypedName(_line_of(first).pk, "ru", "Ойдонова Другая")], by=None, now=NOW)

    after = public_certificate(_fresh(first))

    assert after == before


def test_a_revoked_one_says_so_at_once_and_keeps_its_number(world: World) -> None:
    first = world.certified.first

    revoke(first, reason="Башка адамга берилген.", by=world.cast.coordinator.user, now=NOW)

    sheet = public_certificate(_fresh(first))
    assert (sheet.stands, sheet.revoked_on, sheet.number) == (False, NOW.date(), first.number)
    entry = Entry.objects.filter(verb="certificate.revoked", thing_key=first.pk).get()
    assert entry.refs == {"seminar": first.seminar_id}


@pytest.mark.parametrize("reason", ["", "  "])
def test_revoking_needs_a_reason(world: World, reason: str) -> None:
    with pytest.raises(Refusal, match="why"):
        revoke(world.certified.first, reason=reason, by=None, now=NOW)


def test_nothing_is_revoked_twice(world: World) -> None:
    with pytest.raises(Refusal, match="already"):
        revoke(world.certified.revoked, reason="Дагы", by=None, now=NOW)


def test_another_one_in_its_place_has_a_number_and_a_code_of_its_own_and_both_stay(world: World) -> None:
    first = world.certified.first

    made = issue_anew(
        first, plain_printer(), lang="en", name="Burul Synakova", reason="Англисче керек.", by=None, now=NOW
    )

    first.refresh_from_db()
    assert (made.replaces_id, made.number, made.lang, made.name.name) == (
        first.pk,
        "СС-2026-0007",
        "en",
        "Burul Synakova",
    )
    assert (first.stands, made.stands, first.code == made.code) == (False, True, False)
    assert public_certificate(_fresh(first)).next_number == made.number
    with pytest.raises(Refusal, match="already"):
        issue_anew(first, plain_printer(), lang="ky", name="Сынакова", reason="Дагы", by=None, now=NOW)


def test_another_one_is_held_against_the_facts_too(world: World) -> None:
    first = world.certified.first
    Participant.objects.filter(pk=_line_of(first).pk).update(afternoon=False)

    with pytest.raises(Refusal, match="By what was ticked"):
        issue_anew(first, plain_printer(), lang="ky", name="Сынакова", reason="Ката", by=None, now=NOW)


@pytest.mark.parametrize(
    ("lang", "typed", "signs"),
    [("ky", "Mиcалова 2", "2"), ("ru", "Misalova", "M i s a l o v"), ("en", "Мисалова", "М и с а л о в")],
)
def test_a_name_with_foreign_letters_is_refused_with_the_letters_named(
    world: World, lang: str, typed: str, signs: str
) -> None:
    line = waiting(world)[0]

    with pytest.raises(Refusal, match=f"Look at: {signs}"):
        write_names(world.certified.seminar, [TypedName(line.pk, lang, typed)], by=None, now=NOW)


def test_look_alike_letters_of_a_name_are_mended(world: World) -> None:
    line = waiting(world)[0]

    write_names(world.certified.seminar, [TypedName(line.pk, "ky", "  Мисaловa   Ѳмүр-Ай ")], by=None, now=NOW)

    assert PaperName.objects.filter(person=line.person_id).latest("pk").name == "Мисалова Өмүр-Ай"


def test_an_erased_person_leaves_a_number_that_says_so_and_no_way_to_the_name(world: World) -> None:
    first = world.certified.first
    digest, name = first.sha256, first.name.name

    erase(first.person, reason=Erasure.Reason.ASKED, by=None, now=NOW)

    found = _fresh(first)
    sheet = public_certificate(found)
    assert (sheet.is_erased, sheet.name, sheet.number, sheet.stands) == (True, "", first.number, True)
    assert (found.payload, found.signature, found.sha256) == ("", "", "")
    assert list(files_of_certificates([first.pk])) == []
    assert not any(name in str(values) for values in Certificate.objects.values_list())
    assert not PaperName.objects.filter(name=name).exists()
    assert digest


def test_two_cards_with_a_certificate_of_one_seminar_are_not_joined(world: World) -> None:
    first, second = Certificate.objects.filter(seminar=world.certified.seminar, revoked_at=None).order_by("pk")[:2]

    with pytest.raises(Refusal, match="Revoke one of them"):
        join(first.person, second.person, by=None, now=NOW)


FORBIDDEN: dict[str, Callable[[Any], Any]] = {
    "delete": lambda rows: rows._raw_delete("default"),
    "number": lambda rows: rows.update(number="СС-2026-9999"),
    "printed": lambda rows: rows.update(printed={"heading": "Диплом"}),
    "code": lambda rows: rows.update(code="abcd"),
    "payload": lambda rows: rows.update(payload="TG1|"),
    "half emptied": lambda rows: rows.update(payload=""),
    "day": lambda rows: rows.update(issued_on=NOW.date()),
    "name": lambda rows: rows.update(name=PaperName.objects.order_by("-pk")[0]),
}


@pytest.mark.parametrize("change", FORBIDDEN.values(), ids=FORBIDDEN)
def test_the_database_refuses_to_change_what_was_issued(world: World, change: Callable[[Any], Any]) -> None:
    found = Certificate.objects.filter(pk=world.certified.first.pk)
    before = found.values().get()

    with pytest.raises(IntegrityError), transaction.atomic():
        change(found)

    assert found.values().get() == before


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows._raw_delete("default"),
        lambda rows: rows.update(name="Башка"),
        lambda rows: rows.update(lang="ru"),
    ],
    ids=["delete", "name", "language"],
)
def test_the_database_refuses_to_change_a_name_as_it_was_printed(world: World, change: Callable[[Any], Any]) -> None:
    found = PaperName.objects.filter(pk=world.certified.first.name_id)

    with pytest.raises(IntegrityError), transaction.atomic():
        change(found)

    assert found.get().name == world.certified.first.name.name


def test_the_database_refuses_to_take_a_revoking_back(world: World) -> None:
    found = Certificate.objects.filter(pk=world.certified.revoked.pk)

    with pytest.raises(IntegrityError), transaction.atomic():
        found.update(revoked_at=None, revoked_by=None, reason="")

    assert found.get().stands is False


def test_what_is_handed_out_is_in_order_of_aimak_then_name_and_leaves_out_what_does_not_hold(world: World) -> None:
    rows = to_hand_out(Certificate.objects.filter(seminar=world.certified.seminar))

    assert [row.name.name for row in rows] == [
        "Ойдонова Гүлмира",
        "Сынакова Бурул",
        "Сынаков Бакыт",
        "Үлгүев Догдүрбек",
    ]


@pytest.mark.parametrize("typed", ["", "abcd", "zzzz-zzzz-zzzz-zzzz", "<script>"])
def test_a_code_that_is_none_opens_nothing(world: World, typed: str) -> None:
    assert certificate_of_code(typed) is None


def test_a_code_is_read_as_people_type_it(world: World) -> None:
    code = world.certified.first.code

    found = certificate_of_code(f" {code[:4].upper()} {code[4:8]}-{code[8:]} ")

    assert found == world.certified.first


def test_the_rule_is_settled_once_by_whoever_saw_it_last(world: World) -> None:
    programme = world.trainings.together
    rule = set_rule(programme, _rule(), seen=0, by=None, now=NOW)

    with pytest.raises(Stale):
        set_rule(programme, _rule(), seen=0, by=None, now=NOW)

    assert set_rule(programme, _rule(), seen=rule.version, by=None, now=NOW).version == 2


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"halves": 3}, "how much of the day"),
        ({"series": "А|Б"}, "series"),
        ({"hours": 0}, "hours"),
        ({"signer": Said()}, "who signs"),
    ],
)
def test_a_rule_that_cannot_stand_on_a_paper_is_refused(world: World, wrong: dict[str, Any], told: str) -> None:
    with pytest.raises(Refusal, match=told):
        set_rule(world.trainings.together, replace(_rule(), **wrong), seen=0, by=None, now=NOW)


def test_many_are_long_work(world: World) -> None:
    job = start_issuing(world.certified.seminar, by=world.cast.coordinator.user, now=NOW)

    assert (job.kind, job.subject) == ("certificates.issue", world.certified.seminar.pk)
    assert job.options == {"by": world.cast.coordinator.user.pk}


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_of_a_seminar_asks_six_times_however_many_people(
    world: World, people: int, django_assert_num_queries: Any
) -> None:
    seminar = world.certified.seminar
    named(world, waiting(world)[:people], NOW)
    issue(seminar, plain_printer(), by=None, now=NOW)

    with django_assert_num_queries(6):
        certificates_sheet(seminar)


def test_the_printed_words_survive_being_kept(world: World) -> None:
    words = Printed.from_json(world.certified.first.printed)

    assert Printed.from_json(words.as_json()) == words
    assert words.lines("Сынакова Бурул")[1:4] == (words.number, words.lead, "Сынакова Бурул")


def _rule() -> RuleWords:
    return RuleWords(
        halves=1, series="АА", lang="ky", signer=Said.of(ky="Ж. Сынакова"), signer_post=Said.of(ky="директор")
    )


def _fresh(made: Certificate) -> Certificate:
    return Certificate.objects.select_related("name", "replaced_by").get(pk=made.pk)


def _line_of(made: Certificate) -> Participant:
    return Participant.objects.get(meeting=made.seminar.meeting_id, person=made.person_id)
