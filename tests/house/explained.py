"""docs/explained.md, made from the rules of procedures: `python -m tests.house.explained` writes it.

A Kyrgyz speaker who has read a text puts it on the list below, by its mark in the page and the first signs of its
digest (`digest_of`): so the mark of not having been read comes back by itself when the text is changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

from tegerek.lib.dates import day_short
from tegerek.lib.said import Said
from tegerek.procedures import words
from tegerek.procedures.explain import Explained, explain
from tegerek.procedures.guide import HalfPage, guide, rests_on
from tegerek.procedures.kinds import all_kinds, kind
from tegerek.procedures.rules import OptionVotes, Votes, choice, due_days, majority, quorum, rules_in_force
from tegerek.procedures.terms import Amount, Answer, Event, Kind, OwnCharter, Rule, Unit

PAGE = Path(__file__).parents[2] / "docs" / "explained.md"
READ: dict[str, str] = {}
UNREAD = "◦ "

HELD, CALLED = date(2026, 3, 14), date(2026, 3, 5)
EVENTS = {
    Event.GROUP_APPEAL_REGISTERED: date(2026, 2, 24),
    Event.REQUEST_RECEIVED: date(2026, 3, 5),
    Event.MINUTES_PUBLISHED: date(2026, 3, 20),
    Event.WRITTEN_APPEAL_RECEIVED: date(2026, 3, 17),
    Event.WRITTEN_APPEAL_REGISTERED: date(2026, 3, 18),
    Event.BUDGET_YEAR: date(2027, 1, 1),
}
ABOUT = ("master-plan", "development-programme")

HEAD = """# Every rule, explained with real days

Made from `tegerek/procedures/` by `python -m tests.house.explained`; do not edit it by hand, a test compares them.

Each kind of meeting is held on **14.03.2026**, a Saturday, and called on **05.03.2026**. The group’s appeal was
registered on 24.02.2026; data were asked for on 05.03.2026; the minutes were published on 20.03.2026; a written
appeal came in on 17.03.2026 and was registered on 18.03.2026; the budget year begins on 01.01.2027. What is told is
what pages and papers tell: the day, how it was counted, the source with its number and heading, and whether one must
or is advised.

**◦ окулган эмес: no Kyrgyz speaker has read this Kyrgyz text yet.** Nobody has read any of them so far, so every one
is marked. How to take a mark away stands at the head of `tests/house/explained.py`; a text that is changed gets its
mark back.

"""

LABELS = {
    "ky": {
        "day": "Күнү",
        "by": "Ким",
        "from": "эсеп {} күнүнөн",
        "off": "ал күн — {}",
        "over": "эсепке кирбегени: {}",
        "untyped": "{}-жылдын майрамдары киргизилген эмес",
        "blank": "муниципалитет өзү белгилейт",
        "value": "Маани",
        "source": "Булак",
        "heading": "Бөлүм",
    },
    "ru": {
        "day": "День",
        "by": "Кто",
        "from": "считаем от {}",
        "off": "этот день — {}",
        "over": "не считаются: {}",
        "untyped": "праздники {} года не внесены",
        "blank": "муниципалитет устанавливает сам",
        "value": "Значение",
        "source": "Источник",
        "heading": "Раздел",
    },
}


def page() -> str:
    """The whole page: a table for each kind, then what is said of votes, and the half pages."""
    return HEAD + "".join(_kind(found) for found in all_kinds().values()) + _votes() + _guide()


def digest_of(text: str) -> str:
    """What the list of texts that were read keeps of a text."""
    return sha256(text.encode()).hexdigest()[:8]


def _kind(found: Kind) -> str:
    name = f"## {_text(found.name, 'ky')} · {_text(found.name, 'ru')} (`{found.slug}`)\n\n"
    explained = {due.rule.id: explain(due) for due in due_days(found, HELD, on=CALLED, events=EVENTS, about=ABOUT)}
    rules = rules_in_force(found, CALLED)
    own = [rule for rule in rules if rule.home == found.slug]
    rows = [_row(f"{found.slug}.{rule.id}", rule, explained.get(rule.id)) for rule in own]
    return name + _table(rows) + _taken([rule for rule in rules if rule.home != found.slug], explained)


def _taken(rules: list[Rule], explained: dict[str, Explained]) -> str:
    """What a kind takes over from another: told there, here only the days."""
    if not rules:
        return ""
    days = [f"`{rule.id}`{f' {_days(explained[rule.id])}' if rule.id in explained else ''}" for rule in rules]
    return f"From `{rules[0].home}`, as explained there: {', '.join(days)}.\n\n"


def _row(mark: str, rule: Rule, why: Explained | None) -> tuple[str, str, str]:
    cells = ["<br>".join(_lines(rule, why, lang)) for lang in ("ky", "ru")]
    return f"`{mark}`", marked(mark, cells[0]), cells[1]


def _lines(rule: Rule, why: Explained | None, lang: str) -> Iterator[str]:
    labels = LABELS[lang]
    yield f"**{_text(rule.what, lang)}**"
    if rule.note:
        yield _text(rule.note, lang)
    if why is not None:
        yield f"{labels['day']}: {_day(why, lang)}"
        if why.by_label:
            yield f"{labels['by']}: {_text(why.by_label, lang)}"
    elif said := words.value(rule.value):
        yield f"{labels['value']}: {_text(said, lang)}"
    if rule.is_blank:
        yield f"{labels['blank']}"
    yield f"{labels['source']}: {_text(words.cited(rule), lang)}"
    if rule.heading:
        yield f"{labels['heading']}: «{_text(rule.heading, lang)}»"
    if said := words.confidence(rule):
        yield _text(said, lang)


def _day(why: Explained, lang: str) -> str:
    """The day, the term, what it counts from, which days were counted, and what the last day is."""
    labels = LABELS[lang]
    if why.last is None or why.from_day is None:
        return _text(why.unknown, lang)
    parts = [f"**{_days(why)}**", _text(why.term, lang), labels["from"].format(day_short(why.from_day))]
    if why.passed_over:
        over = ", ".join(f"{day_short(off.day)} {_text(off.name, lang)}" for off in why.passed_over)
        parts.append(labels["over"].format(over))
    parts += [labels["untyped"].format(year) for year in why.untyped_years]
    if why.falls_on:
        parts.append(labels["off"].format(_text(why.falls_on.name, lang)))
    counting = f". {_text(why.counting, lang)}" if why.counting else ""
    return "; ".join(parts) + counting


def _days(why: Explained) -> str:
    if why.last is None:
        return "–"
    return (
        f"{day_short(why.first)}–{day_short(why.last)}" if why.first and why.first < why.last else day_short(why.last)
    )


def _votes() -> str:
    """What is said of a quorum, a vote and a choice."""
    assembly = kind("assembly")
    answer = Answer("assembly", "quorum", Amount(40, 40, Unit.PEOPLE), number="18.6")
    own = OwnCharter("17/3", date(2024, 4, 20), date(2024, 5, 1), answers=(answer,))
    options = [OptionVotes("a", 30), OptionVotes("b", 20), OptionVotes("c", 13)]
    said = {
        "quorum: blank": quorum(assembly, present=63, on=HELD).why,
        "quorum: 40 people, an invented own charter": quorum(assembly, present=63, on=HELD, own=own).why,
        "32 / 27 / 0 of 63": majority(assembly, votes=Votes(32, 27, 0), present=63, on=HELD).why,
        "32 / 27 / 0 of 70": majority(assembly, votes=Votes(32, 27, 0), present=70, on=HELD).why,
        "those present not counted": majority(assembly, votes=Votes(32, 27, 0), present=None, on=HELD).why,
        "30, 20 and 13 for three options": choice(assembly, options=options, present=63, on=HELD).why,
    }
    rows = [(mark, marked(mark, _text(why, "ky")), _text(why, "ru")) for mark, why in said.items()]
    return "## Quorum and majority\n\n" + _table(rows)


def _guide() -> str:
    """The half pages of the hand-out, with what they rest on."""
    rows = []
    for half in guide():
        ky, ru = ("<br>".join(_half(half, lang)) for lang in ("ky", "ru"))
        mark = f"guide.{half.slug}"
        rows.append((f"`{mark}`", marked(mark, ky), ru))
    return "## Half pages\n\n" + _table(rows).rstrip("\n") + "\n"


def _half(half: HalfPage, lang: str) -> Iterator[str]:
    yield f"**{_text(half.title, lang)}**"
    yield from (_text(said, lang) for said in (*half.what, *half.why, *half.how))
    # Two rules may stand in one place of a source; it is cited once.
    yield from dict.fromkeys(_text(words.cited(rule), lang) for rule in rests_on(half, HELD))


def marked(mark: str, text: str) -> str:
    """The text with the mark of not having been read, unless a Kyrgyz speaker has read it as it stands."""
    return text if READ.get(mark.strip("`")) == digest_of(text) else UNREAD + text


def _text(said: Said, lang: str) -> str:
    return said.texts[lang]


def _table(rows: list[tuple[str, str, str]]) -> str:
    if not rows:
        return ""
    head = [("rule", "ky", "ru"), ("---", "---", "---")]
    return "".join(f"| {' | '.join(row)} |\n" for row in [*head, *rows]) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
