"""Why this day? What a page can print of a deadline, in every language."""

from datetime import date

import pytest

from tegerek.lib.said import Said
from tegerek.procedures import words
from tegerek.procedures.explain import Explained, explain
from tegerek.procedures.kinds import all_kinds, kind
from tegerek.procedures.rules import due_days
from tegerek.procedures.terms import (
    Amount,
    Answer,
    Confidence,
    Counting,
    Doer,
    Event,
    OwnCharter,
    Rank,
    Side,
    Unit,
    Unknown,
    Why,
)
from tests.house import explained as explained_page

SUNDAY = date(2026, 3, 15)
CALLED = date(2026, 2, 2)
EVENTS = dict.fromkeys(Event, CALLED)
OWN = OwnCharter(
    "17/3",
    adopted_on=date(2024, 4, 20),
    since=date(2024, 5, 1),
    answers=(Answer("assembly", "notice", Amount(7, 7, Unit.DAYS, Counting.WORKING), number="19.2"),),
)


def explained(
    slug: str, rule_id: str, *, own: OwnCharter | None = None, events: dict[Event, date] | None = None
) -> Explained:
    dues = due_days(kind(slug), SUNDAY, on=CALLED, own=own, events=EVENTS if events is None else events)
    return next(explain(due) for due in dues if due.rule.id == rule_id)


def test_the_notice_of_an_assembly_explains_itself_in_kyrgyz() -> None:
    why = explained("assembly", "notice")

    assert (why.from_day, why.last) == (SUNDAY, date(2026, 3, 10))
    assert why.term.texts["ky"] == "иш-чарага 5 күн калганда"
    assert why.cited.texts["ky"] == "Типтүү уставга усулдук көрсөтмөлөр, 18.4-пункт (сунуштама)"
    assert why.counting.texts["ky"].startswith("Календардык күндөр")
    assert why.heading.texts["ky"] == "Жыйынды (чогулушту) өткөрүүнү демилгелөөнүн, уюштуруунун жана өткөрүүнүн тартиби"
    assert why.document.texts["ky"].endswith("№ 279, 12.12.2022")


def test_what_the_model_charter_says_is_cited_as_a_recommendation_and_never_as_law() -> None:
    cited = explained("assembly", "answers").cited

    assert cited == Said.of(
        ky="Типтүү устав, 17.5-пункт (сунуштама)",
        ru="Типовой устав, пункт 17.5 (рекомендация)",
        en="Model charter, §17.5 (a recommendation)",
    )


def test_the_own_charter_is_cited_with_number_day_and_place_and_binds() -> None:
    why = explained("assembly", "notice", own=OWN)

    assert why.cited.texts["ky"] == "Өз уставыбыз, № 17/3, 20.04.2024, 19.2-пункт (милдеттүү)"
    assert (why.binds, why.rank) == (True, Rank.OWN_CHARTER)
    assert why.counting.texts["ky"] == "Жумуш күндөрү."
    assert why.passed_over
    assert not why.note


def test_a_blank_says_that_the_municipality_has_not_settled_it() -> None:
    why = explained("assembly", "publish-minutes")

    assert (why.last, why.why, why.is_blank) == (None, Why.BLANK, True)
    assert why.unknown.texts["ky"] == "Белгисиз: муниципалитет муну өз уставында белгилей элек."
    assert not why.counting


def test_a_deadline_that_waits_says_for_what_it_waits() -> None:
    why = explained("assembly", "appeal-decision", events={})

    assert (why.last, why.from_day, why.why) == (None, None, Why.WAITING)
    assert why.term.texts["ru"] == "в течение 14 дней после регистрации обращения группы"


def test_a_day_of_the_year_is_told_even_while_the_budget_year_is_not() -> None:
    why = explained("budget-hearing", "approval", events={})

    assert (why.last, why.why) == (None, Why.WAITING)
    assert why.term.texts["ru"] == "1 июня года, предшествующего бюджетному"


def test_a_range_keeps_both_ends() -> None:
    why = explained("public-hearing", "fix-date")

    assert (why.first, why.last) == (date(2026, 2, 15), date(2026, 2, 22))
    assert why.term.texts["en"] == "3–4 weeks before the meeting"


def test_a_law_of_which_only_an_excerpt_was_read_says_so() -> None:
    why = explained("assembly", "written-appeal-answered")

    assert why.cited.texts["en"] == "Law on citizens’ appeals (binding)"
    assert why.confidence == words.CONFIDENCES[Confidence.EXCERPT]


@pytest.mark.parametrize("slug", all_kinds())
@pytest.mark.parametrize("on", [CALLED, date(2017, 10, 24)])
def test_every_deadline_of_every_kind_can_be_explained_in_three_languages(slug: str, on: date) -> None:
    for due in due_days(kind(slug), SUNDAY, on=on, events=EVENTS, about=["master-plan", "development-programme"]):
        why = explain(due)
        must = [why.what, why.cited, why.document, why.rank_label]
        may = [why.note, why.term, why.counting, why.unknown, why.heading, why.confidence]

        assert [set(said.texts) for said in must] == [{"ky", "ru", "en"}] * 4
        assert {frozenset(said.texts) for said in may} <= {frozenset({"ky", "ru", "en"}), frozenset()}
        assert bool(why.unknown) == isinstance(due.day, Unknown)


@pytest.mark.parametrize(
    ("amount", "side", "ky", "ru", "en"),
    [
        (
            Amount(1, 1, Unit.DAYS),
            Side.BEFORE,
            "иш-чарага 1 күн калганда",
            "за 1 день до мероприятия",
            "1 day before the meeting",
        ),
        (
            Amount(2, 2, Unit.DAYS),
            Side.BEFORE,
            "иш-чарага 2 күн калганда",
            "за 2 дня до мероприятия",
            "2 days before the meeting",
        ),
        (
            Amount(1, 2, Unit.WEEKS),
            Side.BEFORE,
            "иш-чарага 1–2 жума калганда",
            "за 1–2 недели до мероприятия",
            "1–2 weeks before the meeting",
        ),
        (
            Amount(5, 5, Unit.DAYS, Counting.WORKING),
            Side.BEFORE,
            "иш-чарага 5 жумуш күнү калганда",
            "за 5 рабочих дней до мероприятия",
            "5 working days before the meeting",
        ),
        (
            Amount(1, 1, Unit.MONTHS),
            Side.AFTER,
            "иш-чарадан кийин 1 айдын ичинде",
            "в течение 1 месяца после мероприятия",
            "within 1 month after the meeting",
        ),
        (
            Amount(21, 21, Unit.DAYS, Counting.WORKING),
            Side.AFTER,
            "иш-чарадан кийин 21 жумуш күнүнүн ичинде",
            "в течение 21 рабочего дня после мероприятия",
            "within 21 working days after the meeting",
        ),
    ],
)
def test_a_term_is_said_as_each_language_says_it(amount: Amount, side: Side, ky: str, ru: str, en: str) -> None:
    assert words.term(amount, side, Event.MEETING) == Said.of(ky=ky, ru=ru, en=en)


def test_every_rank_every_reason_and_every_counting_has_its_words() -> None:
    assert (set(words.RANKS), set(words.FORCES)) == (set(Rank), set(Rank))
    assert (set(words.WHYS), set(words.COUNTINGS), set(words.DOERS)) == (set(Why), set(Counting), set(Doer))
    assert set(words.CONFIDENCES) == set(Confidence) - {Confidence.WHOLE}
    assert set(words.AFTER_EVENT) | set(words.BEFORE_EVENT) == set(Event)


def test_the_page_of_all_explanations_is_the_one_the_rules_make() -> None:
    assert explained_page.PAGE.read_text(encoding="utf-8") == explained_page.page(), (
        "python -m tests.house.explained writes it anew"
    )


def test_every_kyrgyz_text_of_that_page_is_marked_until_a_speaker_has_read_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [line for line in explained_page.page().splitlines() if line.startswith("| ") and "| ky | ru |" not in line]
    kyrgyz = [line.split(" | ")[1] for line in rows if not line.startswith("| ---")]
    marked = [text for text in kyrgyz if text.startswith(explained_page.UNREAD)]
    text = kyrgyz[0].removeprefix(explained_page.UNREAD)
    monkeypatch.setitem(explained_page.READ, "assembly.initiative", explained_page.digest_of(text))

    read, changed = (
        explained_page.marked("assembly.initiative", words) for words in (text, f"{text} Дагы бир сүйлөм.")
    )

    assert len(marked) == len(kyrgyz) - len(explained_page.READ) + 1
    assert read == text
    assert changed.startswith(explained_page.UNREAD)


@pytest.mark.parametrize("slug", all_kinds())
def test_every_rule_stands_on_that_page(slug: str) -> None:
    page = explained_page.page()

    assert [rule.id for rule in kind(slug).rules if f"`{rule.home}.{rule.id}`" not in page] == []


def test_only_what_binds_is_said_to_bind() -> None:
    binding = [rank for rank, force in words.FORCES.items() if force.texts["en"] == "binding"]

    assert binding == [rank for rank in (Rank.LAW, Rank.OWN_CHARTER) if rank.binds]
