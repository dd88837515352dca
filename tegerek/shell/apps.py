from django.apps import AppConfig


class ShellConfig(AppConfig):
    """Every command of `bin/manage`; no tables."""

    name = "tegerek.shell"
    label = "shell"
    default_auto_field = "django.db.models.BigAutoField"
