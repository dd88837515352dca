"""Every column that could speak of a person says whether it does, and on what that rests."""

from __future__ import annotations

from dataclasses import fields

from django.db import models

from tegerek.lib.personal import Personal
from tegerek.people.foreign import FOREIGN
from tests.house import personal_data
from tests.house.personal_data import label_of, ours, telling


def test_every_text_data_or_file_column_is_either_personal_or_free_of_persons() -> None:
    undeclared = {label_of(model): sorted(telling(model) - _declared(model)) for model in ours()}

    assert {label: names for label, names in undeclared.items() if names} == {}


def test_no_column_is_both_and_none_is_declared_that_does_not_exist() -> None:
    both = {label_of(model): set(_personal(model)) & set(_impersonal(model)) for model in ours()}
    unknown = {label_of(model): _declared(model) - telling(model) for model in ours()}

    assert {label: names for label, names in (both | unknown).items() if names} == {}
    assert {label: names for label, names in unknown.items() if names} == {}


def test_every_declaration_answers_all_four_questions() -> None:
    told = [told for model in ours() for told in _personal(model).values()]

    wanting = [one for one in told if not all(getattr(one, field.name) for field in fields(one) if field.type == "str")]

    assert (len(told) > 30, wanting) == (True, [])


def test_every_table_of_a_package_says_what_stands_in_it() -> None:
    found = {label_of(model) for model in personal_data.foreign() if telling(model)}

    assert set(FOREIGN) == found


def test_the_page_of_personal_data_is_that_of_the_declarations() -> None:
    assert personal_data.PAGE.read_text() == personal_data.page(), "python -m tests.house.personal_data writes it anew"


def _personal(model: type[models.Model]) -> dict[str, Personal]:
    return getattr(model, "personal", {})


def _impersonal(model: type[models.Model]) -> tuple[str, ...]:
    return getattr(model, "impersonal", ())


def _declared(model: type[models.Model]) -> set[str]:
    return set(_personal(model)) | set(_impersonal(model))
