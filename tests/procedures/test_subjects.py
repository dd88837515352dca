"""What a kind of meeting must or may take up."""

import doctest
from pathlib import Path

import pytest

from tegerek.procedures import subjects
from tegerek.procedures.kinds import all_kinds, kind
from tegerek.procedures.reading import BadProcedure
from tegerek.procedures.subjects import read_subjects, subjects_of
from tegerek.procedures.terms import Duty, InWords, Rank, Subject

ENTRY = """
[[subject]]
kind = "assembly"
slug = "bridge"
rule = "subjects"
duty = "may"
ky = "Көпүрө"
ru = "Мост"
en = "A bridge"
"""


def test_what_must_be_heard_is_the_budget_twice_programmes_and_property() -> None:
    must = [(subject.slug, subject.rule.number) for subject in subjects_of(kind("public-hearing")) if _must(subject)]

    assert must == [
        ("budget-forming", "20.6"),
        ("budget-executing", "20.6"),
        ("development-programme", "20.6"),
        ("property-strategy", "20.6"),
    ]


def test_what_may_be_heard_stands_elsewhere_and_one_matter_is_advised() -> None:
    may = [(subject.slug, subject.rule.number) for subject in subjects_of(kind("public-hearing")) if not _must(subject)]
    advice = {slug: subjects.one_issue(found) for slug, found in all_kinds().items()}

    assert may == [("property", "20.5"), ("tariffs", "20.5"), ("master-plan", "20.5"), ("other", "20.5")]
    assert [slug for slug, rule in advice.items() if rule] == ["public-hearing", "budget-hearing"]


def test_an_assembly_must_take_up_nothing_and_may_take_up_what_the_charter_lists() -> None:
    found = subjects_of(kind("assembly"))

    assert {subject.duty for subject in found} == {Duty.MAY}
    assert [subject.slug for subject in found if subject.rule.number != "17.2"] == ["delegates"]
    assert len(found) == 14


def test_a_report_is_due_once_a_year() -> None:
    must = {subject.slug: subject.rule.number for subject in subjects_of(kind("report")) if _must(subject)}

    assert must == {"report-head": "9.3", "report-deputies": "9.3", "report-bodies": "9.3"}


@pytest.mark.parametrize("slug", all_kinds())
def test_every_subject_is_said_in_three_languages_and_never_passes_for_law(slug: str) -> None:
    for subject in subjects_of(kind(slug)):
        assert set(subject.name.texts) == {"ky", "ru", "en"}
        assert subject.rule.rank is Rank.MODEL_CHARTER
        assert subject.rule.number
        assert subject.rule.heading
        assert isinstance(subject.rule.value, InWords) or subject.rule.id == "times-a-year"


@pytest.mark.parametrize("slug", ["information", "open-session", "seminar"])
def test_a_kind_of_which_no_source_names_matters_has_none(slug: str) -> None:
    assert subjects_of(kind(slug)) == ()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"assembly"', '"picnic"', "subject 'bridge': kind is 'picnic'; accepted: assembly, kurultai"),
        ('"subjects"', '"lunch"', "rule is 'lunch'; accepted: access"),
        ('"may"', '"might"', "duty is 'might'; accepted: must, may"),
        ('ru = "Мост"\n', "", "ru is 'missing'"),
        ('ru = "Мост"', 'ru = ""', "text is {"),
        (ENTRY, ENTRY + ENTRY, "slug is 'bridge'; accepted: each slug once for a kind"),
    ],
)
def test_a_mistake_names_entry_value_and_what_is_accepted(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    path = tmp_path / "subjects.toml"
    path.write_text(ENTRY.replace(old, new, 1))

    with pytest.raises(BadProcedure) as refused:
        read_subjects(path, all_kinds())

    assert sentence in str(refused.value)


def test_the_examples_in_the_code_are_right() -> None:
    assert doctest.testmod(subjects).failed == 0


def _must(subject: Subject) -> bool:
    return subject.duty is Duty.MUST
