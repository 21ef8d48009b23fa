"""What the follow-up notebook says of blocks and models."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from atelier.ateliers.notebook.sentences import keep_silent, tell


def register() -> None:
    """Called when the house starts."""
    tell("relief.made", _("A relief is made: “%(thing)s”."))
    keep_silent(("relief.asked", "relief.asked_again", "relief.refused", "relief.deleted"), "what was made is told")
