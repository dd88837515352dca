from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "tegerek.jobs"
    label = "jobs"
