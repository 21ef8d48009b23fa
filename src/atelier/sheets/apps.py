from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "atelier.sheets"
    label = "sheets"

    def ready(self) -> None:
        from atelier.sheets import told

        told.register()
