"""Decisions at the desk: taken over in one press, published, followed to their end, told on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from tegerek.commitments import actions
from tegerek.commitments.actions import Wanted
from tegerek.commitments.models import Commitment, CouncilStep
from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.lib import clock
from tegerek.lib.said import Said
from tegerek.meetings.closing_sheets import result_of
from tegerek.meetings.models import Meeting
from tegerek.voices.answer_sheets import Tally
from tegerek.web.desk.ways import way_of
from tests.commitments.rows import AFTER, a_counted
from tests.files.samples import camera_picture

SignIn = Callable[[Member], Client]
WHAT = Said.of(ky="Көчөгө он мамы коюу", ru="Поставить десять столбов")
TODAY, NEXT = "06.03.2026", "20.03.2026"


@pytest.fixture
def meeting(world: World) -> Meeting:
    """The assembly about lights."""
    return world.whole.assembly


@pytest.fixture
def clerk(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.clerk)


def a_row(world: World, *, is_public: bool = True, origin: str = "decision", **more: Any) -> Commitment:
    by, now = world.cast.clerk.user, clock.now()
    wanted = Wanted(WHAT, who_post="ao_head", origin=origin, **more)
    made = actions.begin(world.whole.assembly, [wanted], by=by, now=now)[0]
    if is_public:
        actions.publish(made, seen=made.version, by=by, now=now)
    return made


def test_one_press_takes_over_what_was_decided_and_another_shows_it(
    world: World, clerk: Client, meeting: Meeting
) -> None:
    before = Commitment.objects.filter(meeting=meeting).count()
    cost = meeting.agenda.all()[0]
    page = clerk.get(f"/desk/meetings/{meeting.pk}/decisions/beginning/")
    form = page.context["form"]
    sent: dict[str, Any] = {"seen": meeting.version}
    for field in form.visible_fields():
        value = field.value()
        if value not in (None, "", False) and not field.html_name.startswith("take-"):
            sent[field.html_name] = value
    taken = {name for name in sent if name.startswith("take-")} | {f"take-item-{cost.pk}"}
    sent |= {f"take-item-{cost.pk}": "on", f"post-item-{cost.pk}": "ao_head", f"due-item-{cost.pk}": NEXT}

    answer = clerk.post(f"/desk/meetings/{meeting.pk}/decisions/beginning/", sent)
    clerk.post(f"/desk/meetings/{meeting.pk}/decisions/publication/")

    made = Commitment.objects.filter(meeting=meeting, item=cost).latest("pk")
    assert (answer.status_code, Commitment.objects.filter(meeting=meeting).count()) == (302, before + len(taken))
    assert (made.who_post, str(made.due_on), made.number is not None) == ("ao_head", "2026-03-20", True)


def test_nothing_ticked_is_asked_again(clerk: Client, meeting: Meeting) -> None:
    answer = clerk.post(f"/desk/meetings/{meeting.pk}/decisions/beginning/", {"seen": meeting.version})

    assert answer.status_code == 422


def test_a_thing_of_its_own_is_written_down_with_its_money_and_share(
    world: World, clerk: Client, meeting: Meeting
) -> None:
    sent = {
        "seen": meeting.version,
        "origin": "plan",
        "what_ky": "Мамыларды боёо",
        "post": "village_head",
        "due": NEXT,
        "money": "120000",
        "money_from_ky": "жергиликтүү бюджет",
        "share_ky": "ар үйдөн бир киши",
        "place": meeting.place_id,
    }

    answer = clerk.post(f"/desk/meetings/{meeting.pk}/decisions/new/", sent)

    made = Commitment.objects.latest("pk")
    assert (answer.status_code, made.origin, made.money, made.published_at) == (302, "plan", Decimal(120000), None)


def act(clerk: Client, row: Commitment, address: str, **sent: Any) -> int:
    row.refresh_from_db()
    return clerk.post(f"/desk/commitments/{row.pk}/{address}/", {"seen": row.version, **sent}).status_code


def test_each_act_has_its_page_and_leads_back(world: World, clerk: Client) -> None:
    row = a_row(world, is_public=False, due_on=clock.today())
    words = {"what_ky": "Он эки мамы", "post": "", "place": row.place_id, "due": TODAY}

    statuses = [
        act(clerk, row, "words", **words),
        act(clerk, row, "publication"),
        act(clerk, row, "day", to=NEXT, why_ky="Кар калың"),
        act(clerk, row, "delays/new", since=TODAY, why_ky="Соттун аныктамасы № 1"),
        act(clerk, row, "residents/new", word="partly", on=TODAY, name="Үлгүева Мээрим"),
        act(clerk, row, "completion", on=TODAY),
        act(clerk, row, "reopening"),
        act(clerk, row, "giving-up", on=TODAY, why_ky="Жер башка ээсине өттү"),
        clerk.post(f"/desk/delays/{row.delays.get().pk}/ending/", {"seen": row.version, "on": TODAY}).status_code,
    ]

    row.refresh_from_db()
    assert statuses == [302] * 9
    assert (str(row.what.in_("ky")), str(row.due_on), row.given_up_on is not None) == (
        "Он эки мамы",
        "2026-03-20",
        True,
    )
    assert clerk.get(f"/desk/commitments/{row.pk}/").status_code == 200


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("day", {"to": NEXT}),
        ("day", {"to": "31.02.2026", "why_ky": "Кар"}),
        ("delays/new", {"since": TODAY}),
        ("completion", {"on": NEXT}),
        ("giving-up", {"on": TODAY}),
        ("residents/new", {"on": TODAY}),
        ("progress/new", {"on": TODAY}),
        ("council", {"handed": TODAY}),
    ],
)
def test_what_lacks_its_reason_or_day_is_sent_back(
    world: World, clerk: Client, address: str, sent: dict[str, str]
) -> None:
    row = a_row(world, due_on=clock.today())

    assert act(clerk, row, address, **sent) == 422


def test_the_council_says_its_word_in_one_form(world: World, clerk: Client) -> None:
    row = a_row(world, origin="recommendation")
    first = act(clerk, row, "council", handed=TODAY)
    session = {"session": TODAY, "resolution": "№ 5", "outcome": "partly", "said_ky": "беш мамы"}

    second = act(clerk, row, "council", handed=TODAY, **session)

    step = CouncilStep.objects.get(commitment=row)
    assert (first, second, step.outcome, step.resolution) == (302, 302, "partly", "№ 5")


def test_a_photograph_needs_the_word_that_nobody_can_be_recognised(world: World, clerk: Client) -> None:
    row = a_row(world)
    sent = {"on": TODAY, "text_ky": "Мамылар келди."}
    address = f"/desk/commitments/{row.pk}/progress/new/"

    refused = clerk.post(address, sent | {"photos": _picture()})
    kept = clerk.post(address, sent | {"photos": [_picture(), _picture()], "nobody": "on"})

    note = row.progress.get()
    page = clerk.get(f"/desk/commitments/{row.pk}/")
    (line,) = page.context["sheet"].progress
    shown = clerk.get(f"/desk/progress/{note.pk}/photos/{line.photos[0]}/")
    assert (refused.status_code, kept.status_code, len(line.photos)) == (422, 302, 2)
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert clerk.post(f"/desk/progress/{note.pk}/removal/").status_code == 302


def _picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_0001.jpg", camera_picture(), content_type="image/jpeg")


def test_a_known_resident_is_asked_for_so_that_nobody_counts_twice(world: World, clerk: Client) -> None:
    row = a_row(world)
    said = {"on": TODAY, "name": "Үлгүева Мээрим"}
    act(clerk, row, "residents/new", word="not", **said)

    asked = act(clerk, row, "residents/new", word="done", **said)
    person = row.residents.get().person_id
    chosen = act(clerk, row, "residents/new", word="done", who=person, **said)

    assert (asked, chosen, set(row.residents.values_list("person", flat=True))) == (422, 302, {person})


@pytest.mark.parametrize("many", [1, 60])
def test_the_list_costs_the_same_however_many(
    many: int, world: World, clerk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _n in range(many):
        a_row(world, due_on=clock.today() - timedelta(3))
    clerk.get("/desk/commitments/")

    with django_assert_num_queries(9):
        answer = clerk.get("/desk/commitments/?state=late&post=ao_head&page=1")

    assert answer.context["page"].total >= many
    assert clerk.get("/desk/commitments/posts/").status_code == 200


def test_a_post_sees_on_its_own_desk_what_it_answers_for(world: World, sign_in: SignIn) -> None:
    Commitment.objects.update(done_on=None, given_up_on=None, given_up_why=Said(), due_on=None)
    a_row(world, due_on=clock.today() - timedelta(3))
    a_row(world, due_on=clock.today() + timedelta(3))

    lines = sign_in(world.cast.ao_head).get("/desk/").context["lines"]

    said = [line.address for line in lines if "commitments" in line.address]
    assert said == ["/desk/commitments/?state=pressing&post=ao_head", "/desk/commitments/?state=late"]


@pytest.mark.parametrize("kind", ["measures", "plan", "board"])
@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_each_paper_is_written_in_each_form(kind: str, form: str, world: World, clerk: Client) -> None:
    row = a_row(world, due_on=clock.today() - timedelta(3), money=1200000, share=Said.of(ky="ашар"))

    answer = clerk.get(f"/desk/meetings/{row.meeting_id}/decisions/{kind}.{form}?lang=ky-ru")

    assert (answer.status_code, len(answer.content) > 1000) == (200, True)


def test_the_report_says_first_what_is_not_done_and_names_no_resident(world: World, clerk: Client) -> None:
    done, late = a_row(world), a_row(world, due_on=clock.today() - timedelta(3))
    by, now = world.cast.clerk.user, clock.now()
    actions.change(done, Wanted(Said.of(ky="Аткарылган иш")), seen=done.version, by=by, now=now)
    actions.carry_out(done, done_on=clock.today(), seen=done.version, by=by, now=now)
    act(clerk, late, "residents/new", word="not", on=TODAY, name="Үлгүева Мээрим")

    body = clerk.get(f"/desk/meetings/{late.meeting_id}/decisions/measures.pdf?lang=ky").content

    text = " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages).split())
    assert text.index("Көчөгө он мамы коюу") < text.index("Аткарылган иш")
    assert "Үлгүева" not in text


def test_the_text_for_chats_has_five_lines_at_most(world: World, clerk: Client) -> None:
    row = a_row(world, due_on=clock.today() - timedelta(3))
    for _n in range(12):
        a_row(world)

    texts = clerk.get(f"/desk/meetings/{row.meeting_id}/decisions/").context["texts"]

    assert [
        (lang, text.count("\n") <= 4, str(row.meeting and row.meeting.number) in text) for lang, _n, text in texts
    ] == [
        ("ky", True, True),
        ("ru", True, True),
    ]


def test_what_is_open_is_offered_to_the_next_agenda(world: World, clerk: Client) -> None:
    row = a_row(world)
    draft = world.gatherings.draft
    Meeting.objects.filter(pk=draft.pk).update(place=row.place)
    draft.refresh_from_db()

    page = clerk.get(f"/desk/meetings/{draft.pk}/agenda/")
    answer = clerk.post(f"/desk/meetings/{draft.pk}/agenda/", {"seen": draft.version, "old": [str(row.number)]})

    item = draft.agenda.last()
    assert (page.status_code, answer.status_code) == (200, 302)
    assert item is not None
    assert (item.origin, item.title, item.purpose) == (row.number, WHAT, "report")


def test_a_photograph_is_light_whatever_the_telephone_made(world: World, clerk: Client) -> None:
    row = a_row(world)
    noise = Image.effect_noise((2400, 1800), 90).convert("RGB")
    out = BytesIO()
    noise.save(out, "JPEG", quality=95)
    photo = SimpleUploadedFile("IMG_0002.jpg", out.getvalue(), content_type="image/jpeg")

    clerk.post(
        f"/desk/commitments/{row.pk}/progress/new/",
        {"on": TODAY, "text_ky": "Жер казылды.", "photos": photo, "nobody": "on"},
    )

    (line,) = clerk.get(f"/desk/commitments/{row.pk}/").context["sheet"].progress
    shown = clerk.get(f"/desk/progress/{line.key}/photos/{line.photos[0]}/")

    assert len(shown.content) <= actions.PHOTO_BYTES < len(out.getvalue())


def test_the_way_of_a_meeting_goes_on_to_what_is_carried_out(db: None) -> None:
    meeting = a_counted()

    def stands_at() -> str:
        way = way_of(meeting, telling=None, result=result_of(meeting), asked=Tally(), items=2, today=clock.today())
        return next(step.at for step in way if step.slug == "follow")

    before = stands_at()
    actions.begin(meeting, [Wanted(WHAT)], by=None, now=AFTER)

    assert (before, stands_at()) == ("later", "done")
