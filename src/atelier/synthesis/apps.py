from django.apps import AppConfig


class SynthesisConfig(AppConfig):
    name = "atelier.synthesis"
    label = "synthesis"

    def ready(self) -> None:
        from atelier.synthesis import told

        told.register()
