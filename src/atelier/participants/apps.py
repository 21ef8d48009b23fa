from django.apps import AppConfig


class ParticipantsConfig(AppConfig):
    name = "atelier.participants"
    label = "participants"

    def ready(self) -> None:
        from atelier.participants import told

        told.register()
