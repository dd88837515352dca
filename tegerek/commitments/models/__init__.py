"""Following up: what was decided must be done. Who, what, by when, from which money; and what became of it."""

from tegerek.commitments.models.following import Commitment, CouncilStep, Delay, DueMove, Progress, ResidentWord
from tegerek.commitments.models.reminders import Reminder

__all__ = ["Commitment", "CouncilStep", "Delay", "DueMove", "Progress", "Reminder", "ResidentWord"]
