"""Every warning is given all the words its sentence asks for."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tegerek.programmes import schedule
from tegerek.programmes.schedule.sentences import WARNINGS

FOLDER = Path(schedule.__file__).parent


def warnings_written() -> Iterator[tuple[str, str, set[str]]]:
    """File, code and names given, of every Warned("code", line, {"name": …}) in the package."""
    for path in sorted(FOLDER.glob("*.py")):
        for call in ast.walk(ast.parse(path.read_text())):
            if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Warned"):
                continue
            code, *rest = call.args
            given = rest[1] if len(rest) > 1 else ast.Dict([], [])
            # What is spread into the words (**ends) is made elsewhere and not seen here.
            if isinstance(code, ast.Constant) and isinstance(given, ast.Dict) and None not in given.keys:
                yield (
                    path.name,
                    str(code.value),
                    {str(key.value) for key in given.keys if isinstance(key, ast.Constant)},
                )


def test_every_warning_is_given_the_words_its_sentence_asks_for() -> None:
    found = list(warnings_written())

    missing = [(file, code, set(re.findall(r"%\((\w+)\)s", WARNINGS[code])) - given) for file, code, given in found]

    assert [entry for entry in missing if entry[2]] == []
    assert len(found) >= 10
