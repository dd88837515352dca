"""The official letter: bilingual head, facts of the seminar, and blanks for what nobody has said."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from tegerek.documents.papers import parts
from tegerek.documents.papers.letter import letter_papers
from tegerek.documents.papers.parts import BLANK
from tegerek.lib.said import Said
from tegerek.meetings.rules import When
from tegerek.people.letterheads import LetterheadSheet
from tegerek.programmes.letter_sheets import LetterSheet
from tests.documents.papers import invented

T = TypeVar("T")


def test_the_head_has_kyrgyz_and_russian_side_by_side_in_either_language() -> None:
    heads = [_of(parts.Letterhead, invented.letter(), lang).heads for lang in ("ky", "ru", "en")]

    assert [[head.lang for head in found] for found in heads] == [["ky", "ru"], ["ky", "ru"], ["ky", "en"]]
    assert heads[0][1].lines == ("КЫРГЫЗСКАЯ РЕСПУБЛИКА", "Мисальская область", "Учебный центр «Булак»")


def test_a_letter_in_two_languages_is_two_sheets_under_one_number() -> None:
    papers = letter_papers(invented.letter(), "ky-ru")

    senders = [part for paper in papers for part in paper.parts if isinstance(part, parts.Sender)]
    assert [paper.lang for paper in papers] == ["ky", "ru"]
    assert [sender.numbers[0] for sender in senders] == ["№ 01-14/25"] * 2
    assert [sender.to for sender in senders] == [("Ак-Кыя айыл өкмөтүнө",), ("Ак-Кыинскому айыл окмоту",)]


def test_an_aimak_is_asked_for_its_share_and_a_share_nobody_knows_is_a_blank() -> None:
    table = _of(parts.Table, invented.letter(), "ru")

    assert table.title == "Просим направить на семинар:"
    assert table.rows == (("глава айыл окмоту", "1"), ("депутат айылного кенеша", BLANK))


def test_the_raion_is_told_of_all_aimaks_and_all_seats() -> None:
    letter = invented.to_raion()

    prose = " ".join(text for part in _all(parts.Prose, letter, "ky") for text in part.paragraphs)
    assert "Ак-Кыя айыл аймагы; Көк-Ой айыл аймагы; Чоң-Жаңы-Үмүт айыл аймагы" in prose
    assert [row[1] for row in _of(parts.Table, letter, "ky").rows] == ["3", "5"]


def test_what_nobody_has_said_is_a_blank_and_never_made_up() -> None:
    bare = invented.letter(
        number="", dated=None, answer_by=None, seats=(), contact=None, letterhead=LetterheadSheet(), project=Said()
    )
    bare = replace(bare, day=replace(bare.day, when=When(), series=Said(), topics=()))

    sender, signature = _of(parts.Sender, bare, "en"), _of(parts.Signature, bare, "en")
    prose = [text for part in _all(parts.Prose, bare, "en") for text in part.paragraphs]
    assert sender.numbers == (f"№ {BLANK}", "“____” ______________ 20____")
    assert (signature.post, signature.name) == (BLANK, BLANK)
    assert prose == [
        f"We invite you to a seminar of the programme {BLANK}.",
        f"Please tell us their names, posts and phones by {BLANK}.",
        f"For questions: {BLANK}.",
    ]
    assert _of(parts.Facts, bare, "en").rows[0] == ("When", f"{BLANK}, at ____:____")
    assert _of(parts.Table, bare, "en").rows == (("", ""),) * 3


def test_an_addressee_has_one_name_even_if_nobody_has_looked_at_the_kyrgyz_one() -> None:
    letter = invented.letter()
    unseen = replace(letter, to=replace(letter.to, ky_needs_look=True))
    without = replace(unseen, to=replace(unseen.to, name=Said.of(ru="Ак-Кыинский")))

    told = [_of(parts.Sender, one, "ky").to for one in (unseen, without)]

    assert told == [("Ак-Кыя айыл өкмөтүнө",), ("Ак-Кыинскому айыл окмоту",)]


def test_the_place_of_the_seminar_has_one_name_too() -> None:
    where = replace(invented.day().where, ky_needs_look=True)

    facts = dict(_of(parts.Facts, invented.letter(day=invented.day(where=where)), "ky").rows)

    assert facts["Өтө турган жери"] == "РМА жыйындар залы, Алма району, Төр-Суу облусу"


def test_the_line_of_the_topics_is_not_called_as_a_topic_may_be() -> None:
    day = invented.day(topics=(Said.of(ky="каралчу маселелер"), Said.of(ky="пландоо")))

    assert _of(parts.Facts, invented.letter(day=day), "ky").rows[-1] == ("Темалар", "каралчу маселелер; пландоо")


def _all(kind: type[T], sheet: LetterSheet, lang: str) -> list[T]:
    (paper,) = letter_papers(sheet, lang)
    return [part for part in paper.parts if isinstance(part, kind)]


def _of(kind: type[T], sheet: LetterSheet, lang: str) -> T:
    return _all(kind, sheet, lang)[0]
