"""One seminar in a real browser of 360×640, in Kyrgyz: from the trainer’s sheet through the mock assembly, keyed tests,
ticks, certificates, money list and next meeting to the frozen report, by what a coordinator and a trainer press.
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import training
from tests.browser.calling import PHONE, Walk
from tests.browser.reading import one_line, text_of
from tests.browser.served import served
from tests.browser.training import ALL_DAY, BEFORE, QUESTIONS, SLIP, STANDS, SUBJECT, TRAINER, Certified, Paid, Reported
from tests.learning.reading import squares_on

DOCS = Path(__file__).parents[2] / "docs" / "certificates.md"
MOCK = "Машыгуу жыйыны"
# Two of eighteen answers are not right after the seminar, six before it: means of the six pairs, points, normalised.
LEARNT = ("66,7", "94,4", "27,8", "0,83")
CAME = ALL_DAY + 1


@dataclass(frozen=True)
class Told:
    """What the coordinator and the trainer read and fetched on the way, in its order."""

    program: str
    day_sheet: str
    papers: dict[str, bytes]
    codes: list[str]
    differ: str
    figures: str
    names: list[str]
    certified: Certified
    paid: Paid
    next_meetings: str
    reported: Reported
    wide: list[str]


@pytest.fixture(scope="module")
def told(chromium: Browser) -> Told:
    with served(moment=training.EVENING) as site:
        coordinator, trainer = (training.begun(chromium, site, role) for role in ("coordinator", "trainer"))
        stranger = Walk(chromium.new_context(viewport=PHONE, locale="ky").new_page(), site.root)
        return _told(coordinator, trainer, stranger)


@pytest.mark.machine
def test_the_mock_assembly_stands_in_the_programme_of_the_day_and_on_the_trainers_sheet(told: Told) -> None:
    assert [MOCK in paper for paper in (told.program, told.day_sheet)] == [True, True]
    shown = (TRAINER, "Ат-Башы району", "11 айыл аймагы чакырылган")
    assert [word for word in shown if word not in told.day_sheet] == []


@pytest.mark.machine
def test_the_test_is_printed_as_it_was_fixed_with_a_code_for_each(told: Told) -> None:
    sheet, key = text_of(told.papers["test"]), text_of(told.papers["key"])

    assert (len(told.codes), len(set(told.codes))) == (len(BEFORE), len(BEFORE))
    assert [question for question, _right in QUESTIONS if sheet.count(question) != 2] == []
    assert "".join(right for _question, right in QUESTIONS) in key
    assert [code for code in told.codes if code in sheet] == []


@pytest.mark.machine
def test_a_slip_of_the_second_entry_is_shown_settled_and_leaves_the_figures_right(told: Told) -> None:
    assert told.differ.startswith(f"{told.codes[0]} · кийин")
    assert f"биринчи жазуу: {STANDS} · экинчи жазуу: {SLIP} · айырмаланган суроолор: 1" in told.differ
    before, after, points, normalised = LEARNT
    assert f"Жалпысынан {before} % {after} % +{points} {normalised}" in told.figures
    assert "0 айырмаланат" in told.figures


@pytest.mark.machine
def test_only_whoever_was_there_all_day_has_a_certificate_and_all_others_a_reason(told: Told) -> None:
    assert sorted(told.certified.names) == sorted(told.names)
    assert [name for name in told.names if name in told.certified.without] == []
    assert told.certified.without.count("күндүн жарымында гана катышкан") == 1
    assert told.certified.without.count("катышкан жок") > 10


@pytest.mark.machine
def test_the_square_is_checked_without_the_site_and_the_page_repeats_the_paper(told: Told, tmp_path: Path) -> None:
    certified = told.certified
    (square,) = squares_on(certified.paper)

    code, said = _checked(tmp_path, certified.key, square, certified.name)

    assert (code, said.splitlines()[0]) == (0, "signature: right | name: right")
    assert _checked(tmp_path, certified.key, square, "Ойдонова Башка")[0] == 1
    printed = one_line(text_of(certified.paper))
    shown = (certified.number, certified.name, "2026-жылдын 17-мартында", "Ат-Башы району", "Жылдыз Сынакова")
    assert [word for word in shown if word not in printed or word not in certified.verified] == []
    assert "Бул жерден берилген жана күчүндө." in certified.verified


@pytest.mark.machine
def test_the_money_list_pays_whoever_came_in_words_too(told: Told) -> None:
    total = "2 500 сом (эки миң беш жүз сом 00 тыйын)"
    texts = {form: one_line(text_of(body)).replace("\u00a0", " ") for form, body in told.paid.files.items()}

    assert total in told.paid.page.replace("\u00a0", " ")
    assert sorted(texts) == ["docx", "xlsx"]
    assert [(form, name) for form, text in texts.items() for name in told.names if name not in text] == []
    assert [form for form, text in texts.items() if "эки миң беш жүз сом" not in text] == []


@pytest.mark.machine
def test_the_next_meeting_of_the_aimak_is_shown_and_nothing_more_is_known_of_it(told: Told) -> None:
    assert "Кийинки жыйыны менен үйүнө кеткендер 1" in told.next_meetings
    assert f"жыйын (чогулуш) · 2026-жылдын апрели · {SUBJECT}" in told.next_meetings
    assert "Өттү 0 / 11 (11 белгисиз)" in told.next_meetings


@pytest.mark.machine
def test_the_frozen_report_tells_what_was_done_on_page_and_paper(told: Told) -> None:
    seminar = " ".join(["17.03.2026 Ат-Башы району", "20", "20", "20", "10", str(CAME)])
    learnt = " ".join(["Ат-Башы району", str(len(BEFORE)), *LEARNT])
    expected = [seminar, learnt, f"Ат-Башы району {ALL_DAY} {ALL_DAY} Баары", "Ат-Башы району 11 1 0 0 0 0 0"]
    papers = {form: _plain(text_of(body)) for form, body in told.reported.files.items()}
    pages = {"draft": told.reported.draft, "frozen": told.reported.frozen, **papers}

    assert [(page, words) for page, text in pages.items() for words in expected if words not in text] == []
    assert [(form, name) for form, text in papers.items() for name in told.names if name in text] == []


@pytest.mark.machine
def test_no_screen_of_the_way_is_wider_than_a_telephone(told: Told) -> None:
    assert told.wide == []


def _told(coordinator: Walk, trainer: Walk, stranger: Walk) -> Told:
    program, day_sheet = training.add_mock_assembly(coordinator), training.day_sheet(trainer)
    papers = training.make_test(coordinator)
    codes = re.findall(r"\b\d{5}\b", text_of(papers["strips"]))
    differ, figures = training.key_twice(trainer, codes)
    names = training.tick(coordinator)
    certified = training.certify(coordinator, stranger)
    paid, next_meetings = training.pay(coordinator), training.mean_next(trainer)
    reported = training.report(coordinator)
    wide = [*coordinator.wide, *trainer.wide, *stranger.wide]
    return Told(
        program, day_sheet, papers, codes, differ, figures, names, certified, paid, next_meetings, reported, wide
    )


def _checked(folder: Path, *arguments: str) -> tuple[int, str]:
    """What the program of the docs says, saved as somebody would save it."""
    found = re.search(r"```python\n(.*?)```", DOCS.read_text(), re.DOTALL)
    assert found
    path = folder / "check.py"
    path.write_text(found[1])
    command = [sys.executable, "-I", str(path), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout


def _plain(text: str) -> str:
    """With a blank where one cell ends."""
    return one_line(text.replace("|", " "))
