"""How a kept file is handed out: streamed, never sniffed; shown only if it is a picture, kept only if it is public."""

from __future__ import annotations

import pytest
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase

from tegerek.files import actions, store
from tegerek.files.models import File, Purpose
from tegerek.web.downloads import download, public_picture
from tests.files.samples import pdf, png
from tests.meetings.rows import NOW, an_office


def kept(data: bytes, purpose: Purpose, name: str) -> File:
    office = an_office()
    return actions.keep(data, name=name, purpose=purpose, owner=office, office=office.pk, by=None, now=NOW)


def body_of(response: HttpResponseBase) -> bytes:
    assert isinstance(response, HttpResponse)
    return bytes(response.content)


def test_a_paper_is_saved_under_its_name_and_kept_by_nobody(db: None) -> None:
    data = pdf()

    response = download(kept(data, Purpose.SCAN, "Барак Кочкор.pdf"))

    headers = response.headers
    assert (headers["Content-Type"], headers["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert (headers["Cache-Control"], headers["Content-Length"]) == ("no-store, private", str(len(data)))
    assert body_of(response) == data


def test_a_name_given_for_saving_holds_nothing_but_a_name(db: None) -> None:
    response = download(kept(pdf(), Purpose.SCAN, "scan.pdf"), name='sign-in-7.<b onload=x>"\r\nX-Made: 1;.pdf')

    assert response.headers["Content-Disposition"] == 'attachment; filename="sign-in-7.bonloadxX-Made1.pdf"'


def test_a_large_file_is_sent_piece_by_piece(db: None) -> None:
    data = b"a line of a list\n" * 100_000

    response = download(kept(data, Purpose.RESULT, "list.csv"))

    assert isinstance(response, FileResponse)
    assert (response.headers["Content-Type"], response.getvalue()) == ("text/csv", data)
    response.close()


def test_a_picture_may_be_shown(db: None) -> None:
    response = download(kept(png(), Purpose.SCAN, "scan.png"))

    assert response.headers["Content-Disposition"].startswith("inline")
    assert response.headers["Cache-Control"] == "no-store, private"


def test_a_public_picture_is_kept_for_a_day_and_known_by_its_digest(db: None) -> None:
    row = kept(png(), Purpose.LOGO, "logo.png")

    response = public_picture(row)

    assert (response.headers["ETag"], response.headers["Cache-Control"]) == (
        f'"{row.sha256}"',
        "public, max-age=86400",
    )
    with pytest.raises(Http404):
        public_picture(kept(pdf(), Purpose.SCAN, "a.pdf"))


def test_missing_bytes_are_a_page_that_does_not_exist_and_are_told_in_the_log(
    db: None, caplog: pytest.LogCaptureFixture
) -> None:
    row = kept(png(), Purpose.LOGO, "Үлгүева.png")
    store.path_of(row.sha256).unlink()

    with pytest.raises(Http404):
        download(row)

    assert (caplog.messages, "Үлгүева" in caplog.text) == ([f"the bytes of file {row.pk} are missing"], False)
