"""What the follow-up notebook says of this room, and the doors and things it shows to others."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from atelier.ateliers.doors import Door, open_door
from atelier.ateliers.models import Atelier
from atelier.ateliers.notebook.sentences import count, keep_silent, tell
from atelier.ateliers.rules import can_see
from atelier.ateliers.viewer import Viewer
from atelier.contributions.lineage.nodes import NodeKind, register_kind
from atelier.contributions.lineage.steps import Step, open_step
from atelier.programme.catalogue.readings import add_shelf
from atelier.roadmaps.freezing.queries import tell_versions
from atelier.roadmaps.freezing.readings import readings_of_roadmap
from atelier.roadmaps.plan.queries import actions_saying, roadmap_of, tell_actions
from atelier.roadmaps.rules import can_write_roadmap

LEADS = ("card", "round", "demonstrator")  # what an action may begin from


def register() -> None:
    """Called when the house starts."""
    register_kind(NodeKind("action", _("Action"), 60, tell_actions, actions_saying))
    register_kind(NodeKind("roadmap", _("Official roadmap"), 70, tell_versions))
    open_door(
        Door(60, "roadmaps:roadmap", _("Roadmap"), _("Axes, actions, who carries them, and what was made official."))
    )
    add_shelf(readings_of_roadmap)
    open_step(Step(30, "roadmaps:action_add", _("Make an action of it"), LEADS, can_write_roadmap))
    tell("roadmap.opened", _("The roadmap is begun."))
    tell("roadmap.officialised", _("The roadmap is made official: version %(number)s."))
    count("action.written", lambda number: ngettext("%(count)s action written.", "%(count)s actions written.", number))
    count(
        "bearer.confirmed",
        lambda number: ngettext("%(count)s bearer confirmed.", "%(count)s bearers confirmed.", number),
    )
    count(
        "action.gate_lifted",
        lambda number: ngettext("%(count)s blockage lifted.", "%(count)s blockages lifted.", number),
    )
    keep_silent(("roadmap.changed", "axis.added", "axis.changed", "axis.removed"), "the roadmap shows them")
    keep_silent(("action.changed", "action.status_said", "action.gated"), "its history is on its sheet")
    keep_silent(("action.line_added", "action.line_changed", "action.line_removed"), "the sheet shows them")
    keep_silent(("action.dependency_added", "action.dependency_removed"), "the calendar shows them")
    keep_silent(("bearer.named", "bearer.asked", "bearer.took_back", "bearer.left"), "someone's own affair")
    keep_silent("roadmap.printed", "the paper of a version that is told")
    _register_means()


def _register_means() -> None:
    """Scenarios, files and follow-up."""
    open_door(
        Door(
            65,
            "roadmaps:followup",
            _("Follow-up"),
            _("How the actions go on, months later, told by who carries them."),
            has_plan,
        )
    )
    tell("campaign.opened", _("Follow-up campaign “%(title)s” opens: bearers say their news until %(until)s."))
    tell("campaign.asked", _("Follow-up campaign “%(title)s”: %(letters)s letters leave."))
    count("report.said", lambda number: ngettext("%(count)s action has news.", "%(count)s actions have news.", number))
    keep_silent(("campaign.changed", "campaign.reminded"), "the campaign shows them")
    keep_silent("report.accepted", "the status is on the sheet of the action, with its history")
    keep_silent(("scenario.weighed", "scenario.set_aside"), "a thought, not a decision")
    tell("scenario.applied", _("Scenario “%(name)s” is taken into the roadmap: %(changed)s actions changed."))


def has_plan(viewer: Viewer, atelier: Atelier) -> bool:
    """Once the roadmap is begun."""
    return can_see(viewer, atelier) and roadmap_of(atelier) is not None
