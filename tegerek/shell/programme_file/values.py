"""A value of a column as JSON, and back: the same value makes the same text on every database."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models

from tegerek.lib.fields import SaidField
from tegerek.lib.said import Said

Row = dict[str, Any]


def told(value: Any) -> Any:
    """A value as JSON knows it: days and moments in ISO form, moments in UTC; bytes in base64.

    >>> told(datetime(2026, 3, 5, 6, tzinfo=UTC)), told(b"ab"), told(None), told(Decimal("1.50"))
    ('2026-03-05T06:00:00+00:00', 'YWI=', None, '1.50')
    """
    if isinstance(value, Said):
        return value.as_json()
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return value


def read(column: models.Field[Any, Any], value: Any) -> Any:
    """The inverse of told for a column. Raises ValueError, KeyError, TypeError or ValidationError for other things."""
    if isinstance(column, SaidField):
        return Said.from_json(value)
    if value is None or isinstance(column, models.JSONField):
        return value
    if isinstance(column, models.BinaryField):
        return base64.b64decode(value, validate=True)
    return column.to_python(value)


def line_of(row: Mapping[str, Any]) -> str:
    """A row as one line, its columns by name, so that the same row is the same line.

    >>> line_of({"b": 1, "a": "ө"})
    '{"a":"ө","b":1}'
    """
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
