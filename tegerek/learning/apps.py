from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "tegerek.learning"
    label = "learning"
