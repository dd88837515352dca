from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "tegerek.learning"
    label = "learning"

    def ready(self) -> None:
        from tegerek.jobs import nightly  # slow import: needs the tables of all rooms
        from tegerek.learning import (
            certificate_holding,  # slow import: needs the tables of all rooms
            figures,  # slow import: needs the tables of all rooms
        )
        from tegerek.people import holding  # slow import: needs the tables of all rooms

        nightly.register("answers", figures.destroy_answers)
        holding.register(certificate_holding.HOLDER)
