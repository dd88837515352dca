"""Training programmes: the series of seminars, its letters, its press release; what was imported."""

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
    "PressRelease",
    "Programme",
    "Quota",
    "Results",
    "ScheduleImport",
    "Seminar",
    "Topic",
]
