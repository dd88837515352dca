"""Editions of minutes: frozen when issued, corrected by the next number, never changed, destroyed only on their day."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from tegerek.demo.moments import at
from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.said import Said
from tegerek.meetings.charters import Facts, answer, set_charter
from tegerek.meetings.charters import Typed as Settled
from tegerek.meetings.models import AgendaItem, Closing, Meeting
from tegerek.minutes.actions import Typed, add_passage
from tegerek.minutes.edition_sheets import editions_of, frozen_sheet, public_edition
from tegerek.minutes.editions import Keeping, Piece, destroy_copies, draft_editions, issue_edition
from tegerek.minutes.models import Destruction, Edition, Issued, Minutes, Passage
from tegerek.people.models import Person
from tegerek.procedures.terms import Amount, Unit
from tests.minutes.rows import AFTER, a_closed, minutes_of

ISSUED = at("2026-03-25", 10)


def write(copy: Any) -> list[Piece]:
    return [Piece("ky", form, f"{copy.kind} {copy.number} {form}".encode()) for form in ("page", "docx", "pdf")]


def signed(*titles: str) -> Minutes:
    minutes = minutes_of(a_closed(*titles))
    Minutes.objects.filter(pk=minutes.pk).update(signed_on=date(2026, 3, 22))
    minutes.refresh_from_db()
    return minutes


def issue(minutes: Minutes, now: datetime = ISSUED, **more: Any) -> tuple[Edition, Edition]:
    meeting = Meeting.objects.select_related("place__parent", "venue", "office").get(pk=minutes.meeting_id)
    minutes = Minutes.objects.get(pk=minutes.pk)
    minutes.meeting = meeting
    more.setdefault("read", draft_editions(meeting, left=more.get("left", ())).digest)
    more.setdefault("seen", minutes.version)
    return issue_edition(minutes, more.pop("write", write), by=None, now=now, **more)


def say(minutes: Minutes, text: str, **more: Any) -> Passage:
    typed = Typed("heard", Said.of(ky=text), minutes.meeting.agenda.first(), **more)
    return add_passage(minutes, typed, key=uuid4(), by=None, now=AFTER)


def test_both_editions_are_frozen_with_their_digests(db: None) -> None:
    minutes = signed()

    file, public = issue(minutes)

    assert [(one.kind, one.number) for one in (file, public)] == [("file", 1), ("public", 1)]
    rows = list(Issued.objects.filter(edition=public))
    assert [(row.lang, row.form, row.schema) for row in rows] == [
        ("", "sheet", 1),
        ("ky", "docx", 1),
        ("ky", "page", 1),
        ("ky", "pdf", 1),
    ]
    assert all(hashlib.sha256(bytes(row.body or b"")).hexdigest() == row.sha256 for row in rows)
    assert Entry.objects.filter(verb="minutes.issued").count() == 1


def test_the_public_copy_names_no_resident_who_did_not_agree(db: None) -> None:
    minutes = signed()
    say(minutes, "Суу жок.", speaker="Ойдон Сынаков")
    say(minutes, "Насос бузулду.", speaker="Үлгү Мисалова", speaker_post="deputy")
    say(minutes, "Мен макулмун.", speaker="Мисал Үлгүев", agreed=True)

    file, public = issue(minutes)

    told = [[line.who for line in frozen_sheet(one.pk).items[0].passages] for one in (file, public)]
    assert told == [
        ["Ойдон Сынаков", "Үлгү Мисалова", "Мисал Үлгүев"],
        ["", "Үлгү Мисалова", "Мисал Үлгүев"],
    ]


def test_a_name_within_words_is_told_and_taken_out_unless_it_is_left(db: None) -> None:
    minutes = signed()
    say(minutes, "Сынаков Ойдонго рахмат айтабыз.", speaker="Ойдон Сынаков")
    person = Person.objects.get(name="Ойдон Сынаков")
    meeting = Meeting.objects.select_related("place__parent", "venue", "office").get(pk=minutes.meeting_id)

    (name,) = draft_editions(meeting).names

    assert (name.person, name.sentences) == (person.pk, ("Сынаков Ойдонго рахмат айтабыз.",))
    texts = [draft_editions(meeting, left=left).public.items[0].passages[0].text for left in ((), (person.pk,))]
    assert [one.texts["ky"] for one in texts] == ["… рахмат айтабыз.", "Сынаков Ойдонго рахмат айтабыз."]


def test_unsigned_minutes_are_not_issued(db: None) -> None:
    minutes = minutes_of(a_closed())

    with pytest.raises(Refusal, match="signed them"):
        issue(minutes)

    assert Edition.objects.count() == 0


def test_what_was_changed_since_it_was_read_is_not_issued(db: None) -> None:
    minutes = signed()
    read = draft_editions(Meeting.objects.get(pk=minutes.meeting_id)).digest
    say(minutes, "Кийин жазылды.")

    with pytest.raises(Stale):
        issue(minutes, read=read)

    assert Edition.objects.count() == 0


def test_a_correction_is_the_next_number_with_its_reason(db: None) -> None:
    minutes = signed()
    issue(minutes)
    say(minutes, "Унутулган сөз.")

    with pytest.raises(Refusal, match="corrects"):
        issue(minutes)
    issue(minutes, why=Said.of(ky="Бир сөз түшүп калган."))

    number = minutes.meeting.number or 0
    assert [(one.number, one.why.in_("ky").text) for one in public_edition(number, "ky").editions] == [
        (2, "Бир сөз түшүп калган."),
        (1, ""),
    ]
    assert [public_edition(number, "ky", n).body for n in (1, 2)] == [b"public 1 page", b"public 2 page"]


@pytest.mark.parametrize(
    ("keeping", "words"),
    [(Keeping(date(2027, 1, 1)), "which document"), (Keeping(date(2026, 3, 25), "№ 5"), "still to come")],
)
def test_a_day_of_destruction_needs_its_basis_and_lies_ahead(db: None, keeping: Keeping, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        issue(signed(), keeping=keeping)


@pytest.mark.parametrize("table", [Edition, Issued])
def test_the_database_lets_nobody_take_away_what_was_issued(db: None, table: Any) -> None:
    issue(signed())

    with pytest.raises(DatabaseError), transaction.atomic():
        table.objects.all()._raw_delete("default")

    assert table.objects.exists()


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        (Edition, {"why": Said.of(ky="башка")}),
        (Edition, {"keep_until": date(2026, 4, 1)}),
        (Issued, {"body": b"x"}),
        (Issued, {"body": None}),
        (Issued, {"sha256": "0"}),
        (Issued, {"lang": "en"}),
    ],
)
def test_the_database_lets_nobody_change_what_was_issued(db: None, table: Any, columns: dict[str, Any]) -> None:
    file, _public = issue(signed())
    name = "pk" if table is Edition else "edition"

    with pytest.raises(DatabaseError), transaction.atomic():
        table.objects.filter(**{name: file.pk}).update(**columns)

    assert editions_of(file.minutes.meeting_id)[0].keep_until is None


def test_a_record_of_destruction_does_not_let_a_public_copy_go(db: None) -> None:
    _file, public = issue(signed())
    Destruction.objects.create(edition=public, at=ISSUED)

    with pytest.raises(DatabaseError), transaction.atomic():
        Issued.objects.filter(edition=public).update(body=None)

    assert not Issued.objects.filter(edition=public, body=None).exists()


def test_a_file_copy_goes_on_its_day_and_leaves_a_record(db: None) -> None:
    file, public = issue(signed(), keeping=Keeping(date(2026, 5, 1), "Номенклатура, № 5"))
    digests = list(Issued.objects.values_list("sha256", flat=True))

    destroy_copies(at("2026-04-30", 3))
    before = Issued.objects.filter(body=None).count()
    for _night in range(2):
        destroy_copies(at("2026-05-01", 3))

    assert before == 0
    assert set(Issued.objects.filter(edition=file).values_list("body", flat=True)) == {None}
    assert not Issued.objects.filter(edition=public, body=None).exists()
    assert list(Issued.objects.values_list("sha256", flat=True)) == digests
    assert Destruction.objects.get().at == at("2026-05-01", 3)
    assert Entry.objects.filter(verb="minutes.copy_destroyed").count() == 1


def test_a_copy_without_a_day_stays(db: None) -> None:
    issue(signed())

    destroy_copies(ISSUED + timedelta(days=20_000))

    assert not Issued.objects.filter(body=None).exists()


def test_the_sheet_that_is_kept_is_what_was_issued_whatever_is_edited_below(db: None) -> None:
    minutes = signed()
    say(minutes, "Суу жок.", speaker="Ойдон Сынаков")
    file, public = issue(minutes)
    before = list(Issued.objects.values_list("pk", "body"))

    Passage.objects.update(text=Said.of(ky="Башка сөз"))
    AgendaItem.objects.update(title=Said.of(ky="Башка"))
    Closing.objects.update(present=1)
    Meeting.objects.update(title=Said.of(ky="Башка жыйын"))
    Person.objects.update(name="Башка Киши")

    assert list(Issued.objects.values_list("pk", "body")) == before
    assert [frozen_sheet(one.pk).counts.present for one in (file, public)] == [63, 63]


@pytest.mark.parametrize("columns", [{"is_rehearsal": True, "number": None}, {"called_at": None, "number": None}])
def test_what_is_not_public_has_no_public_edition(db: None, columns: dict[str, Any]) -> None:
    minutes = signed()
    number = minutes.meeting.number or 0
    issue(minutes)
    Meeting.objects.filter(pk=minutes.meeting_id).update(**columns)

    with pytest.raises(Edition.DoesNotExist):
        public_edition(number, "ky")


@pytest.mark.parametrize("time", [1, 2])
def test_a_test_that_commits_can_clean_up_what_was_issued(transactional_db: None, time: int) -> None:
    issue(signed(), keeping=Keeping(date(2026, 5, 1), "№ 5"))
    destroy_copies(at("2026-05-01", 3))

    assert Edition.objects.count() == 2


@pytest.mark.parametrize(("settled", "until"), [(Amount(7, 7, Unit.DAYS), date(2026, 4, 1)), (None, None)])
def test_the_last_day_for_remarks_is_that_of_the_charter_and_a_blank_without_one(
    db: None, settled: Amount | None, until: date | None
) -> None:
    minutes = signed()
    office, adopted = minutes.meeting.office, date(2023, 5, 10)
    charter = set_charter(office, Facts("14-1", adopted, adopted), by=None, now=AFTER)
    answer(charter, Settled("assembly", "minutes-remarks", settled, "18.12"), seen=1, by=None, now=AFTER)

    issue(minutes)
    say(minutes, "Түшүп калган сөз.")
    issue(minutes, ISSUED + timedelta(days=3), why=Said.of(ky="Бир сөз түшүп калган."))

    minutes.refresh_from_db()
    told = [frozen_sheet(one.key).remarks_until for one in editions_of(minutes.meeting_id)]
    assert (minutes.remarks_until, told) == (until, [until] * 4)
