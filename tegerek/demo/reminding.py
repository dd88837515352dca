"""Who is reminded in Көк-Булут on the demo's day: something in each stage, some told already, some not."""

from __future__ import annotations

from tegerek.commitments.access import scope_of
from tegerek.commitments.due_sheets import pressing
from tegerek.commitments.reminders import raise_reminders, tell
from tegerek.demo.land import Land
from tegerek.demo.moments import at
from tegerek.lib.dates import local_day
from tegerek.people.keeping import begin_card
from tegerek.people.models import Post, User
from tegerek.places.models import Unit

# Who holds the posts that are phoned; such phones ring nowhere.
HEAD = ("Үлгүев Мисал", "m", "+996000009001")
VILLAGE_HEADS = (("Сынакова Үлгү", "f", "+996000009002"), ("Мисалов Ойдон", "m", "+996000009003"))


def remind(land: Land, clerk: User) -> None:
    """The nights of the week before, and one morning of phoning: the village head knows of what is late."""
    _hold_posts(land, clerk)
    scope = scope_of(land.okmotu)
    for day in ("2026-02-27", "2026-03-04", "2026-03-05"):
        raise_reminders(scope, now=at(day, 3))
    now = at("2026-03-05", 10)
    known = [one.ref for one in pressing(scope, local_day(now)) if one.to_post == Post.VILLAGE_HEAD]
    tell(scope, known, by=clerk, now=now)
    raise_reminders(scope, now=at("2026-03-06", 3))


def _hold_posts(land: Land, clerk: User) -> None:
    """The head of the office and those of two villages, each with a card and a phone."""
    posts: list[tuple[tuple[str, str, str], Post, Unit | None]] = [(HEAD, Post.AO_HEAD, land.okmotu.unit)]
    posts += [(who, Post.VILLAGE_HEAD, unit) for who, unit in zip(VILLAGE_HEADS, land.villages, strict=False)]
    for (name, sex, phone), post, unit in posts:
        begin_card(
            office=land.okmotu, name=name, sex=sex, phone=phone, post=post, unit=unit, by=clerk, now=at("2026-02-02")
        )
