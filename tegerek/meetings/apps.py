from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "tegerek.meetings"
    label = "meetings"

    def ready(self) -> None:
        from tegerek.meetings import holding as meetings  # slow import: needs the tables of all rooms
        from tegerek.people import holding  # slow import: needs the tables of all rooms

        for holder in meetings.HOLDERS:
            holding.register(holder)
