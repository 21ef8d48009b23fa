from django.apps import AppConfig


class AgreementConfig(AppConfig):
    name = "atelier.agreement"
    label = "agreement"

    def ready(self) -> None:
        from atelier.agreement import told

        told.register()
