"""A monitoring group: the council first, then a plan, visits, findings that wait for the office's answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image, ImageChops, ImageStat

from tegerek.commitments import monitoring as actions
from tegerek.commitments.candidates import old_business
from tegerek.commitments.models import Finding, MonitoredObject, MonitoringGroup, Visit, VisitAnswer, VisitPhoto
from tegerek.commitments.monitoring import GroupWords, ObjectWords, VisitWords
from tegerek.commitments.monitoring_sheets import public_visit, public_visit_photo, visits_of_place, year_sheet
from tegerek.demo.moments import at
from tegerek.demo.world import World
from tegerek.files import store
from tegerek.files.actions import files_of
from tegerek.files.models import File
from tegerek.files.pictures import Box
from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.said import Said
from tests.files.samples import camera_picture
from tests.meetings.rows import a_draft
from tests.people.persons import a_person

NOW, DAY = at("2026-03-21", 10), date(2026, 3, 21)
NAME, ROAD, SAW = Said.of(ky="Топ"), Said.of(ky="Жол"), Said.of(ky="Жол төшөлдү.")
FOUND, ADVICE, ANSWER = Said.of(ky="Арык жок."), Said.of(ky="Арык казуу."), Said.of(ky="Казабыз.")
DECIDED = GroupWords(NAME, "0-3", date(2026, 1, 20))


def a_group(words: GroupWords = DECIDED) -> MonitoringGroup:
    meeting = a_draft()
    return actions.found_group(meeting.office, meeting.place, words, by=None, now=NOW)


def an_object(group: MonitoringGroup | None = None) -> MonitoredObject:
    group = group or a_group()
    return actions.plan_object(group, ObjectWords(2026, "road", ROAD, group.place), by=None, now=NOW)


def a_visit(thing: MonitoredObject | None = None) -> Visit:
    words = VisitWords(DAY, "phone", SAW, answers={"drain": ("no", "көпүрөдө")})
    return actions.record_visit(thing or an_object(), words, by=None, now=NOW)


def a_finding(visit: Visit | None = None, *, answer_by: date | None = None, is_handed: bool = True) -> Finding:
    made = actions.add_finding(visit or a_visit(), FOUND, ADVICE, by=None, now=NOW)
    if is_handed:
        actions.hand_over(made, handed_on=DAY, answer_by=answer_by, seen=made.version, by=None, now=NOW)
    return made


def answered(finding: Finding) -> None:
    actions.answer_finding(finding, ANSWER, answered_on=DAY, post="ao_head", seen=finding.version, by=None, now=NOW)


def published(visit: Visit, *, days: int = 0) -> int:
    visit.refresh_from_db()
    return actions.publish_visit(visit, seen=visit.version, by=None, now=NOW + timedelta(days))


def test_nothing_is_planned_before_the_council_has_decided(db: None) -> None:
    group = a_group(GroupWords(NAME))

    with pytest.raises(Refusal):
        an_object(group)

    actions.word_group(group, DECIDED, seen=group.version, by=None, now=NOW)
    assert an_object(group).group == group


def test_a_group_needs_a_name_and_no_decision_lies_ahead(db: None) -> None:
    with pytest.raises(Refusal):
        a_group(GroupWords(Said()))
    with pytest.raises(Refusal):
        a_group(replace(DECIDED, decided_on=DAY + timedelta(1)))


def test_members_stand_in_the_journal_without_their_names_and_leave_once(db: None) -> None:
    member = actions.add_monitor(a_group(), "Үлгүева Мээрим", by=None, now=NOW)

    actions.release_monitor(member, by=None, now=NOW)

    with pytest.raises(Refusal):
        actions.release_monitor(member, by=None, now=NOW)
    entries = Entry.objects.filter(verb__in=["group.joined", "group.left"])
    assert (entries.count(), "Мээрим" in str(list(entries.values()))) == (2, False)


def test_what_was_visited_keeps_its_kind_and_the_rest_can_be_corrected(db: None) -> None:
    thing = an_object()
    a_visit(thing)
    words = ObjectWords(2026, "road", ROAD, thing.place, contract=Decimal(5), contractor="«Ойдон»")

    actions.word_object(thing, words, seen=thing.version, by=None, now=NOW)

    assert (thing.contract, thing.contractor) == (Decimal(5), "«Ойдон»")
    with pytest.raises(Refusal):
        actions.word_object(thing, replace(words, kind="water"), seen=thing.version, by=None, now=NOW)


def test_a_visit_keeps_only_answers_to_questions_of_its_kind(db: None) -> None:
    words = VisitWords(DAY, "paper", Said(), answers={"drain": ("no", ""), "toilet": ("yes", "")})

    visit = actions.record_visit(an_object(), words, by=None, now=NOW)

    assert list(VisitAnswer.objects.filter(visit=visit).values_list("question", flat=True)) == ["drain"]


def test_a_visit_ahead_or_without_anything_said_is_refused(db: None) -> None:
    thing = an_object()

    for words in (VisitWords(DAY + timedelta(1), "phone", SAW), VisitWords(DAY, "phone", Said())):
        with pytest.raises(Refusal):
            actions.record_visit(thing, words, by=None, now=NOW)


def test_a_visit_is_corrected_until_everybody_can_read_it(db: None) -> None:
    visit = a_visit()
    words = VisitWords(DAY, "paper", SAW, answers={"width": ("yes", "")})

    actions.word_visit(visit, words, seen=visit.version, by=None, now=NOW)

    assert (visit.came_in, visit.answers.get().question) == ("paper", "width")
    with pytest.raises(Stale):
        actions.word_visit(visit, replace(words, saw=FOUND), seen=1, by=None, now=NOW)
    published(visit)
    with pytest.raises(Refusal):
        actions.word_visit(visit, words, seen=visit.version, by=None, now=NOW)


def test_a_finding_is_shown_once_the_office_has_answered(db: None) -> None:
    visit = a_visit()
    finding = a_finding(visit)

    first = published(visit)
    answered(finding)
    second = published(visit)

    assert (first, second) == (0, 1)
    (shown,) = public_visit(visit.number or 0, DAY).findings
    assert (shown.text, shown.answer, shown.is_public) == (FOUND, ANSWER, True)


def test_after_the_day_the_group_asked_for_it_is_shown_without_an_answer(db: None) -> None:
    visit = a_visit()
    a_finding(visit, answer_by=DAY + timedelta(5))

    counts = [published(visit), published_or_none(visit, 5), published(visit, days=6)]

    assert counts == [0, None, 1]
    assert public_visit(visit.number or 0, DAY + timedelta(6)).findings[0].answered_on is None


def published_or_none(visit: Visit, days: int) -> int | None:
    try:
        return published(visit, days=days)
    except Refusal:
        return None


def test_the_office_answers_only_what_it_has_and_once_everybody_read_it_the_answer_stays(db: None) -> None:
    visit = a_visit()
    finding = a_finding(visit, is_handed=False)

    with pytest.raises(Refusal):
        answered(finding)
    actions.hand_over(finding, handed_on=DAY, answer_by=None, seen=finding.version, by=None, now=NOW)
    answered(finding)
    answered(finding)
    published(visit)
    finding.refresh_from_db()

    with pytest.raises(Refusal):
        answered(finding)
    with pytest.raises(Refusal):
        actions.word_finding(finding, FOUND, ADVICE, seen=finding.version, by=None, now=NOW)


def test_days_in_the_wrong_order_are_refused(db: None) -> None:
    finding = a_finding(is_handed=False)
    yesterday, tomorrow = DAY - timedelta(1), DAY + timedelta(1)

    for handed_on, answer_by in ((DAY, yesterday), (tomorrow, None)):
        with pytest.raises(Refusal):
            actions.hand_over(finding, handed_on=handed_on, answer_by=answer_by, seen=finding.version, by=None, now=NOW)


def test_a_photograph_is_light_and_says_nothing_of_where_it_was_taken(db: None) -> None:
    photo = actions.add_photo(a_visit(), camera_picture(), people="nobody", by=None, now=NOW)

    file = actions.photo_file(photo)

    assert file is not None
    assert file.size <= 300 * 1024
    assert dict(Image.open(BytesIO(store.read(file))).getexif()) == {}


def test_one_on_which_somebody_has_not_agreed_is_shown_after_it_was_blurred(db: None) -> None:
    visit = a_visit()
    photo = actions.add_photo(visit, noisy_picture(), people="not_agreed", by=None, now=NOW)
    published(visit)
    before = files_of(photo).get()
    sha = before.sha256

    with pytest.raises(VisitPhoto.DoesNotExist):
        public_visit_photo(visit.number or 0, photo.pk)
    actions.blur_photo(photo, Box(0, 0, 50, 100), nobody_left=True, by=None, now=NOW)

    file = public_visit_photo(visit.number or 0, photo.pk)
    assert (File.objects.filter(sha256=sha).count(), photo.blurred_at) == (0, NOW)
    picture = Image.open(BytesIO(store.read(file))).convert("L")
    left, right = (picture.crop(box) for box in ((10, 10, 70, 140), (90, 10, 150, 140)))
    assert roughness(left) < roughness(right) / 10


@pytest.mark.parametrize("box", [Box(-1, 0, 5, 5), Box(0, 0, 0, 5), Box(100, 0, 5, 5)])
def test_a_part_outside_the_photograph_is_refused(box: Box, db: None) -> None:
    photo = actions.add_photo(a_visit(), camera_picture(), people="nobody", by=None, now=NOW)

    with pytest.raises(Refusal):
        actions.blur_photo(photo, box, nobody_left=False, by=None, now=NOW)


def test_a_removed_photograph_leaves_no_file(db: None) -> None:
    photo = actions.add_photo(a_visit(), camera_picture(), people="nobody", by=None, now=NOW)
    key = photo.pk

    actions.remove_photo(photo, by=None, now=NOW)

    assert File.objects.filter(owner_label="commitments.visitphoto", owner_key=key).count() == 0


def test_one_press_makes_a_public_finding_an_item_and_another_is_refused(db: None) -> None:
    visit = a_visit()
    finding = a_finding(visit)
    meeting = a_draft(office=visit.object.group.office, place=visit.object.place)

    with pytest.raises(Refusal):
        actions.put_on_agenda(finding, meeting, by=None, now=NOW)
    answered(finding)
    published(visit)
    finding.refresh_from_db()
    offered = [one.kind for one in old_business(meeting)]
    actions.put_on_agenda(finding, meeting, by=None, now=NOW)

    assert (offered, old_business(meeting)) == (["finding"], [])
    assert meeting.agenda.last().origin == finding.number  # type: ignore[union-attr]
    with pytest.raises(Refusal):
        actions.put_on_agenda(finding, meeting, by=None, now=NOW)


@pytest.mark.parametrize("many", [1, 3])
def test_lists_and_a_year_cost_the_same_for_any_number(many: int, db: None, django_assert_num_queries: object) -> None:
    group = a_group()
    for _n in range(many):
        visit = a_visit(an_object(group))
        answered(a_finding(visit))
        published(visit)
    group = MonitoringGroup.objects.select_related("office", "place").get(pk=group.pk)

    with django_assert_num_queries(7):  # type: ignore[operator]
        sheet = year_sheet(group, 2026, DAY)
    with django_assert_num_queries(1):  # type: ignore[operator]
        lines = visits_of_place(group.place)

    assert (len(sheet.visits), len(sheet.findings), len(lines)) == (many, many, many)


def test_the_demo_shows_findings_in_four_states(world: World) -> None:
    found = world.monitored

    states = [
        (one.handed_on is not None, one.answered_on is not None, one.published_at is not None)
        for one in (found.answered, found.unanswered, found.handed, found.drafted)
    ]

    assert states == [(True, True, True), (True, False, True), (True, False, False), (False, False, False)]


def noisy_picture() -> bytes:
    out = BytesIO()
    Image.effect_noise((160, 150), 120).convert("RGB").save(out, "JPEG", quality=95)
    return out.getvalue()


def roughness(picture: Image.Image) -> float:
    """The mean difference between neighbouring rows."""
    below = ImageChops.difference(picture, ImageChops.offset(picture, 0, 1)).crop((0, 1, *picture.size))
    mean: float = ImageStat.Stat(below).mean[0]
    return mean


def test_a_visit_sent_twice_under_one_key_is_written_once(db: None) -> None:
    thing, key = an_object(), uuid4()
    words = VisitWords(DAY, Visit.CameIn.PHONE, Said.of(ky="Жол төшөлгөн."))

    first, again = (actions.record_visit(thing, words, key=key, by=None, now=NOW) for _n in range(2))

    assert (first.pk, Visit.objects.filter(object=thing).count()) == (again.pk, 1)


def test_the_same_correction_sent_again_changes_nothing(db: None) -> None:
    visit = a_visit()
    words = VisitWords(DAY, Visit.CameIn.PHONE, Said.of(ky="Башкача."), answers={})
    actions.word_visit(visit, words, seen=1, by=None, now=NOW)

    actions.word_visit(visit, words, seen=1, by=None, now=NOW)

    assert visit.version == 2
    with pytest.raises(Stale):
        actions.word_visit(visit, replace(words, saw=Said.of(ky="Дагы башкача.")), seen=1, by=None, now=NOW)


def test_a_visit_written_down_twice_is_thrown_away_and_one_with_a_finding_stays(db: None) -> None:
    twice, kept = a_visit(), a_visit()
    a_finding(kept)

    actions.remove_visit(twice, seen=twice.version, by=None, now=NOW)

    assert not Visit.objects.filter(pk=twice.pk).exists()
    with pytest.raises(Refusal):
        actions.remove_visit(kept, seen=kept.version, by=None, now=NOW)


def test_a_resident_is_named_in_no_words_of_a_visit(world: World) -> None:
    person = a_person("Сынакбаева Гүлжан", office=world.land.okmotu)
    words = VisitWords(DAY, Visit.CameIn.PHONE, Said.of(ky=f"{person.name} айтты."))

    with pytest.raises(Refusal, match="Сынакбаева Гүлжан"):
        actions.record_visit(world.monitored.road, words, by=None, now=NOW)
