from django.apps import AppConfig


class TablesConfig(AppConfig):
    name = "atelier.tables"
    label = "tables"
