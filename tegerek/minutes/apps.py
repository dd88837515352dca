from django.apps import AppConfig


class MinutesConfig(AppConfig):
    name = "tegerek.minutes"
    label = "minutes"
