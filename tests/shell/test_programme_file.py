"""A whole programme as one file: what goes out comes in, into an empty site too; without people nobody is in it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction

from tegerek.demo.world import World
from tegerek.files import store
from tegerek.journal.actions import give_number
from tegerek.journal.models import Entry, Number
from tegerek.lib import refs
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.meetings import roster
from tegerek.meetings.models import Meeting, Participant
from tegerek.meetings.roster import Typed
from tegerek.people.models import Contact, Erasure, Person, Post
from tegerek.places.models import Body, Unit
from tegerek.programmes import actions
from tegerek.programmes.counts import series_counts
from tegerek.programmes.logos import add_logo
from tegerek.programmes.materials import add_file, choose_half_pages
from tegerek.programmes.models import Logo, NextMeeting, Programme, SeriesReport
from tegerek.programmes.report_sheets import draft_sheet, frozen_sheet
from tegerek.programmes.reports import freeze_report, word_report
from tegerek.programmes.results import offered_results, publish_results
from tegerek.programmes.rosters import invitable
from tegerek.shell.programme_file import archive, carried
from tegerek.shell.programme_file.archive import data_part, opened
from tegerek.shell.programme_file.reading import Taken, take_programme
from tegerek.shell.programme_file.writing import programme_bytes
from tests.files.samples import png
from tests.meetings.rows import NOW, a_clerk, an_office
from tests.places.world import load_few_units
from tests.programmes.series import a_series, published, seminars_of
from tests.programmes.test_counts import EVENING, people

ROOMS = ("programmes", "learning")
Units = dict[str, Unit]
LATER = EVENING + timedelta(days=40)
PHONE, MAIL = "+996000123456", "ainura@misalova.example"


def nothing(done: int, total: int) -> None:
    """Progress that nobody watches."""


def out(programme: Programme, *, with_people: bool = True) -> bytes:
    return programme_bytes(programme, with_people=with_people, now=NOW, reached=nothing)


def into(data: bytes, slug: str = "", office: Body | None = None) -> Taken:
    return take_programme(opened(data), office=office, slug=slug, now=NOW, reached=nothing)


def a_whole_series(units: Units) -> Programme:
    """With everything in it: logos, materials, words that name people, lists, ticks, letters, results, a report."""
    made, clerk = a_series(units, 2), a_clerk()
    first, second = seminars_of(made)
    actions.set_quota(first, {Post.AO_HEAD: 1, Post.DEPUTY: 4}, by=clerk, now=NOW)
    actions.invite(first, [invitable(first.meeting.place, None)[0]], by=clerk, now=NOW)
    _word(made)
    made.refresh_from_db()
    add_logo(made, png(), name="a.png", of=Logo.Of.DONOR, alt=Said.of(ky="Шам"), seen=None, by=clerk, now=NOW)
    choose_half_pages(made, ["chats"], seen=None, by=clerk, now=NOW)
    add_file(made, png(), name="Мисалова.png", title=Said.of(ky="Сүрөт"), seminar=second, seen=None, by=clerk, now=NOW)
    made = published(Programme.objects.get(pk=made.pk))
    people(first, units["kochkor-raion"])
    typed = Typed("Мисалова Айнура", Post.DEPUTY, units["kochkor-raion"], "f", (PHONE,))
    line = roster.write_in(second.meeting, typed, person=None, by=clerk, now=NOW)
    other = roster.write_in(second.meeting, Typed("Сынакова"), person=None, by=clerk, now=NOW)
    # Two cards made one leave such a line: it points at a later one.
    Participant.objects.filter(pk=line.pk).update(instead_of=other)
    Contact.objects.create(person=line.person, kind=Contact.Kind.EMAIL, value=MAIL)
    results = offered_results(made)
    assert results is not None
    publish_results(made, seen=made.version, shown=results.mark, by=clerk, now=EVENING)
    word_report(made, Said.of(ky="Донордун пикири эмес."), seen=0, by=clerk, now=EVENING)
    sheet, _rows = draft_sheet(made, LATER.date())
    freeze_report(made, LATER.date(), shown=sheet.mark, by=clerk, now=LATER)
    return made


def _word(programme: Programme) -> None:
    """Words of the office with a name, a phone and an address of e-mail in them."""
    told = f"Суроолор: Мисалова Айнура, 0000 12-34-56, {MAIL}. Жыйын келерки айда."
    Programme.objects.filter(pk=programme.pk).update(aim=Said.of(ky=told))
    speaker = actions.Person(Said.of(ky="Сынак Үлгүев"), Said.of(ky="башчы"))
    contact = actions.Person(
        Said.of(ky="Ойдонова Бегай"), Said.of(ky="катчы"), "+996 000 765432", "begai@ulguev.example"
    )
    prose = actions.Prose(quote=Said.of(ky="Мен дагы келем."), lead=Said.of(ky="Сынак Үлгүев ачты."))
    actions.write_release(programme, prose, speaker=speaker, contact=contact, seen=1, by=None, now=NOW)


def elsewhere(make: Callable[[], bytes]) -> bytes:
    """What is made on another site: here nothing of it is left."""
    with transaction.atomic():
        body = make()
        transaction.set_rollback(True)
    return body


@pytest.fixture
def units(db: None) -> Units:
    """Units by address, such as "kochkor-raion"."""
    return load_few_units()


@pytest.fixture
def brought(units: Units) -> bytes:
    """The file of a whole series of another site; this one knows the units of the country, and nothing else."""
    return elsewhere(lambda: out(a_whole_series(units)))


@pytest.fixture
def brought_bare(units: Units) -> bytes:
    """The same without people."""
    return elsewhere(lambda: out(a_whole_series(units), with_people=False))


def told_in(data: bytes) -> str:
    """Every text of a file."""
    return "\n".join(body.decode() for name, body in data_part(data).items() if name.endswith(".jsonl"))


def test_out_in_and_out_again_is_the_same_data_byte_for_byte(brought: bytes) -> None:
    an_office("Башка айыл өкмөтү")

    taken = into(brought)

    again = out(taken.programme)
    assert data_part(again) == data_part(brought)
    assert [name for name in data_part(brought) if name.startswith("files/")] != []
    assert taken.renumbered == ()


def test_without_people_it_comes_out_the_same_too(brought_bare: bytes) -> None:
    taken = into(brought_bare)

    assert data_part(out(taken.programme, with_people=False)) == data_part(brought_bare)
    assert data_part(out(taken.programme)) == data_part(brought_bare)


def test_a_site_that_takes_a_programme_over_tells_the_same_figures(units: Units) -> None:
    kept: list[object] = []

    def make() -> bytes:
        programme = a_whole_series(units)
        kept.append(series_counts(programme).total)
        return out(programme)

    taken = into(elsewhere(make))

    assert series_counts(taken.programme).total == kept[0]
    report = SeriesReport.objects.get(programme=taken.programme)
    assert (report.rows.count(), frozen_sheet(report).sections[0].is_recorded) == (8, True)
    assert store.is_whole(taken.programme.logos.get().file.sha256)
    assert taken.programme.materials.get(guide="").file is not None


def test_without_people_no_name_phone_or_word_of_a_person_is_in_it(brought: bytes, brought_bare: bytes) -> None:
    planted = ("Мисалова", "Ойдонов", "Үлгүев", "123456", "12-34-56", "765432", "example", "Мен дагы келем", "катчы")

    whole, bare = told_in(brought), told_in(brought_bare)

    assert [word for word in planted if word not in whole] == []
    assert [word for word in planted if word in bare] == []
    assert [word for word in planted if word.encode() in brought_bare] == []
    assert "Жыйын келерки айда" in bare


def test_without_people_counting_goes_on(brought_bare: bytes) -> None:
    taken = into(brought_bare)

    total = series_counts(taken.programme).total
    assert (total.came, total.women, total.listed) == (3, 1, 6)
    assert set(Person.objects.values_list("name", flat=True)) == {""}
    assert Contact.objects.count() == 0


def test_a_next_meeting_of_another_office_stays_there_and_so_does_that_it_was_shown(world: World) -> None:
    shown = NextMeeting.objects.filter(invited__seminar__programme=world.trainings.trial, shown_at__isnull=False)

    rows = opened(out(world.trainings.trial)).rows["programmes.nextmeeting"]

    assert (shown.count(), {(row["meeting_id"], row["shown_at"]) for row in rows}) == (1, {(None, None)})


def test_an_address_that_is_taken_is_asked_for_anew_and_seminars_come_once(units: Units) -> None:
    programme = a_whole_series(units)
    data = out(programme)

    with pytest.raises(Refusal, match="address"):
        into(data)
    with pytest.raises(Refusal, match="are here already"):
        into(data, slug="again")

    assert Programme.objects.count() == 1


def test_a_public_number_that_is_taken_here_gives_way_to_a_new_one(brought: bytes) -> None:
    number = opened(brought).rows["meetings.meeting"][0]["number"]
    Number.objects.create(pk=refs.row_of(number), thing_label="voices.voice", thing_key=1, given_at=NOW)

    taken = into(brought, slug="moved-here")

    meetings = set(Meeting.objects.values_list("number", flat=True))
    assert [before for before, _now in taken.renumbered] == [number]
    assert {after for _before, after in taken.renumbered} <= meetings
    assert (number in meetings, taken.programme.slug) == (False, "moved-here")
    assert Number.objects.filter(thing_label="meetings.meeting", thing_key__isnull=False).count() == 2


def test_the_series_of_numbers_goes_on_behind_what_was_brought(brought: bytes) -> None:
    into(brought)

    numbers = set(Meeting.objects.values_list("number", flat=True))

    assert give_number(an_office("Үчүнчү айыл өкмөтү"), at=NOW) not in numbers


def test_whoever_was_erased_here_does_not_come_back(brought: bytes) -> None:
    uid = next(row["uid"] for row in opened(brought).rows["people.person"] if row["name"] == "Мисалова Айнура")
    office = an_office()
    Erasure.objects.create(uid=uid, office=office, reason=Erasure.Reason.ASKED, at=NOW, counts={}, accounts=[])

    into(brought)

    card = Person.objects.get(uid=uid)
    assert (card.name, card.erased_at, card.contacts.count()) == ("", NOW, 0)


def test_an_operator_says_whose_it_becomes(brought: bytes) -> None:
    office = an_office("Мамлекеттик агенттик")

    taken = into(brought, office=office)

    assert taken.programme.office == office
    assert set(Meeting.objects.values_list("office", flat=True)) == {office.pk}


def test_places_that_this_site_does_not_know_are_named(brought: bytes) -> None:
    Unit.objects.filter(slug="kochkor-raion").update(slug="another", soate=None)

    with pytest.raises(Refusal, match=r"kochkor-raion.*load_places"):
        into(brought)

    assert Programme.objects.count() == 0


def changed(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The same file with something in it changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as kept:
        files = {name: kept.read(name) for name in kept.namelist()}
    change(files)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as written:
        for name, body in files.items():
            written.writestr(name, body)
    return made.getvalue()


def manifest(**more: object) -> Callable[[dict[str, bytes]], None]:
    def change(files: dict[str, bytes]) -> None:
        files["manifest.json"] = json.dumps(json.loads(files["manifest.json"]) | more).encode()

    return change


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda files: files.update({"data/programmes.topic.jsonl": b"{}\n"}), "changed or damaged"),
        (lambda files: files.update({"more": b"x"}), "changed or damaged"),
        (lambda files: files.pop("manifest.json"), "is broken"),
        (lambda files: files.pop("data/programmes.topic.jsonl"), "is broken"),
        (manifest(version=2), "version 2"),
        (manifest(format="another"), "is broken"),
        (manifest(columns={}), "Another release"),
        (manifest(sha256=7), "is broken"),
    ],
)
def test_a_file_that_was_bent_is_refused_in_a_sentence(
    brought: bytes, change: Callable[[dict[str, bytes]], None], told: str
) -> None:
    with pytest.raises(Refusal, match=told):
        into(changed(brought, change))

    assert (Programme.objects.count(), Body.objects.count()) == (0, 0)


def test_what_is_no_file_of_a_programme_is_refused(brought: bytes) -> None:
    middle = len(brought) // 2
    bent = brought[:middle] + bytes(40) + brought[middle + 40 :]

    for data in (b"PK\x03\x04 and nothing more", b"", brought[:-9], bent):
        with pytest.raises(Refusal, match=r"not the file of a programme|damaged"):
            opened(data)


def test_an_address_is_made_of_small_letters(brought: bytes) -> None:
    with pytest.raises(Refusal, match="small Latin letters"):
        into(brought, slug="../Көчкөн")


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("programmes.seminar", "meeting_id", 77),
        ("programmes.seminar", "meeting_id", "1"),
        ("programmes.seminar", "planned", 10**30),
        ("programmes.programme", "made_at", "yesterday"),
        ("programmes.logo", "alt", ["Суу"]),
        ("meetings.meeting", "kind", "weather"),
        ("meetings.meeting", "number", 10018),
        ("meetings.participant", "post", "tsar"),
        ("files.file", "size", 1),
    ],
)
def test_rows_that_nobody_can_have_written_leave_nothing_behind(
    brought: bytes, table: str, column: str, value: object
) -> None:
    bundle = opened(brought)
    for row in bundle.rows[table]:
        row[column] = value

    with pytest.raises(Refusal, match="A row of this file"):
        into(archive.written(bundle))

    assert (Programme.objects.count(), Meeting.objects.count()) == (0, 0)


def test_the_commands_write_and_take_over(units: Units, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "series.zip"

    def make() -> bytes:
        programme = a_whole_series(units)
        call_command("programme", "export", programme.slug, "--out", str(path), "--lang", "en")
        return path.read_bytes()

    data = elsewhere(make)
    call_command("programme", "import", str(path), "--lang", "en")

    said = capsys.readouterr()
    programme = Programme.objects.get()
    assert "…" not in said.out
    assert programme.slug in said.out
    assert "31/" in said.err or "/" in said.err
    assert data_part(out(programme)) == data_part(data)
    assert path.stat().st_mode & 0o777 == 0o600
    assert Entry.objects.filter(verb="programme.taken", thing_key=programme.pk).count() == 1


def test_the_commands_refuse_in_sentences(units: Units, tmp_path: Path) -> None:
    path = tmp_path / "no.zip"
    path.write_bytes(b"nothing")

    with pytest.raises(CommandError, match="not the file of a programme"):
        call_command("programme", "import", str(path), "--lang", "en")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("programme", "import", str(tmp_path / "missing.zip"), "--lang", "en")
    with pytest.raises(CommandError, match="no-such"):
        call_command("programme", "export", "no-such", "--out", str(path), "--lang", "en")


def test_every_table_of_programmes_and_learning_is_carried_or_excused() -> None:
    told = {table.label for table in carried.CARRIED} | set(carried.EXCUSED)
    there = {model._meta.label_lower for room in ROOMS for model in apps.get_app_config(room).get_models()}
    hanging = {
        model._meta.label_lower for model in apps.get_app_config("meetings").get_models() if model is not Meeting
    }

    missing = (there | hanging) - told

    assert missing == set(), "name it in shell/programme_file/carried.py: carried, or excused with a reason"
    assert [label for label, why in carried.EXCUSED.items() if len(why) < 20] == []


def test_what_a_carried_row_needs_is_carried_too() -> None:
    labels = {table.label for table in carried.CARRIED} | carried.PLACES
    needing = [
        f"{table.label}.{column.name}"
        for table in carried.CARRIED
        for column in table.columns
        if table.target(column) and not column.null and table.target(column) not in labels
    ]

    assert needing == []
    assert {table.label for table in carried.in_order()} <= labels
