"""Training programmes: the series of seminars, its letters, its press release; what was imported."""

from tegerek.programmes.models.money import Band, Distance, PayList, PayPiece, Rates
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
    "PayList",
    "PayPiece",
    "PressRelease",
    "Programme",
    "Quota",
    "Rates",
    "Results",
    "Road",
    "ScheduleImport",
    "Seminar",
    "Topic",
    "Trainer",
]
