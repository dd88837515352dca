"""Texts in several languages: what a reader is given, and how honest it is about it."""

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime, timedelta

import pytest

from tegerek.lib.said import Said, Told

MONDAY = datetime(2026, 3, 9, 4, 0, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("said", "lang", "expected"),
    [
        (Said.of(ky="Суу", ru="Вода"), "ru", Told("Вода", "ru")),
        (Said.of(ky="Суу"), "ru", Told("Суу", "ky", is_fallback=True)),
        (Said.of(ru="Вода", en="Water"), "ky", Told("Вода", "ru", is_fallback=True)),
        (Said.of(ru="Вода", en="Water", original="en"), "ky", Told("Water", "en", is_fallback=True)),
        (Said.of(uz="Suv"), "ky", Told("Suv", "uz", is_fallback=True)),
        (Said(), "ky", Told("", "ky")),
        (Said.of(ky="  ", ru="Вода"), "ky", Told("Вода", "ru", is_fallback=True)),
    ],
)
def test_a_reader_gets_the_own_language_or_is_told_which_one_it_is(said: Said, lang: str, expected: Told) -> None:
    assert said.in_(lang) == expected


def test_a_translation_older_than_the_original_is_stale() -> None:
    first = Said.of(ky="Суу", ru="Вода", at=MONDAY)

    changed = first.with_text("ky", "Таза суу", TUESDAY)

    assert (first.in_("ru").is_stale, changed.in_("ru").is_stale, changed.in_("ky").is_stale) == (False, True, False)
    assert changed.with_text("ru", "Чистая вода", TUESDAY).in_("ru") == Told("Чистая вода", "ru")


def test_a_text_whose_moment_nobody_knows_is_not_called_stale() -> None:
    said = Said({"ky": "Суу", "ru": "Вода"}, {"ky": TUESDAY})

    assert (said.original, said.is_stale("ru")) == ("ky", False)


def test_an_unchanged_text_keeps_its_moment_and_an_empty_one_is_dropped() -> None:
    said = Said.of(ky="Суу", ru="Вода", at=MONDAY)

    assert said.with_text("ky", " Суу ", TUESDAY) is said
    assert said.with_text("ru", "", TUESDAY) == Said.of(ky="Суу", at=MONDAY)


def test_when_the_original_is_dropped_another_text_takes_its_place() -> None:
    said = Said.of(ky="Суу", en="Water", ru="Вода", at=MONDAY)

    without = said.with_text("ky", "", TUESDAY)

    assert (said.original, without.original, without.in_("ky").text) == ("ky", "ru", "Вода")


@pytest.mark.parametrize(
    "said",
    [
        Said(),
        Said.of(ky="Суу"),
        Said.of(ky="Суу", ru="Вода", at=MONDAY),
        Said.of(ky="Суу", ru="Вода", at=MONDAY, original="ru").with_text("ru", "Чистая вода", TUESDAY),
    ],
)
def test_what_is_stored_comes_back_the_same(said: Said) -> None:
    again = Said.from_json(said.as_json())

    assert again == said
    assert hash(again) == hash(said)
    assert again.as_json() == said.as_json()


def test_nothing_said_is_stored_as_nothing() -> None:
    assert Said.of(ky=" ").as_json() == {}


def test_what_was_never_stored_by_us_is_not_read() -> None:
    with pytest.raises(KeyError, match="changed"):
        Said.from_json({"texts": {"ky": {"text": "Суу"}}})


def test_what_was_said_cannot_be_changed_in_place() -> None:
    said = Said.of(ky="Суу")

    with pytest.raises(FrozenInstanceError):
        said.original = "ru"  # type: ignore[misc]  # the mistake under test
    with pytest.raises(TypeError):
        said.texts["ky"] = "Жол"  # type: ignore[index]  # the mistake under test


def test_a_told_text_prints_as_itself_and_is_false_when_empty() -> None:
    assert (str(Told("Суу", "ky")), bool(Told("Суу", "ky")), bool(Told("", "ky"))) == ("Суу", True, False)
