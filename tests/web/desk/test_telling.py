"""At the desk: how people were told, with photographs; the chat groups, with ticks and screenshots."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.moments import TODAY
from tegerek.demo.world import World
from tegerek.lib.said import Said
from tegerek.meetings.chats import GroupWords, add_group, tick_posted
from tegerek.meetings.models import ChatGroup, ChatPost, Telling
from tegerek.meetings.telling import record_telling, telling_sheet
from tests.files.samples import camera_picture
from tests.pages import check, fetch, read_out
from tests.web.desk.typing_in import press, told

SignIn = Callable[[Member], Client]


@pytest.fixture
def clerk(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.clerk)


@pytest.fixture
def here(world: World) -> str:
    return f"/desk/meetings/{world.gatherings.called.pk}/"


@pytest.fixture
def group(world: World) -> ChatGroup:
    words = GroupWords("Ак-Терек жаңылыктары", posted_by="айыл башчысы", members=240)
    return add_group(world.land.okmotu, world.land.villages[0], words, by=None, now=TODAY)


def a_file(name: str = "board.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, camera_picture(), "image/jpeg")


def a_proof(world: World, **more: Any) -> Telling:
    typed = {"where": Said(), "by_whom": "", "by": world.cast.clerk.user, "now": TODAY, **more}
    called = world.gatherings.called
    return record_telling(called, channel=Telling.Channel.BOARD, told_on=TODAY.date(), **typed)


def test_every_page_is_in_order_in_every_state_and_language(world: World, clerk: Client, group: ChatGroup) -> None:
    of = world.gatherings
    proof = a_proof(world, photo=camera_picture())
    tick_posted(of.called, group, by=None, now=TODAY, screenshot=camera_picture())
    meetings = (of.draft, of.called, of.moved, of.held, of.closed, of.postponed, of.cancelled)
    addresses = [f"/desk/meetings/{m.pk}/{page}/" for m in meetings for page in ("telling", "chats")]
    addresses += [f"/desk/tellings/{proof.pk}/removal/", "/desk/chats/", "/desk/chats/new/"]
    addresses += [f"/desk/chats/{group.pk}/", f"/desk/chats/{group.pk}/ending/"]

    for lang in ("ky", "ru", "en"):
        for address in addresses:
            page = fetch(clerk, f"{address}?lang={lang}")

            assert page.one("html").get("lang") == lang


def test_a_proof_with_its_photograph_is_written_down_in_one_screen(world: World, clerk: Client, here: str) -> None:
    typed = {"channel": "board", "told_on": "06.03.2026", "where": "Мектептин тактасы", "by_whom": "айыл башчысы"}

    answer = clerk.post(f"{here}telling/new/?lang=en", {**typed, "photo": a_file()})

    page = fetch(clerk, answer["Location"] + "?lang=en")
    proof = Telling.objects.latest("pk")
    assert (answer.status_code, proof.where.texts, proof.by) == (
        302,
        {"ky": "Мектептин тактасы"},
        world.cast.clerk.user,
    )
    assert "People were told on 6 March 2026: 8 days ahead. The rule asks for 5 days" in page.main
    shown = [image.get("src") for image in page.all("img")]
    assert shown == [f"/desk/tellings/{proof.pk}/photo/"]


def test_what_is_missing_is_asked_for_and_what_was_typed_stays(clerk: Client, here: str) -> None:
    response = press(clerk, f"{here}telling/new/", status=422, told_on="31.02.2026", where="Дүкөн")

    assert told(response) == [
        "Choose how people were told.",
        "Enter a day like 14.03.2026; there may be no such day in the calendar.",
    ]
    assert 'value="Дүкөн"' in response.content.decode()


def test_a_day_before_the_call_is_asked_about(clerk: Client, here: str) -> None:
    response = press(clerk, f"{here}telling/new/", status=422, channel="board", told_on="19.02.2026")

    assert told(response) == ["The meeting was called on 20.02.2026; nobody can have been told before. Check the day."]


def test_a_photograph_is_shown_to_its_office_alone(world: World, clerk: Client, sign_in: SignIn) -> None:
    proof = a_proof(world, photo=camera_picture())
    address = f"/desk/tellings/{proof.pk}/photo/"
    neighbour = sign_in(world.cast.neighbour)

    ours = clerk.get(address)
    theirs, stranger = neighbour.get(address), Client().get(address)

    assert (ours.status_code, ours["Content-Type"], ours["Cache-Control"]) == (200, "image/jpeg", "no-store, private")
    assert b"Exif" not in read_out(ours)
    assert (theirs.status_code, stranger.status_code, stranger["Location"].split("?")[0]) == (
        404,
        302,
        "/account/sign-in/",
    )


def test_a_proof_taken_back_is_crossed_out_and_its_photograph_is_gone(world: World, clerk: Client, here: str) -> None:
    proof = a_proof(world, photo=camera_picture())

    press(clerk, f"/desk/tellings/{proof.pk}/removal/")

    page = fetch(clerk, f"{here}telling/?lang=en")
    assert "Nobody has recorded that people were told." in page.main
    assert "Taken back: it counts no more." in page.main
    assert clerk.get(f"/desk/tellings/{proof.pk}/photo/").status_code == 404
    again = press(clerk, f"/desk/tellings/{proof.pk}/removal/", status=422)
    assert told(again) == ["This has been taken back already."]


def test_a_moved_meeting_warns_until_people_are_told_anew(world: World, clerk: Client) -> None:
    here = f"/desk/meetings/{world.gatherings.moved.pk}/"
    warning = "The meeting was moved. People do not know the new day yet."
    before = [warning in fetch(clerk, f"{here}{page}?lang=en").main for page in ("", "telling/", "chats/")]

    press(clerk, f"{here}telling/new/", channel="loudspeaker", told_on="06.03.2026")

    after = [warning in fetch(clerk, f"{here}{page}?lang=en").main for page in ("", "telling/", "chats/")]
    assert (before, after) == ([True] * 3, [False] * 3)


def test_a_deputy_reads_and_has_no_form(world: World, sign_in: SignIn, here: str) -> None:
    deputy = sign_in(world.cast.deputy)

    page = fetch(deputy, f"{here}telling/?lang=en")

    assert (list(page.one("main").iter("form")), deputy.get(f"{here}telling/new/").status_code) == ([], 404)


def test_the_texts_stand_ready_to_copy_without_a_script(world: World, clerk: Client, here: str) -> None:
    page = fetch(clerk, f"{here}chats/?lang=en")

    fields = page.all("textarea")
    assert [field.get("lang") for field in fields] == ["ky", "ru", "en"]
    assert all("readonly" in field.attrib for field in fields)
    assert [len((field.text or "").strip().splitlines()) for field in fields] == [5, 5, 5]
    assert len([link for link in page.links if link.startswith("https://wa.me/?text=")]) == 3
    assert len([link for link in page.links if link.startswith("https://t.me/share/url?")]) == 3


def test_a_tick_in_a_chat_is_shown_with_its_hour_and_proves_the_notice(
    world: World, clerk: Client, here: str, group: ChatGroup
) -> None:
    for _press in range(2):
        clerk.post(f"{here}chats/posts/new/", {"group": group.pk, "screenshot": a_file("shot.png")})

    page = fetch(clerk, f"{here}chats/?lang=en")
    post = ChatPost.objects.latest("pk")
    sheet = telling_sheet(world.gatherings.called, TODAY.date())
    assert [line.channel for line in sheet.lines] == ["chat"]
    assert f"/desk/chat-posts/{post.pk}/screenshot/" in page.links
    assert clerk.get(f"/desk/chat-posts/{post.pk}/screenshot/")["Content-Type"] == "image/jpeg"

    clerk.post(f"/desk/chat-posts/{post.pk}/removal/")

    assert (
        ChatPost.objects.filter(pk=post.pk).count(),
        telling_sheet(world.gatherings.called, TODAY.date()).standing,
    ) == (0, ())


def test_what_cannot_be_ticked_says_why(world: World, clerk: Client, here: str, group: ChatGroup) -> None:
    theirs = add_group(world.land.neighbours, group.unit, GroupWords("Башка топ"), by=None, now=TODAY)
    bad = SimpleUploadedFile("shot.png", b"%PDF-1.7 no picture", "image/png")

    other = clerk.post(f"{here}chats/posts/new/?lang=en", {"group": theirs.pk})
    no_picture = clerk.post(f"{here}chats/posts/new/?lang=en", {"group": group.pk, "screenshot": bad})

    assert (other.status_code, told(other)) == (422, ["This group is not in the register any more."])
    assert (no_picture.status_code, told(no_picture)) == (
        422,
        ["This is not a picture. Bring a photograph or a screenshot, as JPEG or PNG."],
    )
    assert ChatPost.objects.filter(group=group).count() == 0


def test_a_picture_for_chats_is_made_for_the_language_asked_for(clerk: Client, here: str) -> None:
    shown, saved = clerk.get(f"{here}chats/card.png?lang=ru"), clerk.get(f"{here}chats/card.png?save=1")

    assert (shown["Content-Type"], shown["Content-Disposition"], len(shown.content) < 30_000) == (
        "image/png",
        "inline",
        True,
    )
    assert saved["Content-Disposition"].endswith('-ky.png"')


def test_of_a_draft_there_is_no_picture_and_the_page_says_what_to_do(world: World, clerk: Client) -> None:
    here = f"/desk/meetings/{world.gatherings.draft.pk}/chats/"

    answer = clerk.get(f"{here}card.png")

    assert (answer.status_code, answer["Location"]) == (302, here)
    assert "Call the meeting first." in fetch(clerk, f"{here}?lang=en").main


def test_a_group_is_added_changed_and_ended(world: World, clerk: Client) -> None:
    village = str(world.land.villages[1].pk)
    typed = {"place": village, "name": "Таш-Булак кеңеши", "members": "120", "link": "https://chat.example/x"}
    press(clerk, "/desk/chats/new/", typed)
    group = ChatGroup.objects.latest("pk")
    twice = told(press(clerk, "/desk/chats/new/", typed, status=422))

    press(clerk, f"/desk/chats/{group.pk}/", members="130", posted_by="айыл башчысы")
    changed = fetch(clerk, "/desk/chats/?lang=en").main
    press(clerk, f"/desk/chats/{group.pk}/ending/")

    assert twice == ["This group stands in the register already."]
    assert ("130 06.03.2026" in changed, "айыл башчысы" in changed) == (True, True)
    assert "Groups that are no more" in fetch(clerk, "/desk/chats/?lang=en").main


def test_the_villages_of_the_office_are_offered_and_no_other(world: World, clerk: Client) -> None:
    page = fetch(clerk, "/desk/chats/new/?lang=en")
    other = str(world.land.neighbours.unit_id)

    refused = told(press(clerk, "/desk/chats/new/", status=422, place=other, name="Топ"))

    offered = [option.text for option in page.all("option") if option.get("value")]
    villages = ["Ak-Terek village", "Jany-Umut village", "Tash-Bulak village"]
    assert offered == ["Kok-Bulut aiyl okmotu", *villages, "Kok-Bulut aiyl aimak"]
    assert refused == ["Say for which village the group is."]


def test_an_office_without_a_place_of_its_own_types_the_village(world: World, sign_in: SignIn) -> None:
    coordinator = sign_in(world.cast.coordinator)

    press(coordinator, "/desk/chats/new/", place="Булуттуу району", name="Окуу борбору")
    group = ChatGroup.objects.latest("pk")
    press(coordinator, f"/desk/chats/{group.pk}/", members="12")

    group.refresh_from_db()
    assert (group.unit, group.members) == (world.land.raion, 12)


def test_whoever_changes_what_somebody_else_changed_meanwhile_sees_it_and_presses_again(
    world: World, clerk: Client, group: ChatGroup
) -> None:
    ChatGroup.objects.filter(pk=group.pk).update(version=7)

    typed = {"seen": "1", "place": str(group.unit_id), "name": "Жаңы"}
    response = clerk.post(f"/desk/chats/{group.pk}/?lang=en", typed)

    assert 'name="seen" value="7"' in response.content.decode()
    assert check(response).status == 422


def test_a_seminar_has_no_page_for_telling_among_its_tabs(world: World, sign_in: SignIn) -> None:
    meeting = world.trainings.together.seminars.first().meeting  # type: ignore[union-attr]  # it has seminars

    page = fetch(sign_in(world.cast.coordinator), f"/desk/meetings/{meeting.pk}/")

    assert [link for link in page.links if "telling" in link] == []


def test_the_public_page_tells_days_and_channels_and_no_name(world: World, client: Client) -> None:
    called = world.gatherings.called
    a_proof(world, by_whom="Мисалов", where=Said.of(ky="Мектептин тактасы"), photo=camera_picture())

    page = fetch(client, f"/en/meetings/{called.number}/")

    assert "People were told on 6 March 2026: 8 days ahead." in page.main
    assert "06.03.2026: notice on a board" in page.main
    assert [word for word in ("Мисалов", "тактасы", "photo") if word in page.html] == []
