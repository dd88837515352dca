from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "tegerek.programmes"
    label = "programmes"
