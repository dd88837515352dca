"""Pictures of every public page of the demo: `python -m tests.screenshots [FOLDER]`.

Each page in three languages: on a phone of 360×640, on a desktop, in the dark, on paper. Look at them before calling a
change of the looks done. Without FOLDER they go to a new temporary one, whose name is printed.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.browser.served import LANGUAGES, Site, served

PHONE = {"width": 360, "height": 640}
WAYS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": PHONE},
    "dark": {"viewport": PHONE, "color_scheme": "dark"},
    "desktop": {"viewport": {"width": 1200, "height": 800}},
    "paper": {"viewport": {"width": 794, "height": 1123}},
}


def take(browser: Browser, site: Site, folder: Path, *, langs: tuple[str, ...] = LANGUAGES) -> int:
    """Write FOLDER/<lang>-<way>-<page>.png for all; answers how many."""
    count = 0
    for way, options in WAYS.items():
        context = browser.new_context(**options)
        tab = context.new_page()
        tab.emulate_media(media="print" if way == "paper" else "screen")
        for lang in langs:
            for name, address in site.pages.items():
                tab.goto(site.page(lang, address))
                tab.screenshot(path=folder / f"{lang}-{way}-{name.replace(' ', '-')}.png", full_page=True)
                count += 1
        context.close()
    return count


def main(words: list[str]) -> int:
    folder = Path(words[0]) if words else Path(tempfile.mkdtemp(prefix="tegerek-screenshots-"))
    folder.mkdir(parents=True, exist_ok=True)
    with served() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
        count = take(browser, site, folder)
        browser.close()
    print(f"{count} pictures in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
