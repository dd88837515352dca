"""Pictures of every public page of the demo: `python -m tests.screenshots [FOLDER]`.

Each page in three languages: on a phone of 360×640, on a desktop, in the dark, on paper. Look at them before calling a
change of the looks done. Without FOLDER they go to a new temporary one, whose name is printed.

`python -m tests.screenshots --papers` writes three of docs/pictures anew: a list of people on a phone, plan and fact on
a desktop, a sign-in sheet. It needs pdftoppm.

`python -m tests.screenshots --calling` writes docs/pictures/calling anew: every screen of a clerk who calls a meeting,
closes it on paper, and goes against a rule; with the papers that come of it. It needs pdftoppm too.

`python -m tests.screenshots --minutes` writes docs/pictures/minutes anew: every screen of a clerk who writes minutes,
has them signed, issues and corrects them; and what a stranger reads then.
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

from tests.browser import calling, minuting
from tests.browser.served import LANGUAGES, Site, served

CHROMIUM = "/usr/bin/chromium"
PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
# The cover, the order, the notice small and large, the sign-in sheet, the chair's script, slips, the blank minutes.
PAGES_OF_THE_PACK = (1, 2, 3, 4, 10, 12, 13, 18)
IN_A_ROW, GAP = 4, 8
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


def take_calling(browser: Browser, var: Path) -> int:
    """Write docs/pictures/calling: 01.webp and on, the pack, the card and the sheet; answers how many screens."""
    folder = PICTURES / "calling"
    folder.mkdir(exist_ok=True)
    with calling.office(var, calling.MORNING, address=calling.ADDRESS) as run:
        walk = calling.begun(browser, run.port, var, folder)
        calling.register_group(walk.tab, walk.root)
        called = calling.call(walk, calling.DAY)
    with calling.office(var, calling.EVENING, address=calling.ADDRESS) as run:
        walk = calling.begun(browser, run.port, var, folder, first=len(called.screens) + 1)
        held = calling.close(walk, called.meeting)
        screens = len(called.screens) + len(held.screens)
        calling.show_stop(walk, *(folder / f"{screens + n:02}.webp" for n in (1, 2, 3)))
    (folder / "card.png").write_bytes(called.card)
    _beside(called.pack, PAGES_OF_THE_PACK, 230).save(folder / "pack.webp", quality=calling.QUALITY, method=6)
    _beside(held.sheet, (1,), 500).save(folder / "sheet.webp", quality=calling.QUALITY, method=6)
    return screens + 3


def take_minutes(browser: Browser, var: Path) -> int:
    """Write docs/pictures/minutes: 01.webp and on; answers how many screens."""
    folder = PICTURES / "minutes"
    folder.mkdir(exist_ok=True)
    with calling.office(var, minuting.MORNING, address=calling.ADDRESS) as run:
        walk = calling.begun(browser, run.port, var, folder)
        made = minuting.write_and_issue(walk)
        screens = len(made.screens) + 1
        minuting.read(browser, walk.root, made.number, keep=folder / f"{screens:02}.webp")
        walk.first += 1
        screens += len(minuting.correct(walk, made.meeting).screens) + 1
        minuting.read(browser, walk.root, made.number, "2/changes/", keep=folder / f"{screens:02}.webp")
    return screens


def _beside(paper: bytes, pages: tuple[int, ...], width: int) -> Image.Image:
    """Some pages of a PDF as one picture, four in a row, each so many pixels wide."""
    command = ["pdftoppm", "-png", "-singlefile", "-scale-to-x", str(width), "-scale-to-y", "-1"]
    made = [
        subprocess.run([*command, "-f", str(page), "-"], input=paper, stdout=subprocess.PIPE, check=True).stdout
        for page in pages
    ]
    images = [Image.open(io.BytesIO(each)) for each in made]
    height = max(image.height for image in images)
    rows = -(-len(images) // IN_A_ROW)
    whole = Image.new("RGB", (min(len(images), IN_A_ROW) * (width + GAP) + GAP, rows * (height + GAP) + GAP), "#8a8f88")
    for n, image in enumerate(images):
        whole.paste(image, (GAP + n % IN_A_ROW * (width + GAP), GAP + n // IN_A_ROW * (height + GAP)))
    return whole


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
            take_papers(playwright.chromium.launch(executable_path=CHROMIUM), site)
        return 0
    if words == ["--calling"]:
        with tempfile.TemporaryDirectory(prefix="tegerek-calling-") as var, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM)
            print(f"{take_calling(browser, Path(var) / 'var')} screens in {PICTURES / 'calling'}")
        return 0
    if words == ["--minutes"]:
        with tempfile.TemporaryDirectory(prefix="tegerek-minutes-") as var, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM)
            print(f"{take_minutes(browser, Path(var) / 'var')} screens in {PICTURES / 'minutes'}")
        return 0
    folder = Path(words[0]) if words else Path(tempfile.mkdtemp(prefix="tegerek-screenshots-"))
    folder.mkdir(parents=True, exist_ok=True)
    with served() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        count = take(browser, site, folder)
        browser.close()
    print(f"{count} pictures in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
