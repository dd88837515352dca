from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "tegerek.journal"
    label = "journal"
