"""Every text column of every table of ours, overwritten with planted texts: found in the models, named nowhere.

Left alone are columns that hold words of the code or keys, not what people write: those with choices, slugs, columns
declared free of persons whose values are all words of the code, and the few below, which come with a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from tegerek.lib.fields import SaidField
from tegerek.lib.text import fold
from tegerek.search.indexing import make_anew
from tegerek.search.rows import SOURCES
from tests.planted.payloads import WORD, texts

# Of a table with more rows than this only some are written into.
MOST_ROWS = 100
LANGUAGES = ("ky", "ru", "en")
# So many texts further begins the next column; no beginning and no body is left out on the way.
STEP = 5
CODE = re.compile(r"[a-z0-9_.:/-]+|[0-9A-F-]+")
# Columns that the program alone writes, whatever their type says.
NOT_TYPED = {
    "people.User.password": "a hash",
    "people.User.language": "one of the settings' languages",
    "people.Consent.text": "the code of a text",
    "people.Erasure.counts": "numbers by words of the code",
    "people.Erasure.accounts": "keys",
    "jobs.Job.options": "words of the code",
    "jobs.Job.trouble": "a word of the code",
    "journal.Entry.refs": "keys, numbers and words of the code",
    "journal.Number.thing_label": "a word of the code",
    "meetings.Turn.was": "days and hours",
    "meetings.Turn.became": "days and hours",
    "files.File.owner_label": "a word of the code",
    "files.File.type": "found in the content",
    "meetings.Participant.needs": "words of the code",
    "meetings.ListImport.counts": "numbers by words of the code",
    "voices.Source.counts": "numbers by words of the code",
    "programmes.Invited.asked": "numbers by words of the code",
    "programmes.NextFigures.figures": "numbers by words of the code",
    "programmes.Material.guide": "a half-page of the guide",
    "programmes.ReportRow.age": "a word of the code",
    "programmes.SeriesReport.figures": "figures, names of places, words of ours; the database keeps it as it was",
    "meetings.CharterAnswer.value": "words of the code",
    "meetings.HeadCount.band": "one of the bands of age",
    "meetings.Participant.band": "one of the bands of age",
    "people.Sitting.session_key": "a key",
    "people.Sitting.device": "words of the code",
    "people.Try.what": "a word of the code",
    "people.Try.who": "a digest",
    "jobs.Night.name": "a word of the code",
    "jobs.Night.trouble": "a word of the code",
    "learning.Learnt.figures": "numbers",
    "learning.Certificate.lang": "one of the settings' languages",
    "learning.Certificate.number": "a series and a number",
    "learning.Certificate.payload": "a number, days and digests",
    "learning.Certificate.key": "a key",
    "learning.Certificate.signature": "a signature",
    "learning.Certificate.sha256": "a digest",
    "learning.Certificate.look": "a digest",
    "learning.Certificate.code": "a secret",
    "learning.CertificateRule.series": "letters and digits alone",
    "learning.CertificateRule.lang": "one of the settings' languages",
    "people.PaperName.lang": "one of the settings' languages",
    "minutes.Issued.lang": "one of the settings' languages",
    "minutes.Issued.sha256": "a digest",
    "programmes.PayPiece.lang": "one of the languages of papers",
    "programmes.PayPiece.sha256": "a digest",
}


# Tables that are made anew from the others, by their room.
DERIVED = {"search"}
# Tables that the database keeps as they are: planted by the rooms' own actions after all others (minuting.issue,
# paying.issue, certifying.certify).
KEPT = {
    "learning.Certificate",
    "minutes.Edition",
    "minutes.Issued",
    "people.PaperName",
    "programmes.PayList",
    "programmes.PayPiece",
}


@dataclass(frozen=True)
class Planted:
    """What was done to a column: name "people.Person.name", how many rows now hold a planted text, how many refused."""

    name: str
    rows: int
    refused: int


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("tegerek.")]


def make_derived_anew() -> None:
    """Let the room that finds read again what was planted."""
    for source in SOURCES:
        make_anew(source, [row.pk for row in _rows(apps.get_model(source.label))])


def plant() -> list[Planted]:
    """Overwrite every column that people write into; nothing of it passes the rooms' actions."""
    models = [model for model in our_models() if model._meta.app_label not in DERIVED]
    columns = [(model, field) for model in models if model._meta.label not in KEPT for field in typed_columns(model)]
    return [_planted(model, field, STEP * n) for n, (model, field) in enumerate(columns)]


def planted_since() -> list[Planted]:
    """What stands in the columns of the tables that cannot be overwritten."""
    models = [model for model in our_models() if model._meta.label in KEPT]
    columns = [(model, field) for model in models for field in typed_columns(model)]
    return [Planted(name_of(model, field), _holding(model, field), 0) for model, field in columns]


def typed_columns(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The columns of a table that hold what people wrote."""
    return [field for field in model._meta.concrete_fields if _is_text(field) and not _is_of_the_program(model, field)]


def name_of(model: type[models.Model], field: models.Field[Any, Any]) -> str:
    return f"{model._meta.app_label}.{model.__name__}.{field.name}"


def _is_text(field: models.Field[Any, Any]) -> bool:
    return isinstance(field, models.CharField | models.TextField | models.JSONField)


def _is_of_the_program(model: type[models.Model], field: models.Field[Any, Any]) -> bool:
    if name_of(model, field) in NOT_TYPED or field.choices or isinstance(field, models.SlugField):
        return True
    if isinstance(field, models.JSONField):
        return False
    values = set(model._default_manager.values_list(field.name, flat=True)[:500]) - {None, ""}
    holds_code = bool(values) and all(isinstance(value, str) and CODE.fullmatch(value) for value in values)
    return holds_code and field.name in getattr(model, "impersonal", ())


def _planted(model: type[models.Model], field: models.Field[Any, Any], first: int) -> Planted:
    source, rows = _storable(texts(field.max_length, first)), _rows(model)
    values = [_value(field, source, row) for row in rows]
    refused = 0
    try:
        with transaction.atomic():
            _write(model, field, rows, values)
    except IntegrityError:
        refused = sum(not _is_taken(model, field, row, value) for row, value in zip(rows, values, strict=True))
    return Planted(name_of(model, field), _holding(model, field), refused)


def _storable(source: Iterator[str]) -> Iterator[str]:
    """The texts as the database can hold them: PostgreSQL keeps a zero in no text, whoever writes it."""
    return (text.replace("\0", "") for text in source) if connection.vendor == "postgresql" else source


def _holding(model: type[models.Model], field: models.Field[Any, Any]) -> int:
    """How many rows hold a planted text."""
    return sum(WORD in str(value).lower() for value in model._default_manager.values_list(field.name, flat=True))


def _rows(model: type[models.Model]) -> list[models.Model]:
    """The rows to write into: all, of a long table the first ones and those at which other rows point."""
    rows = model._default_manager.order_by("pk")
    first = set(rows.values_list("pk", flat=True)[:MOST_ROWS])
    arrows = [arrow for arrow in model._meta.related_objects if arrow.related_model is not model]
    pointed = {
        key
        for arrow in arrows
        for key in arrow.related_model._default_manager.values_list(arrow.field.attname, flat=True)
    }
    return list(rows.filter(pk__in=first | pointed - {None}))


def _write(
    model: type[models.Model], field: models.Field[Any, Any], rows: Sequence[models.Model], values: Sequence[Any]
) -> None:
    columns = [field.name]
    for row, value in zip(rows, values, strict=True):
        setattr(row, field.name, value)
        for column, folded in _beside(field, value).items():
            setattr(row, column, folded)
            columns = [field.name, column]
    if rows:
        model._default_manager.bulk_update(rows, columns, batch_size=200)


def _is_taken(model: type[models.Model], field: models.Field[Any, Any], row: models.Model, value: Any) -> bool:
    """Whether the database takes the text in this one row; a rule about texts may spare some of them."""
    try:
        with transaction.atomic():
            _write(model, field, [row], [value])
    except IntegrityError:
        return False
    return True


def _value(field: models.Field[Any, Any], source: Iterator[str], row: models.Model) -> Any:
    if isinstance(field, SaidField):
        said = {lang: {"text": next(source), "changed": None} for lang in LANGUAGES}
        return {"original": "ky", "texts": said}
    if isinstance(field, models.JSONField):
        return _grown(getattr(row, field.name), source)
    text = next(source)
    if field.unique:
        mark = str(row.pk)
        text = mark + text[: (field.max_length or 1000) - len(mark)]
    # Accounts are found by their e-mail in small letters; the database sees to it.
    return text.lower() if isinstance(field, models.EmailField) else text


def _grown(value: Any, source: Iterator[str]) -> Any:
    """A value of JSON with another text wherever a person's text stood."""
    if isinstance(value, dict):
        return {name: _grown(each, source) for name, each in value.items()}
    if isinstance(value, list):
        return [_grown(each, source) for each in value]
    is_code = not isinstance(value, str) or value == "" or CODE.fullmatch(value)
    return value if is_code else next(source)


def _beside(field: models.Field[Any, Any], value: Any) -> dict[str, str]:
    """The folded column that must follow: name_key for name."""
    column = f"{field.name}_key"
    known = {each.name: each for each in field.model._meta.concrete_fields}
    if column not in known or isinstance(field, SaidField):
        return {}
    return {column: fold(str(value))[: known[column].max_length or None] or WORD}
