from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "tegerek.demo"
    label = "demo"
