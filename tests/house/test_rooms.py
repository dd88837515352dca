"""What holds the house up: arrows point down in tables too, every row knows its office, and no word is left undone."""

from __future__ import annotations

import ast
import os
import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.migrations.loader import MigrationLoader

from tegerek.places.models import Body

ROOT = Path(__file__).parents[2]
PRODUCT, COMMANDS, TESTS = ROOT / "tegerek", ROOT / "bin", ROOT / "tests"

# Others' files, kept as they came.
FOREIGN = {"LICENSE", "tests/data/axe/axe.min.js", "tests/data/axe/LICENSE", "tests/data/compat/chrome.json"}
NOT_OURS = {".git", ".venv", "var", "node_modules", "__pycache__", "artefacts"}
BINARY = {
    ".jpg",
    ".gz",
    ".ttf",
    ".png",
    ".webp",
    ".mo",
    ".docx",
    ".xlsx",
    ".xls",
    ".pdf",
    ".zip",
    ".pyc",
    ".draft",
    ".sqlite3",
}
REASONS = ("# slow import", "# optional dependency")

# Who may say that text is safe as it stands, and who may speak SQL. Whoever adds a file here says why.
TRUSTED_MARKUP = {
    "tegerek/documents/press_release/html.py",  # its own style sheet, and the end of a chain of format_html
    "tegerek/web/templatetags/looks.py",  # JSON without a single <
    "tegerek/web/templatetags/minuted.py",  # the main part of issued minutes: our own template wrote it, then it froze
}
RAW_SQL = {
    "tegerek/shell/backups/databases.py",  # copies whole databases, and counts in copies that no model knows
    "tegerek/search/engines.py",  # has FTS5 make its pages anew, which Django has no word for
    "tegerek/search/migrations/0001_rows_and_their_words.py",  # FTS5 and tsvector, one for each database
    "tegerek/commitments/migrations/0003_reports_stay.py",  # triggers that keep given reports
    "tegerek/programmes/migrations/0010_reports_stay.py",  # triggers that keep frozen reports and their rows
    "tegerek/learning/migrations/0003_certificates_stay.py",  # triggers that keep certificates
    "tegerek/learning/migrations/0004_figures_stay.py",  # triggers that keep frozen figures
    "tegerek/minutes/migrations/0002_editions_stay.py",  # triggers that keep what was issued, one set for each database
    "tegerek/journal/numbers.py",  # lets PostgreSQL count on after numbers that came from another site
    "tegerek/programmes/migrations/0012_money_lists_stay.py",  # triggers that keep issued money lists
    "tegerek/people/wiping.py",  # VACUUM and checkpoint of SQLite: nothing of an erased person stays in free pages
    "tegerek/shell/management/commands/doctor.py",  # asks SQLite for its mode
}
MARKUP = re.compile(
    r"mark_safe|SafeString\((?!\)|'')|SafeText|html_safe|__html__|is_safe=True|\|\s*safe(seq)?\b|autoescape off"
)
SQL = re.compile(r"\.raw\(|\.extra\(|RawSQL|RunSQL|\.cursor\(|\.execute\(|executescript")


@lru_cache(maxsize=1)
def _storeys() -> dict[str, int]:
    """Each room → the storey it lies on, 0 on top; rooms that are not built yet are in the list as well."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "rooms")
    return {room.strip(" ()"): storey for storey, layer in enumerate(layers) for room in layer.split("|")}


def _points_down(room: str, other: str) -> bool:
    """Whether something in `room` may know something in `other`: itself, or a room on a lower storey."""
    return room == other or _storeys()[room] < _storeys()[other]


def _room_of(model: type[models.Model]) -> str:
    """The room a table lives in; "" for a table that is not ours."""
    first, _dot, rest = model.__module__.partition(".")
    return rest.split(".")[0] if first == "tegerek" else ""


def _ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if _room_of(model)]


def _arrows() -> Iterator[tuple[type[models.Model], models.Field[object, object], type[models.Model]]]:
    """Every foreign key of ours: the table, the column, the table it points to."""
    for model in _ours():
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey | models.ManyToManyField):
                yield model, field, field.related_model  # strings are resolved by now


@lru_cache(maxsize=1)
def _texts() -> dict[str, str]:
    """Path → text of every file of the repository that people wrote."""
    found = {}
    for folder, inner, names in os.walk(ROOT):
        inner[:] = sorted(name for name in inner if name not in NOT_OURS and (name[0] != "." or name == ".ci"))
        for path in (Path(folder, name) for name in sorted(names)):
            name = path.relative_to(ROOT).as_posix()
            if name not in FOREIGN and path.suffix not in BINARY:
                found[name] = path.read_text(encoding="utf-8")
    return found


def _python(*folders: Path) -> dict[str, str]:
    """Path → text of our Python below some folders, the commands without an ending not counted."""
    starts = tuple(f"{folder.relative_to(ROOT).as_posix()}/" for folder in folders)
    return {name: text for name, text in _texts().items() if name.endswith(".py") and name.startswith(starts)}


def test_the_list_of_rooms_is_that_of_the_folders() -> None:
    built = {path.parent.name for path in PRODUCT.glob("*/__init__.py")}

    assert built - _storeys().keys() == set()
    assert {"lib", "config", "web"} - built == set()


def test_foreign_keys_point_to_the_same_room_or_down() -> None:
    arrows = list(_arrows())

    upward = [
        f"{model.__name__}.{field.name} → {other.__name__}"
        for model, field, other in arrows
        if not _points_down(_room_of(model), _room_of(other) or "config")
    ]

    assert (len(arrows) > 20, upward) == (True, [])


def test_what_another_room_points_to_cannot_be_deleted_under_it() -> None:
    unprotected = [
        f"{model.__name__}.{field.name} → {other.__name__}"
        for model, field, other in _arrows()
        if _room_of(model) != _room_of(other)
        and (not isinstance(field, models.ForeignKey) or field.remote_field.on_delete is not models.PROTECT)
    ]

    assert unprotected == []


def test_migrations_depend_on_the_same_room_or_down() -> None:
    ours = {
        (room, name): made for (room, name), made in MigrationLoader(None).disk_migrations.items() if _is_room(room)
    }

    upward = [
        f"{room}.{name} → {other}"
        for (room, name), made in ours.items()
        for other, *_name in made.dependencies
        if not _is_room(other) or not _points_down(room, other)
    ]

    assert ({room for room, _name in ours} >= {"journal", "places", "people", "meetings"}, upward) == (True, [])


def test_every_row_reaches_its_office_or_says_why_it_has_none() -> None:
    astray = [model.__name__ for model in _ours() if not _reaches_an_office(model)]

    assert astray == []


def test_an_import_inside_a_function_carries_its_reason() -> None:
    bare = [
        f"{name}:{line}"
        for name, text in _python(PRODUCT, COMMANDS, TESTS).items()
        for line in _imports_in_functions(text)
        if not any(reason in text.splitlines()[line - 1] for reason in REASONS)
    ]

    assert bare == []


def test_the_product_knows_nothing_of_its_tests() -> None:
    knowing = [
        f"{name}: {module}"
        for name, text in _python(PRODUCT, COMMANDS).items()
        for module in _imported(text)
        if module.split(".")[0] in {"tests", "bench", "pytest"}
    ]

    assert knowing == []


def test_nothing_is_left_to_be_done_later() -> None:
    marks = re.compile("|".join(["TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK"]))

    left = [f"{name}: {found}" for name, text in _texts().items() for found in marks.findall(text)]

    assert left == []


def test_no_file_points_outside_the_repository() -> None:
    # Folders of one person's machine, and the hosts from which packages come: these differ from place to place.
    outside = re.compile(r"(?<![\w.~>-])/(?:home|root|work|Users)/\w|(?:pypi|pythonhosted|npmjs|yarnpkg)\.\w{2,4}\b")
    upwards = re.compile(r"(?<![\w./])(?:\.\./)+[\w.-]+")

    strangers = [f"{name}: {found}" for name, text in _texts().items() for found in outside.findall(text)]
    nowhere = [
        f"{name}: {found}"
        for name, text in _texts().items()
        if not name.startswith("tests/")
        for found in upwards.findall(text)
        if not _lies_inside(ROOT / name, found)
    ]

    assert (strangers, nowhere) == ([], [])


def test_only_those_named_call_markup_safe() -> None:
    trusting = {name for name, text in _texts().items() if name.startswith("tegerek/") and MARKUP.search(text)}

    assert trusting == TRUSTED_MARKUP


def test_only_those_named_speak_sql() -> None:
    speaking = {name for name, text in _python(PRODUCT).items() if SQL.search(text)}

    assert speaking == RAW_SQL


def test_every_public_function_of_a_module_says_what_it_is_for() -> None:
    silent = [
        f"{name}:{node.lineno} {node.name}"
        for name, text in _python(PRODUCT).items()
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]

    assert silent == []


def test_every_module_that_holds_something_says_what_it_is() -> None:
    quiet = [
        name
        for name, text in _python(PRODUCT).items()
        if _is_worth_a_word(name) and ast.parse(text).body and not ast.get_docstring(ast.parse(text))
    ]

    assert quiet == []


def test_the_tests_of_a_room_stand_where_the_room_stands() -> None:
    folders = {path.parent.name for path in TESTS.glob("*/__init__.py")}

    rooms = {path.parent.name for path in PRODUCT.glob("*/__init__.py")} - {"config"}

    assert rooms - folders == set()


def test_the_languages_of_the_house_are_three_and_kyrgyz_is_first() -> None:
    assert ([code for code, _name in settings.LANGUAGES], settings.LANGUAGE_CODE) == (["ky", "ru", "en"], "ky")


def _is_room(label: str) -> bool:
    return label in _storeys()


def _reaches_an_office(model: type[models.Model]) -> bool:
    """Whether the declared path ends at a Body; a row without one must say why it is shared."""
    path = getattr(model, "office_path", "no path")
    if path is None:
        return bool(getattr(model, "shared", ""))
    step: type[models.Model] = model
    for name in path.split("__") if path else ():
        try:
            step = step._meta.get_field(name).related_model  # type: ignore[assignment]  # None is caught below
        except (FieldDoesNotExist, AttributeError):
            return False
    return step is Body


def _imports_in_functions(text: str) -> list[int]:
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    imports = {
        node.lineno for one in functions for node in ast.walk(one) if isinstance(node, ast.Import | ast.ImportFrom)
    }
    return sorted(imports)


def _imported(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def _lies_inside(file: Path, relative: str) -> bool:
    return (file.parent / relative).resolve().is_relative_to(ROOT)


def _is_worth_a_word(name: str) -> bool:
    """Django's own kinds of file speak for themselves."""
    usual = ("/apps.py", "/urls.py", "/__init__.py")
    return not name.endswith(usual) and "/migrations/" not in name and "/management/" not in name
