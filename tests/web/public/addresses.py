"""Every public page of the demo, by a name that a test can be called after."""

from __future__ import annotations

from tegerek.demo.world import World

LANGUAGES = ("ky", "ru", "en")


def pages(world: World) -> dict[str, str]:
    """The addresses behind /<lang>/, each page in its fullest state and some in their emptiest."""
    meetings, programmes = world.gatherings, world.trainings
    return {
        "home": "",
        "meetings": "meetings/",
        "a called meeting": f"meetings/{meetings.called.number}/",
        "a moved meeting": f"meetings/{meetings.moved.number}/",
        "a meeting without an hour": f"meetings/{meetings.without_hour.number}/",
        "a held meeting": f"meetings/{meetings.held.number}/",
        "a closed meeting": f"meetings/{meetings.closed.number}/",
        "a postponed meeting": f"meetings/{meetings.postponed.number}/",
        "a cancelled meeting": f"meetings/{meetings.cancelled.number}/",
        "a month": "calendar/2026-03/",
        "an empty month": "calendar/2027-01/",
        "a day": "calendar/2026-03-20/",
        "an empty day": "calendar/2026-03-21/",
        "places": "places/",
        "an aimak": f"places/{world.land.aimak.slug}/",
        "a raion": f"places/{world.land.raion.slug}/",
        "an oblast": "places/naryn-oblast/",
        "programmes": "programmes/",
        "the programme of 2017": f"programmes/{programmes.of_2017.slug}/",
        "a programme with prose": f"programmes/{programmes.together.slug}/",
        "the press release of 2017": f"programmes/{programmes.of_2017.slug}/press-release/",
        "a press release with prose": f"programmes/{programmes.together.slug}/press-release/",
        "search": "search/",
        "what was found": "search/?q=%D1%82%D0%B0%D0%B7%D0%B0+%D1%81%D1%83%D1%83",
        "nothing found": "search/?q=%D0%BC%D3%A9%D2%A3%D0%B3%D2%AF",
        "about": "about/",
    }
