"""What was issued is served byte for byte, whatever is edited below: every column of every row, catalogues, code."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from django.core.cache import cache
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.utils import translation

from tegerek.demo.moments import at
from tegerek.demo.world import World
from tegerek.minutes.models import Destruction, Edition, Issued
from tegerek.web import issuing
from tests.planted import rows

LANGUAGES = ("ky", "ru", "en")
FILES = [f"{edition}/{form}/" for edition in (1, 2) for form in ("docx", "pdf")]
# Without these the meeting itself would be public no more, or have another address.
ADDRESS = {"meetings.Meeting.number", "meetings.Meeting.called_at", "meetings.Meeting.is_rehearsal"}
KEPT = {Edition, Issued, Destruction}


def test_page_and_files_stay_byte_for_byte_when_every_row_is_edited(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = world.whole.assembly.number
    before = _all_of(client, number)

    edited = {planted.name for planted in rows.plant() if planted.rows} | _edit_the_rest()
    # Another catalogue: every sentence as it stands in the code; and no template and no paper is made anew.
    monkeypatch.setattr(translation._trans, "gettext", lambda words: words)  # type: ignore[attr-defined]
    monkeypatch.setattr(issuing, "render_to_string", None)
    monkeypatch.setattr(issuing, "minutes_paper", None)
    cache.clear()

    assert _all_of(client, number) == before
    assert UNDERLYING - edited == set()


# What the minutes were made of: all of it was edited.
UNDERLYING = {
    "meetings.Meeting.title",
    "meetings.Meeting.held_on",
    "meetings.AgendaItem.title",
    "meetings.AgendaItem.rapporteur",
    "meetings.AgendaItem.position",
    "meetings.Closing.present",
    "meetings.Closing.began_at",
    "meetings.Closing.remarks",
    "meetings.ItemResult.votes_for",
    "meetings.ItemResult.decision",
    "minutes.Minutes.number",
    "minutes.Minutes.drawn_on",
    "minutes.Minutes.signed_on",
    "minutes.Minutes.remarks_until",
    "minutes.Passage.text",
    "minutes.Passage.speaker_post",
    "people.Person.name",
    "people.Consent.withdrawn_on",
    "places.Unit.name",
    "places.Body.name",
    "places.Venue.name",
    "voices.Voice.text",
    "voices.Voice.number",
}


@pytest.mark.parametrize(
    "change",
    [lambda rows: rows._raw_delete("default"), lambda rows: rows.update(at=at("2026-03-02"))],
    ids=["delete", "update"],
)
def test_a_record_of_a_destruction_stays_as_it_was(world: World, change: Callable[[Any], Any]) -> None:
    file = Edition.objects.filter(minutes__meeting=world.whole.assembly, kind="file").order_by("number")[0]
    made = Destruction.objects.create(edition=file, at=at("2026-03-01"))
    found = Destruction.objects.filter(pk=made.pk)

    with pytest.raises(IntegrityError), transaction.atomic():
        change(found)

    assert found.get().at == at("2026-03-01")


def _all_of(client: Client, number: int | None) -> dict[str, bytes | str]:
    """The main part of both editions in each language, and every file."""
    told: dict[str, bytes | str] = {}
    for lang in LANGUAGES:
        for edition in ("1/", "2/", ""):
            address = f"/{lang}/meetings/{number}/minutes/{edition}"
            html = client.get(address).content.decode()
            (main,) = re.findall(r'<article class="minuted">.*?</article>', html, re.DOTALL)
            told[address] = main
    for address in [f"/{lang}/meetings/{number}/minutes/{rest}" for lang in ("ky", "ru") for rest in FILES]:
        answer = client.get(address)
        assert answer.status_code == 200
        told[address] = answer.content
    return told


def _edit_the_rest() -> set[str]:
    """Give every number, day, hour, truth and word of the code another value; the names of the columns that took it."""
    edited = set()
    for model in rows.our_models():
        for field in model._meta.concrete_fields:
            name = f"{model._meta.label}.{field.name}"
            if model in KEPT or field.primary_key or field.is_relation or name in ADDRESS:
                continue
            if _edit(model, field):
                edited.add(name)
    return edited


def _edit(model: type[models.Model], field: models.Field[Any, Any]) -> bool:
    """Whether at least one row of the column has another value now."""
    value = _another(field)
    if value is None:
        return False
    keys = list(model._default_manager.order_by("pk").values_list("pk", flat=True)[:200])
    changed = 0
    for key in keys:
        try:
            with transaction.atomic():
                changed += model._default_manager.filter(pk=key).update(**{field.name: value})
        except IntegrityError:
            continue
    return changed > 0


def _another(field: models.Field[Any, Any]) -> Any:
    if field.choices:
        return list(field.choices)[-1][0]
    if isinstance(field, models.BooleanField):
        return True
    if isinstance(field, models.DateTimeField):
        return at("2023-09-18")
    if isinstance(field, models.DateField):
        return date(2001, 1, 1)
    if isinstance(field, models.TimeField):
        return time(3, 33)
    return 3 if isinstance(field, models.IntegerField) else None
