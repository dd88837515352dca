from django.apps import AppConfig


class VoicesConfig(AppConfig):
    name = "tegerek.voices"
    label = "voices"

    def ready(self) -> None:
        from tegerek.people import holding  # slow import: needs the tables of all rooms
        from tegerek.voices import holding as voices  # slow import: needs the tables of all rooms

        holding.register(voices.HOLDER)
