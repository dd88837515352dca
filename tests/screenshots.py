"""Pictures of every public page of the demo: `python -m tests.screenshots [FOLDER]`.

Each page in three languages: on a phone of 360×640, on a desktop, in the dark, on paper. Look at them before calling a
change of the looks done. Without FOLDER they go to a new temporary one, whose name is printed.

`python -m tests.screenshots --papers` writes three of docs/pictures anew: a list of people on a phone, plan and fact on
a desktop, a sign-in sheet. It needs pdftoppm.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.served import LANGUAGES, Site, served

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
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


def take_papers(browser: Browser, site: Site) -> None:
    """Write roster.png, counts.png and sign-in.png: what a coordinator sees and prints."""
    known = json.loads(site.prepared)
    phone = _come_in(browser, site, known["session"], viewport={"width": 390, "height": 760}, device_scale_factor=1.6)
    _keep("roster", _shown(phone, f"{site.root}/desk/meetings/{known['meeting']}/roster/?lang=ky"))
    desktop = _come_in(browser, site, known["session"], viewport={"width": 1320, "height": 980})
    _keep("counts", _shown(desktop, f"{site.root}/desk/programmes/{known['programme']}/counts/?lang=ru"))
    sheet = f"{site.root}/desk/meetings/{known['meeting']}/papers/sign-in.pdf?lang=ky-ru"
    _keep("sign-in", _first_page(desktop.request.get(sheet).body()))


def _come_in(browser: Browser, site: Site, session: str, **options: Any) -> BrowserContext:
    context = browser.new_context(**options)
    context.add_cookies([{"name": "sessionid", "value": session, "url": site.root}])
    return context


def _shown(context: BrowserContext, address: str) -> bytes:
    tab = context.new_page()
    tab.goto(address)
    return tab.screenshot()


def _first_page(paper: bytes) -> bytes:
    command = ["pdftoppm", "-png", "-singlefile", "-r", "90", "-"]
    return subprocess.run(command, input=paper, stdout=subprocess.PIPE, check=True).stdout


def _keep(name: str, picture: bytes) -> None:
    """With as few colours as paper and screens need, so that the README loads on a slow line."""
    with Image.open(io.BytesIO(picture)) as image:
        image.convert("RGB").quantize(48).save(PICTURES / f"{name}.png", optimize=True)


def main(words: list[str]) -> int:
    if words == ["--papers"]:
        with served(prepare="tests.coming_in") as site, sync_playwright() as playwright:
            take_papers(playwright.chromium.launch(executable_path="/usr/bin/chromium"), site)
        return 0
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
