from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "tegerek.web"
    label = "web"
