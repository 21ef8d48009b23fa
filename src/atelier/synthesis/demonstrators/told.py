"""What is told of demonstrators and prototypes: in the notebook, in the lineage, at the atelier's door."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from atelier.ateliers.doors import Door, open_door
from atelier.ateliers.notebook.sentences import count, keep_silent, tell
from atelier.contributions.cards.rules import can_gather
from atelier.contributions.lineage.nodes import NodeKind, register_kind
from atelier.contributions.lineage.steps import Step, open_step
from atelier.synthesis.demonstrators.queries import tell_demonstrators
from atelier.synthesis.prototypes.queries import tell_variants


def register() -> None:
    """Called when the house starts."""
    register_kind(NodeKind("demonstrator", _("Demonstrator"), 50, tell_demonstrators))
    register_kind(NodeKind("solution", _("Prototype"), 55, tell_variants))
    open_door(
        Door(50, "synthesis:demonstrators", _("Demonstrators"), _("Places where a hypothesis is tried for real."))
    )
    open_step(Step(20, "synthesis:demonstrator_add", _("Try it in a place"), ("card", "round"), can_gather))
    tell("demonstrator.written", _("A demonstrator is chosen: %(thing)s."))
    tell("demonstrator.moved", _("The demonstrator %(thing)s moves on. %(reason)s"))
    tell("solution.begun", _("A solution is tried on %(demonstrator)s: %(thing)s."))
    tell("variant.added", _("A variant of “%(title)s” is made: %(thing)s."))
    count(
        "variant.tested",
        lambda number: ngettext("%(count)s person tried a prototype.", "%(count)s people tried a prototype.", number),
    )
    keep_silent(("demonstrator.changed", "picture.added", "picture.allowed", "picture.removed"), "read on its page")
