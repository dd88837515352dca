"""Certificates on paper: one page each, the same bytes again, each as it was issued whatever came later."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from tegerek.demo.world import World
from tegerek.documents.papers.certificate import certificates_file, certificates_pdf, printer_of
from tegerek.learning.certificate_sheets import to_hand_out
from tegerek.learning.models import Certificate
from tegerek.learning.printing import Drawn, Printed
from tegerek.lib.errors import Refusal
from tests.files.samples import a_logo

SITE = "https://x.example"
WORDS = Printed(
    heading="Сертификат",
    number="№ АЧ-2026-0001",
    lead="Ушул сертификат менен тастыкталат:",
    text="төмөнкү окуу программасынын семинарына катышты:",
    programme="«Айылда чогуу чечебиз»",
    days="2026-жылдын 3-мартында",
    place="Кочкор району, Нарын облусу",
    hours="6 саат окуу",
    issued="2026-жылдын 5-мартында берилди",
    post="«Булак» окуу борборунун директору",
    signer="Жылдыз Сынакова",
    implementer="«Булак» окуу борбору",
    donor="Ойдон чыгарылган «Шам» фонду",
)


def _drawn(name: str = "Мисалова Айнура", words: Printed = WORDS) -> Drawn:
    return Drawn(
        words, name, "ky", "abcd-efgh-2345-6789", f"{SITE}/verify/abcd-efgh-2345-6789#AAAA.BBBB", date(2026, 3, 5)
    )


def test_the_same_certificates_make_the_same_bytes_on_a_page_each() -> None:
    made = certificates_pdf([_drawn(), _drawn("Ойдонов Акжол")], (), SITE)

    assert made == certificates_pdf([_drawn(), _drawn("Ойдонов Акжол")], (), SITE)
    pages = PdfReader(BytesIO(made)).pages
    assert [page.mediabox.width > page.mediabox.height for page in pages] == [True, True]


@pytest.mark.parametrize("length", [1, 4, 9])
def test_long_names_and_words_are_set_smaller_and_stay_on_one_page(length: int) -> None:
    words = Printed(
        **{**WORDS.as_json(), "text": "айыл өкмөтүнүн кызматкерлеринин квалификациясын жогорулатуу " * length * 3}
    )

    made = certificates_pdf([_drawn("Ойдонова-Мисалова Гүлжаркынай Өмүрбековна", words)], (), SITE)

    assert len(PdfReader(BytesIO(made)).pages) == 1


def test_every_printed_field_can_be_read_in_the_file() -> None:
    text = PdfReader(BytesIO(certificates_pdf([_drawn()], (), SITE))).pages[0].extract_text()

    flat = " ".join(text.split()).upper()
    assert [words for words in WORDS.lines("Мисалова Айнура") if words.upper() not in flat] == []
    assert "X.EXAMPLE/VERIFY" in flat


def test_a_sign_that_no_font_has_is_named() -> None:
    with pytest.raises(Refusal, match="中"):
        certificates_pdf([_drawn("中")], (), SITE)


def test_a_file_without_a_certificate_is_an_error() -> None:
    with pytest.raises(ValueError, match="without"):
        certificates_pdf([], (), SITE)


def test_certificates_issued_with_other_logos_are_put_together_as_they_were(world: World, settings: Any) -> None:
    seminar = world.certified.seminar
    rows = to_hand_out(Certificate.objects.filter(seminar=seminar))
    before = certificates_file(rows, printer_of(seminar.programme, settings.ADDRESS))
    a_logo(seminar.programme, world.cast.coordinator.user)

    after = certificates_file(rows, printer_of(seminar.programme, settings.ADDRESS))

    assert _texts(after) == _texts(before)
    assert [len(page.images) for page in PdfReader(BytesIO(after)).pages] == [1] * len(rows)


def test_a_logo_of_the_programme_stands_on_what_is_issued_from_then_on(world: World) -> None:
    programme = world.certified.seminar.programme
    a_logo(programme, world.cast.coordinator.user)

    made = printer_of(programme, SITE).draw([_drawn()])

    assert len(PdfReader(BytesIO(made)).pages[0].images) == 2


def _texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
