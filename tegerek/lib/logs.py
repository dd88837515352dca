"""How a line of the log is written: as text for people, or as JSON for machines that collect logs.

Neither ever repeats the message of an error: such messages quote what people typed. Of an error the log keeps its kind
and where it arose.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any


class Text(logging.Formatter):
    """One line: when, how serious, which part of the program, what."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the standard library's name
        return way_of_error(ei)


class Json(logging.Formatter):
    """One object a line. `extra={"facts": {…}}` of a call becomes its members."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "part": record.name,
            "message": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            told["error"] = way_of_error(record.exc_info)
        return json.dumps(told, ensure_ascii=False, default=str)


def way_of_error(found: Any) -> str:
    """The kind of an error and where it arose, innermost first: "ValueError at rules.py:12 state_of < …"."""
    kind, _error, trace = found
    return f"{kind.__name__} at {way_of(trace)}" if kind else ""


def way_of(trace: TracebackType | None) -> str:
    """Where an error arose, innermost first: "rules.py:12 state_of < sheets.py:80 line_of"."""
    steps = reversed(traceback.extract_tb(trace))
    return " < ".join(f"{Path(step.filename).name}:{step.lineno} {step.name}" for step in steps)
