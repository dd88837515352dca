from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "tegerek.commitments"
    label = "commitments"

    def ready(self) -> None:
        from tegerek.commitments import holding as commitments  # slow import: needs the tables of all rooms
        from tegerek.commitments import reminders  # slow import: needs the tables of all rooms
        from tegerek.commitments import report_holding as reports  # slow import: needs the tables of all rooms
        from tegerek.jobs import nightly  # slow import: needs the tables of all rooms
        from tegerek.people import holding  # slow import: needs the tables of all rooms

        holding.register(commitments.HOLDER)
        holding.register(reports.HOLDER)
        nightly.register("reminders", reminders.every_night)
