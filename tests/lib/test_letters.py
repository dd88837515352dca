"""Letters are mended where they are wrong and left alone where they are right."""

import pytest

from tegerek.lib.letters import decode, has_lost_letters, mend, was_legacy, with_lost_letters

LEGACY = str.maketrans({"ң": "ё", "ө": "ъ", "ү": "\\", "Ң": "Ё", "Ө": "Ъ", "Ү": "|"})
KYRGYZ = "Өзгөн районунун айылдык кеңеши жөнүндө: үч күндүк жыйын, көңүл бурулуучу маселелер. Чоң-Алай, Түп, Миң-Куш."
RUSSIAN = "Её съезд объявил подъём: приём граждан, объём работ, ещё один субъект даёт разъяснение, шофёр взял заём."


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Ѳзгѳн", "Өзгөн"),
        ("кеӊеш", "кеңеш"),
        ("Kaра-Cуу", "Кара-Суу"),
        ("рaйoн", "район"),
        ("Kochkоr", "Kochkor"),
        ("Kara-Suu", "Kara-Suu"),
        ("кү\u00adнү", "күнү"),
        ("24\u00a0октября", "24 октября"),
        ("Ат\u2011Башы", "Ат-Башы"),
        ("и\u0306", "й"),
        ("бир\u200bге", "бирге"),
        ("бир\r\nэки\u2028үч", "бир\nэки\nүч"),
        ("бир\tэки", "бир\tэки"),
        ("Кеёеш", "Кеңеш"),
        ("жън\\ндъ", "жөнүндө"),
        ("Чоё-Алай", "Чоң-Алай"),
        ("Ъзгън", "Өзгөн"),
        ("ЖЪН/НДЪ", "ЖӨНҮНДӨ"),
        ("дата\\район\\место", "дата\\район\\место"),
        ("Нарын\\Ош", "Нарын\\Ош"),
        ("РМА/РГА", "РМА/РГА"),
    ],
)
def test_wrong_letters_become_the_right_ones(wrong: str, right: str) -> None:
    mended = mend(wrong)

    assert mended == right


@pytest.mark.parametrize("text", [KYRGYZ, RUSSIAN, "The raion state administration, 10 a.m."])
def test_a_correct_text_is_left_as_it_is(text: str) -> None:
    assert (mend(text), was_legacy(text)) == (text, False)


def test_a_text_in_a_legacy_font_is_restored_whole() -> None:
    typed = KYRGYZ.translate(LEGACY)

    assert (was_legacy(typed), mend(typed)) == (True, KYRGYZ)


def test_a_russian_part_of_a_legacy_paper_keeps_its_own_letters() -> None:
    typed = f"{KYRGYZ.translate(LEGACY)}\n{RUSSIAN}"

    assert mend(typed) == f"{KYRGYZ}\n{RUSSIAN}"


def test_mending_twice_changes_nothing_more() -> None:
    once = mend(KYRGYZ.translate(LEGACY))

    assert mend(once) == once


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "cp866", "mac-cyrillic"]
)
def test_a_russian_file_is_read_in_every_usual_encoding(encoding: str) -> None:
    text = "График семинаров: 24 октября, Кочкорский район, зал заседаний."

    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_kyrgyz_letters_survive_in_every_unicode_encoding(encoding: str) -> None:
    assert decode(KYRGYZ.encode(encoding)) == KYRGYZ


def test_a_text_cut_off_inside_a_letter_is_still_utf8() -> None:
    assert decode("Кочкор ө".encode()[:-1]) == "Кочкор "


def test_question_marks_inside_words_are_lost_letters_and_at_the_end_of_sentences_are_not() -> None:
    assert has_lost_letters("К?н? ?зг?н, ?тк?р?л??ч? жайы")
    assert not has_lost_letters("Ким келет? Кайда? Качан?")
    assert "озгон" in with_lost_letters("?зг?н")


def test_a_run_of_letters_without_end_is_mended_as_quickly_as_words() -> None:
    """Tried at every letter, each of these would take minutes."""
    assert mend("9" * 100_000) == "9" * 100_000
    assert len(mend("ж" * 100_000)) == 100_000
