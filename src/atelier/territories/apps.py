from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    name = "atelier.territories"
    label = "territories"
