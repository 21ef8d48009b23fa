from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "atelier.contributions"
    label = "contributions"
