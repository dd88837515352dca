"""Erasing a person: nothing of name and phone is left, facts still count, and it stays so."""

from __future__ import annotations

import logging
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

from tegerek.files import actions as files
from tegerek.files import sweeping
from tegerek.files.models import File, Purpose
from tegerek.jobs import holding as night
from tegerek.jobs.models import Job
from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.meetings import roster
from tegerek.meetings.models import ListImport, Meeting, Participant
from tegerek.people import erasing, ledger
from tegerek.people.actions import grant, keep_person
from tegerek.people.destroying import destroy_expired
from tegerek.people.holding import traces_of
from tegerek.people.keys import make_card
from tegerek.people.ledger import Erased
from tegerek.people.mentions import without
from tegerek.people.models import Card, Contact, Erasure, Person, Role, User
from tegerek.programmes.actions import Words, draft_programme
from tegerek.programmes.models import Programme, ScheduleImport
from tegerek.search.indexing import read_all_news
from tegerek.search.models import DeskRow, PublicRow
from tests.meetings.races import at_once, shared
from tests.meetings.rows import NOW, a_called, a_clerk, a_draft, an_office
from tests.people.persons import (
    EMAIL,
    NAME,
    PHONE,
    a_person,
    a_scan,
    left_below,
    left_in,
    written_everywhere,
    zipped,
)
from tests.places.world import load_few_units

__all__ = ["shared"]  # a fixture

ASKED = Erasure.Reason.ASKED


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path / "var"
    settings.FILES = settings.VAR / "files"
    settings.VAR.mkdir()


def test_the_search_for_what_is_left_finds_a_name_in_every_writing() -> None:
    texts = [NAME, NAME.upper(), PHONE, EMAIL]

    missed = [text for text in texts if not left_in(text.encode())]

    others = [left_in(data) != [] for data in (zipped(NAME), NAME.encode("utf-16-le"), b"Ulguzada", b"Ulgueva")]
    assert (missed, others) == ([], [True, True, True, False])


def test_after_an_erasure_no_byte_of_name_phone_or_mail_is_left_on_the_disk(
    shared: None, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Bytes as they lie: the database, its log, every file below var; archives are opened."""
    caplog.set_level(logging.DEBUG)
    there = written_everywhere()
    database = [Path(str(connection.settings_dict["NAME"]) + end) for end in ("", "-wal")]
    before = left_below(tmp_path) if connection.vendor == "sqlite" else {"var": left_below(settings.VAR)}

    erasing.erase(there.person, reason=ASKED, by=there.clerk, now=NOW)

    assert before != {}
    assert left_below(settings.VAR) == {}
    assert left_in(caplog.text.encode()) == []
    if connection.vendor == "sqlite":
        assert (left_below(tmp_path), [path.name for path in database if left_below(path)]) == ({}, [])


def test_facts_stay_and_count_without_a_name(db: None) -> None:
    there = written_everywhere()

    erasing.erase(there.person, reason=ASKED, by=there.clerk, now=NOW)

    line = Participant.objects.select_related("person").get(pk=there.line.pk)
    assert (line.post, line.morning, line.afternoon, line.person.sex) == ("village_head", True, False, "f")
    assert (line.person.name, line.unit, line.reason) == ("", None, "")


def test_what_the_office_wrote_in_its_own_words_stays_without_the_name(db: None) -> None:
    there = written_everywhere()

    erasing.erase(there.person, reason=ASKED, by=there.clerk, now=NOW)

    seen = there.meeting.version
    there.meeting.refresh_from_db()
    assert str(there.meeting.title.in_("ky")) == "… менен жолугушуу"
    # Whoever had the meeting open in a form would bring the name back.
    assert there.meeting.version == seen + 1


def test_brought_schedules_papers_and_public_cards_that_name_the_person_go(db: None) -> None:
    there = written_everywhere()

    erasing.erase(there.person, reason=ASKED, by=there.clerk, now=NOW)

    schedule = ScheduleImport.objects.get()
    there.job.refresh_from_db()
    assert (bytes(schedule.source), schedule.table, schedule.file_name) == (b"", {}, "")
    assert (File.objects.count(), there.job.result, Card.objects.count()) == (0, None, 0)


def test_the_account_of_the_person_is_emptied_and_its_sessions_end(db: None) -> None:
    there = written_everywhere()

    erasing.erase(there.person, reason=ASKED, by=there.clerk, now=NOW)

    there.account.refresh_from_db()
    assert (there.account.name, there.account.phone, there.account.email) == ("", None, None)
    assert (there.account.is_active, there.account.has_usable_password()) == (False, False)
    assert Session.objects.filter(pk=there.session).count() == 0


def test_an_erasure_is_on_record_without_the_person(db: None) -> None:
    there = written_everywhere()

    made = erasing.erase(there.person, reason=ASKED, by=there.clerk, now=NOW)

    entry = Entry.objects.get(verb="person.erased")
    assert (entry.thing_key, entry.by, entry.refs) == (there.person.pk, there.clerk.pk, {"reason": "asked"})
    assert (made.uid, made.by, made.at, made.accounts) == (there.person.uid, there.clerk, NOW, [there.account.pk])
    assert made.counts == {
        "account": 1, "card": 1, "consent": 1, "contact": 2, "letterhead": 1, "list": 2, "mandate": 1, "mention": 1,
        "public_card": 1, "result": 1, "roster_line": 1, "schedule": 1, "search.row": 1,
    }  # fmt: skip


def test_nobody_else_is_touched_by_an_erasure(db: None) -> None:
    there = written_everywhere()
    other = a_person("Үлгүева Сынак", office=there.office)
    namesake = a_person(NAME, office=an_office("Сары-Талаа айыл өкмөтү"))
    there.meeting.refresh_from_db()
    roster.enrol(there.meeting, other, by=there.clerk, now=NOW)

    erasing.erase(there.person, reason=ASKED, by=there.clerk, now=NOW)

    assert sorted(Person.objects.exclude(name="").values_list("pk", flat=True)) == sorted([other.pk, namesake.pk])
    assert Contact.objects.filter(person__in=[other, namesake]).count() == 2


def test_a_scan_without_a_basis_is_destroyed_and_one_that_must_be_kept_is_closed(db: None) -> None:
    person, clerk = a_person(), a_clerk()
    meeting = a_draft(office=person.office)
    roster.enrol(meeting, person, by=clerk, now=NOW)
    loose, kept = a_scan(meeting), a_scan(meeting, basis="file copy of the minutes", keep_until=date(2026, 6, 1))

    erasing.erase(person, reason=ASKED, by=clerk, now=NOW)

    kept.refresh_from_db()
    assert (File.objects.filter(pk=loose.pk).exists(), kept.closed_at) == (False, NOW)


def test_what_must_be_kept_is_there_until_its_day_and_gone_the_day_after(db: None) -> None:
    meeting = a_draft()
    a_scan(meeting, basis="file copy of the minutes", keep_until=date(2026, 3, 6))

    on_the_day, day_after = sweeping.drop_due(NOW), sweeping.drop_due(NOW + timedelta(days=1))

    assert (on_the_day, day_after, File.objects.count()) == (0, 1, 0)


def test_the_night_erases_whoever_is_past_the_day_and_leaves_a_record(db: None) -> None:
    office = an_office()
    expired, fresh = a_person(office=office), a_person("Үлгүева Сынак", office=office)
    Person.objects.filter(pk=expired.pk).update(keep_until=date(2026, 3, 5))

    gone = destroy_expired(now=NOW)
    again = destroy_expired(now=NOW)

    erasure = Erasure.objects.get()
    assert (gone["person"], again["person"], erasure.uid, erasure.by) == (1, 0, expired.uid, None)
    assert (erasure.reason, Person.objects.exclude(name="").get()) == ("expired", fresh)


def test_a_night_without_erasures_does_not_write_the_database_anew(db: None) -> None:
    a_person()
    steps: list[str] = []
    erasing.afterwards(step := lambda: steps.append("cleaned"))
    try:
        destroy_expired(now=NOW)
        quiet = list(steps)
        # Erased by day; the process ended before the database was cleaned.
        erasing.erase(Person.objects.get(), reason=ASKED, by=None, now=NOW, finishing=False)
        destroy_expired(now=NOW)
    finally:
        erasing._afterwards.remove(step)

    assert (quiet, steps) == ([], ["cleaned"])


def test_a_card_that_is_needed_again_is_kept_longer(db: None) -> None:
    person = a_person()

    keep_person(person, office=person.office, name=NAME, by=None, now=NOW + timedelta(days=31))

    assert (person.keep_until, person.version) == (date(2029, 4, 6), 2)


def test_who_was_erased_a_moment_ago_does_not_come_back_with_a_list(db: None) -> None:
    person, seen_before = a_person(), Person.objects.get()
    erasing.erase(person, reason=ASKED, by=None, now=NOW)

    with pytest.raises(Refusal):
        keep_person(seen_before, office=seen_before.office, name=NAME, phones=[PHONE], by=None, now=NOW)

    assert (Person.objects.get().name, Contact.objects.count()) == ("", 0)


def test_of_two_who_erase_at_once_one_is_told_that_it_is_done(shared: None) -> None:
    person = a_person()

    answers = at_once(*(lambda: erasing.erase(person, reason=ASKED, by=None, now=NOW) for _ in range(2)))

    assert sorted(type(answer).__name__ for answer in answers) == ["Erasure", "Refusal"]
    assert Erasure.objects.count() == 1


def test_one_s_own_account_is_erased_by_somebody_else(db: None) -> None:
    there = written_everywhere()

    with pytest.raises(Refusal, match="own account"):
        erasing.erase(there.person, reason=ASKED, by=there.account, now=NOW)

    assert Erasure.objects.count() == 0


def test_the_last_administrator_of_an_office_hands_over_first(db: None) -> None:
    there = written_everywhere()
    grant(there.account, role=Role.ADMINISTRATOR, office=there.office, since=date(2026, 1, 1), now=NOW)

    with pytest.raises(Refusal, match="without an administrator"):
        erasing.erase(there.person, reason=ASKED, by=there.clerk, now=NOW)

    grant(there.clerk, role=Role.ADMINISTRATOR, office=there.office, since=date(2026, 1, 1), now=NOW)
    erasing.erase(there.person, reason=ASKED, by=there.clerk, now=NOW)
    assert Erasure.objects.count() == 1


def test_two_accounts_of_one_person_are_not_each_other_s_successor(db: None) -> None:
    there, second = written_everywhere(), a_clerk("second@ak-kyya.example")
    for user in (there.account, second):
        grant(user, role=Role.ADMINISTRATOR, office=there.office, since=date(2026, 1, 1), now=NOW)

    with pytest.raises(Refusal, match="without an administrator"):
        erasing.erase(there.person, reason=ASKED, by=there.clerk, accounts=[second], now=NOW)

    assert Erasure.objects.count() == 0


def test_accounts_that_may_be_the_same_person_s_are_offered(db: None) -> None:
    there = written_everywhere()
    User.objects.filter(pk=there.account.pk).update(person=None, email=None, phone=None)
    stranger = User.objects.create_user(name=NAME, password=None, made_at=NOW)

    offered = list(erasing.candidates(there.person, there.office))

    assert (offered, stranger in offered) == ([there.account], False)


def test_an_erasure_is_written_down_beside_the_database_once(shared: None) -> None:
    person = a_person()
    made = erasing.erase(person, reason=ASKED, by=None, now=NOW)

    ledger.write_down()

    path = settings.VAR / ledger.NAME
    assert ledger.read(path) == [Erased(made.uid, NOW)]
    assert (path.stat().st_mode & 0o777, left_below(settings.VAR)) == (0o600, {})


def test_a_ledger_cut_off_by_a_power_cut_is_read_as_far_as_it_goes_and_written_on(db: None) -> None:
    first, second = a_person(), a_person("Үлгүева Сынак", office=an_office("Сары-Талаа"))
    path = settings.VAR / ledger.NAME
    erasing.erase(first, reason=ASKED, by=None, now=NOW)
    ledger.write_down()
    path.write_text(path.read_text() + '{"uid": "0000')
    erasing.erase(second, reason=ASKED, by=None, now=NOW)

    ledger.write_down()

    assert [line.uid for line in ledger.read(path)] == [first.uid, second.uid]


def test_a_folder_of_backups_gets_the_ledger_too(db: None, settings: Any, tmp_path: Path) -> None:
    beside = tmp_path / "backups"
    beside.mkdir()
    settings.ERASURES_BESIDE = [beside, tmp_path / "not mounted"]
    made = erasing.erase(a_person(), reason=ASKED, by=None, now=NOW)

    ledger.write_down()

    assert [line.uid for line in ledger.read(beside / ledger.NAME)] == [made.uid]


def test_whom_a_restored_backup_brings_back_is_erased_again(db: None) -> None:
    there = written_everywhere()
    lines = [Erased(there.person.uid, NOW, (there.account.pk,)), Erased(a_person("Үлгүева Сынак").uid, NOW)]
    erasing.erase(Person.objects.get(uid=lines[1].uid), reason=ASKED, by=None, now=NOW)

    answers = [erasing.replay(lines, now=NOW + timedelta(days=1)) for _ in range(2)]

    there.account.refresh_from_db()
    assert (answers, Person.objects.exclude(name="").count(), there.account.name) == ([1, 0], 0, "")
    assert [erasure.at for erasure in Erasure.objects.all()] == [NOW, NOW]


def test_an_account_made_after_a_restore_with_an_old_number_is_not_taken_for_the_old_one(db: None) -> None:
    newer = a_clerk()
    User.objects.filter(pk=newer.pk).update(made_at=NOW + timedelta(days=2))

    count = erasing.replay([Erased(a_person().uid, NOW, (newer.pk,))], now=NOW + timedelta(days=3))

    newer.refresh_from_db()
    assert (count, newer.is_active, newer.name) == (1, True, "Сынак Үлгүев")


def test_a_paper_that_a_job_finished_after_the_erasure_goes_in_the_night(db: None) -> None:
    there = written_everywhere()
    erasing.erase(there.person, reason=ASKED, by=there.clerk, now=NOW)
    late = files.keep(
        zipped(NAME), name="tizme.zip", purpose=Purpose.RESULT, owner=there.job, office=there.office.pk, by=None,
        now=NOW + timedelta(seconds=5),
    )  # fmt: skip
    Job.objects.filter(pk=there.job.pk).update(result=late)

    counts = [night.drop_late_results(NOW + timedelta(hours=12))["result"] for _ in range(2)]

    assert (counts, File.objects.count()) == ([1, 0], 0)


def test_long_work_of_the_office_is_asked_to_stop_for_it_may_write_the_name_once_more(db: None) -> None:
    there = written_everywhere()
    Job.objects.filter(pk=there.job.pk).update(state=Job.State.RUNNING)

    erasing.erase(there.person, reason=ASKED, by=there.clerk, now=NOW)

    there.job.refresh_from_db()
    assert there.job.stop_asked_at == NOW


def test_a_card_of_a_contact_past_its_day_is_destroyed_and_the_programme_shows_nobody(db: None) -> None:
    load_few_units()
    there = written_everywhere()
    card = Card.objects.get()
    programme = draft_programme(Words(title=Said.of(ky="Семинар")), office=there.office, by=None, now=NOW)
    Programme.objects.update(contact=card)
    Card.objects.update(keep_until=date(2026, 3, 5))

    gone = destroy_expired(now=NOW)

    programme.refresh_from_db()
    assert (gone["public_card"], Card.objects.count(), programme.contact) == (1, 0, None)


def test_a_list_that_waits_loses_the_rows_of_the_person_alone(db: None) -> None:
    there = written_everywhere()

    erasing.erase(there.person, reason=ASKED, by=there.clerk, now=NOW)

    read, unread = ListImport.objects.order_by("pk")
    assert [row["name"] for row in read.table["rows"]] == ["Сынакова Айжан"]
    assert (bytes(unread.source), unread.ended_at) == (b"", NOW)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Үлгүзада Ойдонкызова айтты", "… айтты"),
        ("Ойдонкызова Үлгүзадага, +996 000 91-82-73", "…, …"),
        ("Ойдонкызова Айжан", "Ойдонкызова Айжан"),
        ("Үлгүзада", "Үлгүзада"),
        ("2017-жылдын 24-октябры, 1000918", "2017-жылдын 24-октябры, 1000918"),
    ],
)
def test_a_name_is_taken_out_of_a_text_in_either_order_and_case_and_nothing_else(
    db: None, text: str, left: str
) -> None:
    traces = traces_of(a_person())

    assert without(text, traces) == left


def test_the_account_s_roles_keys_and_seats_end(db: None) -> None:
    there = written_everywhere()
    make_card(there.account, office=there.office, by=there.clerk, now=NOW)

    erasing.erase(there.person, reason=ASKED, by=there.clerk, now=NOW)

    held = there.account.grants.get()
    assert (held.until, there.account.keys.get().revoked_at) == (date(2026, 3, 6), NOW)


@pytest.mark.parametrize("since", [date(2026, 1, 1), date(2027, 1, 1)], ids=["today", "later"])
def test_an_account_that_works_for_another_office_too_ends_there_first(db: None, since: date) -> None:
    there = written_everywhere()
    other = an_office("Сары-Талаа айыл өкмөтү")
    grant(there.account, role=Role.CLERK, office=other, since=since, now=NOW)

    with pytest.raises(Refusal, match="another office"):
        erasing.erase(there.person, reason=ASKED, by=there.clerk, now=NOW)

    assert Erasure.objects.count() == 0


def test_nothing_is_found_by_the_name_any_more(shared: None) -> None:
    there = written_everywhere()
    called = a_called(office=there.office, place=there.meeting.place)
    Meeting.objects.filter(pk=called.pk).update(title=Said.of(ky=f"{NAME} айтып берет"))
    read_all_news()
    found = [row for table in (DeskRow, PublicRow) for row in table.objects.filter(words__contains="oidonkizova")]

    erasing.erase(there.person, reason=ASKED, by=there.clerk, now=NOW)

    left = [row for table in (DeskRow, PublicRow) for row in table.objects.filter(words__contains="oidonkizova")]
    assert (len(found) > 1, left) == (True, [])
