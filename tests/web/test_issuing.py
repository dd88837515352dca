"""From signed minutes to a public page: issued at the desk, served byte for byte, corrected in plain sight, no name."""

from __future__ import annotations

import hashlib
import io
import logging
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from pypdf import PdfReader

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.lib import clock
from tegerek.lib.said import Said
from tegerek.meetings.closing_sheets import result_of
from tegerek.meetings.models import AgendaItem, Closing, ItemResult, Meeting
from tegerek.minutes.actions import Typed, add_passage, begin_minutes, take_over
from tegerek.minutes.edition_sheets import editions_of, frozen_sheet, thaw
from tegerek.minutes.editions import draft_editions, issue_edition
from tegerek.minutes.models import Issued, Minutes, Passage
from tegerek.minutes.signing import add_remark, answer_remark
from tegerek.people.models import Person
from tegerek.voices.answer_sheets import Tally
from tegerek.voices.slips import Written, record_slip
from tegerek.web import issuing
from tegerek.web.desk.ways import way_of
from tegerek.web.issuing import main_part, paper_file, writer
from tests.pages import fetch, post

SignIn = Callable[[Member], Client]
OLD_SHEETS = Path(__file__).parent.parent / "data/minutes"
RESIDENT, AGREED = "Ойдонова Мисалкан", "Үлгүев Сынакбай"


@pytest.fixture
def meeting(world: World) -> Meeting:
    return world.whole.urgent


@pytest.fixture
def clerk(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.clerk)


@pytest.fixture
def minutes(meeting: Meeting) -> Minutes:
    """Signed, with a resident, one who agreed to be named, and a name within words."""
    made = begin_minutes(meeting, by=None, now=clock.now())
    item = meeting.agenda.first()
    for text, who, agreed in (("Суу түнкүсүн жетпейт.", RESIDENT, False), ("Макулмун.", AGREED, True)):
        typed = Typed("heard", Said.of(ky=text), item, who, agreed=agreed)
        add_passage(made, typed, key=uuid4(), by=None, now=clock.now())
    within = Typed("position", Said.of(ky=f"{RESIDENT} туура айтты."), item)
    add_passage(made, within, key=uuid4(), by=None, now=clock.now())
    Minutes.objects.filter(pk=made.pk).update(signed_on=clock.today(), drawn_on=clock.today(), number="7")
    return Minutes.objects.select_related("meeting").get(pk=made.pk)


def _issue(minutes: Minutes, **more: Any) -> None:
    read, now = draft_editions(minutes.meeting).digest, clock.now()
    minutes.refresh_from_db()
    issue_edition(minutes, writer(now), read=read, seen=minutes.version, by=None, now=now, **more)


def _page(meeting: Meeting, rest: str = "", lang: str = "ky") -> str:
    return f"/{lang}/meetings/{meeting.number}/minutes/{rest}"


def _main(client: Client, meeting: Meeting, rest: str = "", lang: str = "ky") -> str:
    found = re.search(r"<article.*?</article>", fetch(client, _page(meeting, rest, lang)).html, re.DOTALL)
    assert found is not None
    return found[0]


def test_a_clerk_reads_what_will_be_public_and_issues_it(minutes: Minutes, clerk: Client, client: Client) -> None:
    meeting = minutes.meeting
    address = f"/desk/meetings/{meeting.pk}/editions/new/?lang=en"
    page = fetch(clerk, address)
    sent = dict(re.findall(r'<input type="hidden" name="(seen|read)" value="(\w+)"', page.html))

    answer = clerk.post(address, {**sent, "keep_until": "", "basis": ""})

    assert f"In this sentence stands a name: {RESIDENT}" in page.text
    assert (answer.status_code, answer["Location"]) == (302, f"/desk/meetings/{meeting.pk}/editions/")
    public = fetch(client, _page(meeting), queries=3)
    assert (AGREED in public.text, RESIDENT in public.text) == (True, False)
    assert "… туура айтты." in public.text
    fetch(clerk, f"/desk/meetings/{meeting.pk}/editions/?lang=en")


def test_a_name_that_the_clerk_leaves_stays(minutes: Minutes, clerk: Client, client: Client) -> None:
    key = Person.objects.get(name=RESIDENT).pk
    draft = draft_editions(minutes.meeting)
    sent = {"seen": minutes.version, "read": draft.digest, "left": [key]}

    clerk.post(f"/desk/meetings/{minutes.meeting_id}/editions/new/", sent)

    assert f"{RESIDENT} туура айтты." in fetch(client, _page(minutes.meeting)).text


def test_what_stands_in_the_way_is_said_on_the_page(minutes: Minutes, clerk: Client) -> None:
    draft = draft_editions(minutes.meeting)
    sent = {"seen": minutes.version, "read": draft.digest, "keep_until": "01.01.2099"}

    page = post(clerk, f"/desk/meetings/{minutes.meeting_id}/editions/new/?lang=en", sent, status=422)

    assert "Write down on which document" in page.text


def test_words_that_came_meanwhile_are_shown_before_they_are_issued(minutes: Minutes, clerk: Client) -> None:
    address = f"/desk/meetings/{minutes.meeting_id}/editions/new/?lang=en"
    sent = {"seen": minutes.version, "read": draft_editions(minutes.meeting).digest}
    late = Typed("heard", Said.of(ky="Кийин келди."), minutes.meeting.agenda.first())
    add_passage(minutes, late, key=uuid4(), by=None, now=clock.now())

    page = post(clerk, address, sent, status=422)
    again = dict(re.findall(r'<input type="hidden" name="(seen|read)" value="(\w+)"', page.html))

    assert "Somebody changed this" in page.text
    assert "Кийин келди." in page.text
    assert clerk.post(address, again).status_code == 302


def test_byte_for_byte_whatever_is_edited_below(
    minutes: Minutes, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = minutes.meeting
    _issue(minutes)
    files = [f"1/{form}/" for form in ("docx", "pdf")]
    before = {lang: _main(client, meeting, "", lang) for lang in ("ky", "ru", "en")}
    bodies = {(lang, rest): client.get(_page(meeting, rest, lang)).content for lang in ("ky", "ru") for rest in files}

    other = Said.of(ky="Башка", ru="Другое", en="Other")
    Passage.objects.update(text=other, speaker_post="deputy")
    AgendaItem.objects.update(title=other)
    Closing.objects.update(present=1, remarks=other)
    Meeting.objects.filter(pk=meeting.pk).update(title=other, held_on=date(2026, 1, 1))
    Minutes.objects.update(number="99", drawn_on=None)
    Person.objects.filter(erased_at=None).update(name="Башка Киши", name_key="bashka kishi")
    type(meeting.place).objects.update(name=other)
    type(meeting.office).objects.update(name=other)
    # Another catalogue: every sentence as it stands in the code; and no template and no paper is made anew.
    monkeypatch.setattr(translation._trans, "gettext", lambda words: words)  # type: ignore[attr-defined]
    monkeypatch.setattr(issuing, "render_to_string", None)
    monkeypatch.setattr(issuing, "minutes_paper", None)
    cache.clear()

    assert {lang: _main(client, meeting, "", lang) for lang in ("ky", "ru", "en")} == before
    assert {at: client.get(_page(meeting, at[1], at[0])).content for at in bodies} == bodies


def test_a_file_is_known_by_its_digest(minutes: Minutes, client: Client) -> None:
    _issue(minutes)
    address = _page(minutes.meeting, "1/pdf/")

    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})

    digest = hashlib.sha256(first.content).hexdigest()
    assert (first["ETag"], again.status_code) == (f'"{digest}"', 304)
    assert Issued.objects.get(edition__minutes=minutes, edition__kind="public", lang="ky", form="pdf").sha256 == digest


def test_a_correction_stands_beside_what_it_corrects(minutes: Minutes, client: Client) -> None:
    meeting = minutes.meeting
    _issue(minutes)
    first = _main(client, meeting)
    late = Typed("heard", Said.of(ky="Түшүп калган сөз."), meeting.agenda.first())
    add_passage(minutes, late, key=uuid4(), by=None, now=clock.now())
    _issue(minutes, why=Said.of(ky="Бир сөз түшүп калган."))

    changed = fetch(client, _page(meeting, "2/changes/"), queries=5)

    assert re.findall(r"<ins>\[\+(.*?)\]</ins>", changed.html) == ["Катышуучу – Түшүп калган сөз."]
    assert "<del>" not in changed.html
    assert (_main(client, meeting, "1/"), _main(client, meeting) == first) == (first, False)
    fetch(client, _page(meeting, "1/changes/"), status=404)
    assert fetch(client, _page(meeting, "1/", "en")).text.count("This edition was corrected.") == 1


@pytest.mark.parametrize(("again", "said"), [({}, 1), ({"signed_again": "on"}, 0)], ids=["not signed", "signed again"])
def test_a_correction_that_nobody_signed_says_so(
    again: dict[str, str], said: int, minutes: Minutes, client: Client, clerk: Client
) -> None:
    meeting = minutes.meeting
    _issue(minutes)
    add_passage(
        minutes, Typed("heard", Said.of(ky="Кошумча."), meeting.agenda.first()), key=uuid4(), by=None, now=clock.now()
    )
    address = f"/desk/meetings/{meeting.pk}/editions/new/"
    form = fetch(clerk, f"{address}?lang=ky")
    hidden = {one.get("name"): one.get("value") for one in form.all("input") if one.get("name") in {"seen", "read"}}

    clerk.post(address, {**hidden, "why_ky": "Бир сөз түшүп калган.", **again})

    # The reason stands at the head of the copy and in the list of editions.
    text = fetch(client, _page(meeting)).text
    assert [text.count(words) for words in ("Бир сөз түшүп калган.", "Бул оңдоого кол коюлган эмес")] == [2, 2 * said]


@pytest.mark.parametrize("rest", ["", "1/", "1/changes/", "1/docx/", "1/sheet/", "2/pdf/"])
def test_before_it_is_issued_nothing_is_there(rest: str, minutes: Minutes, client: Client) -> None:
    assert client.get(_page(minutes.meeting, rest)).status_code == 404


def test_a_rehearsal_is_issued_and_nobody_outside_sees_it(minutes: Minutes, client: Client, clerk: Client) -> None:
    meeting, number = minutes.meeting, minutes.meeting.number
    Meeting.objects.filter(pk=meeting.pk).update(is_rehearsal=True, number=None)
    minutes.meeting.refresh_from_db()
    _issue(minutes)

    statuses = [client.get(f"/ky/meetings/{number}/minutes/{rest}").status_code for rest in ("", "1/", "1/docx/")]

    assert statuses == [404, 404, 404]
    assert "nobody outside sees it" in fetch(clerk, f"/desk/meetings/{meeting.pk}/editions/?lang=en").text


def test_no_resident_is_named_in_pages_files_properties_or_the_log(
    minutes: Minutes, client: Client, caplog: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    _issue(minutes)
    meeting = minutes.meeting

    read = [fetch(client, _page(meeting, "", lang)).html for lang in ("ky", "ru", "en")]
    for lang in ("ky", "ru"):
        read.append(_unzipped(client.get(_page(meeting, "1/docx/", lang)).content))
        read.append(_pdf(client.get(_page(meeting, "1/pdf/", lang)).content))
    read += [client.get(at).content.decode() for at in (f"/ky/search/?q={RESIDENT}", "/feeds/ky/meetings.xml")]
    issued = Issued.objects.filter(edition__minutes=minutes, edition__kind="public")
    told = [bytes(row.body or b"").decode() for row in issued.filter(form="sheet")]

    surname = RESIDENT.split()[0]
    assert [text[:60] for text in (*read[:7], *read[8:], *told, caplog.text) if surname in text] == []
    assert all(AGREED in text for text in (*read[:7], *told))


def test_the_way_of_a_meeting_leads_to_issuing_once_the_minutes_are_signed(minutes: Minutes) -> None:
    meeting = minutes.meeting

    def stands_at() -> str:
        way = way_of(meeting, telling=None, result=result_of(meeting), asked=Tally(), items=1, today=clock.today())
        (step,) = (step for step in way if step.slug == "issued")
        return f"{step.at.value} {step.address}"

    before = stands_at()
    _issue(minutes)

    here = f"/desk/meetings/{meeting.pk}/editions/"
    assert (before.split()[1], stands_at()) == (here, f"done {here}")


def test_a_name_typed_anywhere_in_the_minutes_reaches_nobody_outside(
    minutes: Minutes, meeting: Meeting, client: Client, caplog: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    now, item, card = clock.now(), meeting.agenda.get(), Person.objects.get(name=RESIDENT)
    said = Said.of(ky=f"{RESIDENT} айтты", ru=f"Сказала {RESIDENT}", en=f"{RESIDENT} said so")
    for kind in Passage.Kind:
        for under in (item, None):
            add_passage(minutes, Typed(kind, said, under, card), key=uuid4(), by=None, now=now)
    slip = record_slip(meeting, Written("question", Said.of(ky="Өтмөк качан?"), name=RESIDENT), by=None, now=now)
    take_over(minutes, slip, key=uuid4(), by=None, now=now)
    Closing.objects.filter(meeting=meeting).update(remarks=said)
    ItemResult.objects.filter(item=item).update(decision=said)
    remark = add_remark(minutes, said, received_on=clock.today(), remarker=card, by=None, now=now)
    answer_remark(remark, said, answered_on=clock.today(), seen=remark.version, by=None, now=now)
    _issue(minutes)
    add_passage(minutes, Typed("heard", Said.of(ky="Дагы бир сөз.")), key=uuid4(), by=None, now=now)
    _issue(minutes, why=said)

    read = {path: client.get(path).content for path in _everything_of(meeting)}

    texts = {path: _text_of(body) for path, body in read.items()} | {"the log": caplog.text}
    assert [path for path, text in texts.items() if RESIDENT.split()[0] in text] == []
    assert len(read) == 21


def _everything_of(meeting: Meeting) -> list[str]:
    """The addresses at which something of the minutes stands, or of what was asked at the meeting."""
    pages = [_page(meeting, rest, lang) for lang in ("ky", "ru", "en") for rest in ("", "1/", "2/changes/")]
    files = [_page(meeting, f"{n}/{form}/", lang) for lang in ("ky", "ru") for n in (1, 2) for form in ("docx", "pdf")]
    beside = [f"/ky/meetings/{meeting.number}/questions/"]
    found = [f"/ky/search/?q={RESIDENT.split()[1]}", "/feeds/ky/meetings.xml", f"/meetings/{meeting.number}.ics"]
    return [*pages, *files, *beside, *found]


def _text_of(body: bytes) -> str:
    if body.startswith(b"PK"):
        return _unzipped(body)
    return _pdf(body) if body.startswith(b"%PDF") else body.decode()


def test_the_file_copy_holds_names_for_whoever_may_see_it(
    minutes: Minutes, clerk: Client, world: World, sign_in: SignIn
) -> None:
    _issue(minutes)
    key = next(one.key for one in editions_of(minutes.meeting_id) if one.kind == "file")

    page = fetch(clerk, f"/desk/editions/{key}/?lang=ky")
    body = clerk.get(f"/desk/editions/{key}/ky/docx/").content

    assert RESIDENT in page.text
    assert RESIDENT in _unzipped(body)
    assert sign_in(world.cast.neighbour).get(f"/desk/editions/{key}/ky/docx/").status_code == 404


def test_the_paper_to_sign_is_there_before_it_is_signed(meeting: Meeting, clerk: Client) -> None:
    begin_minutes(meeting, by=None, now=clock.now())

    answers = [clerk.get(f"/desk/meetings/{meeting.pk}/minutes/papers/ky/{form}/") for form in ("docx", "pdf")]

    assert [answer.content[:2] for answer in answers] == [b"PK", b"%P"]


@pytest.mark.parametrize("path", sorted(OLD_SHEETS.glob("sheet-*.json")), ids=lambda path: path.name)
def test_a_sheet_of_every_schema_there_ever_was_still_becomes_page_and_paper(path: Path) -> None:
    copy = thaw(path.read_bytes(), int(path.stem.split("-")[1]))

    page = main_part(copy, "ky")
    paper = _unzipped(paper_file(copy, "ky", "docx", clock.now()))

    for words in ("Таза суу", "Үлгүева Назгүл", "1.1. Түтүк алмаштырылат."):
        assert (words in page, words in paper) == (True, True)


def test_what_is_frozen_can_be_read_again(minutes: Minutes) -> None:
    _issue(minutes)

    lines = [frozen_sheet(one.key) for one in editions_of(minutes.meeting_id)]

    assert [(one.kind, one.number, len(one.items[0].passages)) for one in lines] == [("file", 1, 3), ("public", 1, 3)]


def _unzipped(body: bytes) -> str:
    """All that a Word file holds, its properties too, without mark-up."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        texts = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
    return re.sub(r"<[^>]+>", "", " ".join(texts))


def _pdf(body: bytes) -> str:
    reader = PdfReader(io.BytesIO(body))
    text = " ".join(page.extract_text() or "" for page in reader.pages)
    return " ".join(f"{text} {reader.metadata} {reader.xmp_metadata and 'xmp'}".split())
