"""Following up: what was decided must be done. Who, what, by when, from which money; and what became of it."""

from tegerek.commitments.models.following import Commitment, CouncilStep, Delay, DueMove, Progress, ResidentWord
from tegerek.commitments.models.monitoring import (
    Finding,
    Monitor,
    MonitoredObject,
    MonitoringGroup,
    Visit,
    VisitAnswer,
    VisitGoer,
    VisitPhoto,
)
from tegerek.commitments.models.reminders import Reminder
from tegerek.commitments.models.reports import Rating, Report, ReportPick, ReportPiece
from tegerek.commitments.models.words import WordLink

__all__ = [
    "Commitment",
    "CouncilStep",
    "Delay",
    "DueMove",
    "Finding",
    "Monitor",
    "MonitoredObject",
    "MonitoringGroup",
    "Progress",
    "Rating",
    "Reminder",
    "Report",
    "ReportPick",
    "ReportPiece",
    "ResidentWord",
    "Visit",
    "VisitAnswer",
    "VisitGoer",
    "VisitPhoto",
    "WordLink",
]
