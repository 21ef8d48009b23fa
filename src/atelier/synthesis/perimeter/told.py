"""What is told of perimeters: in the notebook, at the atelier's door."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from atelier.ateliers.doors import Door, open_door
from atelier.ateliers.notebook.sentences import tell


def register() -> None:
    """Called when the house starts."""
    open_door(
        Door(
            55,
            "synthesis:perimeters",
            _("The scale of the project"),
            _("The communes that the drawings touch, whatever the administrative map says."),
        )
    )
    tell("perimeter.studied", _("A perimeter is studied: %(thing)s."))
