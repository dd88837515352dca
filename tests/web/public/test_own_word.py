"""The page behind a personal link, as who holds the paper sees it, and as who tries to guess, replay or borrow it."""

from __future__ import annotations

import logging
import secrets
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tegerek.commitments import links
from tegerek.commitments.models import Commitment, ResidentWord, WordLink
from tegerek.commitments.sheets import Words, commitment_sheet
from tegerek.demo.world import World
from tegerek.lib import clock
from tegerek.lib.said import Said
from tegerek.meetings.models import Participant
from tegerek.people.keys import SIGNS
from tegerek.voices.answer_sheets import public_story
from tegerek.voices.models import Voice
from tests.commitments.rows import a_commitment, a_counted
from tests.pages import check
from tests.people.persons import a_person
from tests.voices.asked import answered, asked

LANGS = ("ky", "ru", "en")
WORDS = "Суу кечинде гана келет."


def a_code(meeting: Any, name: str = "Мисалова Гүлсара") -> str:
    person = a_person(name, office=meeting.office)
    Participant.objects.create(meeting=meeting, person=person, made_at=clock.now())
    links.open_to_participants(meeting, by=None, now=clock.now())
    return links.code_of(WordLink.objects.get(person=person))


def an_asker(meeting: Any, kind: str = "question") -> tuple[Voice, str]:
    voice = answered(asked(meeting, kind), answered_on=clock.today())
    links.open_to_askers([voice], by=None, now=clock.now())
    return voice, links.code_of(WordLink.objects.get(voice=voice))


def words_on(made: Commitment) -> Words:
    return commitment_sheet(made, clock.today()).words


@pytest.mark.parametrize("lang", LANGS)
def test_who_lives_there_presses_once_and_is_counted(lang: str, db: None, client: Client) -> None:
    made = a_commitment(a_counted())
    address = f"/{lang}/me/{a_code(made.meeting)}/"

    check(client.get(address))
    pressed = client.post(address, {"number": made.number, "word": "partly", "text": WORDS})
    check(client.get(pressed["Location"].partition("#")[0]))

    said = ResidentWord.objects.get(commitment=made)
    assert (pressed.status_code, words_on(made), str(said.text.in_(lang))) == (303, Words(partly=1), WORDS)


def test_the_public_page_shows_the_number_and_never_the_words(db: None, client: Client) -> None:
    made = a_commitment(a_counted())
    client.post(f"/ky/me/{a_code(made.meeting)}/", {"number": made.number, "word": "not", "text": WORDS})

    page = client.get(f"/ky/decisions/{made.number}/")

    assert (page.context["views"].residents, "кечинде" in page.text, "Гүлсара" in page.text) == (
        Words(not_done=1),
        False,
        False,
    )


def test_looking_says_nothing_for_anybody(db: None, client: Client) -> None:
    made = a_commitment(a_counted())
    address = f"/ky/me/{a_code(made.meeting)}/?number={made.number}&word=done"

    client.get(address)
    client.head(address)

    assert ResidentWord.objects.count() == 0


def test_no_name_stands_on_the_page_and_nobody_keeps_it(db: None, client: Client) -> None:
    made = a_commitment(a_counted())

    page = client.get(f"/ky/me/{a_code(made.meeting)}/")

    heads = [page[name] for name in ("Cache-Control", "X-Robots-Tag", "Referrer-Policy")]
    assert heads == ["no-store, private", "noindex, nofollow", "no-referrer"]
    assert ("Гүлсара" in page.text, page.cookies) == (False, {})


@pytest.mark.parametrize("typed", ["{}", "{} ", " {}"])
def test_what_stands_on_paper_leads_to_the_page_in_the_language_of_the_browser(
    typed: str, db: None, client: Client
) -> None:
    code = a_code(a_counted())

    short = client.get(f"/me/{typed.format(code.upper())}", headers={"accept-language": "ru"}, follow=True)

    assert (short.status_code, short.redirect_chain[0][0].startswith("/ru/me/")) == (200, True)


def test_a_code_that_is_typed_in_travels_in_the_body(db: None, client: Client) -> None:
    code = a_code(a_counted())
    check(client.get("/ky/me/"))

    sent = client.post("/ky/me/", {"code": code.replace("-", " ").upper()})

    assert (sent.status_code, sent["Location"]) == (303, f"/ky/me/{code}/")
    check(client.post("/ky/me/", {"code": " "}))
    assert client.post("/ky/me/", {"code": " "}).status_code == 422


def test_wrong_taken_back_and_outlived_codes_get_the_same_page(db: None, client: Client, settings: Any) -> None:
    settings.WORD_LINK_DAYS = 1
    meeting = a_counted()
    taken, outlived = a_code(meeting), a_code(meeting, "Сынаков Эрмек")
    rows = {links.code_of(row): row for row in WordLink.objects.all()}
    WordLink.objects.filter(pk=rows[taken].pk).update(revoked_at=clock.now())
    WordLink.objects.filter(pk=rows[outlived].pk).update(expires_at=clock.now() - timedelta(1))

    pages = [client.get(f"/ky/me/{code}/") for code in ("abcd-efgh-2345", taken, outlived)]

    told = {page.text.replace(page["X-Request-Code"], "") for page in pages}
    assert ({page.status_code for page in pages}, len({len(one) for one in told})) == ({404}, 1)


def test_whoever_guesses_is_stopped_before_the_code_they_look_for(db: None, client: Client) -> None:
    right = a_code(a_counted())

    guesses = [client.get(f"/ky/me/{''.join(secrets.choice(SIGNS) for _n in range(12))}/") for _try in range(15)]

    statuses = [guess.status_code for guess in guesses]
    assert (statuses[0], statuses[-1], client.get(f"/ky/me/{right}/").status_code) == (404, 429, 429)


def test_a_whole_village_behind_one_line_opens_its_links(db: None, client: Client) -> None:
    code = a_code(a_counted())

    statuses = {client.get(f"/ky/me/{code}/").status_code for _neighbour in range(40)}

    assert statuses == {200}


def test_a_form_that_was_sent_is_sent_again_and_counts_once(db: None, client: Client) -> None:
    made = a_commitment(a_counted())
    address = f"/ky/me/{a_code(made.meeting)}/"

    for _time in range(3):
        client.post(address, {"number": made.number, "word": "done"})

    assert (words_on(made), ResidentWord.objects.count()) == (Words(done=1), 1)


def test_another_site_without_the_code_can_send_nothing_and_a_session_helps_nobody(
    world: World, client: Client
) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.cast.clerk.user)

    sent = strict.post("/ky/me/abcd-efgh-2345/", {"number": world.following.late.number, "word": "done"})

    assert sent.status_code == 404


def test_a_link_of_one_village_says_nothing_of_another_office_s_decision(db: None, client: Client) -> None:
    made, other = a_commitment(a_counted()), a_commitment(a_counted())

    sent = client.post(f"/ky/me/{a_code(made.meeting)}/", {"number": other.number, "word": "done"})

    check(sent)
    assert (sent.status_code, words_on(other)) == (422, Words())


@pytest.mark.parametrize(
    "sent", [{}, {"number": "x", "word": "done"}, {"word": "many"}, {"what": "dispute", "seen": "1"}]
)
def test_what_cannot_be_said_is_refused_in_words(sent: dict[str, str], db: None, client: Client) -> None:
    made = a_commitment(a_counted())

    answer = client.post(f"/ky/me/{a_code(made.meeting)}/", sent)

    check(answer)
    assert (answer.status_code, ResidentWord.objects.count()) == (422, 0)


@pytest.mark.parametrize("lang", LANGS)
def test_who_asked_reads_the_answer_and_says_once_that_it_is_none(lang: str, world: World, client: Client) -> None:
    voice, code = an_asker(world.whole.urgent)
    page = client.get(f"/{lang}/me/{code}/")
    check(page)
    sent = {"what": "dispute", "seen": page.context["sheet"].asked.version, "text": WORDS}

    first, again = (client.post(f"/{lang}/me/{code}/", sent) for _time in range(2))

    assert voice.number is not None
    told = public_story(voice.number, clock.today())
    assert told is not None
    assert (first.status_code, again.status_code, told.disputed_on, told.disputed) == (
        303,
        422,
        clock.today(),
        Said(),
    )
    check(client.get(first["Location"].partition("#")[0]))


def test_an_answer_that_changed_since_is_read_again_first(world: World, client: Client) -> None:
    voice, code = an_asker(world.whole.urgent)
    old = client.get(f"/ky/me/{code}/").context["sheet"].asked.version
    answered(voice, answered_on=clock.today(), text=Said.of(ky="Күзүндө."))

    sent = client.post(f"/ky/me/{code}/", {"what": "dispute", "seen": old})

    voice.refresh_from_db()
    assert (sent.status_code, voice.answer.disputed_on) == (422, None)


def test_a_slip_of_which_nothing_is_typed_in_yet_says_so(db: None, client: Client) -> None:
    links.reserve_slips(a_counted(), size=1, by=None, now=clock.now())

    page = client.get(f"/ky/me/{links.code_of(WordLink.objects.get())}/")

    check(page)
    assert page.context["sheet"].asked.story is None


def test_no_line_of_the_log_holds_a_code(db: None, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    code = a_code(a_counted())

    with caplog.at_level(logging.INFO):
        client.get(f"/ky/me/{code}/")
        client.get(f"/me/{code}")

    assert (code in caplog.text, len(caplog.records) >= 2) == (False, True)
