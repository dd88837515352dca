"""How much may be sent: as much as a schedule, and at the addresses of scans and logos as much as a scan."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from tegerek.files.rules import TERMS
from tegerek.web.errors import too_large
from tegerek.web.uploads import most_bytes

MEBIBYTE = 1024 * 1024


@pytest.mark.parametrize(
    ("path", "megabytes"),
    [
        ("/desk/imports/new/", 6),
        ("/account/sign-in/", 6),
        ("/desk/meetings/7/scans/new/", 21),
        ("/desk/programmes/7/logos/", 21),
        ("/ky/logos/", 6),
    ],
)
def test_an_address_takes_as_much_as_belongs_there(path: str, megabytes: int) -> None:
    assert most_bytes(path) == megabytes * MEBIBYTE


def test_the_largest_scan_passes_whole(settings: Settings) -> None:
    assert TERMS["scan"].most < settings.SCAN_UPLOAD_BYTES == settings.FILE_UPLOAD_MAX_MEMORY_SIZE


def test_whoever_sent_too_much_is_told_how_much_would_have_been_taken() -> None:
    page = too_large(RequestFactory().post("/desk/meetings/7/scans/new/"), 21 * MEBIBYTE)

    assert (page.status_code, "larger than 20 MB" in page.content.decode()) == (413, True)
