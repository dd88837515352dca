"""An installation begins once: one office, one administrator, one code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.people import founding
from tegerek.people.models import Founding, Role, User
from tegerek.places.models import Body, BodyKind
from tests.meetings.races import at_once, shared
from tests.meetings.rows import NOW, an_office

__all__ = ["shared"]

NAME = Said.of(ky="Сынак айыл өкмөтү")


def found(phone: str = "0555 00 00 00", password: str = "archa-bulak-terek-42") -> User:
    return founding.found_office(
        kind=BodyKind.AIYL_OKMOTU,
        name=NAME,
        place=None,
        person="Үмүт Сынакова",
        phone=phone,
        password=password,
        now=NOW,
    )


@pytest.fixture(autouse=True)
def _own_var(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path


def test_an_office_is_founded_with_its_administrator(db: None) -> None:
    user = found()

    held = user.grants.get()
    assert (held.role, held.office.name, held.office.is_office) == (Role.ADMINISTRATOR, NAME, True)
    assert Founding.objects.get().office == held.office


@pytest.mark.parametrize(("phone", "password"), [("12", "archa-bulak-terek-42"), ("0555 00 00 00", "short")])
def test_what_is_refused_leaves_nothing_behind(db: None, phone: str, password: str) -> None:
    with pytest.raises(Refusal):
        found(phone, password)

    assert (User.objects.count(), Body.objects.count(), Founding.objects.count()) == (0, 0, 0)


def test_it_is_done_once(db: None) -> None:
    found()

    with pytest.raises(Refusal, match="administrator already"):
        found("0555 00 00 01")

    assert (User.objects.count(), Body.objects.count()) == (1, 1)


def test_of_two_that_press_at_once_the_later_finds_the_row_taken(db: None) -> None:
    # The other one has founded its office, and its grant is not to be seen yet.
    founding.begin_with(an_office(), now=NOW)

    with pytest.raises(Refusal, match="administrator already"):
        found()

    assert (User.objects.count(), Body.objects.count()) == (0, 1)


def test_two_browsers_at_once_make_one_office(shared: None) -> None:
    answers = at_once(lambda: found("0555 00 00 00"), lambda: found("0555 00 00 01"))

    assert sorted(type(answer).__name__ for answer in answers) == ["Refusal", "User"]
    assert (User.objects.count(), Body.objects.count(), Founding.objects.count()) == (1, 1, 1)


def test_the_code_stays_the_same_until_it_is_forgotten_and_only_its_owner_reads_the_file(tmp_path: Path) -> None:
    code = founding.setup_code()
    again = founding.setup_code()

    file = tmp_path / "setup-code"
    right = [founding.is_setup_code(typed) for typed in (code, code.upper().replace("-", " "), "abcd-efgh-jkmn", "")]
    mode = file.stat().st_mode & 0o777
    founding.forget_setup_code()

    assert (again, mode, right) == (code, 0o600, [True, True, False, False])
    assert (file.exists(), founding.is_setup_code(code), founding.is_setup_code("")) == (False, False, False)
