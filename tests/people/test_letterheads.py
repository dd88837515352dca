"""The letterhead of an office: set once, kept from those who have not seen it."""

from __future__ import annotations

import pytest

from tegerek.journal.models import Entry
from tegerek.lib.errors import Stale
from tegerek.lib.said import Said
from tegerek.people.letterheads import LetterheadSheet, letterhead_sheet, set_letterhead
from tests.meetings.rows import NOW, a_clerk, an_office

WORDS = LetterheadSheet(lines=Said.of(ky="КЫРГЫЗ РЕСПУБЛИКАСЫ"), signer=Said.of(ky="Ж. Сынакова"))


def test_before_anybody_set_it_the_name_of_the_office_stands_there(db: None) -> None:
    office = an_office()

    found = letterhead_sheet(office)

    assert (found.lines, found.signer, found.version) == (office.name, Said(), 0)


def test_what_was_set_is_kept_and_journalled_without_its_words(db: None) -> None:
    office, clerk = an_office(), a_clerk()

    set_letterhead(office, WORDS, seen=0, by=clerk, now=NOW)

    kept, entry = letterhead_sheet(office), Entry.objects.get(verb="letterhead.set")
    assert (kept.lines, kept.signer, kept.version) == (WORDS.lines, WORDS.signer, 1)
    assert (entry.by, entry.office, entry.refs) == (clerk.pk, office.pk, {})


@pytest.mark.parametrize("seen", [0, 2])
def test_whoever_has_not_seen_the_newest_words_overwrites_nothing(db: None, seen: int) -> None:
    office = an_office()
    set_letterhead(office, WORDS, seen=0, by=None, now=NOW)

    with pytest.raises(Stale):
        set_letterhead(office, LetterheadSheet(), seen=seen, by=None, now=NOW)

    assert letterhead_sheet(office).lines == WORDS.lines
