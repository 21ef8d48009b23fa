"""What is told of visions: in the notebook, in the lineage, at the atelier's door."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from atelier.ateliers.doors import Door, open_door
from atelier.ateliers.notebook.sentences import keep_silent, tell
from atelier.contributions.lineage.nodes import NodeKind, register_kind
from atelier.synthesis.vision.queries import tell_visions


def register() -> None:
    """Called when the house starts."""
    register_kind(NodeKind("vision", _("Vision"), 40, tell_visions))
    open_door(
        Door(
            45,
            "synthesis:vision",
            _("Vision and principles"),
            _("What the atelier wants to become, in its own words."),
        )
    )
    tell("vision.begun", _("A version of the vision is begun: %(thing)s."))
    tell("vision.proposed", _("A version of the vision is proposed: %(thing)s."))
    tell("vision.adopted", _("A version of the vision is adopted: %(thing)s."))
    keep_silent(("vision.written", "vision.held"), "its texts are on its page")
