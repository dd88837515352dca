"""The signature on the paper: checked by a program that shares no line with the site, from the picture of the paper."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from tegerek.demo.world import World
from tegerek.files import store
from tegerek.learning import signing
from tegerek.learning.certificate_holding import files_of_certificates
from tegerek.learning.certificates import published_keys
from tests.learning.reading import squares_on

DOCS = Path(__file__).parents[2] / "docs" / "certificates.md"


@pytest.fixture
def check(tmp_path: Path) -> Path:
    """The program of the docs, as somebody would save it."""
    found = re.search(r"```python\n(.*?)```", DOCS.read_text(), re.DOTALL)
    assert found is not None
    path = tmp_path / "check.py"
    path.write_text(found[1])
    return path


def _run(check: Path, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-I", str(check), *arguments], capture_output=True, text=True, timeout=60, check=False
    )
    return done.returncode, done.stdout


def test_the_program_of_the_docs_has_thirty_lines_and_takes_in_nothing_of_ours(check: Path) -> None:
    lines = [line for line in check.read_text().splitlines() if line.strip()]

    assert len(lines) <= 30
    assert re.findall(r"import (.*)", check.read_text()) == ["base64, hashlib, sys"]


@pytest.mark.machine
def test_what_an_independent_reader_sees_on_the_paper_is_checked_without_the_site(world: World, check: Path) -> None:
    first = world.certified.first
    (file,) = files_of_certificates([first.pk])

    (text,) = squares_on(store.read(file))
    code, told = _run(check, published_keys()[0], text, first.name.name)

    assert code == 0
    assert told.startswith("signature: right | name: right\n")
    assert f"number {first.number}, issued 2026-03-05, seminar 2026-03-03; ask online whether it was revoked:" in told
    assert first.name.name not in text


@pytest.mark.machine
def test_a_revoked_one_has_a_right_signature_and_the_program_says_to_ask_online(world: World, check: Path) -> None:
    revoked = world.certified.revoked
    (file,) = files_of_certificates([revoked.pk])

    (text,) = squares_on(store.read(file))

    code, told = _run(check, published_keys()[0], text, revoked.name.name)
    assert (code, "ask online whether it was revoked" in told) == (0, True)


def test_another_name_another_key_and_a_changed_line_are_wrong(world: World, check: Path) -> None:
    first = world.certified.first
    key, text = first.key, signing.square_of("https://x.example", first.code, first.payload, first.signature)
    changed = signing.square_of("https://x.example", first.code, first.payload.replace("2026", "2025"), first.signature)

    assert _run(check, key, text, "Башка Адам")[0] == 1
    assert _run(check, key, changed, first.name.name)[0] == 1
    assert _run(check, "9wXa19ThW8r7BdXr-K8ZUAAnw7xHtIxO_ttozjhpVmU", text, first.name.name)[0] == 1


def test_the_key_is_made_once_and_read_by_nobody_else(tmp_path: Path, settings: Any) -> None:
    settings.VAR, settings.CERTIFICATE_KEY = tmp_path, ""

    first, second = signing.public_key(), signing.public_key()

    assert first == second
    assert [path.name for path in tmp_path.iterdir()] == ["certificate-key"]
    assert (tmp_path / "certificate-key").stat().st_mode & 0o077 == 0


def test_a_key_that_is_none_names_itself(settings: Any) -> None:
    settings.CERTIFICATE_KEY = "too-short"

    with pytest.raises(ImproperlyConfigured, match="TEGEREK_CERTIFICATE_KEY"):
        signing.sign("TG1|")


def test_the_keys_of_certificates_before_stay_published(world: World, settings: Any) -> None:
    old = world.certified.first.key
    settings.CERTIFICATE_KEY = "A" * 43

    assert published_keys() == [signing.public_key(), old]
    assert signing.public_key() != old


@pytest.mark.parametrize("signature", ["", "A", "А", "A" * 86])
def test_what_is_no_signature_does_not_hold(signature: str) -> None:
    assert signing.holds("TG1|", signature, signing.public_key()) is False
