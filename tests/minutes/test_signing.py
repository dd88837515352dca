"""Read back, signed on paper, its scan kept with its digest; remarks and what the office says to them."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from tegerek.demo.moments import at
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.said import Said
from tegerek.minutes import signing
from tegerek.minutes.access import signed_scans
from tegerek.minutes.models import Edition, Remark
from tegerek.people.erasing import erase
from tegerek.people.holding import Kept, kept_of, told_of
from tegerek.people.models import Erasure, Person
from tests.files.samples import pdf
from tests.meetings.rows import a_clerk
from tests.minutes.rows import AFTER, a_closed, heard, minutes_of

DAY = date(2026, 3, 21)
WORDS = Said.of(ky="Менин сөзүм толук эмес.")


def test_minutes_are_read_back_then_signed_and_the_digest_of_the_scan_is_kept(db: None) -> None:
    minutes = minutes_of(a_closed())

    signing.record_read_back(minutes, on=DAY, seen=1, by=None, now=AFTER)
    signing.record_signed(minutes, on=DAY, seen=2, by=None, now=AFTER)
    file = signing.keep_signed_scan(minutes, pdf(), name="Протокол.pdf", seen=3, by=None, now=AFTER)

    assert (minutes.read_back_on, minutes.signed_on, list(signed_scans(minutes))) == (DAY, DAY, [file])
    assert minutes.scan_sha256 == hashlib.sha256(pdf()).hexdigest()


def test_signing_before_the_reading_and_a_scan_of_nothing_signed_are_refused(db: None) -> None:
    minutes = minutes_of(a_closed())
    signing.record_read_back(minutes, on=DAY, seen=1, by=None, now=AFTER)

    with pytest.raises(Refusal):
        signing.record_signed(minutes, on=date(2026, 3, 20), seen=2, by=None, now=AFTER)
    with pytest.raises(Refusal):
        signing.keep_signed_scan(minutes, pdf(), name="a.pdf", seen=2, by=None, now=AFTER)

    assert (minutes.signed_on, signed_scans(minutes).count()) == (None, 0)


def test_two_who_sign_at_once_are_told(db: None) -> None:
    minutes = minutes_of(a_closed())
    signing.record_signed(minutes, on=DAY, seen=1, by=None, now=AFTER)

    with pytest.raises(Stale):
        signing.record_signed(minutes, on=DAY, seen=1, by=a_clerk(), now=AFTER)

    assert minutes.version == 2


def test_a_remark_is_answered(db: None) -> None:
    minutes = minutes_of(a_closed())
    remark = signing.add_remark(minutes, WORDS, received_on=DAY, remarker="Ойдон Сынаков", by=None, now=AFTER)

    with pytest.raises(Refusal):
        signing.answer_remark(remark, WORDS, answered_on=date(2026, 3, 20), seen=1, by=None, now=AFTER)
    signing.answer_remark(remark, Said.of(ky="Толукталды."), answered_on=DAY, seen=1, by=None, now=AFTER)

    assert (Remark.objects.get().answer.in_("ky").text, remark.version) == ("Толукталды.", 2)


def test_a_file_copy_that_stays_until_its_day_is_told_before_an_erasure(db: None) -> None:
    minutes = minutes_of(a_closed())
    speaker = heard(minutes).speaker
    until = date(2031, 3, 21)
    Edition.objects.create(
        minutes=minutes, kind="file", number=1, keep_until=until, basis="Номенклатура", issued_at=AFTER
    )

    assert speaker is not None
    assert kept_of(speaker) == [Kept("File copy of the minutes, edition 1", "Номенклатура", until)]


def test_whoever_is_erased_loses_the_name_and_the_scan_is_closed(db: None) -> None:
    minutes = minutes_of(a_closed())
    passage = heard(minutes, "Ойдон Сынаков суу сурады.")
    signing.record_signed(minutes, on=DAY, seen=1, by=None, now=AFTER)
    file = signing.keep_signed_scan(minutes, pdf(), name="a.pdf", seen=2, by=None, now=AFTER)
    person = Person.objects.get(name="Ойдон Сынаков")
    told, kept = told_of(person)["minutes"], kept_of(person)

    erase(person, reason=Erasure.Reason.ASKED, by=a_clerk(), now=at("2026-03-23"))

    for row in (passage, file):
        row.refresh_from_db()
    assert [row["kind"] for row in told] == ["minutes: heard", "scan"]
    assert [one.file for one in kept] == [file.pk]
    assert (passage.text.in_("ky").text, passage.version, file.closed_at) == ("… суу сурады.", 2, at("2026-03-23"))
