"""By which rules a meeting is held: rules and days, who must come, what carries, which numbers do not add up.

Pure: a day is passed in, no clock is read. The rules themselves are data, see kinds/*.toml; these files only apply
them.
"""

from tegerek.procedures.rules.deadlines import (
    FARTHEST,
    NOTICE,
    Counted,
    Due,
    blanks,
    days_short,
    due_days,
    earliest_day,
    earliest_held_on,
    notice_days,
    rule_in_force,
    rules_in_force,
)
from tegerek.procedures.rules.sums import Counts, Doubt, sums
from tegerek.procedures.rules.votes import (
    QUORUM,
    VOTE,
    Choice,
    OptionVotes,
    Outcome,
    Quorum,
    State,
    Votes,
    choice,
    least_number,
    majority,
    quorum,
)

__all__ = [
    "FARTHEST",
    "NOTICE",
    "QUORUM",
    "VOTE",
    "Choice",
    "Counted",
    "Counts",
    "Doubt",
    "Due",
    "OptionVotes",
    "Outcome",
    "Quorum",
    "State",
    "Votes",
    "blanks",
    "choice",
    "days_short",
    "due_days",
    "earliest_day",
    "earliest_held_on",
    "least_number",
    "majority",
    "notice_days",
    "quorum",
    "rule_in_force",
    "rules_in_force",
    "sums",
]
