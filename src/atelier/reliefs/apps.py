from django.apps import AppConfig


class ReliefsConfig(AppConfig):
    name = "atelier.reliefs"
    label = "reliefs"

    def ready(self) -> None:
        from atelier.reliefs import told

        told.register()
