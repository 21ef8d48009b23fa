"""What the follow-up notebook says of boards, and their door."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from atelier.ateliers.doors import Door, open_door
from atelier.ateliers.notebook.sentences import count, keep_silent, tell


def register() -> None:
    """Called when the house starts."""
    open_door(
        Door(25, "synthesis:boards", _("Passage board"), _("From findings to principles, card by card, on the wall."))
    )
    tell("board.frozen", _("Version %(number)s of the passage board is frozen: %(title)s."))
    tell("board.objected", _("Someone objects to card %(card)s of version %(number)s."))
    tell("board.answered", _("The objection to card %(card)s of version %(number)s has its answer."))
    count(
        "board.signed",
        lambda number: ngettext(
            "%(count)s person signed the passage board.", "%(count)s people signed the passage board.", number
        ),
    )
    keep_silent("board.set", "which columns a board shows is seen on the board")
