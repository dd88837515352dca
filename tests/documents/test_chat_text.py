"""What a chat is told: five lines that say everything, and a picture light enough for the slowest network."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, time
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image

from tegerek.documents.chat_card import MOST_BYTES, chat_card
from tegerek.documents.chat_text import MOST_LINES, chat_text
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.meetings.chats import ChatSheet
from tegerek.meetings.rules import State, When
from tests.documents import sheets

ADDRESS = "https://tegerek.example"
TEN = When(date(2026, 3, 14), None, time(10))
TWO = When(date(2026, 3, 10), None, time(14))
LONG = (
    "Үстүбүздөгү жылдын айыл аймагынын жергиликтүү бюджетинин аткарылышы, социалдык-экономикалык өнүгүү "
    "программасынын жүрүшү, мектепке, фельдшердик пунктка жана ички жолдорго бөлүнгөн каражаттардын максаттуу "
    "сарпталышы тууралуу айыл өкмөтүнүн башчысынын отчетун угуу, талкуулоо жана жыйынтык чыгаруу жөнүндө, дагы"
)
ONE_WORD = "Ө" * 300


def a_sheet(**changes: object) -> ChatSheet:
    made = ChatSheet(
        number=48215,
        kind_name=Said.of(ky="жыйын (чогулуш)", ru="сход (собрание)", en="assembly"),
        title=Said.of(ky="Таза суу", ru="Чистая вода", en="Clean water"),
        when=TEN,
        was=When(),
        where=sheets.where(),
        issues=(
            Said.of(ky="Түтүк тартуунун баасы", ru="Стоимость трубы", en="Cost of the pipe"),
            Said.of(ky="Жаңы тариф", ru="Новый тариф", en="New tariff"),
        ),
        office=sheets.OFFICE,
        turn="called",
        state=State.CALLED,
        is_rehearsal=False,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # names and values come from the test that knows them


def a_long_sheet(words: str, **changes: object) -> ChatSheet:
    said = Said.of(ky=words, ru=words, en=words)
    where = replace(sheets.where(), venue=said, address=said, unit=said, above=said)
    office = replace(sheets.OFFICE, name=said)
    return a_sheet(title=said, issues=(said,) * 12, where=where, office=office, **changes)


def test_the_text_says_everything_and_its_link_comes_last() -> None:
    text = chat_text(a_sheet(), "en", ADDRESS)

    assert text.lines == (
        "Assembly: Clean water",
        "Saturday, 14 March 2026, 10:00.",
        "RSA meeting hall, Алма raion, Tor-Suu oblast",
        "On the agenda: Cost of the pipe; New tariff.",
        "Questions: Aiyl okmotu of Ak-Kyya, 0 000 00 00 00. https://tegerek.example/en/meetings/48215/",
    )
    assert text.is_cut is False


@pytest.mark.parametrize(
    ("turn", "state", "first", "when"),
    [
        ("moved", State.CALLED, "MOVED. Assembly: ", "10:00. It is not on 10.03.2026, 14:00 any more."),
        ("postponed", State.POSTPONED, "POSTPONED. Assembly: ", "It will not be on 10.03.2026, 14:00; the new day"),
        ("cancelled", State.CANCELLED, "CANCELLED. Assembly: ", "It will not take place. It was announced for 10.03"),
    ],
)
def test_what_does_not_hold_stands_first_with_the_day_that_was_announced(
    turn: str, state: State, first: str, when: str
) -> None:
    lines = chat_text(a_sheet(turn=turn, state=state, was=TWO), "en", ADDRESS).lines

    assert (lines[0].startswith(first), when in lines[1]) == (True, True), lines


@pytest.mark.parametrize(("lang", "word"), [("ky", "ЖЫЛДЫ."), ("ru", "ПЕРЕНЕСЕНО.")])
def test_a_move_leads_in_kyrgyz_and_russian(lang: str, word: str) -> None:
    lines = chat_text(a_sheet(turn="moved", was=TWO), lang, ADDRESS).lines

    assert lines[0].split(" ")[0] == word


def test_another_hall_on_the_same_day_names_no_old_day() -> None:
    lines = chat_text(a_sheet(turn="moved", was=TEN), "en", ADDRESS).lines

    assert lines[1] == "Saturday, 14 March 2026, 10:00."


def test_a_rehearsal_says_so_before_everything_and_has_no_link() -> None:
    text = chat_text(a_sheet(is_rehearsal=True, number=None), "en", ADDRESS)

    assert (text.lines[0], text.link, text.telegram) == ("REHEARSAL. Assembly: Clean water", "", "")


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
@pytest.mark.parametrize("words", [LONG, ONE_WORD])
@pytest.mark.parametrize("turn", ["called", "moved", "cancelled"])
def test_the_longest_titles_make_five_lines_that_a_share_link_carries(turn: str, words: str, lang: str) -> None:
    text = chat_text(a_long_sheet(words, turn=turn, was=TWO), lang, ADDRESS)

    assert len(LONG) >= 300
    assert (len(text.lines) <= MOST_LINES, text.text.count("\n") < MOST_LINES, text.is_cut) == (True, True, True)
    assert max(len(text.whatsapp), len(text.telegram)) <= 8000


def test_a_line_break_in_a_title_makes_no_sixth_line() -> None:
    text = chat_text(a_sheet(title=Said.of(en="Clean\nwater\r\n\n now")), "en", ADDRESS)

    assert text.lines[0] == "Assembly: Clean water now"


def test_issues_that_do_not_fit_are_counted() -> None:
    text = chat_text(a_long_sheet(LONG), "en", ADDRESS)

    assert (len(text.issues), text.more) == (2, "And 10 more issues.")


def test_a_meeting_without_an_agenda_without_an_hour_and_without_a_title_is_told_too() -> None:
    bare = a_sheet(title=Said(), issues=(), when=When(date(2026, 3, 14)))

    lines = chat_text(bare, "en", ADDRESS).lines

    assert lines[:2] == ("Assembly", "Saturday, 14 March 2026. The hour will be announced.")
    assert len(lines) == 4


def test_the_share_links_carry_the_text_and_the_address_once() -> None:
    text = chat_text(a_sheet(), "ky", ADDRESS)

    whatsapp, telegram = (parse_qs(urlsplit(link).query) for link in (text.whatsapp, text.telegram))

    assert (whatsapp["text"], telegram["url"]) == ([text.text], [text.link])
    assert (text.link in telegram["text"][0], telegram["text"][0].count("\n")) == (False, 4)


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
@pytest.mark.parametrize(("words", "turn"), [("", "called"), (LONG, "moved"), (ONE_WORD, "cancelled")])
def test_a_picture_is_below_thirty_kilobytes_whatever_it_holds(words: str, turn: str, lang: str) -> None:
    sheet = a_long_sheet(words, turn=turn, was=TWO) if words else a_sheet()

    made = chat_card(chat_text(sheet, lang, ADDRESS), turn)

    with Image.open(io.BytesIO(made)) as picture:
        assert (picture.format, picture.width * 5, len(made) < MOST_BYTES) == ("PNG", picture.height * 4, True)


def test_the_same_text_makes_the_same_picture() -> None:
    text = chat_text(a_sheet(), "ky", ADDRESS)

    assert chat_card(text, "called") == chat_card(text, "called")


def test_a_sign_that_no_font_has_is_named_and_not_drawn_as_a_box() -> None:
    text = chat_text(a_sheet(title=Said.of(ky="Таза суу 💧")), "ky", ADDRESS)

    with pytest.raises(Refusal, match="💧"):
        chat_card(text, "called")
