"""A clerk who writes, has signed, issues and corrects minutes, in a browser: what is typed, and every screen seen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, FilePayload

from tests.browser.calling import PHONE, Walk, board, picture

# The day of the demo: the assembly on the bridge was held and counted two weeks before.
MORNING = "2026-03-06T09:00+06:00"
MEETING = "Көпүрөнү суу алып кетти"
OFFICIAL, RESIDENT = "Үлгүев Назарбек", "Ойдонова Мисалкан"
REPORT = "Көпүрөнүн эки таянычын суу алып кетти. Убактылуу өтмөккө беш күн керек."
DOUBT = "Балдарды мектепке ким өткөрөт?"
WORDS = f"{RESIDENT} туура айтты: өтмөк мектептин жанында болсун."
LATE = "Өтмөккө тосмо коюлсун деп сунуш болду."
WHY = "Тосмо жөнүндө сунуш түшүп калган."


@dataclass(frozen=True)
class Minuted:
    """What came of the way from a held meeting to minutes signed and issued.

    meeting: its key; number: of its public page. paper: the Word file that was printed to be signed. asked: what the
    page says of names before it is issued. screens: what was seen; wide: those too wide for the screen.
    """

    meeting: int
    number: int
    paper: bytes
    asked: str
    screens: list[str]
    wide: list[str]


@dataclass(frozen=True)
class Read:
    """What a stranger reads and fetches of an edition. main: the words of its page; files: by their addresses."""

    main: str
    files: dict[str, bytes]


@dataclass(frozen=True)
class Corrected:
    """What came of a correction: the screens of the clerk."""

    screens: list[str]
    wide: list[str]


def write_and_issue(walk: Walk) -> Minuted:
    """From the page of the held meeting to its minutes issued: written, read back, signed, the scan brought."""
    meeting, number = _found(walk)
    here = f"/desk/meetings/{meeting}"
    walk.begin()
    walk.tab.goto(f"{walk.root}{here}/")
    walk.press(f"main a[href='{here}/minutes/']")
    walk.press("main form button.press")
    _say(walk, kind="heard", text=REPORT, speaker=OFFICIAL, speaker_post="ao_specialist")
    _say(walk, kind="position", text=DOUBT, speaker=RESIDENT)
    _say(walk, kind="position", text=WORDS)
    _decide(walk)
    walk.press(f"main a[href='{here}/minutes/head/']")
    walk.fill(number="4")
    walk.press("main form button.press")
    walk.press(f"main a[href='{here}/minutes/reading/']")
    walk.press("main form button.press")
    walk.press(f"main a.press[href='{here}/editions/']")
    paper = walk.fetched(f"main a[href='{here}/minutes/papers/ky/docx/']")
    walk.press(f"main a[href='{here}/minutes/']")
    walk.press(f"main a[href='{here}/minutes/signing/']")
    walk.press("main form button.press")
    walk.press(f"main a[href='{here}/minutes/scans/new/']")
    walk.tab.set_input_files("main [type=file]", FilePayload(name="p.jpg", mimeType="image/jpeg", buffer=board()))
    walk.press("main form button.press")
    walk.press(f"main a.press[href='{here}/editions/']")
    asked = _issue(walk, here)
    walk.keep()
    return Minuted(meeting, number, paper, asked, list(walk.seen), list(walk.wide))


def correct(walk: Walk, meeting: int) -> Corrected:
    """From the page of the minutes to a corrected edition: something left out is written down, with the reason."""
    here = f"/desk/meetings/{meeting}"
    walk.begin_again()
    walk.tab.goto(f"{walk.root}{here}/minutes/")
    _say(walk, kind="proposal", text=LATE)
    walk.press(f"main a.press[href='{here}/editions/']")
    _issue(walk, here, why=WHY)
    walk.keep()
    return Corrected(list(walk.seen), list(walk.wide))


def read(chromium: Browser, root: str, number: int, rest: str = "", keep: Path | None = None) -> Read:
    """As a stranger with a telephone: an edition, or what a correction changed. keep: where its picture goes."""
    tab = chromium.new_context(viewport=PHONE, locale="ky").new_page()
    tab.goto(f"{root}/ky/meetings/{number}/minutes/{rest}")
    if keep is not None:
        picture(tab, keep)
    words = re.sub(r"\s+", " ", tab.inner_text("main"))
    links = [str(link.get_attribute("href")) for link in tab.locator("main .files a").all()]
    files = {link: tab.request.get(f"{root}{link}").body() for link in links}
    tab.context.close()
    return Read(words, files)


def _found(walk: Walk) -> tuple[int, int]:
    """The key of the meeting on the list of the desk, and the number of its public page."""
    walk.tab.goto(f"{walk.root}/desk/meetings/?all=1")
    link = walk.tab.locator("main a", has_text=MEETING).first.get_attribute("href") or ""
    page = walk.tab.request.get(f"{walk.root}{link}").text()
    number = re.search(r"/ky/meetings/(\d+)/", page)
    assert number, link
    return int(re.findall(r"\d+", link)[0]), int(number[1])


def _say(walk: Walk, *, kind: str, text: str, speaker: str = "", speaker_post: str = "") -> None:
    """Write down what was said under the first item; the page comes again."""
    box = walk.tab.locator("#item-1 > details").first
    if box.get_attribute("open") is None:
        box.locator("summary").first.click()
    form = box.locator("form")
    form.locator("[name=kind]").select_option(kind)
    form.locator("[name=text_ky]").fill(text)
    form.locator("[name=speaker]").fill(speaker)
    form.locator("[name=speaker_post]").select_option(speaker_post)
    walk.press("#item-1 > details form button.press")


def _decide(walk: Walk) -> None:
    """Take the decision over from the result, as it is offered point by point."""
    box = walk.tab.locator("#item-1 > details").last
    box.locator("summary").first.click()
    walk.press("#item-1 > details:last-of-type form button.press")


def _issue(walk: Walk, here: str, *, why: str = "") -> str:
    """Read what will be public, then issue it; what the page says of names."""
    walk.press(f"main a.press[href='{here}/editions/new/']")
    asked = walk.said("main .note")
    if why:
        walk.fill(why_ky=why)
    walk.press("main form button.press")
    return asked
