"""A clerk who calls a meeting and closes it on paper, in a browser: what is typed, and every screen that was seen."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, FilePayload, Page, ViewportSize

from tests.house.runs import Run
from tests.postgres import free_port

PHONE = ViewportSize(width=360, height=640)
MORNING = "2026-03-06T09:00+06:00"
EVENING = "2026-03-14T15:00+06:00"
TITLE = "Көчө жарыгы жана аялдама"
VILLAGE = "Таш-Булак айылы"
GROUP = "Таш-Булак – жаңылыктар"
# Forms are taller than a screen: so much of one stands in the picture.
TALLEST = 1500
QUALITY = 60
# What stands in links on pictures, wherever they are taken.
ADDRESS = "http://kok-bulut.example"
# The day of the meeting; its call is in time.
DAY = "14.03.2026"


@dataclass
class Walk:
    """Somebody with a telephone.

    seen: the path of each page that came, in order, one for each time it was loaded; wide: those that did not fit the
    width of the screen when they were left. folder: where a picture of each screen goes, as it looks when it is left;
    None for no pictures.
    """

    tab: Page
    root: str
    folder: Path | None = None
    first: int = 1
    seen: list[str] = field(default_factory=list)
    wide: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """Count every page from now on, whatever brings it."""
        self.seen.clear()
        self.tab.on("domcontentloaded", lambda page: self.seen.append(page.url.removeprefix(self.root)))

    def begin_again(self) -> None:
        """Count a second way of the same telephone; its pictures go on in the same order."""
        self.first += len(self.seen)
        self.seen.clear()

    def press(self, selector: str) -> None:
        """Press what leads on, and wait for the page that comes."""
        self.keep()
        with self.tab.expect_event("domcontentloaded"):
            # By key: after a picture of the whole page a click may fall beside the button.
            self.tab.locator(selector).first.press("Enter")
        self.tab.wait_for_load_state()

    def fetched(self, selector: str) -> bytes:
        """Press what brings a file; the screen stays."""
        with self.tab.expect_download() as coming:
            self.tab.locator(selector).first.click()
        return coming.value.path().read_bytes()

    def fill(self, **typed: str) -> None:
        for name, value in typed.items():
            self.tab.fill(f"main [name='{name}']", value)

    def text(self) -> str:
        return re.sub(r"\s+", " ", self.tab.inner_text("main"))

    def said(self, selector: str) -> str:
        """The words of some places of this screen on one line."""
        return " ".join(" ".join(self.tab.locator(selector).all_inner_texts()).split())

    def keep(self) -> None:
        """Look at this screen as it is now: whether it fits, and its picture."""
        if self.tab.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            self.wide.append(self.tab.url.removeprefix(self.root))
        if self.folder is not None:
            picture(self.tab, self.folder / f"{self.first + len(self.seen) - 1:02}.webp")


@dataclass(frozen=True)
class Called:
    """What came of the way to the call.

    meeting: its key; number: of its public page. pages: how many the page said the pack has. proof: what is said of
    the notice once it is on record; photo: how wide its photograph is shown. ticked: what is said of the tick. screens:
    what was seen; wide: those too wide for the screen.
    """

    meeting: int
    number: int
    pages: int
    pack: bytes
    proof: str
    photo: int
    chat: str
    card: bytes
    ticked: str
    screens: list[str]
    wide: list[str]


@dataclass(frozen=True)
class Held:
    """What came of the way from the meeting to its sheet for the board."""

    sheet: bytes
    chat: str
    screens: list[str]
    wide: list[str]


@dataclass(frozen=True)
class Stop:
    """What the page of the call says where the rule asks for more days.

    facts: what it says of the rule, by name. shut: why the urgent path is shut, "" if it is open.
    """

    heading: str
    facts: dict[str, str]
    shut: str


@contextmanager
def office(var: Path, moment: str, *, address: str = "") -> Iterator[Run]:
    """bin/run with the demo in var, its clock set to a moment. address: what stands in links, if not its own."""
    port = free_port()
    address = address or f"http://127.0.0.1:{port}"
    run = Run("run", var=var, port=port, TEGEREK_NOW=moment, TEGEREK_ADDRESS=address)
    try:
        run.wait_until_ready(240)
        yield run
    finally:
        run.clean_up()


def begun(chromium: Browser, port: int, var: Path, folder: Path | None = None, *, first: int = 1) -> Walk:
    """The clerk with a telephone, signed in."""
    tab = chromium.new_context(viewport=PHONE, locale="ky").new_page()
    walk = Walk(tab, f"http://127.0.0.1:{port}", folder, first)
    sign_in(tab, walk.root, var)
    return walk


def picture(tab: Page, path: Path, *, below: int = 0) -> None:
    """Keep the screen with what is below it, light enough for a slow line. below: how far down it begins, in pixels."""
    with Image.open(io.BytesIO(tab.screenshot(full_page=True))) as image:
        top = image.crop((0, below, image.width, min(image.height, below + TALLEST))).convert("RGB")
        top.save(path, quality=QUALITY, method=6)


def sign_in(tab: Page, root: str, var: Path) -> None:
    """As the clerk of the demo."""
    line = next(row for row in (var / "demo-logins.txt").read_text().splitlines() if "gulnaz" in row)
    login, password = line.split()[:2]
    tab.goto(f"{root}/desk/")
    tab.fill("[name=login]", login)
    tab.fill("[name=password]", password)
    tab.click("main button.press")
    tab.wait_for_load_state()


def register_group(tab: Page, root: str) -> None:
    """The chat group of the village, which an office writes down once."""
    tab.goto(f"{root}/desk/chats/new/")
    tab.select_option("[name=place]", label=VILLAGE)
    tab.fill("[name=name]", GROUP)
    tab.fill("[name=posted_by]", "айыл башчысы")
    tab.fill("[name=members]", "184")
    tab.click("main form button.press")
    tab.wait_for_load_state()


def draft(walk: Walk, day: str, initiator: str = "head") -> int:
    """From “which form?” to the agenda that is kept; the key of the meeting, whose page is open then."""
    walk.begin()
    walk.tab.goto(f"{walk.root}/desk/meetings/new/")
    walk.press("main a[href='?wish=decide']")
    walk.press("main .best a.press")
    walk.fill(title_ky=TITLE, title_ru="Освещение улиц и остановка", venue="Айылдык клуб")
    walk.tab.select_option("main [name=place]", label=VILLAGE)
    walk.fill(first=day, starts="10:00")
    walk.tab.select_option("main [name=initiator]", initiator)
    walk.fill(procedure_ky="Баяндама, суроо-жооп, ачык добуш.", procedure_ru="Доклад, вопросы, открытое голосование.")
    walk.press("main form button.press")
    walk.fill(**{"title-0_ky": "Кайсы көчөгө биринчи жарык коюлат", "title-0_ru": "Где первой поставить фонари"})
    walk.tab.select_option("main [name=purpose-0]", "decide")
    walk.fill(**{"rapporteur-0_ky": "айыл башчысы", "rapporteur-0_ru": "глава села", "minutes-0": "30"})
    walk.press("main form button.press")
    found = re.search(r"/desk/meetings/(\d+)/$", walk.tab.url)
    assert found, walk.tab.url
    return int(found[1])


def call(walk: Walk, day: str) -> Called:
    """From “which form?” to a called meeting with pack, proof of notice, text and card for chats, ticked as posted."""
    meeting = draft(walk, day)
    here = f"/desk/meetings/{meeting}"
    walk.press(f".way a.press[href='{here}/call/']")
    walk.press(f"form[action='{here}/call/'] button.press")
    pages = re.search(r"(\d+) барак", walk.text())
    assert pages, walk.text()
    pack = walk.fetched(f"form[action='{here}/papers/pack.pdf'] button.press")
    walk.press(f"main a[href='{here}/telling/']")
    walk.tab.select_option("main [name=channel]", "board")
    walk.fill(where="Таш-Булак, мектептин тактасы", by_whom="айыл башчысы")
    taken = FilePayload(name="такта.jpg", mimeType="image/jpeg", buffer=board())
    walk.tab.set_input_files("main [name=photo]", taken)
    walk.press(f"form[action='{here}/telling/new/'] button.press")
    proof = walk.said("main .note")
    photo = walk.tab.locator("main img").first.evaluate("image => image.naturalWidth")
    walk.press(f"main a[href='{here}/chats/']")
    chat = walk.tab.input_value("#text-ky")
    card = walk.fetched(f"main a[href^='{here}/chats/card.png?lang=ky'][href*='save']")
    walk.press(f"form[action='{here}/chats/posts/new/'] button.press")
    walk.keep()
    number, ticked, seen = public_number(walk, meeting), walk.said(".messages li"), list(walk.seen)
    return Called(meeting, number, int(pages[1]), pack, proof, photo, chat, card, ticked, seen, walk.wide)


def public_number(walk: Walk, meeting: int) -> int:
    """Read from the page of the meeting, beside the way: it is no screen of it."""
    page = walk.tab.request.get(f"{walk.root}/desk/meetings/{meeting}/").text()
    found = re.search(r"/ky/meetings/(\d+)/", page)
    assert found
    return int(found[1])


def close(walk: Walk, meeting: int) -> Held:
    """From the desk on the evening of the day to the sheet for the board; then, beside it, the text for chats."""
    here = f"/desk/meetings/{meeting}"
    walk.begin()
    walk.tab.goto(f"{walk.root}/desk/")
    walk.press(f"main a[href^='{here}/']")
    walk.press(f".way a.press[href='{here}/result/']")
    walk.fill(present="63")
    for name, votes in (("for", "41"), ("against", "14"), ("abstained", "8")):
        walk.tab.locator(f"main [name^='{name}-']").first.fill(votes)
    walk.tab.locator("main [name^='decision-'][name$='_ky']").first.fill("Биринчи Мектеп көчөсүнө жарык коюлсун.")
    walk.tab.locator("main [name^='decision-'][name$='_ru']").first.fill("Сначала осветить Школьную улицу.")
    walk.press(f"form[action='{here}/result/'] button.press:visible")
    sheet = walk.fetched(f"main a[href^='{here}/papers/result.pdf']")
    walk.keep()
    screens = list(walk.seen)
    walk.tab.goto(f"{walk.root}{here}/result/text/")
    return Held(sheet, walk.tab.input_value("#text-ky"), screens, walk.wide)


def stopped(walk: Walk) -> Stop:
    """What stands in the way on the page of the call that is open."""
    names, values = (walk.tab.locator(f".note.late {tag}").all_inner_texts() for tag in ("dt", "dd"))
    facts = {name: " ".join(value.split()) for name, value in zip(names, values, strict=True)}
    shut = walk.tab.locator("[name=way][value=urgent]:disabled").count()
    why = walk.tab.inner_text("#about-urgent") if shut else ""
    return Stop(walk.tab.inner_text(".note.late h2"), facts, why)


def go_on(walk: Walk, meeting: int, way: str = "", **typed: str) -> str:
    """Choose a way on against the rule and press; what is answered: why it cannot be, or that it is called."""
    if way:
        walk.tab.check(f"main [name=way][value={way}]")
    walk.fill(**typed)
    walk.press(f"form[action='/desk/meetings/{meeting}/call/'] button.press")
    return walk.said("[role=alert] > p, .messages li")


def show_stop(walk: Walk, stop: Path, ways: Path, record: Path) -> None:
    """On the evening: pictures of a call four days ahead that stops, of the ways on, of what everybody reads then."""
    beside = Walk(walk.tab, walk.root)
    meeting = draft(beside, "18.03.2026", "group")
    beside.press(f".way a.press[href='/desk/meetings/{meeting}/call/']")
    typed = {"charter_words": "Жыйын жөнүндө элге үч күн мурун кабарланат.", "charter_on": "20.01.2026"}
    beside.tab.check("main [name=way][value=charter]")
    beside.fill(**typed)
    picture(beside.tab, stop)
    top = beside.tab.locator("fieldset.ways-on").bounding_box()
    assert top
    picture(beside.tab, ways, below=int(top["y"] + beside.tab.evaluate("scrollY")) - 8)
    go_on(beside, meeting, "charter", **typed)
    public_record(beside, public_number(beside, meeting))
    picture(beside.tab, record)


def hold(walk: Walk, meeting: int) -> None:
    """Record that it took place, and no more."""
    walk.tab.goto(f"{walk.root}/desk/meetings/{meeting}/holding/")
    walk.press(f"form[action='/desk/meetings/{meeting}/holding/'] button.press")


def public_record(walk: Walk, number: int) -> str:
    """What everybody reads of a notice that was too short."""
    walk.tab.goto(f"{walk.root}/ky/meetings/{number}/")
    walk.tab.click("main .life summary")
    return walk.said("main .life details")


def board() -> bytes:
    """A photograph of a notice on a board, as far as a drawing can be one."""
    image = Image.new("RGB", (1200, 900), "#7a5c3e")
    pen = ImageDraw.Draw(image)
    pen.rectangle((400, 120, 800, 700), fill="#f8f6ee")
    for row in range(170, 660, 40):
        pen.rectangle((440, row, 760 - row % 90, row + 14), fill="#333333")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()
