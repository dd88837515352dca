"""Half a page for each step: whole, short, resting on rules, and never calling a recommendation a law."""

import doctest
import re
from datetime import date
from pathlib import Path

import pytest

from tegerek.procedures import guide as guides
from tegerek.procedures.guide import HalfPage, guide, half_page, read_guide, rests_on
from tegerek.procedures.kinds import all_kinds
from tegerek.procedures.reading import BadProcedure
from tegerek.procedures.terms import Amount, Answer, OwnCharter, Rank, Unit

TODAY = date(2026, 3, 5)
STEPS = ["form", "initiative", "day", "agenda", "invited", "papers", "telling", "chats", "closing", "result"]
ENTRY = """
[[page]]
slug = "tea"
rules = ["assembly.notice"]
title = {ky = "Чай", ru = "Чай", en = "Tea"}
what = [{ky = "а", ru = "б", en = "c"}]
why = [{ky = "а", ru = "б", en = "c"}]
how = [{ky = "а", ru = "б", en = "c"}]
"""


def test_every_step_has_its_half_page_in_order() -> None:
    assert [page.slug for page in guide()] == STEPS


@pytest.mark.parametrize("page", guide(), ids=STEPS)
def test_a_half_page_is_said_in_three_languages_and_is_half_a_page(page: HalfPage) -> None:
    texts = [page.title, *page.what, *page.why, *page.how]

    assert [set(text.texts) for text in texts] == [{"ky", "ru", "en"}] * len(texts)
    assert [lang for lang in ("ky", "ru", "en") if page.words_in(lang) > 130] == []
    assert [len(part) > 0 for part in (page.what, page.why, page.how)] == [True, True, True]


@pytest.mark.parametrize("page", guide(), ids=STEPS)
def test_a_half_page_rests_on_rules_in_force_and_no_recommendation_is_called_law(page: HalfPage) -> None:
    rules = rests_on(page, TODAY)
    texts = [text for said in (page.title, *page.what, *page.why, *page.how) for text in said.texts.values()]
    of_law = [text for text in texts if re.search(r"\b(мыйзам|закон|law)", text, re.IGNORECASE)]

    assert len(rules) == len(page.rules) > 0
    assert [rule.id for rule in rules if rule.rank is Rank.LAW] == []
    assert of_law == []


def test_the_own_charter_is_what_a_half_page_rests_on_where_it_speaks() -> None:
    answer = Answer("assembly", "notice", Amount(7, 7, Unit.DAYS), number="19.2")
    own = OwnCharter("17/3", date(2024, 4, 20), date(2024, 5, 1), answers=(answer,))

    ranks = [(rule.home, rule.id, rule.rank) for rule in rests_on(half_page("telling"), TODAY, own)]

    assert ranks == [
        ("assembly", "notice", Rank.OWN_CHARTER),
        ("assembly", "channels", Rank.METHOD_INSTRUCTION),
        ("public-hearing", "notice", Rank.METHOD_INSTRUCTION),
    ]


def test_before_the_charter_of_2022_a_half_page_cites_only_what_is_ours() -> None:
    assert [rule for page in guide() for rule in rests_on(page, date(2022, 12, 11))] == []


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"assembly.notice"', '"assembly.tea"', "page 'tea': rules is 'assembly.tea'; accepted: a kind and a rule"),
        ('"assembly.notice"', '"picnic.notice"', "rules is 'picnic.notice'"),
        ('en = "Tea"', 'de = "Tee"', "title is {"),
        ('why = [{ky = "а", ru = "б", en = "c"}]\n', "", "why is 'missing'"),
        ('what = [{ky = "а"', f'what = [{{ky = "{"а " * 140}"', "ky is '143 words'; accepted: at most 130"),
        (ENTRY, ENTRY + ENTRY, "slug is 'tea'; accepted: each slug once"),
    ],
)
def test_a_mistake_names_entry_value_and_what_is_accepted(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    path = tmp_path / "guide.toml"
    path.write_text(ENTRY.replace(old, new, 1))

    with pytest.raises(BadProcedure) as refused:
        read_guide(path, all_kinds())

    assert sentence in str(refused.value)


def test_the_examples_in_the_code_are_right() -> None:
    assert doctest.testmod(guides).failed == 0
