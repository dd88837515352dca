"""Training programmes: the series of seminars, its letters, its press release; what was imported."""

from tegerek.programmes.models.next_meetings import NextCall, NextFigures, NextMeeting, OutsideMeeting
from tegerek.programmes.models.series import (
    Correction,
    Invited,
    Letter,
    Logo,
    PressRelease,
    Programme,
    Quota,
    Results,
    ScheduleImport,
    Seminar,
    Topic,
)

__all__ = [
    "Correction",
    "Invited",
    "Letter",
    "Logo",
    "NextCall",
    "NextFigures",
    "NextMeeting",
    "OutsideMeeting",
    "PressRelease",
    "Programme",
    "Quota",
    "Results",
    "ScheduleImport",
    "Seminar",
    "Topic",
]
