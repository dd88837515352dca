from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "tegerek.programmes"
    label = "programmes"

    def ready(self) -> None:
        from tegerek.jobs import kinds  # slow import: needs the tables of all rooms
        from tegerek.people import holding as persons  # slow import: needs the tables of all rooms
        from tegerek.programmes import holding, imports  # slow import: needs the tables of all rooms

        kinds.register(imports.KIND, imports.read)
        for holder in holding.HOLDERS:
            persons.register(holder)
