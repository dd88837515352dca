"""Training programmes: the series of seminars, its letters, its press release; what was imported."""

from tegerek.programmes.models.materials import Material
from tegerek.programmes.models.next_meetings import NextCall, NextFigures, NextMeeting, OutsideMeeting
from tegerek.programmes.models.reporting import ReportRow, ReportWords, SeriesReport
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
    "Material",
    "NextCall",
    "NextFigures",
    "NextMeeting",
    "OutsideMeeting",
    "PressRelease",
    "Programme",
    "Quota",
    "ReportRow",
    "ReportWords",
    "Results",
    "ScheduleImport",
    "Seminar",
    "SeriesReport",
    "Topic",
]
