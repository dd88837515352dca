"""Logos at the desk and in public: brought with words, shown to everybody once the programme is published."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.documents.press_release.forms import FORMS
from tegerek.programmes.models import Logo
from tegerek.programmes.sheets import release_sheet
from tests.files.samples import a_logo, png
from tests.pages import check

SignIn = Callable[[Member], Client]


def bring(client: Client, key: int, data: bytes, **more: str) -> tuple[int, str]:
    seen = client.get(f"/desk/programmes/{key}/logos/").content.decode().split('name="seen" value="')[1].split('"')[0]
    fields = {"seen": seen, "of": "donor", "alt_ky": "Өнүктүрүү фонду", **more}
    file = SimpleUploadedFile("Фонд.png", data, content_type="text/html")
    response = client.post(f"/desk/programmes/{key}/logos/?lang=en", {**fields, "file": file})
    return response.status_code, response.content.decode()


def test_a_logo_is_brought_at_the_desk_and_shown_with_the_programme(world: World, sign_in: SignIn) -> None:
    programme, client = world.trainings.together, sign_in(world.cast.coordinator)

    status, _page = bring(client, programme.pk, png(300, 100))

    logo = Logo.objects.get()
    page = Client().get(f"/ky/programmes/{programme.slug}/").content.decode()
    address = f"/ky/programmes/{programme.slug}/logos/{logo.pk}/"
    told = f'<img src="{address}" alt="Өнүктүрүү фонду" width="160" height="53" loading="lazy">'
    picture = Client().get(address)
    assert (status, told in page, picture.status_code, picture.headers["Content-Type"]) == (302, True, 200, "image/png")
    again = Client().get(address, headers={"if-none-match": picture.headers["ETag"]})
    assert again.status_code == 304
    assert client.get(f"/desk/logos/{logo.pk}/").headers["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize(
    ("data", "words", "told"),
    [
        (b"<svg/>", "фонд", "This is not a picture that can be shown."),
        (b"", "фонд", "This file is empty. Choose another one."),
        (png(), "", "Say in words whose mark it is: not everybody can see it."),
    ],
    ids=["svg", "empty", "no words"],
)
def test_what_cannot_be_a_logo_comes_back_with_what_to_do(
    world: World, sign_in: SignIn, data: bytes, words: str, told: str
) -> None:
    status, page = bring(sign_in(world.cast.coordinator), world.trainings.draft.pk, data, alt_ky=words)

    assert (status, told in page, Logo.objects.count()) == (422, True, 0)


def test_logos_are_put_in_order_and_taken_away_by_a_button(world: World, sign_in: SignIn) -> None:
    programme, client = world.trainings.draft, sign_in(world.cast.coordinator)
    first, second = (a_logo(programme, world.cast.coordinator.user, words=words) for words in ("бир", "эки"))
    programme.refresh_from_db()

    moved = client.post(f"/desk/logos/{second.pk}/change/", {"seen": programme.version, "earlier": ""})
    order = [logo.pk for logo in programme.logos.all()]
    programme.refresh_from_db()
    stale = client.post(f"/desk/logos/{first.pk}/change/", {"seen": programme.version - 1, "remove": ""})
    left = Logo.objects.count()
    client.post(f"/desk/logos/{first.pk}/change/", {"seen": programme.version, "remove": ""})

    assert (moved.status_code, order, stale.status_code, left) == (302, [second.pk, first.pk], 302, 2)
    assert list(Logo.objects.all()) == [second]


def test_the_page_of_logos_is_a_whole_page(world: World, sign_in: SignIn) -> None:
    a_logo(world.trainings.draft, world.cast.coordinator.user)

    for lang in ("ky", "ru", "en"):
        response = sign_in(world.cast.coordinator).get(
            f"/desk/programmes/{world.trainings.draft.pk}/logos/?lang={lang}"
        )
        check(response)


def test_the_logo_of_a_draft_is_nothing_in_public(world: World) -> None:
    draft, public = world.trainings.draft, world.trainings.together
    logo = a_logo(draft, world.cast.coordinator.user)

    statuses = [
        Client().get(f"/ky/programmes/{slug}/logos/{key}/").status_code
        for slug, key in ((draft.slug, logo.pk), (public.slug, logo.pk), (public.slug, 999))
    ]

    assert statuses == [404, 404, 404]


def test_the_press_release_carries_the_logos_in_every_form(world: World) -> None:
    programme = world.trainings.together
    a_logo(programme, world.cast.coordinator.user)
    made = {form: FORMS[form].write(release_sheet(programme.slug), "ky", "") for form in FORMS}

    with zipfile.ZipFile(io.BytesIO(made["docx"])) as docx:
        pictures = [name for name in docx.namelist() if name.startswith("word/media/")]
        described = docx.read("word/document.xml").decode().count('descr="Өнүктүрүү фонду"')
    with pikepdf.open(io.BytesIO(made["pdf"])) as pdf:
        images = sum(len(page.get_images()) for page in pdf.pages)
    assert (len(pictures), described, images) == (1, 1, 1)
    assert made["html"].decode().count('<img src="data:image/png;base64,') == 1
    assert made["txt"].decode().count("Өнүктүрүү фонду") == 1
    assert made == {form: FORMS[form].write(release_sheet(programme.slug), "ky", "") for form in FORMS}
