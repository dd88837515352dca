"""Asking: initiatives; questions, proposals and issues, each with its number; what is brought in from elsewhere."""

from tegerek.voices.models.asking import Answer, GroupMember, Initiative, SlipBlock, Voice
from tegerek.voices.models.brought import BroughtHearing, BroughtVoice, Source, SourceTotal

__all__ = [
    "Answer",
    "BroughtHearing",
    "BroughtVoice",
    "GroupMember",
    "Initiative",
    "SlipBlock",
    "Source",
    "SourceTotal",
    "Voice",
]
