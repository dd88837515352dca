"""What the outside relies on: addresses, commands, settings, licences, and papers that say what is so."""

from __future__ import annotations

import hashlib
import math
import re
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand
from django.test import Client

from tegerek.config import environment
from tegerek.demo.world import World
from tests.house import addresses, permissions
from tests.house.runs import ROOT, manage

# Read by the commands in bin/ and by the clock, which stand below the settings.
BELOW_THE_SETTINGS = {"PORT", "HOST", "TEGEREK_NOW", "TEGEREK_VAR"}
LICENCE = "0d96a4ff68ad6d4b6f1f30f713b18d5184912ba8dd389f86aa7710db079abcb0"
# Where files lie that others made or found; papers about them are ours.
NOT_WRITTEN_BY_US = ("data/**/*", "tests/data/**/*", "tests/**/*.csv", "tegerek/documents/fonts/*")
PAPERS = {"SOURCES", "SOURCES.md", "README", "README.md"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 302),
        *((f"/{lang}/", 200) for lang in ("ky", "ru", "en")),
        ("/ky/meetings/", 200),
        ("/ky/meetings/{ref}/", 200),
        ("/ky/calendar/2026-03/", 200),
        ("/ky/places/", 200),
        ("/ky/places/{place}/", 200),
        ("/ky/programmes/", 200),
        ("/ky/programmes/{programme}/", 200),
        ("/ky/programmes/{programme}/press-release/", 200),
        ("/{ref}", 302),
        ("/meetings.ics", 200),
        ("/meetings/{ref}.ics", 200),
        ("/meetings/{ref}.ics?lang=ru", 200),
        ("/places/{place}/meetings.ics", 200),
        ("/places/{place}/feed.atom", 200),
        ("/programmes/{programme}/meetings.ics", 200),
        ("/feeds/meetings.atom", 200),
        ("/healthz", 200),
        ("/readyz", 200),
    ],
)
def test_a_promised_address_answers(path: str, status: int, world: World, client: Client) -> None:
    things = {
        "ref": world.gatherings.called.number,
        "place": world.land.raion.slug,
        "programme": world.trainings.of_2017.slug,
    }

    answer = client.get(path.format(**things))

    assert (path, answer.status_code) == (path, status)


def test_the_number_on_paper_leads_to_the_page_of_its_meeting(world: World, client: Client) -> None:
    number = world.gatherings.called.number

    answer = client.get(f"/{number}")

    assert answer["Location"].removeprefix("/ky") == f"/meetings/{number}/"


def test_no_address_has_gone() -> None:
    gone = sorted(set(addresses.written()) - set(addresses.served()))

    assert gone == [], "once published, an address is only redirected"


def test_every_address_stands_in_the_list() -> None:
    unwritten = sorted(set(addresses.served()) - set(addresses.written()))

    assert unwritten == [], "python -m tests.house.addresses adds them; from then on they are promised"


def test_the_list_of_addresses_is_in_order_and_names_each_once() -> None:
    assert addresses.written() == sorted(set(addresses.written()))


@pytest.mark.parametrize("name", sorted(name for name, app in get_commands().items() if app.startswith("tegerek.")))
def test_a_command_explains_itself_and_ends_with_2_when_misused(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    command = load_command_class(get_commands()[name], name)

    helped = _exit_code(command, name, "--help")
    told = capsys.readouterr().out
    misused = _exit_code(command, name, "--no-such-option")

    assert (helped, misused) == (0, 2)
    assert str(command.help).endswith(".")
    assert " ".join(told.split()).count(" ".join(str(command.help).split()[:4])) == 1


def test_every_setting_is_described_and_no_other() -> None:
    assert environment.asked, "the settings are loaded"

    described = set(re.findall(r"^\| `([A-Z_]+)` \|", _settings_section(), re.MULTILINE))

    assert described == environment.asked | BELOW_THE_SETTINGS


def test_the_defaults_that_are_described_are_those_of_the_code() -> None:
    rows = [[cell.strip(" `") for cell in line.split("|")] for line in _settings_section().splitlines()]
    told = {row[1]: row[2] for row in rows if len(row) > 2}
    source = (ROOT / "tegerek" / "config" / "settings.py").read_text()

    texts = re.findall(r'environment\.(?:text|words)\("([A-Z_]+)", "([^"]*)"\)', source)
    flags = re.findall(r'environment\.flag\("([A-Z_]+)", (True|False)\)', source)
    numbers = re.findall(r'environment\.whole\("([A-Z_]+)", ([\d* ]+)', source)

    coded = dict(texts) | {name: "1" if value == "True" else "0" for name, value in flags}
    coded |= {name: str(math.prod(int(factor) for factor in value.split("*"))) for name, value in numbers}
    assert (len(coded) > 10, {name: told[name] for name in coded}) == (True, coded)


def test_the_page_of_rights_is_that_of_the_table() -> None:
    assert permissions.PAGE.read_text() == permissions.page(), "python -m tests.house.permissions writes it anew"


def test_the_licence_is_whole() -> None:
    assert hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest() == LICENCE


def test_every_file_that_others_made_is_named_with_its_licence() -> None:
    sources = (ROOT / "data" / "SOURCES").read_text()
    files = [path for kind in NOT_WRITTEN_BY_US for path in ROOT.glob(kind) if path.is_file()]
    names = {path.relative_to(ROOT).as_posix() for path in files if path.name not in PAPERS}

    unnamed = sorted(names - _named(sources))
    nowhere = sorted(_named(sources) - names)

    assert (unnamed, nowhere) == ([], [])


def test_every_entry_of_the_sources_says_what_where_from_and_under_which_licence() -> None:
    sources = (ROOT / "data" / "SOURCES").read_text()
    entries = [entry for entry in re.split(r"\n\n(?=\S)", sources) if _named(entry)]

    wanting = [
        f"{sorted(_named(entry))[0]}: {word}"
        for entry in entries
        for word in ("What", "From", "Licence")
        if f"\n    {word:<12}" not in entry
    ]

    assert (len(entries) > 5, wanting) == (True, [])


def test_what_has_no_known_licence_can_be_replaced_and_is_not_called_ours() -> None:
    sources = (ROOT / "data" / "SOURCES").read_text()
    licences = re.findall(r"\n    Licence     (.*(?:\n {16}.*)*)", sources)

    unfree = [licence for licence in licences if "no known licence" in licence]

    assert len(unfree) > 0
    assert [licence for licence in unfree if "replaceable by" not in licence] == []
    assert [licence for licence in licences if "AGPL" in licence] == []


def test_the_readme_calls_the_same_tests_as_ci() -> None:
    readme, ci = (ROOT / "README.md").read_text(), (ROOT / ".ci" / "run").read_text()

    assert re.findall(r"^bin/(?:run|test)\b.*$", readme, re.MULTILINE) == ["bin/run", "bin/test"]
    assert ci.splitlines()[-1] == "bin/test"


def test_links_between_the_papers_lead_somewhere() -> None:
    papers = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]

    links = [(paper, link) for paper in papers for link in re.findall(r"\]\(([^)#\s]+)", paper.read_text())]
    broken = [
        f"{paper.name}: {link}" for paper, link in links if ":" not in link and not (paper.parent / link).exists()
    ]

    assert broken == []


def test_pictures_of_the_papers_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in (ROOT / "docs" / "pictures").glob("*.png")}

    assert len(sizes) >= 3
    assert {name: size for name, size in sizes.items() if size > 60_000} == {}


@pytest.mark.machine
def test_the_doctor_finds_a_demo_just_made_in_good_health(demo_var: Path) -> None:
    told = manage(demo_var, "doctor", "--lang", "en").splitlines()

    assert [line for line in told if not line.startswith("fine: ")] == []
    assert "fine: order of what happened" in told


@pytest.mark.machine
def test_a_setting_that_is_not_understood_names_itself_and_what_is_accepted(demo_var: Path) -> None:
    with pytest.raises(
        AssertionError, match=r"TEGEREK_IMPORT_ROWS='many' is not understood; use a whole number from 1"
    ):
        manage(demo_var, "doctor", TEGEREK_IMPORT_ROWS="many")


def _exit_code(command: BaseCommand, name: str, *arguments: str) -> object:
    with pytest.raises(SystemExit) as ended:
        command.run_from_argv(["bin/manage", name, *arguments])
    return ended.value.code


def _settings_section() -> str:
    return (ROOT / "docs" / "operating.md").read_text().partition("\n## Settings\n")[2].partition("\n## ")[0]


def _named(text: str) -> set[str]:
    """The files named at the heads of the entries: a line that begins at the margin, one path after the other."""
    heads = re.findall(r"^(?:[\w.-]+/)[\w./ -]+$", text, re.MULTILINE)
    return {path for head in heads for path in head.split()}
