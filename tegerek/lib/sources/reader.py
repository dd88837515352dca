"""The reading process: a file on standard input, JSON on standard output. Started by `reading.read_source`, never by
hand.

It sets its own limits before it looks at the file. It knows nothing of Django or of the database.
"""

import json
import resource
import sys
from typing import Any

from tegerek.lib.sources.kinds import Unreadable, kind_of
from tegerek.lib.sources.limits import Limits


def main() -> None:
    """Read a file from standard input within its limits; print what stands in it as JSON. Arguments: limits, name."""
    limits, name = Limits(**json.loads(sys.argv[1])), sys.argv[2]
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    answer = json.dumps(answer_for(sys.stdin.buffer.read(), name, limits), ensure_ascii=False)
    sys.stdout.write(answer)


def answer_for(data: bytes, name: str, limits: Limits) -> dict[str, Any]:
    """A Source as JSON, or {"refusal": code, "params": {…}}."""
    try:
        return read(data, name, limits)
    except Unreadable as why:
        return {"refusal": why.code, "params": why.params}
    except MemoryError:
        return {"refusal": "too_much_memory", "params": {"limit": f"{limits.memory / 1_000_000:.0f}"}}


def read(data: bytes, name: str, limits: Limits) -> dict[str, Any]:
    """What stands in a file, by the reader for its kind."""
    kind = kind_of(data, limits)
    if kind == "docx":
        from tegerek.lib.sources.word import read_docx  # slow import

        return read_docx(data, limits)
    if kind == "xlsx":
        from tegerek.lib.sources.excel import read_xlsx  # slow import

        return read_xlsx(data, limits)
    if kind == "pdf":
        from tegerek.lib.sources.pdf import read_pdf  # slow import

        return read_pdf(data, limits)
    from tegerek.lib.sources.plain import read_plain  # slow import

    return read_plain(data, name, limits)


if __name__ == "__main__":
    main()
