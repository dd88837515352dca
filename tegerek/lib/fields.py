"""Columns of the house's own types."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from tegerek.lib.said import Said


class SaidField(models.JSONField):
    """A text in several languages, stored as JSON, read as `Said`; never null, empty when nothing is said."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["default"] = Said
        kwargs["blank"] = True
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["default"]
        del kwargs["blank"]
        return name, path, args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Said:
        return self.to_python(super().from_db_value(value, expression, connection))

    def to_python(self, value: Any) -> Said:
        if isinstance(value, Said):
            return value
        try:
            return Said.from_json(json.loads(value) if isinstance(value, str) else value or {})
        except (KeyError, TypeError, ValueError) as error:
            raise ValidationError("Not a text in several languages.") from error

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return super().get_db_prep_value(value.as_json() if isinstance(value, Said) else value, connection, prepared)

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value.as_json() if isinstance(value, Said) else value, model_instance)

    def value_to_string(self, obj: models.Model) -> Any:
        value = self.value_from_object(obj)
        return value.as_json() if isinstance(value, Said) else value
