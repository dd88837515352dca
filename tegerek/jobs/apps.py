from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "tegerek.jobs"
    label = "jobs"

    def ready(self) -> None:
        from tegerek.jobs import holding as jobs  # slow import: needs the tables of all rooms
        from tegerek.jobs import nightly  # slow import: needs the tables of all rooms
        from tegerek.people import holding  # slow import: needs the tables of all rooms

        holding.register(jobs.HOLDER)
        nightly.register("destroying", jobs.night)
