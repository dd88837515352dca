"""The kinds of meeting as files: every one is whole, and a mistake is told with its place."""

from datetime import date
from pathlib import Path

import pytest

from tegerek.lib.said import Said
from tegerek.procedures import kinds
from tegerek.procedures.kinds import all_kinds, kind, kinds_for, read_kinds, read_sources
from tegerek.procedures.reading import BadProcedure
from tegerek.procedures.rules import rule_in_force
from tegerek.procedures.terms import (
    Amount,
    Chair,
    Comers,
    Confidence,
    Counting,
    Initiator,
    Purpose,
    Rank,
    Rule,
    Source,
    Unit,
    Unknown,
)

SLUGS = [
    "assembly",
    "kurultai",
    "public-hearing",
    "budget-hearing",
    "report",
    "information",
    "open-session",
    "seminar",
]
EVERY_RULE = [(slug, rule) for slug, found in all_kinds().items() for rule in found.rules]

FILE = """
slug = "picnic"
order = 1
initiators = ["head"]
chair = "chosen before"
comers = "everybody"
has_capacity = false
name = {ky = "сейил", ru = "пикник", en = "picnic"}
plural = {ky = "сейилдер", ru = "пикники", en = "picnics"}
what_for = {ky = "Эс алуу", ru = "Отдых", en = "Rest"}

[[fits]]
purpose = "inform"
rule = "notice"
ky = "а"
ru = "б"
en = "c"

[[rule]]
id = "notice"
source = "house"
before = "meeting"
value = 5
unit = "days"
counted = "not stated"
ky = "Кабарланат."
ru = "Оповещают."
en = "People are told."
"""


@pytest.fixture(scope="module")
def sources() -> dict[str, Source]:
    return read_sources(kinds.SOURCES)


def test_the_kinds_are_offered_in_their_order() -> None:
    assert list(all_kinds()) == SLUGS


@pytest.mark.parametrize("slug", SLUGS)
def test_every_kind_has_its_words_in_three_languages(slug: str) -> None:
    found = kind(slug)
    texts = [found.name, found.plural, found.what_for, *(fit.why for fit in found.fits)]

    assert [set(text.texts) for text in texts] == [{"ky", "ru", "en"}] * len(texts)
    assert found.fits


@pytest.mark.parametrize(("slug", "rule"), EVERY_RULE, ids=[f"{slug}.{rule.id}" for slug, rule in EVERY_RULE])
def test_every_rule_is_said_in_three_languages_and_names_its_source(slug: str, rule: Rule) -> None:
    texts = [rule.what, rule.source.name, rule.source.short, *filter(None, [rule.note, rule.heading])]

    assert [set(text.texts) for text in texts] == [{"ky", "ru", "en"}] * len(texts)
    assert rule.rank is rule.source.rank
    assert rule.since >= rule.source.since


@pytest.mark.parametrize(("slug", "rule"), EVERY_RULE, ids=[f"{slug}.{rule.id}" for slug, rule in EVERY_RULE])
def test_a_rule_of_the_charter_has_its_number_and_heading_and_any_other_says_how_far_it_is_known(
    slug: str, rule: Rule
) -> None:
    if rule.source.id in {"model-charter-2022", "method-2022"}:
        is_told = bool(rule.number and rule.heading) and rule.since == date(2022, 12, 12)
    else:
        is_told = rule.rank is Rank.DEFAULT or rule.confidence is not Confidence.WHOLE

    assert is_told


@pytest.mark.parametrize(("slug", "rule"), EVERY_RULE, ids=[f"{slug}.{rule.id}" for slug, rule in EVERY_RULE])
def test_what_was_not_read_has_no_value(slug: str, rule: Rule) -> None:
    assert rule.confidence is not Confidence.NOT_READ or isinstance(rule.value, Unknown)


@pytest.mark.parametrize(
    ("slug", "initiators"),
    [
        ("assembly", {Initiator.GROUP, Initiator.COUNCIL, Initiator.DEPUTY, Initiator.HEAD}),
        ("kurultai", {Initiator.GROUP, Initiator.COUNCIL, Initiator.HEAD}),
        ("public-hearing", {Initiator.COUNCIL, Initiator.HEAD}),
        ("budget-hearing", {Initiator.COUNCIL, Initiator.HEAD}),
    ],
)
def test_each_kind_has_its_own_doors(slug: str, initiators: set[Initiator]) -> None:
    assert set(kind(slug).initiators) == initiators


def test_only_head_council_and_its_chair_may_call_in_haste_and_only_an_assembly() -> None:
    urgent = {slug: set(found.urgent_by) for slug, found in all_kinds().items() if found.urgent_by}

    assert urgent == {"assembly": {Initiator.HEAD, Initiator.COUNCIL, Initiator.COUNCIL_CHAIR}}


def test_assemblies_elect_their_chair_and_hearings_choose_him_before() -> None:
    chairs = {slug: kind(slug).chair for slug in ("assembly", "public-hearing", "kurultai")}

    assert chairs == {
        "assembly": Chair.ELECTED,
        "public-hearing": Chair.CHOSEN_BEFORE,
        "kurultai": Chair.NOT_KNOWN,
    }


def test_everybody_may_come_to_what_is_public_and_only_a_seminar_can_be_full() -> None:
    assert [slug for slug, found in all_kinds().items() if found.has_capacity] == ["seminar"]
    assert [slug for slug, found in all_kinds().items() if not found.everybody_may_come] == ["kurultai", "seminar"]
    assert (kind("kurultai").comers, kind("seminar").comers) == (Comers.DELEGATES, Comers.INVITED)


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("subject", ["initiative", "chair", "access"])
def test_what_the_head_of_a_file_says_for_the_program_a_rule_says_for_people(slug: str, subject: str) -> None:
    assert [rule.id for rule in kind(slug).rules if rule.id == subject] == [subject]


@pytest.mark.parametrize(
    ("purpose", "slugs"),
    [
        (Purpose.INFORM, ["information", "assembly", "open-session"]),
        (Purpose.HEAR, ["public-hearing", "assembly", "kurultai", "budget-hearing"]),
        (Purpose.DECIDE, ["assembly", "kurultai"]),
        (Purpose.ELECT, ["assembly"]),
        (Purpose.REPORT, ["report"]),
        (Purpose.LEARN, ["seminar"]),
    ],
)
def test_a_purpose_finds_its_kinds_the_best_first(purpose: Purpose, slugs: list[str]) -> None:
    found = kinds_for(purpose)

    assert [kind.slug for kind in found] == slugs
    assert [fit.is_best for fit in (kind.fit(purpose) for kind in found) if fit] == [True] + [False] * (len(slugs) - 1)


NOT_OUR_STEPS = {
    "data-request",
    "minutes-remarks",
    "urban-remarks",
    "written-appeal-registered",
    "written-appeal-answered",
}


@pytest.mark.parametrize(("slug", "rule"), EVERY_RULE, ids=[f"{slug}.{rule.id}" for slug, rule in EVERY_RULE])
def test_every_deadline_is_somebodys_step_unless_others_keep_it(slug: str, rule: Rule) -> None:
    is_ours = rule.event is not None and rule.id not in NOT_OUR_STEPS

    assert (rule.by is not None) == is_ours


def test_reminders_that_no_document_asks_for_are_few_and_say_that_they_are_ours() -> None:
    reminders = {
        slug: [rule.id for rule in found.rules if rule.event and rule.rank is Rank.DEFAULT and rule.note and rule.by]
        for slug, found in all_kinds().items()
    }

    assert {slug: ids for slug, ids in reminders.items() if ids} == {
        "assembly": ["hall", "sign-order", "print-pack", "publish-minutes"],
        "public-hearing": ["publish-minutes"],
        "budget-hearing": ["publish-minutes"],
        "report": ["hall", "sign-order", "print-pack", "publish-minutes"],
        "information": ["notice", "hall", "print-pack"],
    }


@pytest.mark.parametrize("purpose", [purpose for purpose in Purpose if purpose is not Purpose.LEARN])
def test_every_reason_for_a_kind_rests_on_a_rule_with_heading_and_number(purpose: Purpose) -> None:
    for found in kinds_for(purpose):
        fit = found.fit(purpose)
        assert fit is not None
        rule = rule_in_force(found, fit.rule_id, date(2026, 3, 5))

        assert isinstance(rule, Rule)
        assert (bool(rule.number), bool(rule.heading), rule.rank.binds) == (True, True, False)


def test_no_reason_for_a_kind_says_that_one_must_where_its_source_only_advises() -> None:
    whys = [fit.why.texts for found in all_kinds().values() for fit in found.fits]

    assert [why for why in whys if "милдеттүү" in why["ky"] and "жактыргандан кийин" not in why["ky"]] == []
    assert [why for why in whys if "обязательна" in why["ru"] and "после одобрения" not in why["ru"]] == []


def test_a_seminar_has_no_deadline_at_all() -> None:
    assert [rule.id for rule in kind("seminar").rules if rule.event is not None] == []


# Adding a kind is adding a file


def test_a_new_file_is_a_new_kind(tmp_path: Path, sources: dict[str, Source]) -> None:
    (tmp_path / "picnic.toml").write_text(FILE)

    (found,) = read_kinds(tmp_path, sources)

    assert (found.slug, found.name) == ("picnic", Said.of(ky="сейил", ru="пикник", en="picnic"))
    assert [(rule.id, rule.value) for rule in found.rules] == [("notice", Amount(5, 5, Unit.DAYS, Counting.NOT_STATED))]


def test_a_kind_that_follows_another_takes_its_rules_but_those_it_writes_itself_or_goes_without(
    tmp_path: Path, sources: dict[str, Source]
) -> None:
    other = '[[rule]]\nid = "{}"\nsource = "house"\nvalue = "in words"\nky = "а"\nru = "б"\nen = "c"\n'
    (tmp_path / "picnic.toml").write_text(FILE + other.format("songs") + other.format("food"))
    heir = FILE.replace('slug = "picnic"', 'slug = "feast"\nfollows = "picnic"\nwithout = ["food"]').replace(
        "= 5", "= 9"
    )
    (tmp_path / "feast.toml").write_text(heir)

    feast = next(found for found in read_kinds(tmp_path, sources) if found.slug == "feast")

    assert [(rule.id, rule.home) for rule in feast.rules] == [("songs", "picnic"), ("notice", "feast")]


def test_one_rule_may_have_several_versions_at_different_times(tmp_path: Path, sources: dict[str, Source]) -> None:
    rule = FILE[FILE.index("[[rule]]") :]
    older = rule.replace("value = 5", "value = 3\nuntil = 2009-12-31")
    newer = rule.replace("value = 5", "value = 5\nsince = 2010-01-01")
    (tmp_path / "picnic.toml").write_text(FILE[: FILE.index("[[rule]]")] + older + newer)

    (found,) = read_kinds(tmp_path, sources)

    assert [rule.holds_on(date(2009, 12, 31)) for rule in found.rules] == [True, False]
    assert [rule.holds_on(date(2010, 1, 1)) for rule in found.rules] == [False, True]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('slug = "picnic"', 'slug = "pic"', "the head: slug is 'pic'; accepted: the name of the file, picnic"),
        (
            'chair = "chosen before"',
            'chair = "nobody"',
            "chair is 'nobody'; accepted: elected at the meeting, chosen before",
        ),
        ('"head"]', '"king"]', "initiators is 'king'; accepted: group, council"),
        ("order = 1", 'order = "one"', "order is 'one'; accepted: a whole number"),
        ("order = 1", "order = true", "order is True; accepted: a whole number"),
        ("has_capacity = false\n", "", "has_capacity is 'missing'"),
        ("order = 1", "order = 1\ncolour = 2", "colour is 'no such key'"),
        ('en = "picnic"', 'de = "Picknick"', "name is {'ky': 'сейил', 'ru': 'пикник', 'de': 'Picknick'}"),
        ('purpose = "inform"', 'purpose = "dance"', "[[fits]]: purpose is 'dance'; accepted: inform, hear"),
        ('rule = "notice"', 'rule = "lunch"', "[[fits]]: rule is 'lunch'; accepted: notice"),
        ('source = "house"', 'source = "hearsay"', "rule 'notice': source is 'hearsay'; accepted: model-charter-2022"),
        (
            'source = "house"',
            'source = "model-charter-2022"\nnumber = "99.1"',
            "number is '99.1'; accepted: a number within a heading",
        ),
        ("value = 5", "value = 0", "value is 0; accepted: numbers above 0"),
        ("value = 5", "value = [4, 3]", "value is [4, 3]; accepted: numbers above 0, the smaller one first"),
        ("value = 5", 'value = "five"', "value is 'five'; accepted: a whole number"),
        ("value = 5", 'value = "not known"', "accepts is 'missing'"),
        ("value = 5", 'value = "in words"', "value is 'in words'; accepted: days, weeks, months or a day of the year"),
        ("value = 5", "value = 5\nsince = 5", "since is 5; accepted: a day like 2022-12-12"),
        ("value = 5", 'value = 5\nconfidence = "not read"', "since the source was not read"),
        ('unit = "days"', 'unit = "moons"', "unit is 'moons'; accepted: days, weeks, months"),
        ('unit = "days"', 'unit = "weeks"', "counted is 'not stated'; accepted: nothing"),
        (
            'unit = "days"\ncounted = "not stated"',
            'unit = "share of present"',
            "value is 5; accepted: a part of a whole",
        ),
        (
            'value = 5\nunit = "days"\ncounted = "not stated"\nky',
            'value = "1/2"\nunit = "share of present"\nky',
            "exceeded is 'missing'; accepted: true, false",
        ),
        ("value = 5", 'value = 5\nby = "nobody"', "by is 'nobody'; accepted: clerk, head, secretary"),
        (
            'before = "meeting"\nvalue = 5\nunit = "days"\ncounted = "not stated"',
            'by = "clerk"\nvalue = "in words"',
            "by is 'clerk'; accepted: nothing",
        ),
        ("value = 5", "value = 5\nexceeded = true", "exceeded is True; accepted: nothing"),
        ('counted = "not stated"\n', "", "counted is 'missing'; accepted: calendar, working, not stated"),
        ('before = "meeting"', 'before = "lunch"', "before is 'lunch'; accepted: meeting"),
        (
            'before = "meeting"',
            'before = "meeting"\nafter = "meeting"',
            "before, after is 'both'; accepted: one of them",
        ),
        ('before = "meeting"', 'after = "budget year"', "after is 'budget year'; accepted: meeting, group's appeal"),
        (
            'value = 5\nunit = "days"\ncounted = "not stated"',
            'value = "06-01"\nunit = "day of the year"',
            "before is 'meeting'; accepted: budget year, for a day of the year",
        ),
        (
            'value = 5\nunit = "days"\ncounted = "not stated"',
            'value = "02-29"\nunit = "day of the year"',
            "value is '02-29'; accepted: a day of every year",
        ),
        ('before = "meeting"\n', "", "before, after is 'missing'; accepted: one of them"),
        ("[[rule]]", "[rule", "picnic.toml: "),
    ],
)
def test_a_mistake_in_a_file_names_file_entry_value_and_what_is_accepted(
    tmp_path: Path, sources: dict[str, Source], old: str, new: str, sentence: str
) -> None:
    text = FILE.replace(old, new, 1)
    assert text != FILE
    (tmp_path / "picnic.toml").write_text(text)

    with pytest.raises(BadProcedure) as refused:
        read_kinds(tmp_path, sources)

    assert str(refused.value).startswith("picnic.toml")
    assert sentence in str(refused.value)


def test_the_same_rule_twice_at_one_time_is_a_mistake(tmp_path: Path, sources: dict[str, Source]) -> None:
    (tmp_path / "picnic.toml").write_text(FILE + FILE[FILE.index("[[rule]]") :])

    with pytest.raises(BadProcedure, match="rule 'notice': since, until"):
        read_kinds(tmp_path, sources)


@pytest.mark.parametrize("line", ['follows = "feast"', 'follows = "picnic"'])
def test_a_kind_follows_only_a_kind_that_follows_none(tmp_path: Path, sources: dict[str, Source], line: str) -> None:
    (tmp_path / "picnic.toml").write_text(FILE.replace("order = 1", f"order = 1\n{line}"))

    with pytest.raises(BadProcedure, match=r"picnic\.toml, follows: follows is"):
        read_kinds(tmp_path, sources)


def test_an_inferred_number_may_only_be_our_default(tmp_path: Path, sources: dict[str, Source]) -> None:
    text = FILE.replace('source = "house"', 'source = "practice"\nconfidence = "inferred"')
    (tmp_path / "picnic.toml").write_text(text)

    with pytest.raises(BadProcedure, match="since the value is inferred"):
        read_kinds(tmp_path, sources)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('rank = "law"', 'rank = "rumour"', "rank is 'rumour'; accepted: default, practice"),
        ('rank = "law"', 'rank = "own_charter"', "rank is 'own_charter'"),
        ('point.en = "§{n}"', 'point.en = "§"', "point.en is '§'; accepted: a text with {n}"),
        ("since = 2022-12-12\n", "", "since is 'missing'"),
    ],
)
def test_a_mistake_in_a_source_is_told_too(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(kinds.SOURCES.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    with pytest.raises(BadProcedure) as refused:
        read_sources(path)

    assert sentence in str(refused.value)
