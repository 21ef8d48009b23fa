"""What the follow-up notebook says of this room, and the doors and things it shows to others."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from atelier.ateliers.doors import Door, open_door
from atelier.ateliers.notebook.sentences import count, keep_silent, tell
from atelier.contributions.lineage.nodes import NodeKind, register_kind
from atelier.synthesis.board import told as board
from atelier.synthesis.demonstrators import told as demonstrators
from atelier.synthesis.perimeter import told as perimeter
from atelier.synthesis.themes.queries import tell_themes
from atelier.synthesis.vision import told as vision


def register() -> None:
    """Called when the house starts."""
    board.register()
    vision.register()
    demonstrators.register()
    perimeter.register()
    register_kind(NodeKind("theme", _("Theme"), 25, tell_themes))
    tell("theme.kept", _("Theme “%(thing)s” is kept; it came from %(cards)s cards."))
    count(
        "theme.made_card",
        lambda number: ngettext("%(count)s group became one card.", "%(count)s groups became one card.", number),
    )
    keep_silent(("themes.grouped", "theme.renamed", "theme.moved", "theme.joined"), "the page of groups shows it")
    keep_silent(("theme.aside", "theme.given_back"), "the page of groups shows it")
    open_door(
        Door(20, "synthesis:themes", _("Groups of ideas"), _("Cards that say the same thing, gathered and named."))
    )
