from django.apps import AppConfig


class MinutesConfig(AppConfig):
    name = "tegerek.minutes"
    label = "minutes"

    def ready(self) -> None:
        from tegerek.jobs import nightly  # slow import: needs the tables of all rooms
        from tegerek.minutes import edition_holding, editions  # slow import: needs the tables of all rooms
        from tegerek.minutes import holding as minutes  # slow import: needs the tables of all rooms
        from tegerek.people import holding  # slow import: needs the tables of all rooms

        holding.register(minutes.HOLDER)
        holding.register(edition_holding.HOLDER)
        nightly.register("copies", editions.destroy_copies)
