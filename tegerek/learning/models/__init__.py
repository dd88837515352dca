"""What people learnt at a seminar: tests before and after, evaluations; certificates for having been there."""

from tegerek.learning.models.certificates import Certificate, CertificateRule
from tegerek.learning.models.evaluations import EvaluationForm, Reply
from tegerek.learning.models.figures import Learnt, StatedResult
from tegerek.learning.models.tests import AnswerSheet, Asked, Door, Question, SeminarTest

__all__ = [
    "AnswerSheet",
    "Asked",
    "Certificate",
    "CertificateRule",
    "Door",
    "EvaluationForm",
    "Learnt",
    "Question",
    "Reply",
    "SeminarTest",
    "StatedResult",
]
