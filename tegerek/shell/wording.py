"""The words of the product: collected from its sources, kept in catalogues, checked. Needs no gettext tools.

The program says everything in English; `tegerek/locale/<language>/LC_MESSAGES/django.po` says the same in the
languages of the house.
"""

from __future__ import annotations

import ast
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib
from django.utils.translation import template as django_template

from tegerek.lib.text import mended

# How many forms a number asks for, as GNU gettext writes it.
PLURALS = {
    "ky": "nplurals=1; plural=0;",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
}
# A comment of the translator that begins so keeps an entry whose English stands in somebody else's program.
BORROWED = "borrowed:"

# Where in the arguments stand context, text and plural.
_FUNCTIONS: dict[str, tuple[int | None, int, int | None]] = {
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
_TEMPLATES = {".html", ".txt", ".xml", ".svg"}
# Python's two ways of leaving a place in a sentence: %(name)s or %d, {name} or {}. “50% of” is none: no blank counts.
_PERCENT = re.compile(r"%(?:\((?P<name>\w+)\))?[-+#0]*[\d.*]*[diouxXeEfFgGcrsa]")
_BRACES = re.compile(r"{(?P<name>\w*)[^{}]*}")
_TAGS = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_CYRILLIC_WORD = re.compile(r"\w*[\u0400-\u04ff]\w*")
_CALL = re.compile(r"(?<![\w.])(_|n?p?gettext)\(")


@dataclass(frozen=True)
class Message:
    """One thing that is said: context and plural are "" where there are none."""

    text: str
    plural: str = ""
    context: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What a catalogue finds it by; the plural is no part of it."""
        return (self.context, self.text)

    def __str__(self) -> str:
        return f"“{self.text}”" + (f" ({self.context})" if self.context else "")


@dataclass
class Collected:
    """What the sources say and where (paths below the package's parent), and what in them no catalogue can hold."""

    places: dict[Message, set[str]] = field(default_factory=dict)
    mistakes: list[str] = field(default_factory=list)


def collect(root: Path) -> Collected:
    """Everything said by the Python files and templates below `root`, migrations left out."""
    found = Collected()
    for path in sorted(root.rglob("*")):
        place = path.relative_to(root.parent).as_posix()
        if path.suffix == ".py" and "migrations" not in path.parts:
            messages = in_python(path.read_text(encoding="utf-8"), place, found.mistakes)
        elif path.suffix in _TEMPLATES and "templates" in path.parts:
            messages = in_template(path.read_text(encoding="utf-8"))
        else:
            continue
        for message in messages:
            found.places.setdefault(message, set()).add(place)
    found.mistakes += _mistakes_among(found.places)
    return found


def in_python(source: str, place: str, mistakes: list[str]) -> Iterator[Message]:
    """The messages of one Python file, whatever names the functions of django.utils.translation were imported under.

    mistakes: gets a line for each text that is put together before it is translated. A text that is a mere variable
    was marked elsewhere by gettext_noop, and is left alone.
    """
    tree = ast.parse(source)
    names = {
        alias.asname or alias.name: _FUNCTIONS[alias.name]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in _FUNCTIONS
    }
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    for call in calls:
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        if name not in names:
            continue
        context, text, plural = (_argument(call, at) for at in names[name])
        if isinstance(text, ast.JoinedStr | ast.BinOp) or isinstance(plural, ast.JoinedStr | ast.BinOp):
            mistakes.append(f"{place}:{call.lineno}: the text is put together before it is translated")
        elif isinstance(text, ast.Constant):
            yield Message(_constant(text), _constant(plural), _constant(context))


def in_template(source: str) -> Iterator[Message]:
    """The messages of one template: translate, blocktranslate and _("…")."""
    calls = django_template.templatize(source)
    for found in _CALL.finditer(calls):
        values = list(_literals(calls, found.end()))
        context, text, plural = _FUNCTIONS["gettext" if found[1] == "_" else found[1]]
        yield Message(
            values[text],
            values[plural] if plural is not None else "",
            values[context] if context is not None else "",
        )


def merged(old: polib.POFile, found: Collected, lang: str) -> polib.POFile:
    """The catalogue of a language after its sources changed: sorted, exact translations kept, what is gone left out.

    Entries whose translator's comment begins with `borrowed:` stay. Nothing is guessed and nothing marked fuzzy.
    """
    new = polib.POFile(wrapwidth=100)
    new.metadata = {
        "Project-Id-Version": "tegerek",
        "Language": lang,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[lang],
    }
    known = {_message(entry): entry for entry in old if not entry.obsolete and "fuzzy" not in entry.flags}
    entries = [_entry(message, found.places[message], known.get(message), lang) for message in found.places]
    entries += [
        entry for message, entry in known.items() if entry.tcomment.startswith(BORROWED) and message not in found.places
    ]
    for entry in sorted(entries, key=lambda entry: (entry.msgid, entry.msgctxt or "")):
        new.append(entry)
    return new


def problems(catalogue: polib.POFile, found: Collected, lang: str) -> list[str]:
    """What a translator still has to do, one line each; empty when everything is said and nothing is wrong."""
    said = [_message(entry) for entry in catalogue if not entry.obsolete]
    borrowed = {_message(entry) for entry in catalogue if entry.tcomment.startswith(BORROWED)}
    lines = [f"not in the catalogue: {message}" for message in found.places if message not in set(said)]
    lines += [f"no longer said: {message}" for message in said if message not in found.places.keys() | borrowed]
    lines += [f"twice in the catalogue: {message}" for message, times in Counter(said).items() if times > 1]
    lines += [f"kept as obsolete: “{entry.msgid}”" for entry in catalogue if entry.obsolete]
    if catalogue.metadata.get("Plural-Forms") != PLURALS[lang]:
        lines.append(f"Plural-Forms must be “{PLURALS[lang]}”")
    for entry in catalogue:
        if not entry.obsolete:
            lines += [f"{problem}: {_message(entry)}" for problem in _problems_of(entry, lang)]
    return sorted(lines)


def read(path: Path) -> polib.POFile:
    """The catalogue, empty while there is no file."""
    return polib.pofile(str(path)) if path.exists() else polib.POFile()


def write(catalogue: polib.POFile, path: Path) -> bool:
    """Write the catalogue if that changes the file; whether it did."""
    text = str(catalogue).rstrip("\n") + "\n"
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return True


def compile_file(path: Path) -> bool:
    """Compile a .po file into the .mo beside it, if that is missing or older; whether it was.

    The new file takes the place of the old at once: a server reading it meanwhile sees one or the other.
    """
    compiled = path.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime_ns >= path.stat().st_mtime_ns:
        return False
    unfinished = compiled.with_suffix(f".{os.getpid()}.tmp")
    polib.pofile(str(path)).save_as_mofile(str(unfinished))
    unfinished.replace(compiled)
    return True


def _problems_of(entry: polib.POEntry, lang: str) -> Iterator[str]:
    forms = _forms(entry)
    wanted = int(PLURALS[lang].removeprefix("nplurals=")[0]) if entry.msgid_plural else 1
    if "fuzzy" in entry.flags:
        yield "fuzzy"
    if len(forms) != wanted:
        yield f"{len(forms)} plural forms, {wanted} needed"
    if not all(form.strip() for form in forms):
        yield "not translated"
        return
    pattern = entry.msgid_plural or entry.msgid
    for form in forms:
        if _places(form) != _places(pattern):
            yield f"places differ, {_listed(_places(pattern))} in English, {_listed(_places(form))} here"
        if sorted(_TAGS.findall(form)) != sorted(_TAGS.findall(pattern)):
            yield "tags differ"
        if _ends(form) != _ends(pattern):
            yield "begins or ends with another space or line break"
        yield from _wrong_letters(form)


def _wrong_letters(text: str) -> Iterator[str]:
    """Words with letters of another alphabet or keyboard that look like the right ones."""
    for word in _CYRILLIC_WORD.findall(_PERCENT.sub(" ", text)):
        if mended(word) != word:
            yield f"“{word}” has letters that only look right, write “{mended(word)}”"


def _mistakes_among(places: dict[Message, set[str]]) -> Iterator[str]:
    """Texts that a translator could not work with, though each is fine for Python."""
    plurals: dict[tuple[str, str], set[str]] = {}
    for message, where in places.items():
        if len([place for place in _found(message.plural or message.text) if not place["name"]]) > 1:
            yield f"{min(where)}: name the places, another language may need another order: {message}"
        plurals.setdefault(message.key, set()).add(message.plural)
    for (_context, text), forms in plurals.items():
        if len(forms) > 1:
            yield f"“{text}” is said with and without a number, or with two plurals; give one of them a context"


def _entry(message: Message, places: set[str], old: polib.POEntry | None, lang: str) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=message.text,
        msgid_plural=message.plural,
        msgctxt=message.context or None,
        occurrences=[(place, "") for place in sorted(places)],
        tcomment=old.tcomment if old else "",
        flags=["python-format"] if _PERCENT.search(message.plural or message.text) else [],
    )
    if message.plural:
        forms = int(PLURALS[lang].removeprefix("nplurals=")[0])
        entry.msgstr_plural = dict(old.msgstr_plural) if old else dict.fromkeys(range(forms), "")
    else:
        entry.msgstr = old.msgstr if old else ""
    return entry


def _message(entry: polib.POEntry) -> Message:
    return Message(entry.msgid, entry.msgid_plural, entry.msgctxt or "")


def _forms(entry: polib.POEntry) -> list[str]:
    if entry.msgid_plural:
        return [form for _place, form in sorted(entry.msgstr_plural.items())]
    return [entry.msgstr]


def _places(text: str) -> list[str]:
    """The places left in a sentence; named ones in any order and once each, nameless ones in theirs."""
    found = _found(text)
    return [
        *sorted({place[0] for place in found if place["name"]}),
        *(place[0] for place in found if not place["name"]),
    ]


def _found(text: str) -> list[re.Match[str]]:
    text = text.replace("%%", "")
    return [*_PERCENT.finditer(text), *_BRACES.finditer(text)]


def _ends(text: str) -> tuple[str, str]:
    return (text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :])


def _listed(places: Iterable[str]) -> str:
    return " ".join(places) or "none"


def _argument(call: ast.Call, at: int | None) -> ast.expr | None:
    return call.args[at] if at is not None and at < len(call.args) else None


def _constant(node: ast.expr | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _literals(source: str, start: int) -> Iterator[str]:
    """The string literals of a call that begins before `start`, as templatize writes them."""
    literal = re.compile(r"""\s*u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*,?""", re.DOTALL)
    while found := literal.match(source, start):
        yield ast.literal_eval(found[1])
        start = found.end()
