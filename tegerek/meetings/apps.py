from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "tegerek.meetings"
    label = "meetings"

    def ready(self) -> None:
        from tegerek.jobs import kinds, nightly  # slow import: needs the tables of all rooms
        from tegerek.meetings import holding as meetings  # slow import: needs the tables of all rooms
        from tegerek.meetings import listing, seats  # slow import: needs the tables of all rooms
        from tegerek.people import holding  # slow import: needs the tables of all rooms

        for holder in meetings.HOLDERS:
            holding.register(holder)
        kinds.register(listing.READ, listing.read)
        kinds.register(listing.TAKE, listing.take)
        nightly.register("lists", listing.destroy_stale)
        nightly.register("offers", seats.lapse_offers)
