"""What a person is told when something cannot or should not be done.

A Refusal cannot be got round. A Departure goes against a rule that advises: whoever goes on gives a reason, which
stays on record.
Both carry a sentence in the person's language. A programmer's mistake is a ValueError and is left to crash.
"""

from django.utils.translation import gettext_noop

# What a Stale says, unless more is known.
CHANGED = gettext_noop("Somebody changed this after you opened it. Look at the new state, then make your change again.")


class Refusal(Exception):  # noqa: N818 - the field's own word; it is not an error of the program
    """It cannot be done; the sentence says why and what to do instead."""


class Departure(Refusal):
    """A rule advises against it; going on needs a reason."""


class Stale(Refusal):
    """Somebody else changed the thing since this person opened it; nothing was written."""
