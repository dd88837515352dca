"""bin/manage press_release: what it writes, and how it ends."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.machines.conftest import Published, drafted, published

__all__ = ["drafted", "published"]  # fixtures


@pytest.mark.parametrize(
    ("form", "begins"), [("docx", b"PK"), ("pdf", b"%PDF-"), ("html", b"<!DOCTYPE"), ("txt", b"PRESS")]
)
def test_the_release_is_written_to_the_file(published: Published, tmp_path: Path, form: str, begins: bytes) -> None:
    programme = published(1)
    out = tmp_path / f"release.{form}"

    call_command("press_release", programme.slug, "--lang", "en", "--format", form, "--out", str(out))

    assert out.read_bytes()[: len(begins)] == begins


def test_a_dash_writes_to_standard_output_and_nothing_else(
    published: Published, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    programme = published(1)

    call_command("press_release", programme.slug, "--lang", "ky", "--format", "txt", "--out", "-")

    told = capfdbinary.readouterr()
    assert (told.out.decode().count("Айыл жыйынын чогуу даярдайбыз."), told.err) == (1, b"")


def test_a_programme_that_is_not_published_is_refused_with_one(drafted: Published, tmp_path: Path) -> None:
    programme = drafted(1)
    out = tmp_path / "release.txt"

    with pytest.raises(CommandError) as refused:
        call_command("press_release", programme.slug, "--lang", "ky", "--format", "txt", "--out", str(out))

    assert (refused.value.returncode, out.exists()) == (1, False)
    assert programme.slug in str(refused.value)


def test_a_file_that_cannot_be_written_is_named(published: Published, tmp_path: Path) -> None:
    programme = published(1)
    out = tmp_path / "no such folder" / "release.txt"

    with pytest.raises(CommandError) as refused:
        call_command("press_release", programme.slug, "--lang", "ky", "--format", "txt", "--out", str(out))

    assert (refused.value.returncode, str(refused.value).count(str(out))) == (1, 1)
