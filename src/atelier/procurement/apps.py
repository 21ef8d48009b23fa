from django.apps import AppConfig


class ProcurementConfig(AppConfig):
    name = "atelier.procurement"
    label = "procurement"
