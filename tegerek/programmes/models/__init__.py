"""Training programmes: the series of seminars, its letters, its press release; what was imported."""

from tegerek.programmes.models.materials import Material
from tegerek.programmes.models.money import Band, Distance, PayList, PayPiece, Rates
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
from tegerek.programmes.models.trainers import Road, Trainer

__all__ = [
    "Band",
    "Correction",
    "Distance",
    "Invited",
    "Letter",
    "Logo",
    "Material",
    "NextCall",
    "NextFigures",
    "NextMeeting",
    "OutsideMeeting",
    "PayList",
    "PayPiece",
    "PressRelease",
    "Programme",
    "Quota",
    "Rates",
    "ReportRow",
    "ReportWords",
    "Results",
    "Road",
    "ScheduleImport",
    "Seminar",
    "SeriesReport",
    "Topic",
    "Trainer",
]
