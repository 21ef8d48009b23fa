from django.apps import AppConfig


class SuitcaseConfig(AppConfig):
    name = "atelier.suitcase"
    label = "suitcase"

    def ready(self) -> None:
        from atelier.suitcase.told import register

        register()
