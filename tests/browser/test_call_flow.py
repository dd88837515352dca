"""A meeting called by the rules and closed on paper, in a real browser of 360×640 on the real site, in Kyrgyz.

From “which form?” to a called meeting with its pack, the proof of its notice and its text for chats; in the evening
of the meeting to the sheet for the board. Each page the clerk sees is counted. Then: a call of four days where the
rule asks for five stops, and each way on stays on record.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import pikepdf
import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.browser import calling
from tests.browser.calling import Called, Held, Stop, Walk
from tests.browser.reading import one_line, text_of

# Four days after the morning of the call; the rule asks for five.
SOON = "10.03.2026"
CHARTER = "Жыйын жөнүндө элге үч күн мурун кабарланат."
REASON = "Көпүрөнү суу алып кетти, эртерээк чечүү керек."
ASKED = (
    "Эрежеде сунушталгандан кеч чакырылган (5 күндүн ордуна 4 күн) "
    "Элге 4 күн мурун кабарланды. Эреже боюнча 5 күн керек (усулдук көрсөтмө, сунуштама)."
)
# The most pages there may be on the way to the call, and from the desk in the evening to the sheet.
MOST_TO_CALL, MOST_TO_SHEET = 12, 4


@dataclass(frozen=True)
class Against:
    """What was met on the way of three calls against the rule.

    stop: what the first page says. silent: what is answered where no way is chosen. group: the stop of residents, to
    whom the urgent path is shut; forced: what is answered if they send it all the same; wordless, reasonless: to the
    other two ways without a word. said: what is answered to each way at last, and public: what everybody reads of it.
    """

    stop: Stop
    silent: str
    group: Stop
    forced: str
    wordless: str
    reasonless: str
    said: dict[str, str]
    meetings: dict[str, int]
    public: dict[str, str]


@dataclass(frozen=True)
class Told:
    """Both days at the desk. later: what everybody reads of the short notices once those meetings were held."""

    called: Called
    held: Held
    against: Against
    later: dict[str, str]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Told:
    var = tmp_path_factory.mktemp("office") / "var"
    with calling.office(var, calling.MORNING) as run:
        walk = calling.begun(chromium, run.port, var)
        calling.register_group(walk.tab, walk.root)
        called = calling.call(walk, calling.DAY)
        against = went_against(walk)
    with calling.office(var, calling.EVENING) as run:
        walk = calling.begun(chromium, run.port, var)
        held = calling.close(walk, called.meeting)
        for meeting in against.meetings.values():
            calling.hold(walk, meeting)
        later = {
            way: calling.public_record(walk, calling.public_number(walk, meeting))
            for way, meeting in against.meetings.items()
        }
    return Told(called, held, against, later)


def went_against(walk: Walk) -> Against:
    """Three drafts for a day too near: of the head, of residents, of the council."""
    head = _before_the_call(walk, "head")
    stop = calling.stopped(walk)
    silent = calling.go_on(walk, head)
    said = {"urgent": calling.go_on(walk, head, "urgent")}
    residents = _before_the_call(walk, "group")
    group = calling.stopped(walk)
    walk.tab.evaluate("document.querySelector('[name=way][value=urgent]').disabled = false")
    forced = calling.go_on(walk, residents, "urgent")
    wordless = calling.go_on(walk, residents, "charter")
    said["charter"] = calling.go_on(walk, residents, "charter", charter_words=CHARTER, charter_on="20.01.2026")
    council = _before_the_call(walk, "council")
    reasonless = calling.go_on(walk, council, "reason")
    said["reason"] = calling.go_on(walk, council, "reason", reason_ky=REASON)
    meetings = {"urgent": head, "charter": residents, "reason": council}
    public = {
        way: calling.public_record(walk, calling.public_number(walk, meeting)) for way, meeting in meetings.items()
    }
    return Against(stop, silent, group, forced, wordless, reasonless, said, meetings, public)


def _before_the_call(walk: Walk, initiator: str) -> int:
    """A draft whose page of the call is open."""
    meeting = calling.draft(walk, SOON, initiator)
    walk.press(f".way a.press[href='/desk/meetings/{meeting}/call/']")
    return meeting


@pytest.mark.machine
def test_a_meeting_is_called_with_pack_proof_and_chat_text_in_eleven_screens(told: Told) -> None:
    screens = _plain(told.called.screens, told.called.meeting)

    assert screens == [
        "/desk/meetings/new/",
        "/desk/meetings/new/?wish=decide",
        "/desk/meetings/new/assembly/",
        "/desk/meetings/7/agenda/",
        "/desk/meetings/7/",
        "/desk/meetings/7/call/",
        "/desk/meetings/7/papers/",
        "/desk/meetings/7/telling/",
        "/desk/meetings/7/telling/",
        "/desk/meetings/7/chats/",
        "/desk/meetings/7/chats/",
    ]
    assert len(screens) <= MOST_TO_CALL


@pytest.mark.machine
def test_the_pack_has_the_pages_it_promised_and_all_its_fonts(told: Told) -> None:
    text = one_line(text_of(told.called.pack))

    assert _pages_and_lacking_fonts(told.called.pack) == (told.called.pages, [])
    assert [words for words in (calling.TITLE, "Айылдык клуб", "14-марты") if words not in text] == []


@pytest.mark.machine
def test_the_notice_is_on_record_with_its_photograph_and_the_text_was_posted(told: Told) -> None:
    called = told.called

    assert called.proof == (
        "Элге 2026-жылдын 6-мартында кабарланды: 8 күн мурун. Эреже боюнча 5 күн керек (усулдук көрсөтмө, сунуштама)."
    )
    assert called.photo > 100
    assert called.ticked == f"Белгиленди: «{calling.GROUP}» тобуна жазылды."


@pytest.mark.machine
def test_the_text_for_chats_is_whole_without_its_link_and_the_card_is_light(told: Told) -> None:
    lines = told.called.chat.splitlines()

    assert len(lines) <= 5
    for words in (calling.TITLE, "14-марты, ишемби, саат 10:00", "Айылдык клуб, Таш-Булак", "Кайсы көчөгө", "00000"):
        assert words in told.called.chat
    assert lines[-1].endswith(f"/ky/meetings/{told.called.number}/")
    with Image.open(io.BytesIO(told.called.card)) as card:
        assert (card.format, min(card.size) >= 600, len(told.called.card) < 30_000) == ("PNG", True, True)


@pytest.mark.machine
def test_in_the_evening_the_desk_leads_to_the_sheet_for_the_board_in_four_screens(told: Told) -> None:
    screens = _plain(told.held.screens, told.called.meeting)
    sheet = one_line(text_of(told.held.sheet))

    assert screens == ["/desk/", "/desk/meetings/7/", "/desk/meetings/7/result/", "/desk/meetings/7/"]
    assert len(screens) <= MOST_TO_SHEET
    assert _pages_and_lacking_fonts(told.held.sheet) == (1, [])
    said = (calling.TITLE, "63", "41", "14", "8", "Биринчи Мектеп көчөсүнө жарык коюлсун")
    assert [words for words in said if words not in sheet] == []
    assert len(told.held.chat.splitlines()) <= 5


@pytest.mark.machine
def test_no_screen_of_the_way_is_wider_than_the_telephone(told: Told) -> None:
    assert told.called.wide + told.held.wide == []


@pytest.mark.machine
def test_a_call_four_days_ahead_stops_with_rule_rank_source_and_the_earliest_day(told: Told) -> None:
    against = told.against

    assert against.stop == Stop(
        "Эл 4 күн мурун угат – эреже боюнча 5 күн керек",
        {
            "Эрежеге ылайык эң жакын күн": "2026-жылдын 11-марты, шаршемби",
            "Эреже эмнени талап кылат": (
                "Тургундарга кабарланат: ким демилгеледи, кайсы маселе, кандай тартипте, кайда, кайсы күнү, "
                "саат канчада. иш-чарага 5 күн калганда"
            ),
            "Кайда жазылган": (
                "Типтүү уставга усулдук көрсөтмөлөр, 18.4-пункт (сунуштама) "
                "Жыйынды (чогулушту) өткөрүүнү демилгелөөнүн, уюштуруунун жана өткөрүүнүн тартиби"
            ),
            "Күчү": "Усулдук көрсөтмө, сунуштама. Бул сунуштама: уланта берсеңиз болот, бирок ал жазылып калат.",
            "Кайсы күндөр эсептелди": (
                "Календардык күндөр: кайсы күндөр экени документте айтылган эмес, биз ушинтип эсептедик."
            ),
        },
        "",
    )
    assert against.silent == "Кийинчерээк күндү же төмөнкү жолдордун бирин тандаңыз."


@pytest.mark.machine
def test_the_urgent_path_is_shut_to_those_who_may_not_go_it(told: Told) -> None:
    against = told.against

    assert against.group.shut == (
        "Жыйынды шашылыш түрдө айыл өкмөтүнүн башчысы же мэр, кеңеш же анын төрагасы гана чакыра алат. "
        "Алардын бири чечсе, аны «Муну башка адам чечтиби?» деген жерден көрсөтүңүз; "
        "болбосо кийинчерээк күндү же башка жолду тандаңыз."
    )
    assert against.forced == against.group.shut


@pytest.mark.machine
def test_the_other_ways_ask_for_the_words_they_rest_on(told: Told) -> None:
    assert (told.against.wordless, told.against.reasonless) == (
        "Бул тууралуу уставыңызда эмне айтылганын жана кеңеш аны кабыл алган күндү жазыңыз.",
        "Себебин жазыңыз: ансыз эрежеден кеч чакырууга болбойт.",
    )


@pytest.mark.machine
def test_each_way_on_stays_on_the_public_page_after_the_meeting_too(told: Told) -> None:
    against = told.against

    assert against.said == dict.fromkeys(against.said, "Жыйын чакырылды. Эми ал сайтта.")
    assert against.public == {
        "urgent": f"{ASKED} Жыйын шашылыш түрдө чакырылган.",
        "charter": f"{ASKED} Муниципалитеттин 20.01.2026 кабыл алынган уставында айтылган: «{CHARTER}»",
        "reason": f"{ASKED} Мекеме мындай себебин айткан: {REASON}",
    }
    assert told.later == against.public


def _plain(screens: list[str], meeting: int) -> list[str]:
    """As if the meeting were the seventh."""
    return [screen.replace(f"/{meeting}/", "/7/") for screen in screens]


def _pages_and_lacking_fonts(made: bytes) -> tuple[int, list[str]]:
    """How many pages, and the fonts that are not in the file."""
    with pikepdf.open(io.BytesIO(made)) as pdf:
        fonts = [font.DescendantFonts[0].FontDescriptor for page in pdf.pages for font in page.Resources.Font.values()]
        lacking = {str(font.FontName) for font in fonts if not {"/FontFile2", "/FontFile3"} & set(font.keys())}
        assert fonts
        return len(pdf.pages), sorted(lacking)
