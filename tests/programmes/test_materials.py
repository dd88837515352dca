"""What people take home: half-pages of the guide and files; who sees them, and what is not taken."""

from __future__ import annotations

import pytest
from django.utils import translation
from pytest_django import DjangoCaptureOnCommitCallbacks

from tegerek.documents.papers.docx import papers_docx
from tegerek.documents.papers.hand_out import hand_out_paper
from tegerek.documents.papers.pdf import papers_pdf
from tegerek.documents.take_home import take_home_page
from tegerek.files import store
from tegerek.lib.dates import local_day
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.said import Said
from tegerek.places.models import Unit
from tegerek.procedures.guide import guide
from tegerek.programmes.material_sheets import materials_of, taken_home
from tegerek.programmes.materials import add_file, choose_half_pages, remove_file
from tegerek.programmes.models import Material, Programme, Seminar
from tests.files.samples import pdf, png
from tests.meetings.rows import NOW
from tests.planted.inert import page_faults
from tests.programmes.series import a_series, published, seminars_of

TODAY = local_day(NOW)
SHEET = Said.of(ky="Протоколдун үлгүсү", ru="Образец протокола", en="Sample minutes")


@pytest.fixture
def programme(units: dict[str, Unit]) -> Programme:
    return published(a_series(units, 2))


def add(programme: Programme, data: bytes, *, seminar: Seminar | None = None, title: Said = SHEET) -> Material:
    return add_file(programme, data, name="үлгү.pdf", title=title, seminar=seminar, seen=None, by=None, now=NOW)


def choose(programme: Programme, *slugs: str) -> None:
    choose_half_pages(programme, slugs, seen=None, by=None, now=NOW)


def test_half_pages_stand_in_the_order_of_the_guide_before_the_files(programme: Programme) -> None:
    add(programme, pdf())
    first, second = [page.slug for page in guide()][:2]

    choose(programme, second, first)

    assert list(programme.materials.values_list("guide", flat=True)) == [first, second, ""]


def test_a_seminar_has_what_all_have_and_what_is_its_own(programme: Programme) -> None:
    one, other = seminars_of(programme)
    add(programme, pdf())
    add(programme, png(), seminar=one)

    found = [materials_of(programme, TODAY, seminar=seminar).files for seminar in (one, other, None)]

    assert [len(files) for files in found] == [2, 1, 1]


def test_a_file_needs_words_is_a_pdf_or_a_picture_and_does_nothing_by_itself(programme: Programme) -> None:
    with pytest.raises(Refusal, match="in words"):
        add(programme, pdf(), title=Said())
    with pytest.raises(Refusal, match="neither a PDF nor a picture"):
        add(programme, b"<!doctype html><p>")
    with pytest.raises(Refusal, match="broken or locked"):
        add(programme, b"%PDF-1.7\nnothing more")

    assert programme.materials.count() == 0


def test_a_half_page_that_is_none_is_refused_and_an_older_state_is_told(programme: Programme) -> None:
    with pytest.raises(Refusal):
        choose(programme, "weather")
    with pytest.raises(Stale):
        choose_half_pages(programme, [], seen=0, by=None, now=NOW)


def test_a_file_that_is_taken_away_takes_its_bytes_along(
    programme: Programme, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    row = add(programme, pdf())
    assert row.file is not None
    digest = row.file.sha256

    with django_capture_on_commit_callbacks(execute=True):
        remove_file(row, seen=None, by=None, now=NOW)

    assert (programme.materials.count(), store.is_whole(digest)) == (0, False)


def test_the_page_for_a_stick_holds_everything_in_three_languages_and_runs_nothing(programme: Programme) -> None:
    choose(programme, guide()[0].slug)
    add(programme, pdf())
    add(programme, png(), title=Said.of(ky="<b>Сүрөт</b>"))

    page = take_home_page(taken_home(programme.slug, TODAY)).decode()

    assert [title in page for title in guide()[0].title.texts.values()] == [True, True, True]
    assert ("data:application/pdf;base64," in page, "data:image/" in page) == (True, True)
    assert ("<b>Сүрөт" in page, "&lt;b&gt;Сүрөт" in page) == (False, True)
    assert [word for word in ("<script", "http:", "https:", "onload", 'src="/', 'href="/') if word in page] == []
    assert take_home_page(taken_home(programme.slug, TODAY)).decode() == page
    assert list(page_faults(page)) == []


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_the_hand_out_is_printed_in_each_language(programme: Programme, lang: str) -> None:
    choose(programme, *(page.slug for page in guide()))
    add(programme, pdf())
    home = materials_of(programme, TODAY)

    with translation.override(lang):
        paper = hand_out_paper(home, lang, where="Кочкор", address="https://example.org/ky/programmes/x/materials/")

    assert papers_pdf((paper,))[:5] == b"%PDF-"
    assert papers_docx((paper,))[:2] == b"PK"


def test_what_is_not_published_is_not_taken_home_by_the_public(units: dict[str, Unit]) -> None:
    draft = a_series(units, 1)

    with pytest.raises(Programme.DoesNotExist):
        taken_home(draft.slug, TODAY)
