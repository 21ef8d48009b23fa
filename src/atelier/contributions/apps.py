from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "atelier.contributions"
    label = "contributions"

    def ready(self) -> None:
        from atelier.contributions import saying, told  # noqa: F401  (saying: a lookup of fields)

        told.register()
