"""What people take home, on a stick: one file that opens where there is no network, and asks nobody for anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.served import Site

SLUG = "a-trial-seminar-2026"


@pytest.fixture
def stick(site: Site, chromium: Browser, tmp_path: Path) -> Path:
    """The file as a browser saved it from the public page."""
    context = chromium.new_context(accept_downloads=True)
    page = context.new_page()
    page.goto(f"{site.root}/ky/programmes/{SLUG}/materials/")
    with page.expect_download() as saved:
        page.click(".press")
    saved.value.save_as(tmp_path / saved.value.suggested_filename)
    context.close()
    return tmp_path / f"{SLUG}.html"


def test_it_opens_without_a_network_in_three_languages_and_its_file_is_saved_from_it(
    stick: Path, chromium: Browser, tmp_path: Path
) -> None:
    context = chromium.new_context(offline=True, java_script_enabled=False, accept_downloads=True)
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url.split(":")[0]))

    page.goto(stick.as_uri())

    headings = [page.inner_text(f"#{lang} h3 >> nth=0") for lang in ("ky", "ru", "en")]
    with page.expect_download() as saved:
        page.click("a[download]")
    saved.value.save_as(tmp_path / "saved.pdf")
    assert (len(set(headings)), "" in headings) == (3, False)
    assert (tmp_path / "saved.pdf").read_bytes()[:5] == b"%PDF-"
    assert set(asked) <= {"file", "data"}
    assert stick.stat().st_size < 8 * 1024 * 1024
    context.close()


def test_nothing_of_it_is_wider_than_a_small_telephone(stick: Path, chromium: Browser) -> None:
    context = chromium.new_context(offline=True, viewport={"width": 360, "height": 640})
    page = context.new_page()

    page.goto(stick.as_uri())

    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
