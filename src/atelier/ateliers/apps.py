from django.apps import AppConfig


class AteliersConfig(AppConfig):
    name = "atelier.ateliers"
    label = "ateliers"
