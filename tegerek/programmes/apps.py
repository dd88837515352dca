from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "tegerek.programmes"
    label = "programmes"

    def ready(self) -> None:
        from tegerek.jobs import kinds  # slow import: needs the tables of all rooms
        from tegerek.people import holding  # slow import: needs the tables of all rooms
        from tegerek.programmes import imports, papers  # slow import: needs the tables of all rooms

        kinds.register(imports.KIND, imports.read)
        holding.register(papers.HOLDER)
