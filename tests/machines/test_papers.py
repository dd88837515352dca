"""The press release at its addresses."""

import io

import docx
import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tegerek.lib.said import Said
from tegerek.programmes.models import PressRelease
from tests.machines.conftest import Published

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize("seminars", [1, 3])
@pytest.mark.parametrize(
    ("form", "content_type", "begins"),
    [
        ("docx", DOCX, b"PK"),
        ("pdf", "application/pdf", b"%PDF-"),
        ("html", "text/html; charset=utf-8", b"<!DOCTYPE html>"),
        ("txt", "text/plain; charset=utf-8", b"PRESS"),
    ],
)
def test_each_form_costs_six_queries_and_has_a_latin_name(
    client: Client,
    published: Published,
    django_assert_num_queries: DjangoAssertNumQueries,
    form: str,
    content_type: str,
    begins: bytes,
    seminars: int,
) -> None:
    programme = published(seminars)

    with django_assert_num_queries(6):
        response = client.get(f"/programmes/{programme.slug}/press-release.{form}?lang=en")

    name = f"press-release-{programme.slug}-en.{form}"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert (response.headers["Content-Type"], response.content[: len(begins)]) == (content_type, begins)


def test_the_word_file_holds_the_prose_and_the_schedule_and_says_where_the_schedule_lives(
    client: Client, published: Published
) -> None:
    programme = published(4)

    made = client.get(f"/programmes/{programme.slug}/press-release.docx").content

    document = docx.Document(io.BytesIO(made))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts.count("Айыл жыйынын чогуу даярдайбыз.") == texts.count("— Айгүл Үлгүева, тренер") == 1
    assert texts[-1].endswith(f"{settings.ADDRESS}/ky/programmes/{programme.slug}/press-release/")
    heads = [cell.text for cell in document.tables[0].rows[0].cells]
    assert heads == ["Нарын облусу"] * 3 + ["Ош облусу"] * 3


@pytest.mark.parametrize("address", ["/programmes/nothing/press-release.pdf", "/programmes/{slug}/press-release.exe"])
def test_what_does_not_exist_is_not_found(client: Client, published: Published, address: str) -> None:
    programme = published(1)

    assert client.get(address.format(slug=programme.slug)).status_code == 404


def test_a_draft_has_no_press_release(client: Client, drafted: Published) -> None:
    programme = drafted(1)

    assert client.get(f"/programmes/{programme.slug}/press-release.pdf").status_code == 404


def test_a_sign_that_no_font_can_print_is_named_and_the_other_forms_still_come(
    client: Client, published: Published
) -> None:
    programme = published(1)
    PressRelease.objects.update(lead=Said.of(ky="Келиңиз 😀"))

    pdf = client.get(f"/programmes/{programme.slug}/press-release.pdf")

    assert (pdf.status_code, pdf.content.decode().count("😀")) == (409, 1)
    assert client.get(f"/programmes/{programme.slug}/press-release.docx").status_code == 200
