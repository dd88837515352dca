"""Half a page for each step of calling a meeting: what, why, how. Read once from guide.toml and checked whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from tegerek.lib.said import ORDER, Said
from tegerek.procedures.kinds import all_kinds
from tegerek.procedures.reading import Entry, Place, read_toml
from tegerek.procedures.rules import rule_in_force
from tegerek.procedures.terms import Kind, OwnCharter, Rule

FILE = Path(__file__).parent / "guide.toml"
LONGEST = 130  # words of a page in one language, its title included
KEYS = {"slug", "rules", "title", "what", "why", "how"}


@dataclass(frozen=True)
class HalfPage:
    """What a step is, why it is taken and how: paragraphs in every language, no markup.

    rules: what it rests on, as (slug of the kind, id of the rule).
    """

    slug: str
    title: Said
    what: tuple[Said, ...]
    why: tuple[Said, ...]
    how: tuple[Said, ...]
    rules: tuple[tuple[str, str], ...]

    def words_in(self, lang: str) -> int:
        """How long it is in one language."""
        texts = (self.title, *self.what, *self.why, *self.how)
        return sum(len(text.texts[lang].split()) for text in texts)


@lru_cache(maxsize=1)
def guide() -> tuple[HalfPage, ...]:
    """Every half page in the order of the steps. Raises BadProcedure."""
    return read_guide(FILE, all_kinds())


def half_page(slug: str) -> HalfPage:
    """The half page of that step. Raises KeyError."""
    return {page.slug: page for page in guide()}[slug]


def rests_on(page: HalfPage, on: date, own: OwnCharter | None = None) -> tuple[Rule, ...]:
    """The rules behind a half page on that day, to be cited with their rank; those not in force are left out.

    >>> from tegerek.procedures.words import cited
    >>> [cited(rule).texts["en"] for rule in rests_on(half_page("chats"), date(2026, 3, 5))]
    ['Method instructions to the model charter, §18.4 (a recommendation)']
    """
    found = (rule_in_force(all_kinds()[kind], rule, on, own) for kind, rule in page.rules)
    return tuple(rule for rule in found if isinstance(rule, Rule))


def read_guide(path: Path, kinds: Mapping[str, Kind]) -> tuple[HalfPage, ...]:
    """The half pages of a file. Raises BadProcedure."""
    pages: dict[str, HalfPage] = {}
    for entry in read_toml(path).get("page", []):
        place = Place(path.name, f"page {entry.get('slug', '?')!r}")
        place.keys(entry, KEYS, set())
        page = _page(place, entry, kinds)
        if page.slug in pages:
            raise place.bad("slug", page.slug, "each slug once")
        pages[page.slug] = page
    return tuple(pages.values())


def _page(place: Place, entry: Entry, kinds: Mapping[str, Kind]) -> HalfPage:
    page = HalfPage(
        slug=entry["slug"],
        title=place.said("title", entry["title"]),
        what=tuple(place.said("what", text) for text in entry["what"]),
        why=tuple(place.said("why", text) for text in entry["why"]),
        how=tuple(place.said("how", text) for text in entry["how"]),
        rules=tuple(_reference(place, name, kinds) for name in entry["rules"]),
    )
    for lang in ORDER:
        if page.words_in(lang) > LONGEST:
            raise place.bad(lang, f"{page.words_in(lang)} words", f"at most {LONGEST}, so that it is half a page")
    return page


def _reference(place: Place, name: str, kinds: Mapping[str, Kind]) -> tuple[str, str]:
    slug, _, rule_id = name.partition(".")
    if slug not in kinds or rule_id not in {rule.id for rule in kinds[slug].rules}:
        raise place.bad("rules", name, "a kind and a rule of it, like assembly.notice")
    return slug, rule_id
