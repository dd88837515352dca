"""The order of tests where several processes share them: each begins with its part of what takes longest.

Each process is given one run of tests after the other (pytest-xdist, worksteal) and takes from the end of another's
when it is through. What takes long must not be left for the end, nor lie with one process alone.
"""

from __future__ import annotations

import os
from collections import Counter
from itertools import islice

import pytest

# Files whose tests walk every page, make the sample series, or kill and restore whole sites: about how many seconds.
LONG = {
    "test_drill.py": 250,
    "test_chaos.py": 190,
    "test_matrix.py": 160,
    "test_planted_forms.py": 120,
    "test_pseudo.py": 85,
    "test_reaching.py": 75,
    "test_samples.py": 60,
    "test_nobody_is_named.py": 60,
    "test_training_keeping.py": 60,
    "test_trained.py": 40,
    "test_migrating.py": 35,
}


def dealt(items: list[pytest.Item]) -> list[pytest.Item]:
    """The tests in as many equal runs as there are processes, the long ones first in each, a file in one of them."""
    processes = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    files: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.path.name in LONG:
            files.setdefault(item.path.name, []).append(item)
    hands: list[list[pytest.Item]] = [[] for _process in range(processes)]
    seconds = Counter(dict.fromkeys(range(processes), 0))
    for name in sorted(files, key=lambda name: (-LONG[name], name)):
        least = min(seconds, key=lambda process: seconds[process])
        hands[least] += files[name]
        seconds[least] += LONG[name]
    others = iter([item for item in items if item.path.name not in LONG])
    each = -(-len(items) // processes)
    return [item for hand in hands for item in (*hand, *islice(others, max(0, each - len(hand))))]
