from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "tegerek.programmes"
    label = "programmes"

    def ready(self) -> None:
        from tegerek.jobs import kinds, nightly  # slow import: needs the tables of all rooms
        from tegerek.people import holding as persons  # slow import: needs the tables of all rooms
        from tegerek.programmes import (  # slow import: needs the tables of all rooms
            holding,
            imports,
            paying,
            report_parts,
        )
        from tegerek.programmes import next_section as meetings  # slow import: needs the tables of all rooms
        from tegerek.programmes import trainer_holding as trainers  # slow import: needs the tables of all rooms

        report_parts.register(report_parts.NEXT, meetings.next_section)
        kinds.register(imports.KIND, imports.read)
        nightly.register("money", paying.destroy_lists)
        for holder in (*holding.HOLDERS, *trainers.HOLDERS):
            persons.register(holder)
