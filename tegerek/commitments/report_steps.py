"""What rooms above a meeting know for its checklist: the appeal behind it, the report given there, its rating."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from tegerek.commitments.models import Report
from tegerek.commitments.reports import KIND
from tegerek.lib.dates import local_day
from tegerek.meetings.checklists import NOTHING, RATING, REPORT, Elsewhere
from tegerek.meetings.models import Meeting
from tegerek.voices.sheets import appeals_behind


def elsewhere_of(meetings: Iterable[Meeting]) -> Mapping[int, Elsewhere]:
    """For each meeting of which something is known, by its key. Two queries; one where none is a report meeting."""
    rows = list(meetings)
    found = dict(appeals_behind(one.pk for one in rows))
    reporting = [one.pk for one in rows if one.kind == KIND]
    for key, facts in _reported(reporting).items() if reporting else ():
        known = found.get(key, NOTHING)
        found[key] = replace(known, facts={**known.facts, **facts})
    return found


def elsewhere_for(meeting: Meeting) -> Elsewhere:
    """The same of one meeting. Two queries at most."""
    return elsewhere_of([meeting]).get(meeting.pk, NOTHING)


def _reported(meetings: Iterable[int]) -> dict[int, dict[str, date]]:
    """The days on which reports were given and rated; where several are given at one meeting, once all are."""
    rows = Report.objects.filter(meeting__in=meetings).values_list("meeting", "given_at", "rating__at")
    given: dict[int, list[date | None]] = {}
    rated: dict[int, list[date | None]] = {}
    for key, given_at, rated_at in rows:
        if key is not None:
            given.setdefault(key, []).append(local_day(given_at) if given_at else None)
            rated.setdefault(key, []).append(local_day(rated_at) if rated_at else None)
    facts: dict[int, dict[str, date]] = {key: {} for key in given}
    for step, days in ((REPORT, given), (RATING, rated)):
        for key, known in days.items():
            if all(known):
                facts[key][step] = max(day for day in known if day)
    return facts
