from django.apps import AppConfig


class ShellConfig(AppConfig):
    """Every command of `bin/manage`, and the long work that writes files; no tables."""

    name = "tegerek.shell"
    label = "shell"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tegerek.jobs import kinds  # slow import: needs the tables of all rooms
        from tegerek.programmes.papers import KIND  # slow import: needs the tables of all rooms
        from tegerek.shell.series import write_series  # slow import: needs the tables of all rooms

        kinds.register(KIND, write_series)
