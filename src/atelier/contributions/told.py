"""What the follow-up notebook says of cards, and the kinds of things lineage starts from."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from atelier.ateliers.doors import Door, open_door
from atelier.ateliers.notebook.sentences import count, keep_silent, tell
from atelier.ateliers.rules import is_keeper
from atelier.contributions.cards.queries import cards_saying, contributions_saying, tell_cards, tell_contributions
from atelier.contributions.lineage.nodes import NodeKind, register_kind
from atelier.contributions.register.queries import projects_saying, tell_projects


def register() -> None:
    """Called when the house starts."""
    register_kind(NodeKind("contribution", _("Drawing or note"), 10, tell_contributions, contributions_saying))
    register_kind(NodeKind("card", _("Card"), 20, tell_cards, cards_saying))
    count("card.written", lambda number: ngettext("%(count)s card written.", "%(count)s cards written.", number))
    open_door(Door(70, "contributions:lineage", _("Lineage"), _("From a decision back to the hands that drew it.")))
    count(
        "card.decided",
        lambda number: ngettext("%(count)s card has its fate.", "%(count)s cards have their fate.", number),
    )
    keep_silent("card.changed", "its history is on its page")
    count(
        "card.undone",
        lambda number: ngettext("%(count)s merge or split undone.", "%(count)s merges or splits undone.", number),
    )
    open_door(
        Door(10, "contributions:cards", _("Cards"), _("What was said at the tables, and what became of each idea."))
    )
    register_kind(NodeKind("project", _("Project"), 58, tell_projects, projects_saying))
    keep_silent("slip.made", "someone's own affair")
    keep_silent(("removal.asked", "removal.answered"), "between who asked and who keeps")
    keep_silent(("family.added", "family.renamed", "family.removed"), "a setting")
    tell("project.written", _("Project “%(thing)s” is in the register."))
    keep_silent(("project.changed", "project.grounded"), "the register shows it")
    open_door(
        Door(
            12, "contributions:slips", _("Slips"), _("Everyone reads what became of what they said."), is_open=is_keeper
        )
    )
    open_door(
        Door(
            15,
            "contributions:register",
            _("Resources and projects"),
            _("What the territory has, by family, and the projects that stand on it."),
        )
    )
