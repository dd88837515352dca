"""A sheet as JSON and back: dataclasses of words, numbers, days and texts. What is written never depends on the clock.

The form of a dataclass is its schema. A field that comes later has a default, so that an older sheet is still read; a
field that goes, or means something else, is a new schema beside the old one.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date, time
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from tegerek.lib.said import Said

Sheet = TypeVar("Sheet")


def to_bytes(sheet: object) -> bytes:
    """The sheet as JSON in UTF-8, keys in order, so that the same sheet is the same bytes."""
    return json.dumps(_plain(sheet), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def from_bytes(kind: type[Sheet], body: bytes) -> Sheet:
    """The inverse of to_bytes. Raises KeyError, TypeError or ValueError for what it did not write."""
    made: Sheet = _typed(kind, json.loads(body))
    return made


def _plain(value: Any) -> Any:
    if isinstance(value, Said):
        return value.as_json()
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date | time) else value


def _typed(kind: Any, value: Any) -> Any:
    if get_origin(kind) is UnionType:
        return None if value is None else _typed(get_args(kind)[0], value)
    if get_origin(kind) is tuple:
        return tuple(_typed(get_args(kind)[0], one) for one in value)
    if kind is Said:
        return Said.from_json(value)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{name: _typed(hints[name], told) for name, told in value.items()})  # type: ignore[operator]
    return kind.fromisoformat(value) if kind in {date, time} else value
