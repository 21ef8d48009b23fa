from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "atelier.common"
    label = "common"
