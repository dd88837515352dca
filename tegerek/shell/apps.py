from django.apps import AppConfig


class ShellConfig(AppConfig):
    """Every command of `bin/manage`, and the chores of the night that belong to the site itself; no tables."""

    name = "tegerek.shell"
    label = "shell"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tegerek.files import sweeping  # slow import: needs the tables of all rooms
        from tegerek.jobs import kinds, nightly, results  # slow import: needs the tables of all rooms
        from tegerek.shell.backups import making  # slow import: needs the tables of all rooms

        nightly.register("results", results.let_go)
        nightly.register("files", sweeping.sweep)
        # Last, so that what was destroyed this night is not in the archive any more.
        nightly.register("backup", making.make_nightly)
        from tegerek.learning import certificates  # slow import: needs the tables of all rooms
        from tegerek.meetings import cards  # slow import: needs the tables of all rooms
        from tegerek.programmes import whole_file  # slow import: needs the tables of all rooms
        from tegerek.programmes.papers import KIND  # slow import: needs the tables of all rooms
        from tegerek.shell.cards import write_cards  # slow import: needs the tables of all rooms
        from tegerek.shell.certificates import issue_all  # slow import: needs the tables of all rooms
        from tegerek.shell.programme_file.job import write_file  # slow import: needs the tables of all rooms
        from tegerek.shell.series import write_series  # slow import: needs the tables of all rooms

        kinds.register(KIND, write_series)
        kinds.register(whole_file.KIND, write_file)
        kinds.register(cards.KIND, write_cards)
        kinds.register(certificates.KIND, issue_all)
