from django.apps import AppConfig


class AteliersConfig(AppConfig):
    name = "atelier.ateliers"
    label = "ateliers"

    def ready(self) -> None:
        from atelier.ateliers.notebook.told import register

        register()
