from django.apps import AppConfig


class SuitcaseConfig(AppConfig):
    name = "atelier.suitcase"
    label = "suitcase"
