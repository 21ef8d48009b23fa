from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "atelier.programme"
    label = "programme"
