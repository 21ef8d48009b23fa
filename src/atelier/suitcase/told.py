"""What the follow-up notebook says of the suitcases of an atelier."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from atelier.ateliers.notebook.sentences import tell


def register() -> None:
    """Called when the house starts."""
    tell("suitcase.packed", _("A suitcase of the atelier was packed."))
    tell("suitcase.merged", _("A suitcase came back: what was done outside is here."))
    tell("suitcase.opened", _("The atelier arrived here in a suitcase."))
