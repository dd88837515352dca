"""Whether sheets and scripts keep to what Chromium 87 understands: `python -m tests.css_compat`, exit 0 or 1.

Chromium 87 (November 2020) is what old Android phones are left with. What it understands is read from an extract of
MDN's browser-compat-data (tests/data/compat/README.md); `python -m tests.css_compat --extract data.json` makes it anew.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

OLDEST = 87
ROOT = Path(__file__).parents[1]
STATIC = ROOT / "tegerek" / "web" / "static"
EXTRACT = ROOT / "tests" / "data" / "compat" / "chrome.json"
# Not in any Chrome that can be counted on.
NEVER = 999

# Newer than Chromium 87 and yet used, since a browser that does not know it loses nothing.
HARMLESS = {
    "at-rules.media.forced-colors": "an older browser leaves the block out, and has no forced colours to care for",
}
PLAIN_UNITS = {"px", "pt", "cm", "mm", "in", "pc", "%"}
UNITS = {"s": "types.time", "ms": "types.time", "deg": "types.angle", "fr": "properties.grid-template-columns"}
# Functions that the data know by the property they stand in.
OF_PROPERTIES = {
    "inset": "properties.clip-path",
    "repeat": "properties.grid-template-columns",
    "minmax": "properties.grid-template-columns",
}
TRANSFORMS = {"rotate", "scale", "translate", "translateX", "translateY"}
JS_SYNTAX = {
    r"\bstatic\s*\{": "static blocks of classes (94)",
    r"#\w+\s+in\b": "private names with `in` (91)",
    r"^\s*await\b": "await outside functions (89)",
    r"\bwith\s*\{\s*type": "import attributes (123)",
}

Finding = tuple[str, int, str]


def newer_than(oldest: int, sheet: str) -> list[tuple[int, str]]:
    """What a sheet uses that a Chromium of that version does not understand, or that the data do not know.

    Answers the line and the feature of each.

    >>> newer_than(87, "a { accent-color: red }"), newer_than(87, "p:has(a) { color: red }")
    ([(1, 'properties.accent-color (93)')], [(1, 'selectors.has (105)')])
    >>> newer_than(87, "p { gap: 1rem }")
    []

    What stands under `@supports` an older browser passes over, so it is not looked at:

    >>> newer_than(87, "@supports selector(:has(*)) { p:has(a) { color: red } } p { accent-color: red }")
    [(1, 'properties.accent-color (93)')]
    """
    bare = sheet
    for passed_over in (r"/\*.*?\*/", r"@supports[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}"):
        bare = re.sub(passed_over, lambda found: re.sub(r"[^\n]", " ", found[0]), bare, flags=re.DOTALL)
    found = []
    for position, feature in _features(bare):
        version = _since().get(feature)
        if feature not in HARMLESS and (version is None or version > oldest):
            known = "never" if version == NEVER else "not in the data" if version is None else str(version)
            found.append((bare.count("\n", 0, position) + 1, f"{feature} ({known})"))
    return found


def newer_in_script(oldest: int, script: str) -> list[tuple[int, str]]:
    """The same for a script: members and syntax that came after that version. Strings and comments are looked at too.

    >>> newer_in_script(87, "rows.at(-1)"), newer_in_script(87, "rows.slice(-1)")
    ([(1, 'at (92)')], [])
    """
    newer = _newer_members()
    members = [(m.start(), m[1]) for m in re.finditer(r"\.([A-Za-z]\w*)", script)]
    found = [
        (script.count("\n", 0, at) + 1, f"{name} ({newer[name]})")
        for at, name in members
        if newer.get(name, 0) > oldest
    ]
    for pattern, what in JS_SYNTAX.items():
        found += [(script.count("\n", 0, m.start()) + 1, what) for m in re.finditer(pattern, script, re.MULTILINE)]
    return sorted(found)


def findings() -> list[Finding]:
    """Of every sheet and script of the product: file, line, feature."""
    found = []
    for path in sorted(STATIC.rglob("*.css")):
        found += [(str(path.relative_to(ROOT)), *each) for each in newer_than(OLDEST, path.read_text())]
    for path in sorted(STATIC.rglob("*.js")):
        found += [(str(path.relative_to(ROOT)), *each) for each in newer_in_script(OLDEST, path.read_text())]
    return found


def _features(sheet: str) -> Iterator[tuple[int, str]]:
    """Every feature of a sheet by its name in the data, with its position."""
    start = 0
    for mark in re.finditer(r"[{};]", sheet):
        piece, position = (
            sheet[start : mark.start()],
            start + len(sheet[start : mark.start()]) - len(sheet[start : mark.start()].lstrip()),
        )
        start = mark.end()
        if not piece.strip():
            continue
        if piece.strip().startswith("@"):
            yield from ((position, name) for name in _of_at_rule(piece.strip()))
        elif mark[0] == "{":
            yield from ((position, name) for name in _of_selector(piece))
        else:
            yield from ((position, name) for name in _of_declaration(piece))


def _of_at_rule(rule: str) -> Iterator[str]:
    name = re.match(r"@([\w-]+)", rule)
    assert name
    yield f"at-rules.{name[1]}"
    if name[1] == "media":
        for feature in re.findall(r"\(\s*([\w-]+)", rule):
            yield f"at-rules.media.{re.sub('^(min|max)-', '', feature)}"


def _of_selector(selector: str) -> Iterator[str]:
    for pseudo in re.findall(r"::?([\w-]+)", selector):
        yield f"selectors.{pseudo}"
    if "[" in selector:
        yield "selectors.attribute"
    if "&" in selector:
        yield "selectors.nesting"


def _of_declaration(declaration: str) -> Iterator[str]:
    name, _, value = declaration.partition(":")
    name, value = name.strip(), re.sub(r"\"[^\"]*\"|#[0-9a-fA-F]+", " ", value)
    yield "properties.custom-property" if name.startswith("--") else f"properties.{name}"
    for function in re.findall(r"([\w-]+)\(", value):
        kind = "types.transform-function" if function in TRANSFORMS else "types"
        yield OF_PROPERTIES.get(function, f"{kind}.{function}")
    for unit in re.findall(r"(?<![\w-])[+-]?[\d.]+([a-zA-Z]+)", value):
        if unit not in PLAIN_UNITS:
            yield UNITS.get(unit, f"types.length.{unit}")
    for word in re.findall(r"(?<![\w-])[a-z][\w-]*(?![\w(-])", value):
        if f"properties.{name}.{word}" in _since():
            yield f"properties.{name}.{word}"


@lru_cache(maxsize=1)
def _data() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = json.loads(EXTRACT.read_text())
    return found


def _since() -> dict[str, int]:
    return _data()["css"]


def _newer_members() -> dict[str, int]:
    return _data()["newer members of scripts"]


def extract(data: dict[str, Any]) -> dict[str, Any]:
    """Of the whole data the part that is needed here.

    Since which version Chrome has each feature of CSS, on every device; and the members of scripts that came after the
    oldest one, unless an older thing has the same name.
    """
    css = dict(_walk(data["css"], ""))
    members: dict[str, int] = {}
    for part in ("api", "javascript"):
        for path, version in _walk(data[part], ""):
            name = path.rpartition(".")[2]
            members[name] = min(version, members.get(name, NEVER))
    newer = {
        name: version
        for name, version in sorted(members.items())
        if version > OLDEST and re.fullmatch(r"[A-Za-z]\w*", name)
    }
    return {"version": data["__meta"]["version"], "css": dict(sorted(css.items())), "newer members of scripts": newer}


def _walk(node: dict[str, Any], path: str) -> Iterator[tuple[str, int]]:
    for name, below in node.items():
        if name == "__compat":
            support = below["support"]
            own = [_version(support.get(browser), "") for browser in ("chrome", "chrome_android")]
            yield path, max(own)
            if (prefixed := max(_version(support.get(b), "-webkit-") for b in ("chrome", "chrome_android"))) < NEVER:
                group, _, last = path.rpartition(".")
                yield f"{group}.-webkit-{last}", prefixed
        elif isinstance(below, dict) and not name.startswith("__"):
            yield from _walk(below, f"{path}.{name}" if path else name)


def _version(statements: Any, prefix: str) -> int:
    """Since when without flag and under exactly that prefix; what was first known in part counts from then on."""
    rows = statements if isinstance(statements, list) else [statements] if statements else []
    own = [
        row
        for row in rows
        if row.get("prefix", "") == prefix and not row.get("flags") and not row.get("alternative_name")
    ]
    still_there = any(not row.get("version_removed") for row in own)
    added = [row["version_added"] for row in own if row.get("version_added") not in (None, False, "preview")]
    return (
        min((int(re.sub(r"\D*(\d+).*", r"\1", str(each))) for each in added), default=NEVER) if still_there else NEVER
    )


def main(words: list[str]) -> int:
    if words[:1] == ["--extract"]:
        made = extract(json.loads(Path(words[1]).read_text()))
        EXTRACT.write_text(json.dumps(made, indent=0) + "\n")
        return 0
    found = findings()
    for path, line, feature in found:
        print(f"{path}:{line}: newer than Chromium {OLDEST}: {feature}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
