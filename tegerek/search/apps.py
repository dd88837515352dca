from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "tegerek.search"
    label = "search"

    def ready(self) -> None:
        from tegerek.people import erasing, holding  # slow import: needs the tables of all rooms
        from tegerek.search import persons  # slow import: needs the tables of all rooms

        holding.register(persons.HOLDER)
        erasing.afterwards(persons.settle)
