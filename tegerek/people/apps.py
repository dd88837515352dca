from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "tegerek.people"
    label = "people"
