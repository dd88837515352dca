"""No text on any page is left that nobody can translate: the pages are fetched under the pseudo-language and read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from tegerek.commitments.models import (
    Commitment,
    Delay,
    Finding,
    Monitor,
    MonitoredObject,
    MonitoringGroup,
    Progress,
    Report,
    Visit,
    VisitPhoto,
    WordLink,
)
from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.learning.models import AnswerSheet, Certificate, Question, StatedResult
from tegerek.meetings import listing
from tegerek.meetings.models import (
    Charter,
    ChatGroup,
    ChatPost,
    Invitee,
    ListImport,
    Meeting,
    Participant,
    Seat,
    Telling,
)
from tegerek.minutes.models import Passage, Remark
from tegerek.people.models import Person
from tegerek.programmes import imports
from tegerek.programmes.models import Invited, OutsideMeeting, Programme, Road, Seminar, SeriesReport, Trainer
from tegerek.voices.models import Initiative, Source, Voice
from tegerek.web import errors
from tests.files.samples import a_logo
from tests.pseudo import pseudo, unmarked
from tests.web.public.addresses import pages
from tests.web.test_matrix import DESK

pytestmark = pytest.mark.once

SignIn = Callable[[Member], Client]

# What an office wrote itself, and words that are the same in every language.
KNOWN = {
    "Швейцариянын өнүктүрүү жана кызматташтык агенттиги (SDC)",
    "press@bulak.example",
    "pdf",
    "· English",
    "English",
    "PDF",
    "Word",
    "(PDF)",
    "WhatsApp",
    "Telegram",
    # Words of the demo beside words of the page.
    ", XXI сессия",
}
# A schedule in which hardly anything is right: every kind of question stands on its page.
WRONG_SCHEDULE = (
    "Кочкор району; 32.13.2017\nЖок-Жер району; 24.10.2017; 16:00–10:00\nАт-Башы району; 25.10.2017; 25:70\n"
)
NONSENSE = {"seen": "-1", **dict.fromkeys(("first", "last", "starts", "ends", "place", "planned", "dated", "ky"), "жж")}


def test_public_pages_say_nothing_that_nobody_can_translate(world: World, client: Client) -> None:
    addresses = {name: f"/ky/{rest}" for name, rest in pages(world).items()}

    left = _left_in(client, addresses)

    assert left == {}


def test_desk_pages_say_nothing_that_nobody_can_translate(world: World, sign_in: SignIn) -> None:
    addresses = dict(_desk_addresses(world))
    members = (world.cast.clerk, world.cast.coordinator, world.cast.administrator)

    left = [_left_in(sign_in(member), addresses) for member in members]

    assert left == [{}, {}, {}]


def test_refusals_of_the_desk_say_nothing_that_nobody_can_translate(world: World, sign_in: SignIn) -> None:
    addresses = dict(_desk_addresses(world))

    left = [_left_after_nonsense(sign_in(member), addresses) for member in (world.cast.clerk, world.cast.coordinator)]

    assert left == [{}, {}]


def test_signing_in_says_nothing_that_nobody_can_translate(db: None, client: Client) -> None:
    address = reverse("account:sign-in")
    tries: tuple[dict[str, str], ...] = ({}, {"login": "0555 000 000", "password": "x"})

    with pseudo():
        answers = [client.get(address), *(client.post(address, typed) for typed in tries)]

    assert [unmarked(answer.content.decode()) for answer in answers] == [[], [], []]


def test_accounts_and_their_ways_in_say_nothing_that_nobody_can_translate(world: World, sign_in: SignIn) -> None:
    deputy, administrator = world.cast.deputy.user, sign_in(world.cast.administrator)
    stranger = Client()

    with pseudo():
        administrator.post("/desk/computers/", {"name": "терезе", "office": str(world.land.okmotu.pk)})
        answers = [
            administrator.get("/account/"),
            administrator.post("/account/pin/", {"pin": "1111"}),
            administrator.get("/account/password/"),
            administrator.post("/account/password/", {"old": "x", "new": "y", "again": "z"}),
            administrator.post("/desk/accounts/cards/", {"account": str(deputy.pk)}),
            administrator.post(f"/desk/accounts/{deputy.pk}/link/"),
            administrator.get("/desk/computers/"),
            stranger.get("/account/link/abcd/"),
            stranger.post("/account/link/abcd/"),
        ]

    assert [unmarked(answer.content.decode()) for answer in answers] == [[]] * len(answers)


@override_settings(OPERATOR_CONTACT="0000 00-00-00")
def test_error_pages_say_nothing_that_nobody_can_translate(rf: RequestFactory) -> None:
    request = rf.get("/ky/")

    with pseudo():
        left = {name: unmarked(answer.content.decode()) for name, answer in _errors(request)}

    assert {name: texts for name, texts in left.items() if texts} == {}


def _desk_addresses(world: World) -> Iterator[tuple[str, str]]:
    """Every address of the desk, with a key wherever there is something to see; what is not theirs answers 404."""
    made = imports.bring(
        WRONG_SCHEDULE.encode(),
        file_name="",
        office=world.land.trainers,
        by=world.cast.coordinator.user,
        now=world.trainings.draft.made_at,
    )
    gatherings, trainings = world.gatherings, world.trainings
    seminars = Seminar.objects.order_by("pk")
    things: dict[str, list[Any]] = {
        "meetings": [
            gatherings.draft,
            gatherings.called,
            gatherings.held,
            gatherings.closed,
            gatherings.postponed,
            gatherings.cancelled,
            Meeting.objects.get(seminar__programme=trainings.trial),
            Meeting.objects.filter(seminar__programme=trainings.together).first(),
        ],
        "programmes": [trainings.draft, trainings.together, trainings.trial],
        "seminars": [
            seminars.filter(programme=trainings.draft).first(),
            seminars.filter(programme=trainings.together).first(),
            seminars.filter(programme=trainings.trial).first(),
            world.training.hurried,
            seminars.get(programme=trainings.trial),
        ],
        "trainers": list(Trainer.objects.order_by("pk")[:1]),
        "roads": list(Road.objects.order_by("pk")[:1]),
        # What is fetched there is a file.
        "pay-pieces": [],
        "participants": list(_lines(trainings.together)),
        "imports": [made],
        "places": [world.land.raion],
        "accounts": [world.cast.clerk.user, world.cast.deputy.user],
        "grants": [world.cast.clerk.user.grants.get()],
        "keys": [],
        "computers": [],
        "logos": [a_logo(trainings.draft, world.cast.coordinator.user)],
        "lists": [_list(world)],
        "persons": [Person.objects.filter(office=world.land.trainers).earliest("pk")],
        "jobs": [made.job],
        "kept": [],
        "initiatives": list(Initiative.objects.order_by("pk")),
        "voices": list(Voice.objects.exclude(kind="").order_by("pk")[:2]),
        "issues": list(Voice.objects.filter(kind="issue").order_by("pk")[:2]),
        "charters": list(Charter.objects.order_by("pk")[:1]),
        "chats": list(ChatGroup.objects.order_by("pk")[:1]),
        "chat-posts": list(ChatPost.objects.order_by("pk")[:1]),
        "tellings": list(Telling.objects.order_by("pk")[:1]),
        "invitees": list(Invitee.objects.order_by("pk")[:1]),
        "seats": list(Seat.objects.order_by("pk")[:1]),
        # The page of a file copy is its frozen text and digests.
        "editions": [],
        "passages": list(Passage.objects.order_by("pk")[:1]),
        "questions": list(Question.objects.order_by("pk")[:1]),
        "certificates": list(Certificate.objects.order_by("pk")[:3]),
        "answer-sheets": list(AnswerSheet.objects.order_by("pk")[:1]),
        "stated-results": list(StatedResult.objects.order_by("pk")[:1]),
        "remarks": list(Remark.objects.order_by("pk")[:1]),
        "commitments": list(Commitment.objects.order_by("pk")[:3]),
        "progress": list(Progress.objects.order_by("pk")[:1]),
        "delays": list(Delay.objects.order_by("pk")[:1]),
        "word-links": list(WordLink.objects.order_by("pk")[:1]),
        "groups": list(MonitoringGroup.objects.order_by("pk")[:1]),
        "monitors": list(Monitor.objects.order_by("pk")[:1]),
        "objects": list(MonitoredObject.objects.order_by("pk")[:2]),
        "visits": list(Visit.objects.order_by("pk")[:2]),
        "visit-photos": list(VisitPhoto.objects.order_by("pk")[:1]),
        "findings": list(Finding.objects.order_by("pk")[:2]),
        # The file is what somebody brought.
        "materials": [],
        "series-reports": list(SeriesReport.objects.order_by("pk")[:1]),
        "reports": list(Report.objects.order_by("pk")[:2]),
        "invitations": list(Invited.objects.filter(seminar__programme=trainings.trial).order_by("pk")),
        "outside-meetings": list(OutsideMeeting.objects.order_by("pk")[:1]),
        "sources": list(Source.objects.order_by("pk")[:2]),
    }
    for address in DESK:
        if address.arguments == ("key",):
            kind = reverse(address.name, kwargs={"key": 0}).split("/")[2]
            for thing in things[kind]:
                yield f"{address.name} {thing.pk}", reverse(address.name, kwargs={"key": thing.pk})
        elif not address.arguments:
            yield address.name, reverse(address.name)
    yield "desk:nothing", "/desk/nowhere/"
    yield "desk:places, nothing found", reverse("desk:places") + "?q=zzzz"


def _list(world: World) -> ListImport:
    """A list of people with one line that can be read and one that cannot."""
    meeting, by = world.gatherings.draft, world.cast.clerk.user
    text = "Мисалов Асан, депутат, 0000 12 34 56\n12345\n"
    return listing.bring(meeting, text.encode(), file_name="", by=by, now=meeting.made_at)


def _lines(programme: Programme) -> list[Participant]:
    """Lines of a roster: one that has confirmed, one that was replaced, one that waits."""
    lines = list(Participant.objects.filter(meeting__seminar__programme=programme).order_by("pk")[:12])
    return [lines[0], lines[10], lines[11]]


def _errors(request: HttpRequest) -> Iterator[tuple[str, HttpResponse]]:
    yield "400", errors.bad_request(request, ValueError())
    yield "403", errors.forbidden(request)
    yield "404", errors.not_found(request, Http404())
    yield "405", errors.method_not_allowed(request, "GET")
    yield "413", errors.too_large(request)
    yield "429", errors.too_many(request, wait_seconds=60)
    yield "a form without its token", errors.csrf_failure(request)
    yield "500", errors.server_error(request)


def _left_in(client: Client, addresses: Mapping[str, str]) -> dict[str, str]:
    """The texts that no catalogue can change, each with a page on which it stands."""
    with pseudo():
        return _left_on({name: client.get(address).content for name, address in addresses.items()})


def _left_after_nonsense(client: Client, addresses: Mapping[str, str]) -> dict[str, str]:
    """The same for what comes back when each form is sent with what it cannot understand."""
    with pseudo():
        return _left_on({name: client.post(address, NONSENSE).content for name, address in addresses.items()})


def _left_on(pages: Mapping[str, bytes]) -> dict[str, str]:
    html = {name: page.decode() for name, page in pages.items() if page.lstrip()[:1] == b"<"}
    return {text: name for name, page in html.items() for text in unmarked(page, KNOWN)}
