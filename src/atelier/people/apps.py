from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "atelier.people"
    label = "people"
