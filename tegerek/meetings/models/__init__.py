"""Meetings: one record from demand to result. A seminar, an assembly, a hearing are all a Meeting of some kind."""

from tegerek.meetings.models.calling import Invitee, Order, Seat, SeatPool, StepDone
from tegerek.meetings.models.charter import Charter, CharterAnswer
from tegerek.meetings.models.closing import Closing, HeadCount, ItemResult, OptionVotes
from tegerek.meetings.models.meeting import AgendaItem, Meeting, Turn
from tegerek.meetings.models.roster import ListImport, Participant, RemovedScan
from tegerek.meetings.models.telling import ChatGroup, ChatPost, Telling

__all__ = [
    "AgendaItem",
    "Charter",
    "CharterAnswer",
    "ChatGroup",
    "ChatPost",
    "Closing",
    "HeadCount",
    "Invitee",
    "ItemResult",
    "ListImport",
    "Meeting",
    "OptionVotes",
    "Order",
    "Participant",
    "RemovedScan",
    "Seat",
    "SeatPool",
    "StepDone",
    "Telling",
    "Turn",
]
