from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "tegerek.learning"
    label = "learning"

    def ready(self) -> None:
        from tegerek.learning import certificate_holding  # slow import: needs the tables of all rooms
        from tegerek.people import holding  # slow import: needs the tables of all rooms

        holding.register(certificate_holding.HOLDER)
