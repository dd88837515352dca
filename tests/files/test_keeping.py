"""Keeping files: the type is that of the bytes, pictures lose where they were taken, the same bytes lie there once."""

from __future__ import annotations

import io
import stat

import pikepdf
import pytest
from django.db import models
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from tegerek.files import actions, rules, store
from tegerek.files.models import File, Purpose
from tegerek.journal.models import Entry
from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tests.files.samples import camera_picture, docx_like, pdf, png, tangled_pdf
from tests.meetings.rows import NOW, an_office

Capture = DjangoCaptureOnCommitCallbacks


def keep(
    data: bytes, purpose: Purpose = Purpose.RESULT, name: str = "list.pdf", owner: models.Model | None = None
) -> File:
    found = owner or an_office()
    return actions.keep(data, name=name, purpose=purpose, owner=found, office=found.pk, by=None, now=NOW)


def test_every_purpose_has_its_terms() -> None:
    assert {purpose.value for purpose in Purpose} == rules.TERMS.keys()


def test_a_file_lies_under_its_digest_readable_by_the_site_alone(db: None) -> None:
    data = pdf()

    row = keep(data)

    path = store.path_of(row.sha256)
    assert (store.read(row), row.size, row.type) == (data, len(data), rules.PDF)
    assert (stat.S_IMODE(path.stat().st_mode), path.parent.name) == (0o600, row.sha256[:2])
    entry = Entry.objects.get(verb="file.kept")
    assert (entry.thing_key, entry.refs) == (row.pk, {"purpose": "result", "bytes": len(data)})


def test_the_same_bytes_kept_twice_are_two_rows_and_one_blob(db: None) -> None:
    office, data = an_office(), pdf()
    before = set(store.digests())

    first, second = keep(data, owner=office), keep(data, owner=office)

    assert (first.pk == second.pk, first.sha256 == second.sha256) == (False, True)
    assert set(store.digests()) - before <= {first.sha256}
    assert list(actions.files_of(office)) == [first, second]


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (pdf(), "list.exe", "list.pdf"),
        (docx_like(), "Тизме Кочкор.docx", "Тизме_Кочкор.docx"),
        (docx_like(), "../../etc/passwd", "passwd.docx"),
        (pdf(), 'a"b\r\nc.pdf', "abc.pdf"),
        (pdf(), "...", "file.pdf"),
    ],
    ids=["ending", "letters", "folders", "lines", "dots"],
)
def test_the_name_gets_the_ending_of_the_bytes_and_nothing_dangerous(
    db: None, data: bytes, name: str, found: str
) -> None:
    assert keep(data, name=name).name == found


@pytest.mark.parametrize(
    ("data", "purpose", "sentence"),
    [
        (b"", Purpose.SCAN, "This file is empty. Choose another one."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Purpose.LOGO, "This is not a picture that can be shown"),
        (b"GIF89a" + bytes(50), Purpose.LOGO, "This is not a picture that can be shown"),
        (pdf(), Purpose.LOGO, "This is not a picture that can be shown"),
        (b"<!doctype html><p>", Purpose.SCAN, "This is neither a PDF nor a photograph"),
        (docx_like(), Purpose.SCAN, "This is neither a PDF nor a photograph"),
        (b"MZ" + bytes(50), Purpose.RESULT, "A file of this type cannot be kept"),
        (bytes(rules.TERMS["logo"].most + 1), Purpose.LOGO, "At most 5 MB can be kept"),
        (b"%PDF-1.7\nnothing more", Purpose.SCAN, "This PDF is broken or locked"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), Purpose.SCAN, "This picture is broken"),
        (png(9000, 9000), Purpose.SCAN, "This picture is too large: 9000 × 9000 points"),
    ],
    ids=["empty", "svg", "gif", "pdf", "html", "word", "program", "large", "no pdf", "no png", "bomb"],
)
def test_what_a_purpose_does_not_take_is_refused_with_what_to_bring(
    db: None, data: bytes, purpose: Purpose, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        keep(data, purpose)

    assert File.objects.count() == 0


def test_a_photograph_is_turned_upright_and_loses_where_it_was_taken(db: None) -> None:
    data = camera_picture()
    assert (b"Tokmok" in data, b"GPS" in data or b"\x88\x25" in data or b"\x25\x88" in data) == (True, True)

    row = keep(data, Purpose.SCAN, "IMG_1.jpg")

    kept = store.read(row)
    with Image.open(io.BytesIO(kept)) as picture:
        assert (picture.size, dict(picture.getexif()), picture.info.get("comment")) == ((20, 40), {}, None)
    assert (b"Tokmok" in kept, row.type) == (False, rules.JPEG)


def test_a_logo_is_made_small_and_keeps_what_is_see_through(db: None) -> None:
    row = keep(png(1000, 500, alpha=True), Purpose.LOGO, "logo.webp")

    with Image.open(io.BytesIO(store.read(row))) as picture:
        assert (picture.size, picture.mode, row.name) == ((400, 200), "RGBA", "logo.png")


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
@pytest.mark.parametrize("acting", ["script", "launch", "attachment"])
def test_a_pdf_that_acts_by_itself_is_refused_wherever_it_hides_that(db: None, acting: str, packed: bool) -> None:
    with pytest.raises(Refusal, match="carries a program or another file"):
        keep(pdf(acting, packed=packed), Purpose.SCAN)


def test_a_pdf_packed_in_an_unknown_way_is_refused(db: None) -> None:
    bent = pdf(packed=True).replace(b"/FlateDecode", b"/FlateDecodX")

    with pytest.raises(Refusal, match="broken or locked"):
        keep(bent, Purpose.SCAN)


def test_objects_that_a_pdf_only_claims_to_have_are_not_looked_for(db: None) -> None:
    began = clock.monotonic()

    row = keep(tangled_pdf(named=0, claimed=50_000_000, padding=100_000), Purpose.SCAN)

    assert (row.type, clock.monotonic() - began < actions.SCAN_SECONDS) == (rules.PDF, True)


def test_a_pdf_that_takes_too_long_to_look_through_is_refused(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "SCAN_SECONDS", 0.01)

    with pytest.raises(Refusal, match="broken or locked"):
        keep(tangled_pdf(named=200, claimed=204, padding=100_000), Purpose.SCAN)


def test_a_pdf_of_a_scanner_is_kept_as_it_came(db: None) -> None:
    data = pdf(packed=True)

    row = keep(data, Purpose.SCAN)

    assert store.read(row) == data
    with pikepdf.open(io.BytesIO(data)) as found:
        assert len(found.pages) == 1


def test_dropping_destroys_the_bytes_when_no_other_row_names_them(
    db: None, django_capture_on_commit_callbacks: Capture
) -> None:
    office, data = an_office(), pdf("note")
    first, second = keep(data, owner=office), keep(data, owner=office)
    path = store.path_of(first.sha256)

    there = []
    for row in (first, second):
        with django_capture_on_commit_callbacks(execute=True):
            actions.drop(row, by=None, now=NOW)
        there.append(path.exists())

    assert (there, Entry.objects.filter(verb="file.dropped").count()) == ([True, False], 2)


def test_bytes_that_were_destroyed_before_the_commit_are_put_there_again(
    db: None, django_capture_on_commit_callbacks: Capture
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        row = keep(pdf("race"))
        store.path_of(row.sha256).unlink()

    assert store.is_whole(row.sha256)
