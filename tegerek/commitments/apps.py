from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "tegerek.commitments"
    label = "commitments"
