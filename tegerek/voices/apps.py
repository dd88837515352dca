from django.apps import AppConfig


class VoicesConfig(AppConfig):
    name = "tegerek.voices"
    label = "voices"
