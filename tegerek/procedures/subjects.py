"""What a kind of meeting must or may take up, read once from subjects.toml and checked whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from tegerek.lib.said import ORDER
from tegerek.procedures.kinds import all_kinds
from tegerek.procedures.reading import Entry, Place, read_toml
from tegerek.procedures.terms import Duty, Kind, Rule, Subject

FILE = Path(__file__).parent / "subjects.toml"
KEYS = {"kind", "slug", "rule", "duty", *ORDER}
ONE_ISSUE = "one-issue"  # the id of the rule that advises one matter to a meeting


def subjects_of(kind: Kind) -> tuple[Subject, ...]:
    """The matters of a kind, those that must be taken up first; empty where no source we read names any.

    Raises BadProcedure.
    """
    return _all().get(kind.slug, ())


def one_issue(kind: Kind) -> Rule | None:
    """The rule that advises to take up one matter alone, if this kind has one.

    >>> from tegerek.procedures.kinds import kind
    >>> one_issue(kind("public-hearing")).number, one_issue(kind("assembly"))
    ('20.5', None)
    """
    return next((rule for rule in kind.rules if rule.id == ONE_ISSUE), None)


def kinds_that_must(slug: str) -> tuple[Kind, ...]:
    """The kinds of meeting before which a matter must come, e.g. "budget-executing".

    >>> [kind.slug for kind in kinds_that_must("budget-executing")]
    ['public-hearing', 'budget-hearing']
    """
    return tuple(
        kind
        for kind in all_kinds().values()
        if any(subject.slug == slug and subject.duty is Duty.MUST for subject in subjects_of(kind))
    )


def read_subjects(path: Path, kinds: Mapping[str, Kind]) -> Mapping[str, tuple[Subject, ...]]:
    """The matters of a file by the kind's slug, in the order of the file, those of duty first. Raises BadProcedure."""
    found: dict[str, list[Subject]] = {}
    for entry in read_toml(path).get("subject", []):
        place = Place(path.name, f"subject {entry.get('slug', '?')!r}")
        place.keys(entry, KEYS, set())
        if entry["kind"] not in kinds:
            raise place.bad("kind", entry["kind"], ", ".join(kinds))
        subject = _subject(place, entry, kinds[entry["kind"]].rules)
        others = found.setdefault(entry["kind"], [])
        if subject.slug in {other.slug for other in others}:
            raise place.bad("slug", subject.slug, "each slug once for a kind")
        others.append(subject)
    return MappingProxyType({slug: tuple(sorted(of, key=_by_duty)) for slug, of in found.items()})


@lru_cache(maxsize=1)
def _all() -> Mapping[str, tuple[Subject, ...]]:
    return read_subjects(FILE, all_kinds())


def _subject(place: Place, entry: Entry, rules: Iterable[Rule]) -> Subject:
    by_id = {rule.id: rule for rule in sorted(rules, key=lambda rule: rule.since)}
    if entry["rule"] not in by_id:
        raise place.bad("rule", entry["rule"], ", ".join(sorted(by_id)))
    name = place.said("text", {lang: entry[lang] for lang in ORDER})
    return Subject(entry["slug"], name, place.one_of(Duty, "duty", entry["duty"]), by_id[entry["rule"]])


def _by_duty(subject: Subject) -> bool:
    return subject.duty is not Duty.MUST
