from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "tegerek.people"
    label = "people"

    def ready(self) -> None:
        from tegerek.people import holding, mentions, own, paper_names  # slow import: needs the tables of all rooms

        for holder in (*own.HOLDERS, paper_names.HOLDER, mentions.HOLDER):
            holding.register(holder)
