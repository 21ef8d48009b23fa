from django.apps import AppConfig


class RoadmapsConfig(AppConfig):
    name = "atelier.roadmaps"
    label = "roadmaps"

    def ready(self) -> None:
        from atelier.roadmaps import told

        told.register()
