from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "tegerek.meetings"
    label = "meetings"
