from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "tegerek.meetings"
    label = "meetings"

    def ready(self) -> None:
        from tegerek.meetings import holding as meetings  # slow import: needs the tables of all rooms
        from tegerek.people import holding, scans  # slow import: needs the tables of all rooms

        for holder in meetings.HOLDERS:
            holding.register(holder)
        scans.before_destroying(meetings.let_go_of_scans)
