from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "tegerek.documents"
    label = "documents"
