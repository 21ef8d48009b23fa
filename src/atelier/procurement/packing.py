"""What of this room travels in a suitcase: nothing. A contract belongs to the service that signed it."""

from __future__ import annotations

from django.apps import apps

from atelier.common.carrying import Declaration, Stays

PACKING: tuple[Declaration, ...] = tuple(
    Stays(model, "of the service that buys, not of an atelier")
    for model in apps.get_app_config("procurement").get_models()
)
