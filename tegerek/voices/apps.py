from django.apps import AppConfig


class VoicesConfig(AppConfig):
    name = "tegerek.voices"
    label = "voices"

    def ready(self) -> None:
        from tegerek.jobs import kinds, nightly  # slow import: needs the tables of all rooms
        from tegerek.people import holding  # slow import: needs the tables of all rooms
        from tegerek.voices import bringing  # slow import: needs the tables of all rooms
        from tegerek.voices import holding as voices  # slow import: needs the tables of all rooms

        holding.register(voices.HOLDER)
        holding.register(voices.SOURCES)
        kinds.register(bringing.READ, bringing.read)
        kinds.register(bringing.TAKE, bringing.take)
        nightly.register("sources", bringing.destroy_stale)
