from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "tegerek.files"
    label = "files"
